package org.postern.poll;

import org.postern.acl.AccessList;
import org.postern.profile.Shared;

/** What is derived from access lists, once for all devices that have the same one. Thread-safe. */
final class SharedFacts {
  private final Shared<AccessList, ListFacts> byList = new Shared<>();

  /** The facts of an equal list. */
  ListFacts of(AccessList list) {
    return byList.of(list).orElseGet(() -> added(ListFacts.of(list)));
  }

  private ListFacts added(ListFacts fresh) {
    return byList.add(fresh.list(), fresh);
  }
}

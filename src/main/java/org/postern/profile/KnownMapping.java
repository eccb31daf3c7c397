package org.postern.profile;

import java.util.List;
import java.util.Optional;

/** What mapping a device's answers brought that serves the next time. Immutable. */
public final class KnownMapping {
  private static final KnownMapping NOTHING = new KnownMapping(InterfaceNames.none(), List.of());

  private final InterfaceNames names;
  private final List<KeptLists> lists;

  KnownMapping(InterfaceNames names, List<KeptLists> lists) {
    this.names = names;
    this.lists = List.copyOf(lists);
  }

  /** Of a device that was not mapped yet. */
  public static KnownMapping nothing() {
    return NOTHING;
  }

  /** Interfaces by ifIndex as they were last told. */
  InterfaceNames names() {
    return names;
  }

  /** The lists that follow from {@code basis}, if they are known. */
  Optional<KeptLists> lists(KeptLists.Basis basis) {
    return lists.stream().filter(each -> each.basis().equals(basis)).findFirst();
  }
}

package org.postern.acl;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened to each entry of the two versions of one list; immutable.
 *
 * @param added ids in the later version
 * @param movedNow ids in the later version
 * @param removed ids in the earlier version
 * @param movedBefore meanings, as ids change with the place
 * @param otherEnd whether the implicit action is another
 */
record EntryEdits(
    Set<String> added,
    Set<String> movedNow,
    Set<String> removed,
    Set<AccessListEntry> movedBefore,
    boolean otherEnd) {
  static EntryEdits between(AccessList before, AccessList after) {
    ListDifference difference = ListDifference.between(before, after);
    return new EntryEdits(
        ids(difference.added()),
        ids(difference.moved()),
        ids(difference.removed()),
        difference.moved().stream().map(AccessListEntry::meaning).collect(Collectors.toSet()),
        !before.implicitAction().equals(after.implicitAction()));
  }

  static EntryEdits appeared(AccessList list) {
    return new EntryEdits(ids(list.entries()), Set.of(), Set.of(), Set.of(), true);
  }

  static EntryEdits disappeared(AccessList list) {
    return new EntryEdits(Set.of(), Set.of(), ids(list.entries()), Set.of(), true);
  }

  private static Set<String> ids(List<AccessListEntry> entries) {
    return entries.stream().map(AccessListEntry::id).collect(Collectors.toSet());
  }

  PortChange.Edit of(AccessListEntry entry, boolean later) {
    if ((later ? added : removed).contains(entry.id())) {
      return later ? PortChange.Edit.ADDED : PortChange.Edit.REMOVED;
    }
    boolean moved = later ? movedNow.contains(entry.id()) : movedBefore.contains(entry.meaning());
    return moved ? PortChange.Edit.MOVED : PortChange.Edit.KEPT;
  }

  /** Of the implicit action. */
  PortChange.Edit ofEnd(boolean later) {
    if (!otherEnd) {
      return PortChange.Edit.KEPT;
    }
    return later ? PortChange.Edit.ADDED : PortChange.Edit.REMOVED;
  }
}

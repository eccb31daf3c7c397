package org.postern.acl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done to an access list, in entries: what they match counts, not their numbers, since
 * many devices renumber what follows an insertion.
 *
 * @param added entries only the later list has, in its order
 * @param removed entries only the earlier list has, in its order
 * @param moved entries both have, in another order; as the later list has them
 * @param other whether bindings, families or the implicit action differ
 */
public record ListDifference(
    List<AccessListEntry> added,
    List<AccessListEntry> removed,
    List<AccessListEntry> moved,
    boolean other) {
  /** Cells of the comparison above which moves are not told from stays. */
  private static final long MOST_CELLS = 4_000_000;

  public ListDifference {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    moved = List.copyOf(moved);
  }

  /** Compares two versions of one list. */
  public static ListDifference between(AccessList before, AccessList after) {
    List<AccessListEntry> old = before.entries();
    List<AccessListEntry> now = after.entries();
    int head = 0;
    while (head < Math.min(old.size(), now.size()) && same(old.get(head), now.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < Math.min(old.size(), now.size()) - head
        && same(old.get(old.size() - 1 - tail), now.get(now.size() - 1 - tail))) {
      tail++;
    }
    List<AccessListEntry> oldRest = new ArrayList<>(old.subList(head, old.size() - tail));
    List<AccessListEntry> nowRest = new ArrayList<>(now.subList(head, now.size() - tail));
    if ((long) oldRest.size() * nowRest.size() <= MOST_CELLS) {
      dropCommonSubsequence(oldRest, nowRest);
    }
    return sorted(oldRest, nowRest, otherPartsDiffer(before, after));
  }

  private static boolean otherPartsDiffer(AccessList before, AccessList after) {
    return !before.bindings().equals(after.bindings())
        || !before.families().equals(after.families())
        || !before.implicitAction().equals(after.implicitAction());
  }

  /** Splits what is left over into entries that came, went, or only changed their place. */
  private static ListDifference sorted(
      List<AccessListEntry> oldRest, List<AccessListEntry> nowRest, boolean other) {
    Map<AccessListEntry, Integer> gone = new HashMap<>();
    oldRest.forEach(entry -> gone.merge(entry.meaning(), 1, Integer::sum));
    List<AccessListEntry> added = new ArrayList<>();
    List<AccessListEntry> moved = new ArrayList<>();
    for (AccessListEntry entry : nowRest) {
      if (take(gone, entry)) {
        moved.add(entry);
      } else {
        added.add(entry);
      }
    }
    Map<AccessListEntry, Integer> movedCount = new HashMap<>();
    moved.forEach(entry -> movedCount.merge(entry.meaning(), 1, Integer::sum));
    List<AccessListEntry> removed =
        oldRest.stream().filter(entry -> !take(movedCount, entry)).toList();
    return new ListDifference(added, removed, moved, other);
  }

  private static boolean take(Map<AccessListEntry, Integer> counts, AccessListEntry entry) {
    AccessListEntry key = entry.meaning();
    int left = counts.getOrDefault(key, 0);
    if (left > 0) {
      counts.put(key, left - 1);
    }
    return left > 0;
  }

  /** Removes a longest common subsequence from both lists: those entries stayed where they were. */
  private static void dropCommonSubsequence(List<AccessListEntry> old, List<AccessListEntry> now) {
    List<AccessListEntry> oldKeys = old.stream().map(AccessListEntry::meaning).toList();
    List<AccessListEntry> nowKeys = now.stream().map(AccessListEntry::meaning).toList();
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            oldKeys.get(i).equals(nowKeys.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<AccessListEntry> oldOnly = new ArrayList<>();
    List<AccessListEntry> nowOnly = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() && j < now.size()) {
      if (oldKeys.get(i).equals(nowKeys.get(j))) {
        i++;
        j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        oldOnly.add(old.get(i++));
      } else {
        nowOnly.add(now.get(j++));
      }
    }
    oldOnly.addAll(old.subList(i, old.size()));
    nowOnly.addAll(now.subList(j, now.size()));
    old.clear();
    old.addAll(oldOnly);
    now.clear();
    now.addAll(nowOnly);
  }

  private static boolean same(AccessListEntry one, AccessListEntry two) {
    return one.meaning().equals(two.meaning());
  }

  /** "added 7: permit tcp any host 172.29.20.25 eq 110; removed 9: …". */
  public String words() {
    List<String> parts = new ArrayList<>();
    describe("added", added, parts);
    describe("removed", removed, parts);
    describe("moved", moved, parts);
    if (other) {
      parts.add("binding, family or implicit action changed");
    }
    return parts.isEmpty() ? "jumps or options changed" : String.join("; ", parts);
  }

  private static void describe(String what, List<AccessListEntry> entries, List<String> parts) {
    if (!entries.isEmpty()) {
      String more = entries.size() == 1 ? "" : " and " + (entries.size() - 1) + " more";
      parts.add(what + " " + describe(entries.get(0)) + more);
    }
  }

  /** The entry as "7: permit tcp any …", by its own text where it has one. */
  public static String describe(AccessListEntry entry) {
    return entry.id() + ": " + (entry.text().isEmpty() ? word(entry.action()) : entry.text());
  }

  private static String word(Action action) {
    return switch (action) {
      case PERMIT -> "permit";
      case DENY -> "deny";
      case SKIP -> "skip";
    };
  }
}

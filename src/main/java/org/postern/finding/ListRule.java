package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postern.acl.AccessListEntry;
import org.postern.acl.ListDifference;
import org.postern.counter.Quality;

/** Judges whether the believed access lists are those an operator reviewed (A1). */
final class ListRule {
  private ListRule() {}

  static List<Observation> judge(DeviceMemory memory) {
    Map<String, DigestedList> reviewed = memory.reviewedByKey();
    Map<String, DigestedList> confirmed = memory.confirmedByKey();
    Set<String> keys = new TreeSet<>(reviewed.keySet());
    keys.addAll(confirmed.keySet());
    List<Observation> observations = new ArrayList<>();
    for (String listKey : keys) {
      FindingKey key =
          new FindingKey(FindingKind.ACL_CHANGED, Subject.of(memory.device(), listKey));
      DigestedList before = reviewed.get(listKey);
      DigestedList now = confirmed.get(listKey);
      boolean same = before != null && now != null && before.digest().equals(now.digest());
      Evidence evidence = evidence(listKey, before, now, same);
      observations.add(
          same
              ? Observation.absent(key, evidence)
              : Observation.present(key, FindingKind.ACL_CHANGED.severity(), evidence));
    }
    return observations;
  }

  private static Evidence evidence(
      String listKey, @Nullable DigestedList before, @Nullable DigestedList now, boolean same) {
    String words;
    String entry = "";
    if (same) {
      words = "as reviewed";
    } else if (before == null) {
      words = "new access list";
    } else if (now == null) {
      words = "access list is gone";
    } else {
      ListDifference difference = ListDifference.between(before.list(), now.list());
      words = difference.words();
      entry = firstEntry(difference);
    }
    return EvidenceText.of(
        "",
        entry,
        state(now),
        state(before),
        listKey + ": " + words + " (" + count(before) + " before, " + count(now) + " now)",
        Quality.COMPLETE);
  }

  private static String firstEntry(ListDifference difference) {
    for (List<AccessListEntry> entries :
        List.of(difference.added(), difference.removed(), difference.moved())) {
      if (!entries.isEmpty()) {
        return ListDifference.describe(entries.get(0));
      }
    }
    return "";
  }

  private static String count(@Nullable DigestedList list) {
    if (list == null) {
      return "none";
    }
    int size = list.list().entries().size();
    return size == 1 ? "1 entry" : size + " entries";
  }

  /** Differs whenever the list does. */
  private static String state(@Nullable DigestedList list) {
    if (list == null) {
      return "no such list";
    }
    String digest = list.digest();
    return count(list) + ", digest " + digest.substring(0, Math.min(16, digest.length()));
  }
}

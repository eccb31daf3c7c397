package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.EntryCover;
import org.postern.acl.EntryText;
import org.postern.counter.Quality;

/**
 * Finds lists with entries that never take a mail flow because earlier ones take all they match
 * (A3): shadowed if one of those does something else, redundant if all do the same.
 */
final class ShadowRule {
  private static final int MOST_NAMED = 10;

  private ShadowRule() {}

  static List<Observation> judge(DeviceAssessment assessment) {
    return assessment.covers().stream().map(list -> judge(assessment.device(), list)).toList();
  }

  private static Observation judge(String device, CoveredList list) {
    FindingKey key = new FindingKey(FindingKind.RULE_SHADOWED, Subject.of(device, list.listKey()));
    if (list.cover().obstacle().isPresent()) {
      String why = "not known: " + list.cover().obstacle().get();
      return Observation.undecided(key, evidence(list, "", why, why, Quality.PARTIAL));
    }
    List<EntryCover> shadowed = with(list, EntryCover.Status.SHADOWED);
    List<EntryCover> redundant = with(list, EntryCover.Status.REDUNDANT);
    if (shadowed.isEmpty() && redundant.isEmpty()) {
      return Observation.absent(
          key, evidence(list, "", "none", "no entry is shadowed or redundant", Quality.COMPLETE));
    }
    List<String> parts = new ArrayList<>();
    if (!shadowed.isEmpty()) {
      parts.add("shadowed " + ids(shadowed));
    }
    if (!redundant.isEmpty()) {
      parts.add("redundant " + ids(redundant));
    }
    EntryCover first = Stream.concat(shadowed.stream(), redundant.stream()).toList().get(0);
    int more = shadowed.size() + redundant.size() - 1;
    String observed = String.join("; ", parts);
    return Observation.present(
        key,
        shadowed.isEmpty() ? Severity.INFO : FindingKind.RULE_SHADOWED.severity(),
        evidence(
            list,
            first.entry().id() + ": " + EntryText.of(first.entry()),
            observed,
            words(first) + (more == 0 ? "" : "; in all " + observed),
            Quality.COMPLETE));
  }

  private static List<EntryCover> with(CoveredList list, EntryCover.Status status) {
    return list.cover().entries().stream().filter(each -> each.status() == status).toList();
  }

  private static String ids(List<EntryCover> covers) {
    return names(covers.stream().map(EntryCover::entry).toList(), 0);
  }

  private static String names(List<AccessListEntry> entries, int unnamed) {
    int more = Math.max(0, entries.size() - MOST_NAMED) + unnamed;
    return entries.stream()
            .limit(MOST_NAMED)
            .map(AccessListEntry::id)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** "entry 40 permits nothing (permit tcp …): 10, 20 take all its flows, 10 not as it would". */
  private static String words(EntryCover cover) {
    String entry = "entry " + cover.entry().id();
    String text = " (" + EntryText.of(cover.entry()) + ")";
    String by = (cover.by().size() == 1 ? "entry " : "entries ") + names(cover.by(), 0);
    boolean one = cover.by().size() == 1;
    if (cover.status() == EntryCover.Status.REDUNDANT) {
      return entry
          + text
          + " is redundant: "
          + by
          + " already "
          + verb(cover.entry().action(), one)
          + " all its flows";
    }
    AccessListEntry contrary = cover.contrary().get(0);
    return entry
        + text
        + " never "
        + verb(cover.entry().action(), true)
        + " anything: "
        + by
        + (one ? " takes" : " take")
        + " all its flows, and entry "
        + contrary.id()
        + " "
        + verb(contrary.action(), true)
        + " them";
  }

  private static String verb(Action action, boolean one) {
    return switch (action) {
      case PERMIT -> one ? "permits" : "permit";
      case DENY -> one ? "denies" : "deny";
      case SKIP -> one ? "skips" : "skip";
    };
  }

  private static Evidence evidence(
      CoveredList list, String entry, String observed, String words, Quality quality) {
    return EvidenceText.of(
        "",
        entry,
        observed,
        "each entry takes some mail flow",
        list.listKey() + ": " + words,
        quality);
  }
}

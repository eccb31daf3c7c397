package org.postern.finding;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.postern.counter.Quality;

/**
 * Hints at entries that nobody seems to need: not hit for long, while others of their list were. A
 * list whose entries do not count is not spoken of.
 */
final class EntryUseRule {
  private static final int MOST_NAMED = 20;

  private final DetectionSettings settings;

  EntryUseRule(DetectionSettings settings) {
    this.settings = settings;
  }

  List<Observation> judge(DeviceAssessment assessment) {
    return assessment.uses().stream()
        .filter(use -> !use.entries().isEmpty())
        .map(use -> judge(assessment.device(), use))
        .toList();
  }

  private Observation judge(String device, ListUse use) {
    FindingKey key = new FindingKey(FindingKind.ENTRY_UNUSED, Subject.of(device, use.listKey()));
    List<ListUse.Entry> unused =
        use.entries().stream()
            .filter(entry -> isUnused(entry, settings.of(key.subject())))
            .toList();
    if (unused.isEmpty()) {
      return Observation.absent(
          key, evidence(use, "", "no entry", "no entry that counts is unused for long"));
    }
    String ids =
        unused.stream().limit(MOST_NAMED).map(ListUse.Entry::id).collect(Collectors.joining(", "))
            + (unused.size() > MOST_NAMED ? " and " + (unused.size() - MOST_NAMED) + " more" : "");
    ListUse.Entry first = unused.get(0);
    return Observation.present(
        key,
        FindingKind.ENTRY_UNUSED.severity(),
        evidence(use, first.id() + ": " + first.text(), "entry " + ids, words(unused)));
  }

  private static boolean isUnused(ListUse.Entry entry, DetectionSettings settings) {
    return entry.silence().observed().compareTo(settings.unusedAfter()) >= 0
        && entry.silence().others() >= settings.unusedOtherHits();
  }

  private static String words(List<ListUse.Entry> unused) {
    ListUse.Entry first = unused.get(0);
    EntryUses.Silence silence = first.silence();
    LocalDate since = silence.since().atZone(ZoneOffset.UTC).toLocalDate();
    return "entry "
        + first.id()
        + " had no hit in "
        + silence.observed().toDays()
        + " days observed since "
        + since
        + (silence.hitBefore() ? ", its last hit" : "")
        + "; other entries had "
        + silence.others()
        + (unused.size() == 1 ? "" : "; likewise " + (unused.size() - 1) + " more")
        + ": "
        + first.text();
  }

  private static Evidence evidence(ListUse use, String entry, String unused, String words) {
    return EvidenceText.of(
        "",
        entry,
        unused + " without a hit for long",
        "entries are hit, or taken out",
        use.listKey() + ": " + words,
        Quality.COMPLETE);
  }
}

package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.postern.counter.Quality;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel.Seen;

/**
 * Judges the interfaces of a device: odd traffic (A7), counters that always count the same (A8),
 * lines that are full, and lines that lose packets.
 */
final class LineRule {
  private static final List<FindingKind> KINDS =
      List.of(
          FindingKind.TRAFFIC_SPIKE,
          FindingKind.TRAFFIC_DROP,
          FindingKind.FLATLINE,
          FindingKind.UTILISATION_HIGH,
          FindingKind.ERRORS_HIGH,
          FindingKind.DISCARDS_HIGH);

  private final DetectionSettings settings;

  LineRule(DetectionSettings settings) {
    this.settings = settings;
  }

  List<Observation> judge(DeviceAssessment assessment, SeriesMemory memory) {
    List<Observation> observations = new ArrayList<>();
    if (assessment.traffic().interfaces().isEmpty()) {
      return observations;
    }
    Slot slot = settings.series().calendar().apply(assessment.device()).slot(assessment.time());
    for (Board.InterfaceRow row : assessment.traffic().interfaces()) {
      LineHistory history =
          memory.line(row.name(), () -> settings.of(Subject.of(assessment.device(), row.name())));
      if (assessment.restarted() || !isJudgeable(row)) {
        history.interrupted();
        KINDS.forEach(
            kind ->
                observations.add(
                    Observation.undecided(
                        key(assessment, row, kind), unknown(row, row.quality()))));
        continue;
      }
      Optional<LineHistory.Window> window =
          history.add(row, assessment.traffic().covered(), settings.series().window(), slot);
      if (window.isPresent()) {
        judge(assessment, row, window.get(), history.limits(), observations);
      } else {
        KINDS.forEach(kind -> observations.add(Observation.waiting(key(assessment, row, kind))));
      }
    }
    return observations;
  }

  private static boolean isJudgeable(Board.InterfaceRow row) {
    return row.inBits().quality().isExact() && row.outBits().quality().isExact();
  }

  private static FindingKey key(
      DeviceAssessment assessment, Board.InterfaceRow row, FindingKind kind) {
    return new FindingKey(kind, Subject.of(assessment.device(), row.name()));
  }

  private static Evidence unknown(Board.InterfaceRow row, Quality quality) {
    return EvidenceText.of(
        "", "", "no rate", "a rate", name(row) + ": no rate, " + quality.label(), quality);
  }

  private void judge(
      DeviceAssessment assessment,
      Board.InterfaceRow row,
      LineHistory.Window window,
      LineSettings limits,
      List<Observation> observations) {
    LevelHistory.Opinion in = window.in();
    LevelHistory.Opinion out = window.out();
    observations.add(
        says(
            key(assessment, row, FindingKind.TRAFFIC_SPIKE),
            in.above() || out.above(),
            in.aboveOver() && out.aboveOver(),
            levels(row, window, in.above() || !out.above())));
    observations.add(
        says(
            key(assessment, row, FindingKind.TRAFFIC_DROP),
            in.below() || out.below(),
            in.belowOver() && out.belowOver(),
            levels(row, window, in.below() || !out.below())));
    observations.add(
        says(
            key(assessment, row, FindingKind.FLATLINE), window.flat(), window.varies(), flat(row)));
    observations.add(
        limited(
            key(assessment, row, FindingKind.UTILISATION_HIGH),
            row,
            busy(row, window),
            limits.busy(),
            "of the speed is used"));
    observations.add(
        limited(
            key(assessment, row, FindingKind.ERRORS_HIGH),
            row,
            enough(window, window.errors(), limits.errors()),
            limits.errors(),
            "of the packets have errors"));
    observations.add(
        limited(
            key(assessment, row, FindingKind.DISCARDS_HIGH),
            row,
            enough(window, window.discards(), limits.discards()),
            limits.discards(),
            "of the packets are discarded"));
  }

  /** A share of too few packets counts as none, if it is known at all. */
  private static OptionalDouble enough(
      LineHistory.Window window, OptionalDouble share, LineSettings.Limits limits) {
    boolean few = window.packets().orElse(0) < limits.minimumPackets();
    return few && share.isPresent() ? OptionalDouble.of(0) : share;
  }

  /** The utilisation in the window: the last poll's share, scaled to the window's mean. */
  private static OptionalDouble busy(Board.InterfaceRow row, LineHistory.Window window) {
    double now = Math.max(row.inBits().perSecond().orElse(0), row.outBits().perSecond().orElse(0));
    double mean = Math.max(window.inBits(), window.outBits());
    OptionalDouble share = row.utilisation();
    if (share.isEmpty() || now <= 0) {
      return share;
    }
    return OptionalDouble.of(Math.min(1, share.getAsDouble() * mean / now));
  }

  private static Observation says(
      FindingKey key, boolean present, boolean clearing, Evidence evidence) {
    return new Observation(
        key, Observation.Says.of(present, clearing), key.kind().severity(), evidence);
  }

  private static Observation limited(
      FindingKey key,
      Board.InterfaceRow row,
      OptionalDouble share,
      LineSettings.Limits limits,
      String words) {
    String observed =
        share.isPresent() ? percent(share.getAsDouble()) + " " + words : "not measured";
    Evidence evidence =
        EvidenceText.of(
            "",
            "",
            observed,
            "less than " + percent(limits.raise()),
            name(row) + ": " + observed + "; raised at " + percent(limits.raise()),
            share.isPresent() ? Quality.COMPLETE : Quality.UNAVAILABLE);
    return says(
        key,
        share.isPresent() && share.getAsDouble() >= limits.raise(),
        share.isPresent() && share.getAsDouble() < limits.clear(),
        evidence);
  }

  private static Evidence flat(Board.InterfaceRow row) {
    return EvidenceText.of(
        "",
        "",
        "counters that count the same in every window",
        "counters that vary",
        name(row) + ": the octets counted are the same in every window; the counter may be stuck",
        Quality.COMPLETE);
  }

  private static Evidence levels(
      Board.InterfaceRow row, LineHistory.Window window, boolean inwards) {
    LevelHistory.Opinion opinion = inwards ? window.in() : window.out();
    String direction = inwards ? "in " : "out ";
    String observed = direction + bits(opinion.seen().value());
    String expected = usual(opinion.seen());
    return EvidenceText.of(
        "",
        "",
        observed,
        expected,
        name(row) + ": " + observed + ", usually " + expected,
        Quality.COMPLETE);
  }

  private static String usual(Seen seen) {
    if (seen.peaks().isPresent()) {
      return "at most "
          + bits(seen.peaks().get().window())
          + " in its peaks of "
          + seen.peaks().get().days()
          + " days";
    }
    return seen.band()
        .map(
            band ->
                bits(band.centre())
                    + " +/- "
                    + bits(band.scale())
                    + " (score "
                    + String.format(Locale.ROOT, "%.1f", band.score(seen.value()))
                    + ", "
                    + band.seasons()
                    + " days)")
        .orElse("not learned yet");
  }

  private static String name(Board.InterfaceRow row) {
    return row.alias().isEmpty() ? row.name() : row.name() + " (" + row.alias() + ")";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  /** With the prefix that leaves one to three digits: "1.2 Mbit/s". */
  static String bits(double perSecond) {
    String[] prefixes = {"", "k", "M", "G", "T"};
    double value = perSecond;
    int prefix = 0;
    while (Math.abs(value) >= 1000 && prefix < prefixes.length - 1) {
      value /= 1000;
      prefix++;
    }
    return EvidenceText.number(value) + " " + prefixes[prefix] + "bit/s";
  }
}

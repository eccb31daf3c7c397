package org.postern.finding;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;
import org.postern.finding.SeriesKey.Quantity;

/**
 * The series of one device in the past, window by window, before the judge and the book of the
 * daemon: what they make of it is what the daemon would have made. It begins with nothing learned,
 * and knows of no maintenance and no operator. Confined.
 */
public final class SeriesReplay {
  /** The kinds that are judged on series which are kept. */
  private static final Set<FindingKind> KINDS =
      EnumSet.of(
          FindingKind.DENY_SPIKE,
          FindingKind.PERMIT_HITS_ZERO,
          FindingKind.TRAFFIC_SPIKE,
          FindingKind.TRAFFIC_DROP,
          FindingKind.FLATLINE,
          FindingKind.CLEARTEXT_SHARE_RISING,
          FindingKind.ERRORS_HIGH,
          FindingKind.DISCARDS_HIGH);

  private final DetectionSettings settings;
  private final KindRules kinds;
  private final Judge judge;
  private final ExpectationMatcher expectations;
  private final FindingBook book;
  private final DeviceMemory memory;
  private final Set<FindingKey> open = new HashSet<>();

  /**
   * What is judged by.
   *
   * @param zone where a day ends, and with it an exception
   */
  public record Rules(
      DetectionSettings detection,
      BookSettings book,
      KindRules kinds,
      Policy policy,
      ZoneId zone) {}

  /**
   * A value of one series as it was judged.
   *
   * @param value bits per second, or hits in the window; void where {@code quality} allows none
   * @param band within which nothing is odd; empty before it is learned, and of a bursty rate
   * @param learning whether what is usual was not known yet
   */
  public record Value(
      SeriesKey key,
      double value,
      Quality quality,
      Optional<Backtest.Range> band,
      boolean learning) {}

  /**
   * A replay from the beginning.
   *
   * @param least time between two windows; shorter ones cannot be judged
   */
  public SeriesReplay(String device, Rules rules, Duration least, AclEvaluator evaluator) {
    SeriesPlan plan = rules.detection().series();
    settings =
        plan.window().compareTo(least) < 0
            ? rules.detection().with(plan.over(least))
            : rules.detection();
    kinds = rules.kinds();
    judge = new Judge(evaluator, settings, rules.zone());
    expectations = new ExpectationMatcher(rules.policy());
    book = new FindingBook(BookState.empty(), rules.book(), Maintenance.never());
    memory = DeviceMemory.fresh(device);
  }

  /** The values of a window that was not judged yet, beside what was usual before it. */
  public List<Value> values(DeviceAssessment assessment) {
    Slot slot = settings.series().calendar().apply(assessment.device()).slot(assessment.time());
    List<Value> values = new ArrayList<>();
    for (Board.InterfaceRow row : assessment.traffic().interfaces()) {
      values.add(value(SeriesKey.of(Quantity.IN_BITS, row.name()), row.inBits(), slot));
      values.add(value(SeriesKey.of(Quantity.OUT_BITS, row.name()), row.outBits(), slot));
    }
    for (PortAssessment port : assessment.ports()) {
      for (HitPart part : parts(FindingKind.DENY_SPIKE, Action.DENY, assessment, port)) {
        values.add(value(SeriesKey.of(Quantity.DENY_HITS, part.series()), part.hits(), slot));
      }
      for (HitPart part : parts(FindingKind.PERMIT_HITS_ZERO, Action.PERMIT, assessment, port)) {
        values.add(value(SeriesKey.of(Quantity.PERMIT_HITS, part.series()), part.hits(), slot));
      }
    }
    return values;
  }

  private List<HitPart> parts(
      FindingKind kind, Action action, DeviceAssessment assessment, PortAssessment port) {
    return HitPart.of(kind, action, assessment.device(), port, settings.overrides()).stream()
        .filter(part -> !part.deciding().isEmpty())
        .toList();
  }

  /** Judges the next window; what was raised and cleared. */
  public List<Transition> window(DeviceAssessment assessment) {
    Judgement judgement = kinds.apply(judge.judge(assessment, memory, expectations));
    List<Transition> made =
        book.apply(
            new Judgement(
                judgement.device(),
                judgement.time(),
                judgement.observations().stream()
                    .filter(each -> KINDS.contains(each.key().kind()))
                    .toList(),
                judgement.whole(),
                false,
                List.of()));
    for (Transition each : made) {
      if (each.finding().state().isActive()) {
        open.add(each.finding().key());
      } else {
        open.remove(each.finding().key());
      }
    }
    return made.stream().filter(each -> each.type() != TransitionType.CHANGED).toList();
  }

  /** Whether a finding about the level of a series is open. */
  public boolean isOpen(SeriesKey series) {
    return open.stream().anyMatch(each -> isAbout(each, series));
  }

  private Value value(SeriesKey key, Rate rate, Slot slot) {
    return value(key, rate.perSecond().orElse(0), rate.quality(), slot);
  }

  private Value value(SeriesKey key, WindowHits hits, Slot slot) {
    return value(key, (double) hits.count(), hits.quality(), slot);
  }

  private Value value(SeriesKey key, double value, Quality quality, Slot slot) {
    Optional<SeriesModel> model = memory.series().known(key);
    boolean bursty = model.flatMap(SeriesModel::peaks).isPresent();
    Optional<Backtest.Range> band =
        bursty
            ? Optional.empty()
            : model.flatMap(each -> Backtest.range(each, slot, settings.traffic()));
    return new Value(key, value, quality, band, !bursty && band.isEmpty());
  }

  /** Whether a finding is about the level of a series. */
  public static boolean isAbout(FindingKey finding, SeriesKey series) {
    boolean level =
        switch (series.quantity()) {
          case DENY_HITS -> finding.kind() == FindingKind.DENY_SPIKE;
          case PERMIT_HITS -> finding.kind() == FindingKind.PERMIT_HITS_ZERO;
          case IN_BITS, OUT_BITS ->
              finding.kind() == FindingKind.TRAFFIC_SPIKE
                  || finding.kind() == FindingKind.TRAFFIC_DROP;
          case CLEARTEXT -> finding.kind() == FindingKind.CLEARTEXT_SHARE_RISING;
        };
    return level && isOf(finding, series);
  }

  /** Whether a finding and a series have the same subject. */
  public static boolean isOf(FindingKey finding, SeriesKey series) {
    return HitPart.isOf(finding.subject().object(), series.object())
        && finding
            .subject()
            .port()
            .map(port -> port.serviceName())
            .orElse("")
            .equals(series.port());
  }
}

package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.counter.Quality;
import org.postern.counter.Seasons;
import org.postern.counter.SeriesModel;
import org.postern.finding.Observation.Says;

/**
 * What the detectors would have made of a series of the past: they see it window by window, as they
 * would have then, and findings are raised and cleared as in the daemon.
 */
public final class Backtest {
  private static final String SERIES = "series";

  private final DetectionSettings settings;
  private final BookSettings book;
  private final Seasons seasons;

  /** A backtest with these levels, in the days of {@code seasons}. */
  public Backtest(DetectionSettings settings, BookSettings book, Seasons seasons) {
    this.settings = settings;
    this.book = book;
    this.seasons = seasons;
  }

  /** What the values of a series are. */
  public enum Subject {
    /** A rate, such as bits per second: trafficSpike and trafficDrop. */
    RATE,
    /** Denied connections in each window: denySpike. */
    DENIES,
    /** Permitted connections in each window: permitHitsZero. */
    PERMITS
  }

  /** A window and its value. */
  public record Point(Instant time, double value) {}

  /**
   * A window as it was judged.
   *
   * @param band within which nothing is odd; empty while it was being learned, or of a bursty rate
   * @param found whether a finding was open
   */
  public record Step(Point point, Optional<Range> band, boolean found) {}

  /** From one value to another. */
  public record Range(double low, double usual, double high) {}

  /**
   * The replay of a series.
   *
   * @param transitions raises and clears, in their order
   */
  public record Result(List<Step> steps, List<Transition> transitions) {
    public Result {
      steps = List.copyOf(steps);
      transitions = List.copyOf(transitions);
    }

    /** How often something was raised. */
    public long raises() {
      return transitions.stream().filter(each -> each.type() == TransitionType.RAISED).count();
    }
  }

  /** Judges one window: what each possible finding says of it. */
  @FunctionalInterface
  private interface Detector {
    List<Observation> judge(Seasons.Slot slot, double value);
  }

  /**
   * Replays a series.
   *
   * @param points in the order of their times
   * @param window the time between two points
   */
  public Result replay(List<Point> points, Duration window, Subject subject) {
    SeriesPlan plan = settings.series().over(window);
    SeriesModel model = new SeriesModel(subject == Subject.RATE ? plan.rates() : plan.counts());
    Detector detector = detector(model, window, subject);
    FindingBook findings = new FindingBook(BookState.empty(), book, Maintenance.never());
    List<Step> steps = new ArrayList<>();
    List<Transition> transitions = new ArrayList<>();
    for (Point point : points) {
      Seasons.Slot slot = seasons.slot(point.time());
      Optional<Range> band =
          model.peaks().isPresent() ? Optional.empty() : range(model, slot, settings.traffic());
      List<Observation> observations = detector.judge(slot, point.value());
      transitions.addAll(
          findings.apply(
              new Judgement(SERIES, point.time(), observations, false, false, List.of())));
      steps.add(new Step(point, band, !findings.active().isEmpty()));
    }
    return new Result(
        steps, transitions.stream().filter(each -> each.type() != TransitionType.CHANGED).toList());
  }

  /** Within which nothing is odd; empty while there are too few days. */
  static Optional<Range> range(SeriesModel model, Seasons.Slot slot, LevelSettings levels) {
    return model
        .band(slot)
        .map(
            band ->
                new Range(
                    band.at(-levels.below().raise()),
                    band.centre(),
                    band.at(levels.above().raise())));
  }

  private Detector detector(SeriesModel model, Duration window, Subject subject) {
    return switch (subject) {
      case RATE -> rates(new LevelHistory(model, settings.traffic()));
      case DENIES -> {
        DenyHistory history = new DenyHistory(model, settings.denySpike());
        yield (slot, value) -> {
          DenyHistory.Opinion opinion = history.add(Math.round(value), window, window, slot);
          return List.of(
              said(FindingKind.DENY_SPIKE, opinion.says(), value, opinion.expected().orElse(0)));
        };
      }
      case PERMITS -> {
        PermitHistory history = new PermitHistory(model, settings.permitSilence());
        yield (slot, value) -> {
          PermitHistory.Opinion opinion = history.add(Math.round(value), window, window, slot);
          return List.of(
              said(
                  FindingKind.PERMIT_HITS_ZERO,
                  opinion.says(),
                  value,
                  opinion.expected().orElse(0)));
        };
      }
    };
  }

  private static Detector rates(LevelHistory history) {
    return (slot, value) -> {
      LevelHistory.Opinion opinion = history.window(slot, value);
      double usual =
          opinion
              .seen()
              .peaks()
              .map(peaks -> peaks.window())
              .orElseGet(() -> opinion.seen().band().map(band -> band.centre()).orElse(0.0));
      return List.of(
          said(
              FindingKind.TRAFFIC_SPIKE,
              Says.of(opinion.above(), opinion.aboveOver()),
              value,
              usual),
          said(
              FindingKind.TRAFFIC_DROP,
              Says.of(opinion.below(), opinion.belowOver()),
              value,
              usual));
    };
  }

  private static Observation said(FindingKind kind, Says says, double value, double usual) {
    String observed = EvidenceText.number(value);
    String expected = "usually " + EvidenceText.number(usual);
    return new Observation(
        new FindingKey(kind, org.postern.finding.Subject.device(SERIES)),
        says,
        kind.severity(),
        EvidenceText.of("", "", observed, expected, observed + ", " + expected, Quality.COMPLETE));
  }
}

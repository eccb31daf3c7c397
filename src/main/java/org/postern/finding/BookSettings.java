package org.postern.finding;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How patient the life cycle of findings is.
 *
 * @param levels by kind; a kind without one raises and clears at once
 * @param flapWindow how far back raises and clears of one finding are counted
 * @param flapCount raises and clears in that window from which on a finding flaps, 2 and up
 * @param flapHold how many times more evaluations a flapping finding needs to clear, 1 and up
 * @param sameFinding how long after its end a trouble that returns is still the same finding
 * @param keepCleared how long a cleared finding stays on the board
 * @param keepTransitions how many of the newest transitions are kept for the board's log
 * @param overrides levels of some subjects
 */
public record BookSettings(
    Map<FindingKind, Levels> levels,
    Duration flapWindow,
    int flapCount,
    int flapHold,
    Duration sameFinding,
    Duration keepCleared,
    int keepTransitions,
    SubjectRules overrides) {
  /** Levels that are the same for all subjects of a kind. */
  public BookSettings(
      Map<FindingKind, Levels> levels,
      Duration flapWindow,
      int flapCount,
      int flapHold,
      Duration sameFinding,
      Duration keepCleared,
      int keepTransitions) {
    this(
        levels,
        flapWindow,
        flapCount,
        flapHold,
        sameFinding,
        keepCleared,
        keepTransitions,
        SubjectRules.none());
  }

  public BookSettings {
    levels = Map.copyOf(levels);
    if (flapCount < 2 || flapHold < 1 || keepTransitions < 1) {
      throw new IllegalArgumentException(
          "flap count >= 2, flap hold >= 1, kept transitions >= 1: "
              + flapCount
              + ", "
              + flapHold
              + ", "
              + keepTransitions);
    }
    if (flapWindow.isNegative() || sameFinding.isNegative() || keepCleared.isNegative()) {
      throw new IllegalArgumentException(
          "durations 0 and up: " + flapWindow + ", " + sameFinding + ", " + keepCleared);
    }
  }

  /**
   * Evaluations in a row that a raise and a clear need.
   *
   * @param raise true evaluations, 1 and up
   * @param clear evaluations at the clear level, 1 and up
   */
  public record Levels(int raise, int clear) {
    public Levels {
      if (raise < 1 || clear < 1) {
        throw new IllegalArgumentException("evaluations 1 and up: " + raise + ", " + clear);
      }
    }
  }

  /**
   * The defaults of the anomaly catalogue. Lists are judged after two equal reads, so what follows
   * from them raises at once and is still never later than the second poll.
   */
  public static BookSettings defaults() {
    Map<FindingKind, Levels> levels = new EnumMap<>(FindingKind.class);
    levels.put(FindingKind.ACL_CHANGED, new Levels(1, 1));
    levels.put(FindingKind.PERMIT_WIDENED, new Levels(1, 1));
    levels.put(FindingKind.EXPECTED_DENY, new Levels(2, 2));
    levels.put(FindingKind.EXPECTED_PERMIT, new Levels(2, 2));
    levels.put(FindingKind.DEVICE_UNREACHABLE, new Levels(3, 2));
    levels.put(FindingKind.DENY_SPIKE, new Levels(1, 6));
    levels.put(FindingKind.PERMIT_HITS_ZERO, new Levels(1, 1));
    levels.put(FindingKind.MONITOR_BLIND, new Levels(2, 2));
    levels.put(FindingKind.RULE_SHADOWED, new Levels(2, 2));
    levels.put(FindingKind.ENTRY_UNUSED, new Levels(1, 1));
    // The windows in a row that make an odd level are counted with the level.
    levels.put(FindingKind.TRAFFIC_SPIKE, new Levels(1, 6));
    levels.put(FindingKind.TRAFFIC_DROP, new Levels(1, 6));
    levels.put(FindingKind.FLATLINE, new Levels(1, 1));
    levels.put(FindingKind.CLEARTEXT_SHARE_RISING, new Levels(1, 1));
    levels.put(FindingKind.COUNTER_DISCONTINUITY, new Levels(1, 1));
    levels.put(FindingKind.UTILISATION_HIGH, new Levels(3, 3));
    levels.put(FindingKind.ERRORS_HIGH, new Levels(3, 3));
    levels.put(FindingKind.DISCARDS_HIGH, new Levels(3, 3));
    levels.put(FindingKind.ENGINE_IDENTITY, new Levels(1, 1));
    return new BookSettings(
        levels, Duration.ofHours(1), 4, 4, Duration.ofHours(1), Duration.ofHours(24), 1_000);
  }

  Levels levelsOf(FindingKey key) {
    Levels general = levels.getOrDefault(key.kind(), new Levels(1, 1));
    return overrides
        .of(key)
        .map(
            each ->
                new Levels(
                    isCountedWithLevel(key.kind())
                        ? general.raise()
                        : each.raise().orElse(general.raise()),
                    each.clear().orElse(general.clear())))
        .orElse(general);
  }

  /** Of these the windows in a row that make an odd level are counted with the level. */
  public static boolean isCountedWithLevel(FindingKind kind) {
    return kind == FindingKind.TRAFFIC_SPIKE || kind == FindingKind.TRAFFIC_DROP;
  }
}

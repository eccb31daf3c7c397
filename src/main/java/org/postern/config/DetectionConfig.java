package org.postern.config;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;

/**
 * When something counts as trouble, and when as over.
 *
 * @param window over which hits are summed before they are compared
 * @param seasons weeks a baseline looks back; 2..12
 * @param learning weeks before a baseline is believed; 1..{@code seasons}
 * @param flapping how a finding that comes and goes is recognised
 * @param kinds for every kind of finding
 */
public record DetectionConfig(
    Duration window,
    int seasons,
    int learning,
    Flapping flapping,
    DenySpike denySpike,
    PermitHitsZero permitHitsZero,
    EntryUnused entryUnused,
    Map<FindingKind, Kind> kinds) {
  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  public static final int DEFAULT_SEASONS = 6;
  public static final int DEFAULT_LEARNING = 2;

  public DetectionConfig {
    for (FindingKind kind : FindingKind.values()) {
      if (!kinds.containsKey(kind)) {
        throw new IllegalArgumentException("settings are missing for " + kind.label());
      }
    }
    kinds = Map.copyOf(kinds);
  }

  /** What holds where the file says nothing. */
  public static DetectionConfig standard() {
    Map<FindingKind, Kind> kinds = new EnumMap<>(FindingKind.class);
    for (FindingKind kind : FindingKind.values()) {
      kinds.put(kind, Kind.standard(kind));
    }
    return new DetectionConfig(
        DEFAULT_WINDOW,
        DEFAULT_SEASONS,
        DEFAULT_LEARNING,
        new Flapping(6, Duration.ofHours(1)),
        new DenySpike(6, 3, 50),
        new PermitHitsZero(10),
        new EntryUnused(Duration.ofDays(90), 100),
        kinds);
  }

  /** The settings of one kind. */
  public Kind kind(FindingKind kind) {
    Kind settings = kinds.get(kind);
    if (settings == null) {
      throw new IllegalStateException("checked in the constructor: " + kind);
    }
    return settings;
  }

  /**
   * What all kinds have in common.
   *
   * @param enabled false if this kind is not looked for
   * @param raise evaluations in a row that must be bad; 1..100
   * @param clear evaluations in a row that must be good; 1..100
   * @param severity instead of the kind's own and the expectation's
   */
  public record Kind(boolean enabled, int raise, int clear, Optional<Severity> severity) {
    public Kind {
      if (raise < 1 || raise > 100 || clear < 1 || clear > 100) {
        throw new IllegalArgumentException("raise and clear are 1..100: " + raise + ", " + clear);
      }
    }

    /** Counted in evaluations, for a single odd poll is no trouble. */
    static Kind standard(FindingKind kind) {
      return switch (kind) {
        // Their lists, windows and polls in a row are judged before, so these raise at once; an
        // engine's identity is no matter of degree.
        case ACL_CHANGED, PERMIT_WIDENED, PERMIT_HITS_ZERO, ENTRY_UNUSED, ENGINE_IDENTITY ->
            of(1, 1);
        case EXPECTED_DENY, EXPECTED_PERMIT, MONITOR_BLIND, RULE_SHADOWED -> of(2, 2);
        case DEVICE_UNREACHABLE -> of(3, 2);
        case DENY_SPIKE -> of(1, 6);
      };
    }

    private static Kind of(int raise, int clear) {
      return new Kind(true, raise, clear, Optional.empty());
    }
  }

  /**
   * Too many changes in too short a time.
   *
   * @param changes raises and clears together; 2..1000
   */
  public record Flapping(int changes, Duration within) {}

  /**
   * Limits of the deny spike, in standard deviations of a Poisson count after the square-root
   * transform.
   *
   * @param clearLevel below {@code raiseLevel}
   * @param minimumHits fewer denied hits in a window are never a spike
   */
  public record DenySpike(double raiseLevel, double clearLevel, int minimumHits) {
    public DenySpike {
      if (!(clearLevel < raiseLevel)) {
        throw new IllegalArgumentException(
            "clearLevel is below raiseLevel: " + clearLevel + ", " + raiseLevel);
      }
    }
  }

  /**
   * Limit for hits that stay away.
   *
   * @param expectedHits how many the baseline must have promised before silence is trouble
   */
  public record PermitHitsZero(int expectedHits) {}

  /**
   * When an entry is called unused.
   *
   * @param after observed time without a hit
   * @param otherHits hits that the other entries of its list must have had meanwhile
   */
  public record EntryUnused(Duration after, int otherHits) {}
}

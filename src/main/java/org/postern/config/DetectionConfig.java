package org.postern.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.LevelSettings;
import org.postern.finding.LineSettings;
import org.postern.finding.Severity;
import org.postern.finding.SubjectRules;

/**
 * When something counts as trouble, and when as over.
 *
 * @param window over which hits and traffic are summed before they are judged
 * @param seasons days of each class (working day, Saturday, Sunday) a baseline looks back; 2..12
 * @param learning days of a class before its baseline is believed; 1..{@code seasons}
 * @param flapping how a finding that comes and goes is recognised
 * @param traffic odd levels of interfaces, in bits per second
 * @param kinds for every kind of finding
 * @param overrides what holds otherwise for some devices, interfaces, crossings, lists or ports
 */
public record DetectionConfig(
    Duration window,
    int seasons,
    int learning,
    Calendar calendar,
    Flapping flapping,
    DenySpike denySpike,
    PermitHitsZero permitHitsZero,
    LevelSettings traffic,
    LineSettings lines,
    DetectionSettings.Flatline flatline,
    DetectionSettings.CleartextShare cleartext,
    DetectionSettings.Storm storm,
    EntryUnused entryUnused,
    Map<FindingKind, Kind> kinds,
    SubjectRules overrides) {
  public static final Duration DEFAULT_WINDOW = Duration.ofMinutes(5);
  public static final int DEFAULT_SEASONS = 5;
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
    DetectionSettings standard = DetectionSettings.defaults();
    return new DetectionConfig(
        DEFAULT_WINDOW,
        DEFAULT_SEASONS,
        DEFAULT_LEARNING,
        new Calendar(Days.standard(), Map.of()),
        new Flapping(6, Duration.ofHours(1)),
        new DenySpike(6, 3, 50),
        new PermitHitsZero(10),
        standard.traffic(),
        standard.lines(),
        standard.flatline(),
        standard.cleartext(),
        standard.storm(),
        new EntryUnused(Duration.ofDays(90), 100),
        kinds,
        SubjectRules.none());
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
        case FLATLINE, CLEARTEXT_SHARE_RISING, COUNTER_DISCONTINUITY -> of(1, 1);
        case TRAFFIC_SPIKE, TRAFFIC_DROP -> of(3, 6);
        case UTILISATION_HIGH, ERRORS_HIGH, DISCARDS_HIGH -> of(3, 3);
      };
    }

    private static Kind of(int raise, int clear) {
      return new Kind(true, raise, clear, Optional.empty());
    }
  }

  /**
   * Whose clock and holidays the traffic follows.
   *
   * @param sites of devices at these sites; all others have the general one
   */
  public record Calendar(Days general, Map<String, Days> sites) {
    public Calendar {
      sites = Map.copyOf(sites);
    }
  }

  /**
   * How days are counted at a site.
   *
   * @param holidays dates that are like a Sunday
   */
  public record Days(ZoneId zone, Set<LocalDate> holidays) {
    public Days {
      holidays = Set.copyOf(holidays);
    }

    static Days standard() {
      return new Days(ZoneId.of("UTC"), Set.of());
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

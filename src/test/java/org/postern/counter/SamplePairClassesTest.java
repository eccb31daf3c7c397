package org.postern.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.counter.CounterPair.Cause;
import org.postern.counter.InterfaceSample.CounterValue;

/**
 * One case for each class of sample pair, and each edge between two of them. The interval is a
 * minute; ceilings are per second; times of the device in hundredths of a second.
 */
class SamplePairClassesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      # what                                     | width | before              | after      | seconds | ceiling   | cause       | quality     | delta
      rise                                       | 32    | 100                 | 700        | 60      | 10        | WENT_ON     | COMPLETE    | 600
      stands still                               | 64    | 100                 | 100        | 60      | 10        | WENT_ON     | COMPLETE    | 0
      rise up to the ceiling                     | 64    | 0                   | 600        | 60      | 10        | WENT_ON     | COMPLETE    | 600
      rise above the ceiling                     | 64    | 0                   | 601        | 60      | 10        | IMPLAUSIBLE | IMPLAUSIBLE |
      rise, no ceiling known                     | 64    | 0                   | 1000000000 | 60      |           | WENT_ON     | COMPLETE    | 1000000000
      wrap                                       | 32    | 4294967196          | 500        | 60      | 10        | WRAPPED     | WRAP        | 600
      fall too far for a wrap                    | 32    | 4294967196          | 501        | 60      | 10        | FELL        | RESET       |
      fall of 32 bits, no ceiling known          | 32    | 4294967196          | 500        | 60      |           | FELL        | RESET       |
      fall of 64 bits                            | 64    | 4294967196          | 500        | 60      | 10        | FELL        | RESET       |
      fall of 64 bits from the very end          | 64    | -1                  | 500        | 60      | 10        | FELL        | RESET       |
      32 bits that may pass their end once       | 32    | 0                   | 600        | 60      | 71582788  | WENT_ON     | COMPLETE    | 600
      32 bits that may pass their end twice      | 32    | 0                   | 600        | 60      | 71582789  | WENT_ON     | PARTIAL     | 600
      fall of 32 bits that may pass their end twice | 32 | 700                 | 600        | 60      | 71582789  | WRAPPED     | PARTIAL     | 4294967196
      64 bits at any speed                       | 64    | 0                   | 600        | 60      | 71582789  | WENT_ON     | COMPLETE    | 600
      as late as is no gap                       | 64    | 0                   | 600        | 150     | 10        | WENT_ON     | COMPLETE    | 600
      later: a gap                               | 64    | 0                   | 600        | 151     | 10        | WENT_ON     | GAP         | 600
      wrap in a gap                              | 32    | 4294967295          | 0          | 600     | 10        | WRAPPED     | GAP         | 1
      gap in which 32 bits may pass their end twice | 32 | 0                   | 600        | 86400   | 50000     | WENT_ON     | PARTIAL     | 600
      as early as is not too short               | 64    | 0                   | 60         | 6       | 10        | WENT_ON     | COMPLETE    | 60
      too short                                  | 64    | 0                   | 60         | 5       | 10        | NO_TIME     | UNAVAILABLE |
      duplicated                                 | 64    | 700                 | 700        | 0       | 10        | NO_TIME     | UNAVAILABLE |
      out of order                               | 64    | 700                 | 100        | -60     | 10        | BACKWARDS   | UNAVAILABLE |
      """)
  void isClassed(
      String what,
      int width,
      long before,
      long after,
      long seconds,
      Double ceiling,
      Cause cause,
      Quality quality,
      Long delta) {
    CounterPair pair =
        CounterPair.classify(
            CounterReading.of("eth0", new CounterValue(before, width), Moment.of(START, 1_000_000)),
            CounterReading.of(
                "eth0",
                new CounterValue(after, width),
                Moment.of(START.plusSeconds(seconds), 1_000_000 + 100 * seconds)),
            ceiling == null ? OptionalDouble.empty() : OptionalDouble.of(ceiling),
            MINUTE);
    assertThat(pair.cause()).as(what).isEqualTo(cause);
    assertThat(pair.quality()).isEqualTo(quality);
    if (delta == null) {
      assertThat(pair.delta()).isEmpty();
      assertThat(pair.rate()).isEqualTo(Rate.none(quality));
    } else {
      assertThat(pair.delta()).hasValue(delta);
      assertThat(pair.rate()).isEqualTo(Rate.of(delta / (double) seconds, quality));
    }
    assertThat(pair.isTrainable())
        .isEqualTo(quality == Quality.COMPLETE || quality == Quality.WRAP);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      # what                                | identity | parts | upTime     | then       | boots | discontinuity | seconds | cause         | quality
      nothing else changed                  | eth0     | 1     | 1000000    | 1006000    | 4     | 7             | 60      | WENT_ON       | COMPLETE
      index stands for another interface    | eth1     | 1     | 1000000    | 1006000    | 4     | 7             | 60      | RENUMBERED    | UNAVAILABLE
      sum of other counters                 | eth0     | 3     | 1000000    | 1006000    | 4     | 7             | 60      | ANOTHER_COUNTER | UNAVAILABLE
      renumbered by a restart               | eth1     | 1     | 1000000    | 900        | 5     | 0             | 60      | RENUMBERED    | UNAVAILABLE
      sysUpTime fell                        | eth0     | 1     | 1000000    | 900        | 4     | 7             | 60      | RESTARTED     | RESET
      restarted and up longer than before   | eth0     | 1     | 1000       | 2900       | 4     | 7             | 60      | RESTARTED     | RESET
      restarted in a gap                    | eth0     | 1     | 1000000    | 900000     | 4     | 7             | 100000  | RESTARTED     | RESET
      sysUpTime wrapped                     | eth0     | 1     | 4294966000 | 4704       | 4     | 7             | 60      | WENT_ON       | COMPLETE
      restarted just before it would wrap   | eth0     | 1     | 4294966000 | 500        | 4     | 7             | 3600    | RESTARTED     | RESET
      engine boots rose                     | eth0     | 1     | 1000000    | 1006000    | 5     | 7             | 60      | RESTARTED     | RESET
      engine boots fell                     | eth0     | 1     | 1000000    | 1006000    | 3     | 7             | 60      | RESTARTED     | RESET
      engine boots not told                 | eth0     | 1     | 1000000    | 1006000    |       | 7             | 60      | WENT_ON       | COMPLETE
      discontinuity told                    | eth0     | 1     | 1000000    | 1006000    | 4     | 1003000       | 60      | DISCONTINUITY | RESET
      discontinuity time taken back         | eth0     | 1     | 1000000    | 1006000    | 4     | 0             | 60      | DISCONTINUITY | RESET
      discontinuity time not told           | eth0     | 1     | 1000000    | 1006000    | 4     |               | 60      | WENT_ON       | COMPLETE
      our clock set back by an hour         | eth0     | 1     | 1000000    | 1006000    | 4     | 7             | -3540   | CLOCK_SET     | UNAVAILABLE
      the device's clock set ahead          | eth0     | 1     | 1000000    | 1366000    | 4     | 7             | 60      | CLOCK_SET     | UNAVAILABLE
      the device's clock a little ahead     | eth0     | 1     | 1000000    | 1009000    | 4     | 7             | 60      | WENT_ON       | COMPLETE
      our clock set ahead by an hour        | eth0     | 1     | 1000000    | 1006000    | 4     | 7             | 3660    | RESTARTED     | RESET
      """)
  void isComparedOnlyWithItself(
      String what,
      String identity,
      int parts,
      long upTime,
      long laterUpTime,
      Long boots,
      Long discontinuity,
      long seconds,
      Cause cause,
      Quality quality) {
    CounterReading before =
        new CounterReading(
            "eth0",
            new CounterValue(0, 64),
            new Moment(START, OptionalLong.of(upTime), OptionalLong.of(4)),
            OptionalLong.of(7));
    CounterReading after =
        new CounterReading(
            identity,
            new CounterValue(60, 64, parts),
            new Moment(START.plusSeconds(seconds), OptionalLong.of(laterUpTime), optional(boots)),
            optional(discontinuity));
    CounterPair pair =
        CounterPair.classify(before, after, OptionalDouble.of(1_000_000), Duration.ofMinutes(1));
    assertThat(pair.cause()).as(what).isEqualTo(cause);
    assertThat(pair.rate())
        .isEqualTo(cause == Cause.WENT_ON ? Rate.of(1, quality) : Rate.none(quality));
  }

  private static OptionalLong optional(Long value) {
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}

package org.postern.store;

import java.time.Duration;

/**
 * How much the store keeps and for how long.
 *
 * @param transitionsKept newest transitions in the log, 1 and up; older ones go with each append
 * @param findingsKept age at which transitions and cleared findings go with each append, even if
 *     they are not too many
 * @param clearedFindingsKept cleared findings, latest seen first, 0 and up; active ones always stay
 * @param versionsKept versions of each access list, 2 and up
 * @param samplesKept age at which samples may go, one slice or more
 * @param rollUpsKept age at which their sums may go
 * @param sampleSlice time that one sample table covers, a multiple of five minutes up to 24 hours;
 *     tables are dropped whole
 * @param maxSampleOctets octets of samples and sums in use above which the oldest go, 1 and up
 * @param sampleQueue points that may wait for the writer, 100 and up
 * @param backupEvery time between two backups of the state, a minute or more
 * @param backupsKept newest backups that stay, 1 and up
 */
public record StoreSettings(
    int transitionsKept,
    Duration findingsKept,
    int clearedFindingsKept,
    int versionsKept,
    Duration samplesKept,
    RollUpsKept rollUpsKept,
    Duration sampleSlice,
    long maxSampleOctets,
    int sampleQueue,
    Duration backupEvery,
    int backupsKept) {
  public StoreSettings {
    atLeast("transitionsKept", transitionsKept, 1);
    atLeast("clearedFindingsKept", clearedFindingsKept, 0);
    atLeast("versionsKept", versionsKept, 2);
    atLeast("maxSampleOctets", maxSampleOctets, 1);
    atLeast("sampleQueue", sampleQueue, 100);
    atLeast("backupsKept", backupsKept, 1);
    if (sampleSlice.isZero()
        || sampleSlice.isNegative()
        || sampleSlice.toMillis() % RollUpLevel.FIVE_MINUTES.period().toMillis() != 0
        || sampleSlice.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "sampleSlice is a multiple of PT5M up to PT24H: " + sampleSlice);
    }
    if (samplesKept.compareTo(sampleSlice) < 0) {
      throw new IllegalArgumentException(
          "samplesKept is at least sampleSlice (" + sampleSlice + "): " + samplesKept);
    }
    if (rollUpsKept.fiveMinutes().compareTo(samplesKept) < 0) {
      throw new IllegalArgumentException("sums are kept at least as long as samples");
    }
    if (backupEvery.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("backupEvery is at least PT1M: " + backupEvery);
    }
  }

  /** How long sums of each level are kept; a coarser one at least as long as a finer one. */
  public record RollUpsKept(Duration fiveMinutes, Duration hourly, Duration daily) {
    public RollUpsKept {
      if (fiveMinutes.compareTo(hourly) > 0 || hourly.compareTo(daily) > 0) {
        throw new IllegalArgumentException("coarser sums are kept at least as long as finer ones");
      }
    }

    /** 60 days, 400 days and 5 years. */
    public static RollUpsKept standard() {
      return new RollUpsKept(Duration.ofDays(60), Duration.ofDays(400), Duration.ofDays(1830));
    }

    Duration of(RollUpLevel level) {
      return switch (level) {
        case FIVE_MINUTES -> fiveMinutes;
        case HOURLY -> hourly;
        case DAILY -> daily;
      };
    }
  }

  /**
   * 100,000 transitions and 10,000 cleared findings of 400 days, 50 versions of each list, samples
   * for 7 days in slices of 6 hours, 10 GB of them, 50,000 samples waiting, a backup every 6 hours
   * of which 3 stay.
   */
  public static StoreSettings defaults() {
    return new StoreSettings(
        100_000,
        Duration.ofDays(400),
        10_000,
        50,
        Duration.ofDays(7),
        RollUpsKept.standard(),
        Duration.ofHours(6),
        10_000_000_000L,
        50_000,
        Duration.ofHours(6),
        3);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " is at least " + least + ": " + value);
    }
  }
}

package org.postern.finding;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.postern.finding.Observation.Says;

/**
 * The share of cleartext among the connections to one crossing's mailboxes (A10): each batch of
 * enough connections is held against a reference that forgets slowly. Confined to the device's
 * evaluation.
 */
final class CleartextHistory {
  /** One-sided, 95 %. */
  private static final double NORMAL_95 = 1.645;

  /** What each further batch leaves of the weight of those before. */
  private static final double KEPT = 0.95;

  /** Batches before the reference is believed, and the least time they take. */
  private static final int LEARNING_BATCHES = 4;

  private static final Duration LEARNING = Duration.ofDays(1);
  private static final int STORED = 3 * Double.BYTES + Integer.BYTES;

  private final DetectionSettings.CleartextShare settings;
  private double referenceClear;
  private double referenceAll;
  private double learnedSeconds;
  private int batches;
  private double clear;
  private double all;

  /**
   * What a poll says.
   *
   * @param share of cleartext in the batch that it ended, 0..1
   * @param reference share before, 0..1
   * @param events in the batch
   */
  record Opinion(Says says, double share, double reference, long events) {}

  /** Goes on from what {@link #stored} gave; from nothing if that is not whole. */
  CleartextHistory(DetectionSettings.CleartextShare settings, ByteBuffer stored) {
    this.settings = settings;
    if (stored.remaining() == STORED) {
      referenceClear = stored.getDouble();
      referenceAll = stored.getDouble();
      learnedSeconds = stored.getDouble();
      batches = stored.getInt();
    }
  }

  ByteBuffer stored() {
    return ByteBuffer.allocate(STORED)
        .putDouble(referenceClear)
        .putDouble(referenceAll)
        .putDouble(learnedSeconds)
        .putInt(batches);
  }

  /** The share is right as it is: the reference is learned anew. */
  void accept() {
    referenceClear = 0;
    referenceAll = 0;
    learnedSeconds = 0;
    batches = 0;
  }

  /** Takes in the connections of a poll; judges when there are enough. */
  Opinion add(long clearHits, long encryptedHits, Duration covered) {
    clear += (double) clearHits;
    all += (double) (clearHits + encryptedHits);
    learnedSeconds += covered.toMillis() / 1e3;
    if (all < settings.events()) {
      return new Opinion(Says.WAITING, 0, 0, 0);
    }
    double share = clear / all;
    long events = Math.round(all);
    double reference = referenceAll > 0 ? referenceClear / referenceAll : share;
    boolean believed = batches >= LEARNING_BATCHES && learnedSeconds >= LEARNING.toSeconds();
    Says says = Says.UNDECIDED;
    if (believed && lowerBound(share, all) > reference + settings.rise()) {
      says = Says.PRESENT;
    } else if (believed && share < reference + settings.clearRise()) {
      says = Says.CLEARING;
    }
    if (says != Says.PRESENT) {
      referenceClear = referenceClear * KEPT + clear;
      referenceAll = referenceAll * KEPT + all;
      batches = Math.min(batches + 1, LEARNING_BATCHES);
    }
    clear = 0;
    all = 0;
    return new Opinion(says, share, reference, events);
  }

  /** Wilson's lower bound of a share. */
  private static double lowerBound(double share, double n) {
    double z2 = NORMAL_95 * NORMAL_95;
    double middle = share + z2 / (2 * n);
    double half = NORMAL_95 * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
    return (middle - half) / (1 + z2 / n);
  }
}

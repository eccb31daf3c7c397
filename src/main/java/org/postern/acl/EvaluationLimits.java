package org.postern.acl;

/**
 * How much work one evaluation may be; beyond it the verdict is {@code UNKNOWN}. Steps rather than
 * a clock, so that the same lists give the same verdict on every machine.
 *
 * @param nodes diagram nodes alive at once, each about 28 octets with its hash slots; 1000 up to
 *     2^26
 * @param steps node visits of one evaluation, at least 1000; 6 million or more take a second
 * @param blocks most blocks to list of a permitted set; at least 1
 */
public record EvaluationLimits(int nodes, long steps, int blocks) {
  /** Four million nodes (about 110 MiB), 20 million steps, 64 blocks. */
  public static final EvaluationLimits DEFAULT = new EvaluationLimits(4_000_000, 20_000_000L, 64);

  public EvaluationLimits {
    if (nodes < 1000 || nodes > 1 << 26) {
      throw new IllegalArgumentException("nodes 1000..2^26: " + nodes);
    }
    if (steps < 1000) {
      throw new IllegalArgumentException("steps, at least 1000: " + steps);
    }
    if (blocks < 1) {
      throw new IllegalArgumentException("blocks, at least 1: " + blocks);
    }
  }
}

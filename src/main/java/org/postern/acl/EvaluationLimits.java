package org.postern.acl;

/**
 * How much work one evaluation may be; beyond it the verdict is {@code UNKNOWN}. Steps rather than
 * a clock, so that the same lists give the same verdict on every machine.
 *
 * @param nodes diagram nodes alive at once, each about 20 octets with its place in the hash table;
 *     1000 up to 2^26
 * @param steps node visits of one evaluation, at least 1000; ten million or more take a second
 * @param blocks most blocks to list of a permitted set; at least 1
 */
public record EvaluationLimits(int nodes, long steps, int blocks) {
  /** 12 million nodes (about 220 MiB), 150 million steps (some 15 seconds), 64 blocks. */
  public static final EvaluationLimits DEFAULT = new EvaluationLimits(12_000_000, 150_000_000L, 64);

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

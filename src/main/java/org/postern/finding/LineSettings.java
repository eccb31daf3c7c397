package org.postern.finding;

/**
 * When an interface is too busy or loses packets.
 *
 * @param busy share of its speed
 * @param errors share of its packets
 * @param discards share of its packets
 */
public record LineSettings(Limits busy, Limits errors, Limits discards) {
  /**
   * A share from which on something is raised, and below which it is over.
   *
   * @param raise 0..1
   * @param clear 0..1, below {@code raise}
   * @param minimumPackets per second, both ways and with those that were lost, below which a share
   *     of packets counts as none
   */
  public record Limits(double raise, double clear, double minimumPackets) {
    public Limits {
      if (!(clear >= 0 && clear < raise && raise <= 1) || !(minimumPackets >= 0)) {
        throw new IllegalArgumentException(
            "limits 0 <= clear < raise <= 1, packets 0 and up: "
                + clear
                + ", "
                + raise
                + ", "
                + minimumPackets);
      }
    }
  }

  /** 90 % of the speed; one packet in a hundred, from ten packets a second. */
  public static LineSettings defaults() {
    Limits loss = new Limits(0.01, 0.002, 10);
    return new LineSettings(new Limits(0.90, 0.80, 0), loss, loss);
  }
}

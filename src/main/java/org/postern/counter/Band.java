package org.postern.counter;

/**
 * What is usual at this time of a day like this.
 *
 * @param centre the median of the same half hour on earlier days
 * @param scale one robust standard deviation, above 0
 * @param seasons days behind the centre
 * @param samples half hours behind the scale: those days and the half hours around
 */
public record Band(double centre, double scale, int seasons, int samples) {
  public Band {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("scale above 0: " + scale);
    }
  }

  /** How many scales {@code value} lies above the centre; negative below. */
  public double score(double value) {
    return (value - centre) / scale;
  }

  /** The value that has this score. */
  public double at(double score) {
    return centre + score * scale;
  }

  /** The value itself, or the nearest that is not further than {@code scores} from the centre. */
  public double capped(double value, double scores) {
    return Math.min(at(scores), Math.max(at(-scores), value));
  }
}

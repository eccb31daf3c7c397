package org.postern.store;

import java.time.Instant;
import java.util.Map;
import org.postern.counter.Quality;

/**
 * What a series was over a period; immutable.
 *
 * @param start of the period
 * @param samples how many there were, 1 and up
 * @param last of the samples, by time: ifOperStatus of an interface; accumulated hits, unsigned, of
 *     an entry
 * @param quality of all samples together, see {@link Quality#with}
 * @param rates those that at least one sample had
 */
public record RollUp(
    Instant start, int samples, long last, Quality quality, Map<SampleRate, Summary> rates) {
  public RollUp {
    rates = Map.copyOf(rates);
  }

  /**
   * A rate over a period; every sample that has the rate counts the same.
   *
   * @param samples that had the rate, 1 and up
   * @param mean of them, double precision
   */
  public record Summary(int samples, double min, double mean, double max) {}
}

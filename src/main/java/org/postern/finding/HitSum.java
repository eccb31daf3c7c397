package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import org.postern.counter.Quality;

/**
 * Adds up the hits of several counters in one window. A counter that is not there makes the sum a
 * part of the truth; if none is there, there is no sum. Confined.
 */
public final class HitSum {
  private final List<EntryHits> entries = new ArrayList<>();
  private long sum;
  private boolean counted;
  private boolean uncounted;
  private Quality worst = Quality.COMPLETE;

  /** Of several entries. */
  static WindowHits of(List<EntryHits> entries) {
    HitSum sum = new HitSum();
    entries.forEach(sum::add);
    return sum.total();
  }

  /** Adds the hits of an entry, which the total will name. */
  public void add(EntryHits entry) {
    entries.add(entry);
    if (entry.counted()) {
      add(entry.count(), entry.quality());
    } else {
      addUncounted();
    }
  }

  /** Adds what a counter shows. */
  public void add(long hits, Quality quality) {
    counted = true;
    sum += hits;
    worst = worst.orWorse(quality);
  }

  /** Adds a counter that is not there. */
  public void addUncounted() {
    uncounted = true;
  }

  public WindowHits total() {
    Quality quality =
        uncounted ? (counted ? worst.orWorse(Quality.PARTIAL) : Quality.UNAVAILABLE) : worst;
    return new WindowHits(sum, quality, entries);
  }
}

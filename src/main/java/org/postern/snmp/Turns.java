package org.postern.snmp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many things be under way at once and starts the others in the order they came.
 * Thread-safe; starts one on whichever thread makes room for it, never within another start.
 */
public final class Turns {
  private final int limit;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int active;
  private boolean starting;

  /**
   * Room for so many at once.
   *
   * @param limit 1 and up
   */
  public Turns(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit below 1: " + limit);
    }
    this.limit = limit;
  }

  /** Runs {@code start} as soon as there is room, maybe at once; {@link #leave} must follow. */
  public void enter(Runnable start) {
    synchronized (this) {
      waiting.addLast(start);
    }
    startWhatMay();
  }

  /** One that was started is done. */
  public void leave() {
    synchronized (this) {
      active--;
    }
    startWhatMay();
  }

  synchronized int active() {
    return active;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  private void startWhatMay() {
    Runnable next = takeNext(true);
    while (next != null) {
      next.run();
      next = takeNext(false);
    }
  }

  private synchronized @Nullable Runnable takeNext(boolean first) {
    if (first && starting) {
      return null; // whoever is starting now sees the room or the newcomer
    }
    starting = active < limit && !waiting.isEmpty();
    if (!starting) {
      return null;
    }
    active++;
    return waiting.pollFirst();
  }
}

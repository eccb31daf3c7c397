package org.postern.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue that never blocks who offers; thread-safe.
 *
 * <p>When it is full, an offered sample takes the place of the one of its series that waits, and if
 * none does, the oldest of all gives way: the newest of each series wins, time between grows
 * coarser.
 */
final class SampleQueue {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private final Map<Sample.Series, Slot> newest = new HashMap<>();
  private long coarsened;
  private boolean closed;

  private static final class Slot {
    private Sample sample;

    Slot(Sample sample) {
      this.sample = sample;
    }
  }

  SampleQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a sample; false once the queue is closed. */
  boolean offer(Sample sample) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (waiting.size() == capacity) {
        coarsened++;
        Slot same = newest.get(sample.series());
        if (same != null) {
          same.sample = sample;
          return true;
        }
        forget(waiting.removeFirst());
      }
      Slot slot = new Slot(sample);
      waiting.addLast(slot);
      newest.put(sample.series(), slot);
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void forget(Slot slot) {
    newest.remove(slot.sample.series(), slot);
  }

  /**
   * Waits for the first sample, then a little longer for company, and takes up to {@code most}.
   *
   * @return empty only if the queue is closed and nothing waits
   */
  List<Sample> take(int most, long lingerMillis) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.await();
      }
      long nanos = TimeUnit.MILLISECONDS.toNanos(lingerMillis);
      while (waiting.size() < most && !closed && nanos > 0) {
        nanos = work.awaitNanos(nanos);
      }
      List<Sample> taken = new ArrayList<>(Math.min(most, waiting.size()));
      while (taken.size() < most && !waiting.isEmpty()) {
        Slot slot = waiting.removeFirst();
        forget(slot);
        taken.add(slot.sample);
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  long coarsened() {
    lock.lock();
    try {
      return coarsened;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

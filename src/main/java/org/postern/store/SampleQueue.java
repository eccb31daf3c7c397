package org.postern.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue of polls, bounded by their points, that never blocks who offers; thread-safe.
 *
 * <p>When it is full, an offered poll takes the place of the newest of its device that waits, and
 * what is then still too much gives way from the oldest on: the newest poll of each device wins,
 * time between grows coarser. A poll of more points than the bound waits alone.
 */
final class SampleQueue {
  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private final Map<Integer, Slot> newest = new HashMap<>();
  private int points;
  private long coarsened;
  private boolean closed;

  private static final class Slot {
    private DevicePoll poll;

    Slot(DevicePoll poll) {
      this.poll = poll;
    }
  }

  /** Of {@code capacity} points. */
  SampleQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Takes a poll; false once the queue is closed. */
  boolean offer(DevicePoll poll) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      Slot same = newest.get(poll.device());
      boolean full = points + poll.points() > capacity;
      if (full && same != null) {
        coarsen(same);
        same.poll = poll;
      } else {
        same = new Slot(poll);
        waiting.addLast(same);
        newest.put(poll.device(), same);
      }
      points += poll.points();
      makeRoom(same);
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void makeRoom(Slot offered) {
    Iterator<Slot> oldest = waiting.iterator();
    while (points > capacity && oldest.hasNext()) {
      Slot slot = oldest.next();
      if (slot != offered) {
        oldest.remove();
        forget(slot);
        coarsen(slot);
      }
    }
  }

  private void coarsen(Slot slot) {
    points -= slot.poll.points();
    coarsened += slot.poll.points();
  }

  private void forget(Slot slot) {
    newest.remove(slot.poll.device(), slot);
  }

  /**
   * Waits for the first poll, then a little longer for company, and takes polls until they have
   * {@code enough} points.
   *
   * @return empty only if the queue is closed and nothing waits
   */
  List<DevicePoll> take(int enough, long lingerMillis) throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        work.await();
      }
      long nanos = TimeUnit.MILLISECONDS.toNanos(lingerMillis);
      while (points < enough && !closed && nanos > 0) {
        nanos = work.awaitNanos(nanos);
      }
      List<DevicePoll> taken = new ArrayList<>();
      int takenPoints = 0;
      while (takenPoints < enough && !waiting.isEmpty()) {
        Slot slot = waiting.removeFirst();
        forget(slot);
        taken.add(slot.poll);
        takenPoints += slot.poll.points();
      }
      points -= takenPoints;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** How many points wait. */
  int size() {
    lock.lock();
    try {
      return points;
    } finally {
      lock.unlock();
    }
  }

  /** How many points gave way to newer ones. */
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

  /** Lets go of what waits; tells how many points that were. */
  int drop() {
    lock.lock();
    try {
      int dropped = points;
      waiting.clear();
      newest.clear();
      points = 0;
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}

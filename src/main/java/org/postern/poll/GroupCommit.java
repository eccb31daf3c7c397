package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Commits what is ready together, in the order it came: whatever came in during one commit makes
 * the next one, so a slow disk makes the groups larger and not the queue longer. Thread-safe;
 * commits one group at a time.
 */
final class GroupCommit<T> {
  /** Enough to share a forced write; few enough that an operator's word need not wait for long. */
  private static final int LARGEST = 256;

  private final Executor committer;
  private final Consumer<List<T>> commit;
  private final Queue<Waiting<T>> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private record Waiting<T>(T item, CompletableFuture<Void> done) {}

  /**
   * A queue of its own.
   *
   * @param committer runs one task after the other
   * @param commit what to do with a group; if it fails, it failed for all in it
   */
  GroupCommit(Executor committer, Consumer<List<T>> commit) {
    this.committer = committer;
    this.commit = commit;
  }

  /** Completes when the group with {@code item} in it is committed. */
  CompletableFuture<Void> add(T item) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    queue.add(new Waiting<>(item, done));
    schedule();
    return done;
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      committer.execute(this::commitGroup);
    }
  }

  private void commitGroup() {
    scheduled.set(false); // whatever comes from here on has a task of its own
    List<Waiting<T>> group = new ArrayList<>();
    while (group.size() < LARGEST && !queue.isEmpty()) {
      group.add(queue.remove());
    }
    if (!queue.isEmpty()) {
      schedule();
    }
    if (group.isEmpty()) {
      return;
    }
    try {
      commit.accept(group.stream().map(Waiting::item).toList());
    } catch (RuntimeException e) {
      group.forEach(each -> each.done().completeExceptionally(e));
      return;
    }
    group.forEach(each -> each.done().complete(null));
  }
}

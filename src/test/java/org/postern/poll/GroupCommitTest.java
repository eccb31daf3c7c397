package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<List<Integer>> groups = new ArrayList<>();
  private final GroupCommit<Integer> commits = new GroupCommit<>(tasks::add, groups::add);

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  @Test
  void whatWaitsIsCommittedTogetherInItsOrder() {
    List<CompletableFuture<Void>> done = List.of(commits.add(1), commits.add(2), commits.add(3));
    assertThat(done).noneMatch(CompletableFuture::isDone);

    runAll();
    CompletableFuture<Void> later = commits.add(4);
    runAll();

    assertThat(groups).containsExactly(List.of(1, 2, 3), List.of(4));
    assertThat(later).isCompleted();
    assertThat(done).allMatch(CompletableFuture::isDone);
  }

  @Test
  void aLongQueueLetsOtherTasksOfTheCommitterIn() {
    List<CompletableFuture<Void>> done = IntStream.range(0, 600).mapToObj(commits::add).toList();
    List<Integer> committedBefore = new ArrayList<>();
    tasks.add(() -> committedBefore.add(groups.stream().mapToInt(List::size).sum()));

    runAll();

    assertThat(committedBefore).containsExactly(256);
    assertThat(done).allMatch(CompletableFuture::isDone);
    assertThat(groups).extracting(List::size).containsExactly(256, 256, 88);
    assertThat(groups.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 600).boxed().toList());
  }

  @Test
  void aDefectEndsItsGroupAndNotTheNextOne() {
    List<List<Integer>> committed = new ArrayList<>();
    GroupCommit<Integer> fragile =
        new GroupCommit<>(
            tasks::add,
            group -> {
              if (group.contains(13)) {
                throw new IllegalStateException("a defect");
              }
              committed.add(group);
            });
    CompletableFuture<Void> first = fragile.add(12);
    CompletableFuture<Void> second = fragile.add(13);
    runAll();
    CompletableFuture<Void> third = fragile.add(14);
    runAll();

    assertThat(first).isCompletedExceptionally();
    assertThat(second).isCompletedExceptionally();
    assertThat(third).isCompleted();
    assertThat(committed).containsExactly(List.of(14));
  }
}

package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.BoardHolder;
import org.postern.finding.Transition;
import org.postern.poll.Pipelines;
import org.postern.poll.PollPipeline;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.testkit.Eventually;
import org.postern.testkit.MutableClock;

/** Nobody is told of a transition that could be forgotten. */
@Timeout(120)
class PublishingOnAFullDiskIT {
  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Examples.NOON);
  private final BoardHolder holder = Pipelines.holder();
  private final List<Transition> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void register() {
    FullDisk.register();
  }

  @AfterEach
  void makeRoom() {
    FullDisk.fill(false);
  }

  private static final class Silent implements SnmpReader {
    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      return CompletableFuture.completedFuture(new ReadResult.Timeout(1));
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
      return get(target, columns);
    }

    @Override
    public void close() {}
  }

  private void poll(PollPipeline pipeline, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      clock.advance(Duration.ofMinutes(1));
      pipeline.poll("gw").toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatCannotBeStoredIsPublishedOnceItIs() throws Exception {
    holder.onTransition(told::add);
    try (PosternStore store =
            PosternStore.open(FullDisk.PREFIX, directory, StoreSettings.defaults(), clock);
        PollPipeline pipeline = Pipelines.of(new Silent(), store, holder, clock)) {
      pipeline.start();
      poll(pipeline, 2);
      assertThat(told).as("two failures are not enough").isEmpty();
      FullDisk.fill(true);
      long before = holder.current().generation();
      poll(pipeline, 3);
      assertThat(told).isEmpty();
      assertThat(holder.current().findings()).isEmpty();
      assertThat(holder.current().generation()).as("no board either").isEqualTo(before);
      FullDisk.fill(false);
      Eventually.holds(
          "the raise is told",
          Duration.ofSeconds(60),
          () -> !told.isEmpty(),
          () -> "sequence " + store.findings().lastSequence());
      poll(pipeline, 2);
      assertThat(told).extracting(Transition::sequence).doesNotHaveDuplicates().isSorted();
      assertThat(told.get(0).sequence()).isEqualTo(1);
      assertThat(store.findings().lastSequence()).isEqualTo(told.size());
      assertThat(holder.current().findings()).hasSize(1);
    }
  }
}

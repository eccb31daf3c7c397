package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.MutableClock;

/** What does not end must not pile up. */
@Timeout(120)
class UnderWayIT {
  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Gateway.NOON);

  /** Leaves every question open until it is told to answer. */
  private static final class Undecided implements SnmpReader {
    final List<CompletableFuture<ReadResult>> open = new ArrayList<>();

    @Override
    public synchronized CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      CompletableFuture<ReadResult> read = new CompletableFuture<>();
      open.add(read);
      return read;
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> roots, int maxRows) {
      return CompletableFuture.completedFuture(new ReadResult.Timeout(1));
    }

    @Override
    public void close() {}
  }

  @Test
  void pollsBeyondAThousandUnderWayAreLeftOutAndCounted() throws Exception {
    Undecided reader = new Undecided();
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock);
        PollPipeline pipeline = Pipelines.of(reader, store, Pipelines.holder(), clock)) {
      List<CompletionStage<Void>> polls = new ArrayList<>();
      for (int i = 0; i < 1_003; i++) {
        polls.add(pipeline.poll("gw"));
      }
      assertThat(pipeline.polls()).isEqualTo(1_000);
      assertThat(pipeline.putOff()).isEqualTo(3);
      assertThat(polls.subList(1_000, 1_003)).allMatch(poll -> poll.toCompletableFuture().isDone());
      reader.open.forEach(read -> read.complete(new ReadResult.Timeout(1)));
      for (CompletionStage<Void> poll : polls) {
        poll.toCompletableFuture().get(60, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aStopDoesNotWaitForPollsThatDoNotEnd() {
    Undecided reader = new Undecided();
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock)) {
      PollPipeline pipeline = Pipelines.of(reader, store, Pipelines.holder(), clock);
      pipeline.start();
      CompletableFuture<Void> poll = pipeline.poll("gw").toCompletableFuture();
      assertTimeout(Duration.ofSeconds(10), pipeline::close);

      assertThat(poll).isNotDone();
      reader.open.forEach(read -> read.complete(new ReadResult.Timeout(1)));
      assertThat(poll).as("it is dropped, and no defect").isCompleted();
    }
  }
}

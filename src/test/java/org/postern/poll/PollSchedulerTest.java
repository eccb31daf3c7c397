package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.testkit.Eventually;

/** With real Quartz, so its start times are real ones. */
@Timeout(60)
class PollSchedulerTest {
  private static final Duration QUICK = Duration.ofMillis(50);

  private static PollScheduler.Schedule schedule(String device) {
    return new PollScheduler.Schedule(device, QUICK);
  }

  private static Instant now() {
    return Instant.now();
  }

  @Test
  void pollsAtAFixedRate() throws Exception {
    CountDownLatch polls = new CountDownLatch(5);
    try (PollScheduler scheduler =
        new PollScheduler(
            "rate",
            device -> {
              polls.countDown();
              return CompletableFuture.completedFuture(null);
            })) {
      scheduler.start(List.of(schedule("gw")), now());
      assertThat(polls.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void neverPollsADeviceTwiceAtATimeAndCountsWhatIsLate() {
    CompletableFuture<Object> hanging = new CompletableFuture<>();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger others = new AtomicInteger();
    try (PollScheduler scheduler =
        new PollScheduler(
            "late",
            device -> {
              if (device.equals("slow")) {
                begun.incrementAndGet();
                return hanging;
              }
              others.incrementAndGet();
              return CompletableFuture.completedFuture(null);
            })) {
      scheduler.start(List.of(schedule("slow"), schedule("quick")), now());
      Eventually.holds(
          "three late polls",
          Duration.ofSeconds(30),
          () -> scheduler.latePolls() >= 3,
          () -> scheduler.latePolls() + " late");
      assertThat(begun).hasValue(1);
      int before = others.get();
      Eventually.holds(
          "the other device is polled on",
          Duration.ofSeconds(30),
          () -> others.get() > before,
          () -> others + " polls");
      hanging.complete("done");
      Eventually.holds(
          "polled again once it is done",
          Duration.ofSeconds(30),
          () -> begun.get() > 1,
          () -> begun + " polls");
    }
  }

  @Test
  void aPollThatFailsOrCannotStartDoesNotEndPolling() throws Exception {
    CountDownLatch polls = new CountDownLatch(4);
    try (PollScheduler scheduler =
        new PollScheduler(
            "defects",
            device -> {
              polls.countDown();
              if (polls.getCount() % 2 == 0) {
                throw new IllegalStateException("a defect, made by this test");
              }
              return CompletableFuture.failedFuture(
                  new IllegalStateException("a failed poll, made by this test"));
            })) {
      scheduler.start(List.of(schedule("gw")), now());
      assertThat(polls.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void missedFiresAreCountedAndNotMadeUpFor() {
    AtomicInteger begun = new AtomicInteger();
    try (PollScheduler scheduler =
        new PollScheduler(
            "misfire",
            device -> {
              begun.incrementAndGet();
              return CompletableFuture.completedFuture(null);
            })) {
      // A first poll that was due an hour ago: as after a machine that slept.
      scheduler.start(
          List.of(new PollScheduler.Schedule("gw", Duration.ofHours(2))),
          now().minus(Duration.ofHours(1)));
      Eventually.holds(
          "one misfire",
          Duration.ofSeconds(30),
          () -> scheduler.latePolls() == 1,
          () -> scheduler.latePolls() + " late");
      assertThat(begun).as("the next turn is in an hour").hasValue(0);
    }
  }

  @Test
  void pollsOutOfTurn() throws Exception {
    CountDownLatch polls = new CountDownLatch(1);
    try (PollScheduler scheduler =
        new PollScheduler(
            "now",
            device -> {
              polls.countDown();
              return CompletableFuture.completedFuture(null);
            })) {
      scheduler.start(
          List.of(new PollScheduler.Schedule("gw", Duration.ofHours(1))),
          now().plus(Duration.ofHours(1)));
      scheduler.pollNow("no such device");
      scheduler.pollNow("gw");
      assertThat(polls.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void firstPollsAreSpreadOverTheIntervalButAtMostASecondApart() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(PollScheduler.offset(0, 3, minute)).isZero();
    assertThat(PollScheduler.offset(2, 3, minute)).isEqualTo(Duration.ofSeconds(2));
    assertThat(PollScheduler.offset(299, 300, minute)).isEqualTo(Duration.ofMillis(59_800));
  }
}

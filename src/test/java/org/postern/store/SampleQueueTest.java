package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SampleQueueTest {
  private static DevicePoll poll(int device, long second) {
    return poll(device, second, 1);
  }

  private static DevicePoll poll(int device, long second, int points) {
    return Examples.ofInterfaces(
        device, Examples.rates(Instant.ofEpochSecond(second), (double) second), 1, points);
  }

  private static List<DevicePoll> drain(SampleQueue queue) throws InterruptedException {
    queue.close();
    List<DevicePoll> all = new ArrayList<>();
    for (List<DevicePoll> some = queue.take(2, 0); !some.isEmpty(); some = queue.take(2, 0)) {
      all.addAll(some);
    }
    return all;
  }

  @Test
  void handsOutInTheOrderOfOffers() throws InterruptedException {
    SampleQueue queue = new SampleQueue(3);
    queue.offer(poll(1, 1));
    queue.offer(poll(1, 2));
    queue.offer(poll(2, 3));

    assertThat(queue.size()).isEqualTo(3);
    assertThat(drain(queue)).containsExactly(poll(1, 1), poll(1, 2), poll(2, 3));
    assertThat(queue.coarsened()).isZero();
  }

  @Test
  void letsTheNewestOfADeviceTakeThePlaceOfTheOneThatWaits() throws InterruptedException {
    SampleQueue queue = new SampleQueue(3);
    queue.offer(poll(1, 1));
    queue.offer(poll(1, 2));
    queue.offer(poll(2, 3));
    queue.offer(poll(1, 4));

    assertThat(queue.coarsened()).isEqualTo(1);
    assertThat(drain(queue)).containsExactly(poll(1, 1), poll(1, 4), poll(2, 3));
  }

  @Test
  void letsTheOldestOfAllGiveWayToADeviceThatDoesNotWait() throws InterruptedException {
    SampleQueue queue = new SampleQueue(2);
    queue.offer(poll(1, 1));
    queue.offer(poll(2, 2));
    queue.offer(poll(3, 3));
    queue.offer(poll(1, 4));

    assertThat(queue.coarsened()).isEqualTo(2);
    assertThat(drain(queue)).containsExactly(poll(3, 3), poll(1, 4));
  }

  @Test
  void isBoundedByPoints() throws InterruptedException {
    SampleQueue queue = new SampleQueue(10);
    queue.offer(poll(1, 1, 4));
    queue.offer(poll(2, 2, 3));
    queue.offer(poll(3, 3, 3));
    // A place for one more point than was there: the oldest of all goes, not the newest of 1.
    queue.offer(poll(1, 4, 5));

    assertThat(queue.size()).isEqualTo(8);
    assertThat(queue.coarsened()).isEqualTo(4 + 3);
    assertThat(drain(queue)).containsExactly(poll(1, 4, 5), poll(3, 3, 3));
  }

  @Test
  void letsAPollThatIsLargerThanItWaitAlone() throws InterruptedException {
    SampleQueue queue = new SampleQueue(10);
    queue.offer(poll(1, 1, 4));
    queue.offer(poll(2, 2, 30));

    assertThat(queue.coarsened()).isEqualTo(4);
    assertThat(queue.size()).isEqualTo(30);
    assertThat(drain(queue)).containsExactly(poll(2, 2, 30));
  }

  @Test
  void handsOutPollsUntilTheirPointsAreEnough() throws InterruptedException {
    SampleQueue queue = new SampleQueue(100);
    for (int device = 1; device <= 5; device++) {
      queue.offer(poll(device, device, 10));
    }

    assertThat(queue.take(25, 0)).hasSize(3);
    assertThat(queue.size()).isEqualTo(20);
    assertThat(queue.drop()).isEqualTo(20);
    assertThat(queue.size()).isZero();
  }

  @Test
  void takesNothingAfterItIsClosed() throws InterruptedException {
    SampleQueue queue = new SampleQueue(2);
    queue.close();

    assertThat(queue.offer(poll(1, 1))).isFalse();
    assertThat(queue.take(5, 1_000)).isEmpty();
  }

  @Test
  @Timeout(30)
  void losesNoneUncountedBetweenManyOfferersAndOneTaker() throws Exception {
    SampleQueue queue = new SampleQueue(50);
    int offerers = 4;
    int each = 5_000;
    ExecutorService pool = Executors.newFixedThreadPool(offerers + 1);
    try {
      Future<Long> taken =
          pool.submit(
              () -> {
                long count = 0;
                for (List<DevicePoll> some = queue.take(7, 1);
                    !some.isEmpty();
                    some = queue.take(7, 1)) {
                  count += some.size();
                }
                return count;
              });
      List<Future<?>> offering = new ArrayList<>();
      for (int offerer = 0; offerer < offerers; offerer++) {
        int device = offerer * 100;
        offering.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    queue.offer(poll(device + i % 30, i));
                  }
                }));
      }
      for (Future<?> one : offering) {
        one.get();
      }
      queue.close();

      assertThat(taken.get() + queue.coarsened()).isEqualTo((long) offerers * each);
      assertThat(queue.size()).isZero();
    } finally {
      pool.shutdown();
    }
  }
}

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
  private static Sample sample(int series, long second) {
    return new Sample.OfHits(
        Sample.Series.ofHits(1, 1, series), Examples.hits(Instant.ofEpochSecond(second), second));
  }

  private static List<Sample> drain(SampleQueue queue) throws InterruptedException {
    queue.close();
    List<Sample> all = new ArrayList<>();
    for (List<Sample> some = queue.take(2, 0); !some.isEmpty(); some = queue.take(2, 0)) {
      assertThat(some).hasSizeLessThanOrEqualTo(2);
      all.addAll(some);
    }
    return all;
  }

  @Test
  void handsOutInTheOrderOfOffers() throws InterruptedException {
    SampleQueue queue = new SampleQueue(3);
    queue.offer(sample(1, 1));
    queue.offer(sample(1, 2));
    queue.offer(sample(2, 3));

    assertThat(queue.size()).isEqualTo(3);
    assertThat(drain(queue)).containsExactly(sample(1, 1), sample(1, 2), sample(2, 3));
    assertThat(queue.coarsened()).isZero();
  }

  @Test
  void letsTheNewestOfASeriesTakeThePlaceOfTheOneThatWaits() throws InterruptedException {
    SampleQueue queue = new SampleQueue(3);
    queue.offer(sample(1, 1));
    queue.offer(sample(1, 2));
    queue.offer(sample(2, 3));
    queue.offer(sample(1, 4));

    assertThat(queue.coarsened()).isEqualTo(1);
    assertThat(drain(queue)).containsExactly(sample(1, 1), sample(1, 4), sample(2, 3));
  }

  @Test
  void letsTheOldestOfAllGiveWayToASeriesThatDoesNotWait() throws InterruptedException {
    SampleQueue queue = new SampleQueue(2);
    queue.offer(sample(1, 1));
    queue.offer(sample(2, 2));
    queue.offer(sample(3, 3));
    queue.offer(sample(1, 4));

    assertThat(queue.coarsened()).isEqualTo(2);
    assertThat(drain(queue)).containsExactly(sample(3, 3), sample(1, 4));
  }

  @Test
  void takesNothingAfterItIsClosed() throws InterruptedException {
    SampleQueue queue = new SampleQueue(2);
    queue.close();

    assertThat(queue.offer(sample(1, 1))).isFalse();
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
                for (List<Sample> some = queue.take(7, 1);
                    !some.isEmpty();
                    some = queue.take(7, 1)) {
                  count += some.size();
                }
                return count;
              });
      List<Future<?>> offering = new ArrayList<>();
      for (int offerer = 0; offerer < offerers; offerer++) {
        int series = offerer * 100;
        offering.add(
            pool.submit(
                () -> {
                  for (int i = 0; i < each; i++) {
                    queue.offer(sample(series + i % 30, i));
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

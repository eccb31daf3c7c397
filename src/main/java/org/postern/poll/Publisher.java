package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postern.finding.Transition;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes transitions durable and then known, in their order, and puts up boards: at once with a
 * transition, else not more often than wished. Confined to the commit thread.
 */
final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  private final PosternStore store;
  private final BoardKeeper keeper;
  private final Clock clock;
  private final Duration publishEvery;
  private final ScheduledExecutorService committer;
  private final List<Transition> unstored = new ArrayList<>();
  private boolean appendFailed;
  private Instant lastPublished = Instant.MIN;
  private boolean publishDue;

  Publisher(
      PosternStore store,
      BoardKeeper keeper,
      Clock clock,
      Duration publishEvery,
      ScheduledExecutorService committer) {
    this.store = store;
    this.keeper = keeper;
    this.clock = clock;
    this.publishEvery = publishEvery;
    this.committer = committer;
  }

  /** Stores transitions, and only then publishes them; what cannot be stored is tried again. */
  void commit(List<Transition> transitions) {
    unstored.addAll(transitions);
    if (unstored.isEmpty()) {
      publishSoon();
      return;
    }
    if (!indexesKept()) {
      return;
    }
    try {
      append();
    } catch (StoreException e) {
      appendFailed = true;
      log.error(
          "{} transitions cannot be stored and are not published until they are: {}",
          unstored.size(),
          e.getMessage());
      return;
    }
    List<Transition> stored = List.copyOf(unstored);
    unstored.clear();
    for (Transition transition : stored) {
      log.info(
          "{}: {} {} {}: {}",
          transition.finding().key().subject().device(),
          transition.type().label(),
          transition.finding().severity().label(),
          transition.finding().key().kind().label(),
          transition.finding().evidence().text());
    }
    publishNow(stored);
  }

  /** After a failure some may be stored although the store could not say so. */
  private void append() {
    long stored = appendFailed ? store.findings().lastSequence() : 0;
    store.findings().append(unstored.stream().filter(each -> each.sequence() > stored).toList());
    appendFailed = false;
  }

  /**
   * Makes the indexes that were given durable: whoever has seen one may ask for it after a restart.
   *
   * @return whether they are; if not, nothing may be shown or stored that has them
   */
  boolean indexesKept() {
    try {
      store.identity().flush();
      return true;
    } catch (StoreException e) {
      log.error(
          "indexes cannot be stored and no board is published until they are: {}", e.getMessage());
      return false;
    }
  }

  private void publishSoon() {
    if (publishDue || !unstored.isEmpty()) {
      return;
    }
    Duration rest = publishEvery.minus(Duration.between(lastPublished, clock.instant()));
    if (rest.isNegative() || rest.isZero()) {
      publishNow(List.of());
    } else {
      publishDue = true;
      Future<?> unused =
          committer.schedule(
              () -> PollPipeline.guarded("publishing", () -> publishNow(List.of())),
              rest.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  void publishNow(List<Transition> transitions) {
    if (!unstored.isEmpty() || !indexesKept()) {
      return; // nothing is shown that could be forgotten
    }
    publishDue = false;
    lastPublished = clock.instant();
    keeper.publish(lastPublished, transitions);
  }
}

package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.postern.finding.MaintenanceOrder;
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
  private List<MaintenanceOrder> maintenance;
  private boolean maintenanceKept = true;
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
    maintenance = store.maintenance().all();
  }

  /**
   * Keeps what operators said of devices; what cannot be stored is tried again at the next call.
   */
  void keep(List<MaintenanceOrder> orders) {
    if (orders.equals(maintenance)) {
      maintenanceKept = true;
      return;
    }
    try {
      store.maintenance().save(orders);
    } catch (StoreException e) {
      maintenanceKept = false;
      log.error(
          "a maintenance cannot be stored and no board is published until it is: {}",
          e.getMessage());
      return;
    }
    tell(orders);
    maintenance = orders;
    maintenanceKept = true;
    publishNow(List.of());
  }

  private void tell(List<MaintenanceOrder> orders) {
    for (MaintenanceOrder order : orders) {
      if (!maintenance.contains(order)) {
        log.info(
            "{}: in maintenance until {}, said {}: {}",
            order.device(),
            order.until(),
            order.actor(),
            order.note());
      }
    }
    for (MaintenanceOrder before : maintenance) {
      if (orders.stream().noneMatch(order -> order.device().equals(before.device()))) {
        log.info("{}: the maintenance that {} ordered is over", before.device(), before.actor());
      }
    }
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
    if (publishDue || !unstored.isEmpty() || !maintenanceKept) {
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
    if (!unstored.isEmpty() || !maintenanceKept || !indexesKept()) {
      return; // nothing is shown that could be forgotten
    }
    publishDue = false;
    lastPublished = clock.instant();
    keeper.publish(lastPublished, transitions);
  }
}

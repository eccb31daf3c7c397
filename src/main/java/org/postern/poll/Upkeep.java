package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is known and learned of the devices over restarts, of a few of them each second, and
 * looks after the store. It has a thread of its own: to sum up the samples of thousands of devices
 * takes seconds, and the polls go on meanwhile.
 */
final class Upkeep {
  private static final int MINUTE = 60; // turns
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

  private final List<DeviceState> devices;
  private final DeviceArchive archive;
  private final PosternStore store;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(PollPipeline.numbered("upkeep-"));
  private final Set<String> failing = new HashSet<>();
  private int turn;

  Upkeep(List<DeviceState> devices, DeviceArchive archive, PosternStore store, Clock clock) {
    this.devices = List.copyOf(devices);
    this.archive = archive;
    this.store = store;
    this.clock = clock;
  }

  void start() {
    Future<?> unused =
        thread.scheduleWithFixedDelay(
            () -> PollPipeline.guarded("upkeep", this::turn), 1, 1, TimeUnit.SECONDS);
  }

  /**
   * What is to be done in one second: every device is kept once a minute and what was learned of it
   * once an hour; the store is looked after once a minute.
   */
  void turn() {
    turn++;
    List<DeviceState> now = every(MINUTE, turn);
    step("keep what is known of devices", () -> archive.saveDevices(now));
    step("keep the use of entries", () -> archive.saveUrgentUses(now));
    step("keep what was learned", () -> every(HOUR, turn).forEach(archive::saveLearned));
    if (turn % MINUTE == 0) {
      step("look after the store", () -> store.maintain(clock.instant()));
    }
    if (turn % DAY == MINUTE) {
      step("forget what was learned", this::forget);
    }
  }

  /** One that fails does not stop the others; it is said once until it works again. */
  private void step(String what, Runnable step) {
    try {
      step.run();
      if (failing.remove(what)) {
        log.info("it works again to {}", what);
      }
    } catch (StoreException e) {
      if (!Thread.currentThread().isInterrupted() && failing.add(what)) {
        log.error("cannot {}; it is tried again and again: {}", what, e.getMessage());
      } else {
        log.debug("still cannot {}", what, e);
      }
    }
  }

  private void forget() {
    Set<String> watched =
        devices.stream().map(each -> each.device().name()).collect(Collectors.toSet());
    archive.forgetLearned(watched, clock.instant());
  }

  /** One device of so many, others at each turn. */
  private List<DeviceState> every(int turns, int now) {
    List<DeviceState> some = new ArrayList<>();
    for (int i = now % turns; i < devices.size(); i += turns) {
      some.add(devices.get(i));
    }
    return some;
  }

  /** Does nothing more; what is under way has so long to end. */
  void stop(Duration within) {
    thread.shutdownNow();
    if (!PollPipeline.hasEnded(thread, within)) {
      log.warn("the store is still being looked after");
    }
  }

  /**
   * Keeps all of all devices, after {@link #stop}, until this thread is interrupted: first who they
   * are, then what was learned, of those first that were kept the longest ago.
   */
  void keepAll() {
    archive.saveDevices(devices);
    for (int i = 1; i <= HOUR; i++) {
      for (DeviceState each : every(HOUR, turn + i)) {
        if (Thread.currentThread().isInterrupted()) {
          log.warn(
              "no time to keep what was learned of some devices in the last {} min",
              (HOUR - i) / MINUTE);
          return;
        }
        archive.saveLearned(each);
      }
    }
  }
}

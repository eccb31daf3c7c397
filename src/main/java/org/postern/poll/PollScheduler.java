package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when a device is polled: at a fixed rate, the first polls spread out, never two of one
 * device at a time. Thread-safe. A fire only starts an asynchronous poll, so two threads are enough
 * for thousands of devices.
 */
public final class PollScheduler implements AutoCloseable {
  /** With few devices the first polls still come soon: at most this far apart. */
  static final Duration LONGEST_STEP = Duration.ofSeconds(1);

  private static final Logger log = LoggerFactory.getLogger(PollScheduler.class);
  private static final String SELF = "postern.scheduler";

  private final Scheduler quartz;
  private final Function<String, CompletionStage<?>> poll;
  private final Map<String, AtomicBoolean> inFlight = new ConcurrentHashMap<>();
  private final LongAdder late = new LongAdder();

  /** A device and how often it is polled. */
  public record Schedule(String device, Duration interval) {}

  /**
   * Makes a scheduler that waits for {@link #start}.
   *
   * @param poll starts the poll of the device with this name and returns at once
   */
  public PollScheduler(String name, Function<String, CompletionStage<?>> poll) {
    this.poll = poll;
    Properties properties = new Properties();
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, name);
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "2");
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    properties.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "2000");
    try {
      quartz = new StdSchedulerFactory(properties).getScheduler();
      quartz.getContext().put(SELF, this);
      quartz.getListenerManager().addTriggerListener(new MisfireCounter());
    } catch (SchedulerException e) {
      throw new IllegalStateException("the scheduler cannot be made: " + e.getMessage(), e);
    }
  }

  /** Begins polling; the first poll of the first device is due at {@code now}. */
  public void start(List<Schedule> schedules, Instant now) {
    try {
      for (int i = 0; i < schedules.size(); i++) {
        Schedule schedule = schedules.get(i);
        inFlight.put(schedule.device(), new AtomicBoolean());
        quartz.scheduleJob(
            JobBuilder.newJob(PollJob.class).withIdentity(schedule.device()).build(),
            trigger(schedule, now.plus(offset(i, schedules.size(), schedule.interval()))));
      }
      quartz.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("polling cannot be scheduled: " + e.getMessage(), e);
    }
  }

  /** How long after the start the device at {@code position} of {@code count} is first polled. */
  static Duration offset(int position, int count, Duration interval) {
    Duration step = interval.dividedBy(count);
    return (step.compareTo(LONGEST_STEP) < 0 ? step : LONGEST_STEP).multipliedBy(position);
  }

  private static Trigger trigger(Schedule schedule, Instant first) {
    return TriggerBuilder.newTrigger()
        .withIdentity(schedule.device())
        .startAt(Date.from(first))
        .withSchedule(
            SimpleScheduleBuilder.simpleSchedule()
                .withIntervalInMilliseconds(schedule.interval().toMillis())
                .repeatForever()
                // A missed fire is not made up for: two polls in a row tell nothing more.
                .withMisfireHandlingInstructionNextWithRemainingCount())
        .build();
  }

  /** Polls a device now, out of turn, unless one of its polls is under way. */
  public void pollNow(String device) {
    try {
      if (quartz.checkExists(JobKey.jobKey(device))) {
        quartz.triggerJob(JobKey.jobKey(device));
      }
    } catch (SchedulerException e) {
      log.warn("{}: cannot be polled out of turn: {}", device, e.getMessage());
    }
  }

  /** Polls that were due while the one before was still under way, or that were missed. */
  public long latePolls() {
    return late.sum();
  }

  /** Starts no more polls; those under way are not waited for. */
  @Override
  public void close() {
    try {
      quartz.shutdown(true);
    } catch (SchedulerException e) {
      log.warn("the scheduler did not stop cleanly: {}", e.getMessage());
    }
  }

  private void fire(String device) {
    AtomicBoolean busy = inFlight.get(device);
    if (busy == null) {
      return;
    }
    if (!busy.compareAndSet(false, true)) {
      late.increment();
      log.debug("{}: poll is late: the one before is still under way", device);
      return;
    }
    CompletionStage<?> started;
    try {
      started = poll.apply(device);
    } catch (RuntimeException e) {
      busy.set(false);
      log.error("{}: the poll could not be started", device, e);
      return;
    }
    started.whenComplete(
        (done, failure) -> {
          busy.set(false);
          if (failure != null) {
            log.error("{}: the poll ended with a defect", device, failure);
          }
        });
  }

  /** What Quartz runs. */
  public static final class PollJob implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        Object self = context.getScheduler().getContext().get(SELF);
        if (self instanceof PollScheduler scheduler) {
          scheduler.fire(context.getJobDetail().getKey().getName());
        }
      } catch (SchedulerException e) {
        log.error("{}: no scheduler context", context.getJobDetail().getKey().getName(), e);
      }
    }
  }

  private final class MisfireCounter extends TriggerListenerSupport {
    @Override
    public String getName() {
      return "misfires";
    }

    @Override
    public void triggerMisfired(Trigger trigger) {
      late.increment();
      log.debug("{}: poll was missed", trigger.getKey().getName());
    }
  }
}

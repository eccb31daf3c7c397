package org.postern.agent;

import java.time.Clock;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;

/**
 * Answers requests from the board that hangs when they come; thread-safe. What is to be read is
 * answered at once. What is to be set waits for the disk, so it has a thread of its own and a
 * bounded queue: nobody's reading waits for it.
 */
final class BoardResponder implements CommandResponder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BoardResponder.class);
  private static final int WAITING = 100;
  private static final int LAST_WORDS_SECONDS = 5;

  private final AgentSettings settings;
  private final Supplier<RequestView> views;
  private final SnmpEngine.Counting counters;
  private final Operator operator;
  private final Clock clock;
  private final ExecutorService setter =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          task -> {
            Thread thread = new Thread(task, "agent-set");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param views gives what is served to a request that comes now
   */
  BoardResponder(
      AgentSettings settings,
      Supplier<RequestView> views,
      SnmpEngine.Counting counters,
      Operator operator,
      Clock clock) {
    this.settings = settings;
    this.views = views;
    this.counters = counters;
    this.operator = operator;
    this.clock = clock;
  }

  @Override
  public void answer(PDU request, Caller caller, Consumer<PDU> reply) {
    if (request.getType() != PDU.SET) {
      ReadAnswers answers = new ReadAnswers(visible(caller.rights().read()), caller.room());
      reply(answers.answer(request), caller, reply);
      return;
    }
    try {
      setter.execute(() -> set(request, caller, reply));
    } catch (RejectedExecutionException e) {
      reply(SetAnswers.error(request, SetError.RESOURCE_UNAVAILABLE, 1), caller, reply);
    }
  }

  private void set(PDU request, Caller caller, Consumer<PDU> reply) {
    SetAnswers answers =
        new SetAnswers(caller.rights().write().subtrees(), settings.arcOid(), operator);
    PDU response;
    try {
      response =
          answers.answer(request, caller.name(), views.get().board().board(), clock.instant());
    } catch (RuntimeException e) {
      LOG.error("agent: a SET of {} failed", caller.name(), e);
      response = SetAnswers.error(request, SetError.COMMIT_FAILED, 1);
    }
    reply(response, caller, reply);
  }

  private void reply(PDU response, Caller caller, Consumer<PDU> reply) {
    if (response.getBERLength() > caller.room()) {
      counters.increment(SnmpConstants.snmpSilentDrops);
    } else {
      reply.accept(response);
    }
  }

  private Instances visible(View view) {
    Instances all = views.get();
    return view.equals(View.ALL) ? all : new RestrictedInstances(all, view.subtrees());
  }

  /** Lets what is being set end, for at most five seconds. */
  @Override
  public void close() {
    setter.shutdown();
    try {
      if (!setter.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("agent: something was still being set at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

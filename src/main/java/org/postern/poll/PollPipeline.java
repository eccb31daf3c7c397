package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.MailPort;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.ExpectationMatcher;
import org.postern.finding.FindingBook;
import org.postern.finding.Judge;
import org.postern.finding.Judgement;
import org.postern.finding.KindRules;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;
import org.postern.finding.Policy;
import org.postern.finding.Transition;
import org.postern.store.PosternStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conducts each poll: read, map, evaluate, judge, store, publish. It decides nothing itself.
 *
 * <p>Devices are evaluated side by side on a small pool. Everything that is stored and published
 * goes through one commit thread, in order: a transition is durable before anyone is told of it.
 */
public final class PollPipeline implements AutoCloseable {
  private static final Duration POLLS_WITHIN = Duration.ofSeconds(2);
  private static final Duration COMMITS_WITHIN = Duration.ofSeconds(2);
  private static final Duration END_WITHIN = Duration.ofSeconds(1);
  private static final Duration UPKEEP_WITHIN = Duration.ofSeconds(1);

  /** So many polls at most are under way: what waits to be stored would fill the heap. */
  private static final int MOST_UNDER_WAY = 1_000;

  private static final Logger log = LoggerFactory.getLogger(PollPipeline.class);

  private final DevicePoller poller;
  private final Judge judge;
  private final Policy policy;
  private final ExpectationMatcher expectations;
  private final KindRules kinds;
  private final FindingBook book;
  private final PosternStore store;
  private final BoardKeeper keeper;
  private final Clock clock;
  private final DeviceArchive archive;
  private final Publisher publisher;
  private final Operators operators;
  private final Upkeep upkeep;
  private final Map<String, Watched> watched = new LinkedHashMap<>();
  private final ExecutorService evaluators;
  private final ScheduledExecutorService committer;
  private final GroupCommit<Judged> commits;
  private final AtomicLong polls = new AtomicLong();
  private volatile boolean closing;
  private final LongAdder putOff = new LongAdder();
  private final Map<Long, CompletableFuture<?>> inFlight = new ConcurrentHashMap<>();

  /** A device with its memory and its rows. */
  private record Watched(DeviceState state, DeviceRowsBuilder rows, BackOff backOff) {}

  /**
   * What a pipeline works with.
   *
   * @param policy with the default expectations, if they are wanted
   * @param kinds what the operator says of whole kinds of findings
   * @param status totals that are counted elsewhere
   * @param publishEvery how long a board stays up at least, unless a finding changes
   * @param patience polls without an answer before a device is asked less often, 1 and up
   */
  public record Parts(
      DevicePoller poller,
      FirstMatchEvaluator evaluator,
      Judge judge,
      Policy policy,
      KindRules kinds,
      FindingBook book,
      PosternStore store,
      BoardHolder holder,
      Supplier<Board.SystemStatus> status,
      Clock clock,
      Duration publishEvery,
      int patience) {}

  public PollPipeline(Parts parts, List<MonitoredDevice> devices) {
    this.poller = parts.poller();
    this.judge = parts.judge();
    this.policy = parts.policy();
    this.expectations = new ExpectationMatcher(policy);
    this.kinds = parts.kinds();
    this.book = parts.book();
    this.store = parts.store();
    this.clock = parts.clock();
    this.keeper = new BoardKeeper(parts.holder(), book, parts.status());
    this.evaluators =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(), numbered("evaluate-"));
    this.committer = Executors.newSingleThreadScheduledExecutor(numbered("commit-"));
    this.commits = new GroupCommit<>(committer, this::commit);
    this.archive = new DeviceArchive(store);
    this.publisher = new Publisher(store, keeper, clock, parts.publishEvery(), committer);
    Indexes indexes = new StoredIndexes(store.identity());
    store.identity().deviceIndexes(devices.stream().map(MonitoredDevice::name).toList());
    EngineIds engineIds = new EngineIds();
    SharedFacts facts = new SharedFacts();
    for (MonitoredDevice device : devices) {
      String name = device.name();
      DeviceState state =
          new DeviceState(
              device,
              archive.memory(name),
              parts.policy(),
              parts.evaluator(),
              indexes,
              archive.uses(name),
              engineIds,
              facts);
      archive.restore(state);
      state
          .engine()
          .stored()
          .ifPresent(
              engine ->
                  poller.recall(device, KnownDevice.engine(engine), engine.age(clock.instant())));
      watched.put(
          name,
          new Watched(
              state,
              new DeviceRowsBuilder(name, indexes, archive.since(name)),
              new BackOff(parts.patience())));
    }
    this.operators = new Operators(book, judge, publisher, archive, this::known, clock);
    this.upkeep =
        new Upkeep(watched.values().stream().map(Watched::state).toList(), archive, store, clock);
  }

  /** Puts up the first board and begins the housekeeping. */
  public void start() {
    committer.execute(
        () -> {
          for (Watched each : watched.values()) {
            synchronized (each.state()) {
              keeper.update(each.rows().silent(each.state().row()));
            }
          }
          List<Transition> ended = book.retain(watched.keySet(), clock.instant());
          publisher.keep(book.maintenance());
          publisher.commit(ended);
          publisher.publishNow(List.of());
        });
    Future<?> unusedHousekeeping =
        committer.scheduleWithFixedDelay(
            () -> guarded("housekeeping", this::housekeeping), 1, 1, TimeUnit.SECONDS);
    upkeep.start();
  }

  /**
   * Polls a device, unless it has been silent for long and this is not one of its rarer turns, or
   * too many polls are under way. Returns at once.
   *
   * @return completes when the poll's results are stored and taken up for the board
   * @throws IllegalArgumentException if there is no such device
   */
  public CompletionStage<Void> poll(String device) {
    Watched each = watched(device);
    if (each.backOff().skipsTurn()) {
      return CompletableFuture.completedFuture(null);
    }
    if (inFlight.size() >= MOST_UNDER_WAY) {
      putOff.increment();
      return CompletableFuture.completedFuture(null);
    }
    DevicePoller.Tries tries =
        each.backOff().isHopeless() ? DevicePoller.Tries.ONE : DevicePoller.Tries.ALL;
    long number = polls.incrementAndGet();
    CompletableFuture<Void> poll =
        poller
            .poll(each.state().device(), each.state().acquaintance(), evaluators, tries)
            .thenApplyAsync(polled -> judged(each, polled), evaluators)
            .thenCompose(commits::add);
    inFlight.put(number, poll);
    return poll.whenComplete((done, failure) -> inFlight.remove(number))
        .exceptionally(
            failure -> {
              if (closing) {
                log.debug("{}: a poll was dropped at the end", device, failure);
                return null;
              }
              throw new CompletionException(failure);
            });
  }

  /** Polls that were left out because those before are not evaluated and stored yet. */
  public long putOff() {
    return putOff.sum();
  }

  /** Polls begun since the start. */
  public long polls() {
    return polls.get();
  }

  private record Judged(
      DeviceState state, Evaluation evaluation, Judgement judgement, DeviceRows rows) {
    boolean answered() {
      return evaluation.assessment().contact().answers();
    }
  }

  private Judged judged(Watched each, DevicePoller.Polled polled) {
    DeviceState state = each.state();
    if (polled.outcome() instanceof PollOutcome.Failed failed
        && failed.reachability() == Board.Reachability.NO_RESPONSE) {
      each.backOff().silent();
    } else {
      each.backOff().answered();
    }
    synchronized (state) { // an operator's word reaches the same memory
      state.learn(polled.acquaintance());
      Evaluation evaluation = state.evaluate(polled.outcome());
      Judgement judgement =
          kinds.apply(judge.judge(evaluation.assessment(), state.memory(), expectations));
      state.seekSources(evaluation.assessment());
      DeviceRows rows =
          evaluation.assessment().contact().answers()
              ? each.rows().answered(evaluation, judgement.conformance(), state.memory().series())
              : each.rows().silent(evaluation.device());
      return new Judged(state, evaluation, judgement, rows);
    }
  }

  /** Stores and publishes what came of some polls; of each device there is one at most. */
  private void commit(List<Judged> polls) {
    Map<DeviceState, Evaluation> answers = new LinkedHashMap<>();
    List<DeviceState> accepting = new ArrayList<>();
    for (Judged poll : polls) {
      if (poll.answered()) {
        answers.put(poll.state(), poll.evaluation());
      }
      if (poll.judgement().baselinesChanged()) {
        accepting.add(poll.state());
      }
    }
    archive.recordLists(answers);
    archive.saveBaselines(accepting);
    boolean indexesKept = publisher.indexesKept();
    List<Transition> transitions = new ArrayList<>();
    for (Judged poll : polls) {
      keeper.update(poll.rows());
      if (poll.answered() && indexesKept) {
        store.samples().offer(Samples.of(poll.rows()));
      }
      transitions.addAll(book.apply(poll.judgement()));
    }
    publisher.commit(transitions);
  }

  private void housekeeping() {
    List<Transition> ended = book.tick(clock.instant());
    publisher.keep(book.maintenance());
    publisher.commit(ended);
  }

  static void guarded(String what, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.error("{} failed and is tried again", what, e);
    }
  }

  /**
   * Acknowledges a finding for an operator.
   *
   * @param accept whether what it shows is the new normal; see {@link Judge#accept}
   */
  public OperatorResult acknowledge(long number, String actor, String note, boolean accept) {
    return CompletableFuture.supplyAsync(
            () -> operators.acknowledge(number, actor, note, accept), committer)
        .join();
  }

  /**
   * Does what an operator says, all of it or nothing; stored and on the board when it returns,
   * unless the store is in trouble, when it follows as soon as it can.
   */
  public OperatorResult act(List<OperatorWord> words, String actor) {
    return CompletableFuture.supplyAsync(() -> operators.act(words, actor), committer).join();
  }

  /**
   * Why the verdicts of a device for a port are what they are.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public List<String> explain(String device, MailPort port, Optional<String> crossing) {
    DeviceState state = watched(device).state();
    List<String> lines = new ArrayList<>(state.explain(port, crossing));
    synchronized (state) {
      lines.addAll(judge.explain(state.memory(), port, crossing, clock.instant()));
    }
    return lines;
  }

  /**
   * What an interface of a device usually carries now; empty if none has this name.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public List<String> explain(String device, String interfaceName) {
    DeviceState state = watched(device).state();
    synchronized (state) {
      return judge.explain(state.memory(), interfaceName, clock.instant());
    }
  }

  /**
   * How a device's access lists differ between two moments.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public DeviceDiff diff(String device, DeviceDiff.Query query) {
    return DeviceDiff.of(store, watched(device).state().device(), policy, query);
  }

  /**
   * What the store has of a device's past.
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public DeviceHistory history(String device) {
    return new StoredHistory(store, watched(device).state().device().name());
  }

  public boolean watches(String device) {
    return watched.containsKey(device);
  }

  private Optional<DeviceState> known(String device) {
    return Optional.ofNullable(watched.get(device)).map(Watched::state);
  }

  private Watched watched(String device) {
    Watched each = watched.get(device);
    if (each == null) {
      throw new IllegalArgumentException("no such device: " + device);
    }
    return each;
  }

  /**
   * Waits a moment for the polls under way, commits what is evaluated, puts up the last board, ends
   * its threads; takes {@link #POLLS_WITHIN}, {@link #UPKEEP_WITHIN}, {@link #COMMITS_WITHIN} and
   * {@link #END_WITHIN} at most.
   */
  @Override
  public void close() {
    closing = true;
    CompletableFuture<Void> all =
        CompletableFuture.allOf(inFlight.values().toArray(CompletableFuture<?>[]::new));
    try {
      all.get(POLLS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.info("{} polls are still under way; their results are dropped", inFlight.size());
    } catch (ExecutionException e) {
      log.debug("a poll ended with a defect, which is logged already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    evaluators.shutdownNow();
    upkeep.stop(UPKEEP_WITHIN);
    committer.execute(() -> guarded("the last board", () -> publisher.publishNow(List.of())));
    committer.execute(
        () -> guarded("keeping what is known and learned of the devices", upkeep::keepAll));
    committer.shutdown();
    if (!hasEnded(committer, COMMITS_WITHIN)) {
      committer.shutdownNow();
      if (!hasEnded(committer, END_WITHIN)) {
        log.warn("a commit is still under way");
      }
    }
  }

  static boolean hasEnded(ExecutorService thread, Duration within) {
    try {
      return thread.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  static ThreadFactory numbered(String prefix) {
    AtomicInteger next = new AtomicInteger(1);
    return task -> {
      Thread thread = new Thread(task, prefix + next.getAndIncrement());
      thread.setDaemon(true);
      return thread;
    };
  }
}

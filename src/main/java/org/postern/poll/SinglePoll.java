package org.postern.poll;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.MailPort;
import org.postern.finding.Board;
import org.postern.finding.DeviceMemory;
import org.postern.finding.EntryUses;
import org.postern.finding.ExpectationMatcher;
import org.postern.finding.Judge;
import org.postern.finding.Judgement;
import org.postern.finding.Policy;
import org.postern.finding.SeriesStates;

/** Polls devices once and evaluates the answers, for commands that ask without a daemon. */
public final class SinglePoll {
  private final DevicePoller poller;
  private final FirstMatchEvaluator evaluator;
  private final Judge judge;
  private final Policy policy;

  public SinglePoll(
      DevicePoller poller, FirstMatchEvaluator evaluator, Judge judge, Policy policy) {
    this.poller = poller;
    this.evaluator = evaluator;
    this.judge = judge;
    this.policy = policy;
  }

  /** What one poll gave: the outcome, its rows, and the means to explain them. */
  public static final class Result {
    private final PollOutcome outcome;
    private final DeviceState state;
    private final DeviceRows rows;

    private Result(PollOutcome outcome, DeviceState state, DeviceRows rows) {
      this.outcome = outcome;
      this.state = state;
      this.rows = rows;
    }

    public PollOutcome outcome() {
      return outcome;
    }

    public Board.DeviceRow device() {
      return rows.device();
    }

    public List<Board.PortRow> ports() {
      return rows.ports();
    }

    /** See {@link PollPipeline#explain}. */
    public List<String> explain(MailPort port, Optional<String> crossing) {
      return state.explain(port, crossing);
    }
  }

  /** Polls a device; the future completes normally whatever the device does. */
  public CompletableFuture<Result> poll(MonitoredDevice device) {
    return poller
        .poll(
            device,
            DevicePoller.Acquaintance.none(),
            ForkJoinPool.commonPool(),
            DevicePoller.Tries.ALL)
        .thenApplyAsync(polled -> result(device, polled.outcome()));
  }

  private Result result(MonitoredDevice device, PollOutcome outcome) {
    Indexes indexes = Indexes.inMemory();
    DeviceState state =
        new DeviceState(
            device,
            DeviceMemory.fresh(device.name()),
            policy,
            evaluator,
            indexes,
            EntryUses.fresh(),
            new EngineIds(),
            new SharedFacts());
    DeviceRowsBuilder builder =
        new DeviceRowsBuilder(device.name(), indexes, new ListSince(Map.of()));
    Evaluation evaluation = state.evaluate(outcome);
    if (!evaluation.assessment().contact().answers()) {
      return new Result(outcome, state, builder.silent(evaluation.device()));
    }
    Judgement judgement =
        judge.judge(evaluation.assessment(), state.memory(), new ExpectationMatcher(policy));
    return new Result(
        outcome, state, builder.answered(evaluation, judgement.conformance(), SeriesStates.none()));
  }
}

package org.postern.poll;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Reads what a plan asks for, one request after the other. Thread-safe. */
final class PlanReader {
  private static final ReadResult NOTHING = new ReadResult.Complete(List.of(), 0, 0);

  private final SnmpReader reader;
  private final Clock clock;

  PlanReader(SnmpReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * All answers.
   *
   * @param witness the plan's witnesses, as they were before the tables
   * @param end when the last of the answers came
   */
  record Answers(
      Map<TableRead, ReadResult> tables, ReadResult scalars, List<VarBind> witness, Instant end) {}

  /** Reads all of it; the future completes normally whatever the device does. */
  CompletableFuture<Answers> read(SnmpTarget target, ReadPlan plan) {
    Map<TableRead, ReadResult> results = new LinkedHashMap<>();
    CompletableFuture<ReadResult> scalars = get(target, plan.scalars());
    CompletableFuture<ReadResult> chain = scalars;
    for (TableRead table : plan.tables()) {
      chain =
          chain.thenCompose(
              before ->
                  reader
                      .walk(target, table.columns(), table.maxRows())
                      .whenComplete((result, defect) -> results.put(table, result)));
    }
    return chain.thenCombine(
        scalars,
        (last, values) ->
            new Answers(results, values, answered(values, plan.witnesses()), clock.instant()));
  }

  /**
   * Reads what moves, and takes the rest from an earlier read.
   *
   * @return empty if the rules may have changed since, or an answer is not whole: then read all
   */
  CompletableFuture<Optional<Answers>> readMoving(
      SnmpTarget target, ReadPlan plan, Answers earlier) {
    return get(target, plan.scalars())
        .thenCompose(
            scalars ->
                answered(scalars, plan.witnesses()).equals(earlier.witness())
                    ? walkMoving(target, plan, earlier, scalars)
                    : CompletableFuture.completedFuture(Optional.empty()));
  }

  private CompletableFuture<Optional<Answers>> walkMoving(
      SnmpTarget target, ReadPlan plan, Answers earlier, ReadResult scalars) {
    CompletableFuture<Optional<Map<TableRead, ReadResult>>> chain =
        CompletableFuture.completedFuture(Optional.of(new LinkedHashMap<>()));
    for (TableRead table : plan.tables()) {
      chain =
          chain.thenCompose(
              before ->
                  before.isEmpty()
                      ? CompletableFuture.completedFuture(before)
                      : moved(target, table, earlier.tables().get(table))
                          .thenApply(
                              now ->
                                  now.map(
                                      result -> {
                                        before.get().put(table, result);
                                        return before.get();
                                      })));
    }
    return chain.thenApply(
        tables -> tables.map(all -> new Answers(all, scalars, earlier.witness(), clock.instant())));
  }

  private CompletableFuture<Optional<ReadResult>> moved(
      SnmpTarget target, TableRead table, @Nullable ReadResult earlier) {
    if (!(earlier instanceof ReadResult.Complete whole)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    if (table.moving().isEmpty()) {
      return CompletableFuture.completedFuture(Optional.of(whole));
    }
    return reader
        .walk(target, table.moving(), table.maxRows())
        .thenApply(
            now ->
                now instanceof ReadResult.Complete told
                    ? MovedRows.merge(table, whole, told)
                    : Optional.empty());
  }

  /** Reads the plan's witnesses again. */
  CompletableFuture<List<VarBind>> witness(SnmpTarget target, ReadPlan plan) {
    return get(target, plan.witnesses()).thenApply(values -> answered(values, plan.witnesses()));
  }

  private CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
    return instances.isEmpty()
        ? CompletableFuture.completedFuture(NOTHING)
        : reader.get(target, instances);
  }

  private static List<VarBind> answered(ReadResult values, List<Oid> witnesses) {
    return values.varBindsOrEmpty().stream()
        .filter(each -> witnesses.contains(each.oid()))
        .filter(each -> !(each.value() instanceof SnmpValue.Absent))
        .toList();
  }
}

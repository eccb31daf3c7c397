package org.postern.poll;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Reads what a plan asks for, a table after the other or some side by side. Thread-safe. */
final class PlanReader {
  private static final ReadResult NOTHING = new ReadResult.Complete(List.of(), 0, 0);

  private final SnmpReader reader;
  private final Clock clock;
  private final int sideBySide;

  /**
   * A reader of plans.
   *
   * @param sideBySide how many tables of a device are read at once, 1 and up
   */
  PlanReader(SnmpReader reader, Clock clock, int sideBySide) {
    this.reader = reader;
    this.clock = clock;
    this.sideBySide = sideBySide;
  }

  /**
   * All answers.
   *
   * @param witness the plan's witnesses, as they were before the tables
   * @param end when the last of the answers came
   */
  record Answers(
      Map<TableRead, ReadResult> tables, ReadResult scalars, List<VarBind> witness, Instant end) {
    /** Tables that surely have no row. */
    Set<TableRead> empty() {
      Set<TableRead> empty = new HashSet<>();
      tables.forEach(
          (table, result) -> {
            if (result instanceof ReadResult.Complete whole && whole.content().isEmpty()) {
              empty.add(table);
            }
          });
      return empty;
    }
  }

  /**
   * Reads all of it; the future completes normally whatever the device does.
   *
   * @param empty tables that had no row before: one request asks whether they all still have none
   */
  CompletableFuture<Answers> read(SnmpTarget target, ReadPlan plan, Set<TableRead> empty) {
    return get(target, plan.scalars())
        .thenCompose(
            scalars ->
                stillEmpty(target, plan.tables().stream().filter(empty::contains).toList())
                    .thenCompose(unread -> tables(target, plan.tables(), unread))
                    .thenApply(
                        tables ->
                            new Answers(
                                tables,
                                scalars,
                                answered(scalars, plan.witnesses()),
                                clock.instant())));
  }

  /** Those of these tables that surely have no row, with that as their result. */
  private CompletableFuture<Map<TableRead, ReadResult>> stillEmpty(
      SnmpTarget target, List<TableRead> tables) {
    if (tables.isEmpty()) {
      return CompletableFuture.completedFuture(Map.of());
    }
    List<Oid> roots = tables.stream().map(TableRead::entry).toList();
    return reader
        .walk(target, roots, 1)
        .thenApply(
            result -> {
              Map<TableRead, ReadResult> none = new HashMap<>();
              if (result instanceof ReadResult.Complete whole && whole.content().isEmpty()) {
                tables.forEach(table -> none.put(table, whole));
              }
              return none;
            });
  }

  private CompletableFuture<Map<TableRead, ReadResult>> tables(
      SnmpTarget target, List<TableRead> tables, Map<TableRead, ReadResult> known) {
    Map<TableRead, ReadResult> results = new ConcurrentHashMap<>(known);
    Queue<TableRead> toRead = new ConcurrentLinkedQueue<>(tables);
    toRead.removeAll(known.keySet());
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < sideBySide; i++) {
      lanes.add(lane(target, toRead, results));
    }
    return CompletableFuture.allOf(lanes.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> inOrder(tables, results));
  }

  /** Reads tables until none is left. */
  private CompletableFuture<Void> lane(
      SnmpTarget target, Queue<TableRead> toRead, Map<TableRead, ReadResult> results) {
    TableRead table = toRead.poll();
    return table == null
        ? CompletableFuture.completedFuture(null)
        : reader
            .walk(target, table.columns(), table.maxRows())
            .thenCompose(
                result -> {
                  results.put(table, result);
                  return lane(target, toRead, results);
                });
  }

  private static Map<TableRead, ReadResult> inOrder(
      List<TableRead> tables, Map<TableRead, ReadResult> results) {
    Map<TableRead, ReadResult> ordered = new LinkedHashMap<>();
    tables.forEach(table -> ordered.put(table, Objects.requireNonNull(results.get(table))));
    return ordered;
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

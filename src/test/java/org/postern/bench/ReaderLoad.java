package org.postern.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;

/** Postern's reader alone: the reads of a poll, with nothing made of the answers. */
final class ReaderLoad {
  private final List<SnmpTarget> targets;
  private final ReadPlan plan;
  private final List<Oid> scalars = new ArrayList<>();

  ReaderLoad(List<SnmpTarget> targets, ReadPlan plan) {
    this.targets = targets;
    this.plan = plan;
    for (int object : new int[] {1, 2, 3, 5}) {
      scalars.add(Oid.of(1, 3, 6, 1, 2, 1, 1, object, 0));
    }
    scalars.addAll(plan.scalars());
  }

  LoadResult run(int rounds, int inFlight) throws IOException {
    try (Snmp4jReader reader = Snmp4jReader.open(inFlight)) {
      round(reader);
      long varBinds = reader.statistics().varBinds();
      long requests = reader.statistics().requests();
      Effort before = Effort.now();
      int whole = 0;
      for (int i = 0; i < rounds; i++) {
        whole += round(reader);
      }
      Effort spent = Effort.now().since(before);
      int polls = rounds * targets.size();
      return new LoadResult(
          "reader alone",
          polls,
          reader.statistics().varBinds() - varBinds,
          polls - whole,
          spent.wall(),
          spent.own(),
          spent.agents(),
          "%d requests a device, %d timeouts"
              .formatted(
                  (reader.statistics().requests() - requests) / polls,
                  reader.statistics().timeouts()));
    }
  }

  private int round(SnmpReader reader) {
    List<CompletableFuture<Integer>> reads =
        targets.stream().map(target -> read(reader, target)).toList();
    return (int) reads.stream().filter(each -> each.join() == Fleet.varBinds()).count();
  }

  private CompletableFuture<Integer> read(SnmpReader reader, SnmpTarget target) {
    CompletableFuture<Integer> sum = reader.get(target, scalars).thenApply(ReaderLoad::received);
    for (TableRead table : plan.tables()) {
      sum =
          sum.thenCompose(
              before ->
                  reader
                      .walk(target, table.columns(), table.maxRows())
                      .thenApply(result -> before + received(result)));
    }
    return sum;
  }

  private static int received(ReadResult result) {
    return result instanceof ReadResult.Complete complete ? complete.varBinds().size() : 0;
  }
}

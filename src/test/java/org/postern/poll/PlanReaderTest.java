package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

class PlanReaderTest {
  private static final TableRead FULL = table(1);
  private static final TableRead EMPTY = table(2);
  private static final TableRead ALSO_EMPTY = table(3);
  private static final ReadPlan PLAN =
      new ReadPlan(List.of(), List.of(), List.of(EMPTY, FULL, ALSO_EMPTY));

  private final Walks walks = new Walks();

  private static TableRead table(int number) {
    Oid entry = Oid.of(1, 3, 6, 1, 4, 1, 32473, number, 1);
    return new TableRead(
        "p", "t" + number, List.of(entry.append(1), entry.append(2)), Optional.empty(), 100);
  }

  /** Notes what is walked, and answers when it is told to. */
  private static final class Walks implements SnmpReader {
    final List<List<Oid>> asked = new ArrayList<>();
    final Map<List<Oid>, CompletableFuture<ReadResult>> open = new LinkedHashMap<>();
    final List<Oid> rows = new ArrayList<>(List.of(FULL.columns().get(1).append(7)));

    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      throw new AssertionError("no scalars are planned");
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> roots, int maxRows) {
      asked.add(roots);
      CompletableFuture<ReadResult> read = new CompletableFuture<>();
      open.put(roots, read);
      return read;
    }

    void answer() {
      List<Oid> roots = open.keySet().iterator().next();
      List<VarBind> found = new ArrayList<>();
      for (Oid row : rows) {
        if (roots.stream().anyMatch(row::startsWith)) {
          found.add(new VarBind(row, new SnmpValue.Int(1)));
        }
      }
      open.remove(roots).complete(new ReadResult.Complete(found, 1, 0));
    }

    @Override
    public void close() {}
  }

  private CompletableFuture<PlanReader.Answers> read(int sideBySide, Set<TableRead> empty) {
    return new PlanReader(walks, Clock.fixed(Gateway.NOON, ZoneOffset.UTC), sideBySide)
        .read(Gateway.device().target(), PLAN, empty);
  }

  private PlanReader.Answers answered(CompletableFuture<PlanReader.Answers> read) {
    while (!read.isDone()) {
      walks.answer();
    }
    return read.join();
  }

  @Test
  void readsATableAfterTheOther() {
    CompletableFuture<PlanReader.Answers> read = read(1, Set.of());
    for (TableRead table : PLAN.tables()) {
      assertThat(walks.open.keySet()).containsExactly(table.columns());
      walks.answer();
    }
    assertThat(read.join().tables().keySet()).containsExactlyElementsOf(PLAN.tables());
    assertThat(read.join().empty()).containsExactlyInAnyOrder(EMPTY, ALSO_EMPTY);
  }

  @Test
  void readsSomeSideBySideAndTellsThemInTheirOrder() {
    CompletableFuture<PlanReader.Answers> read = read(2, Set.of());
    assertThat(walks.open.keySet()).containsExactly(EMPTY.columns(), FULL.columns());
    assertThat(answered(read).tables().keySet()).containsExactlyElementsOf(PLAN.tables());
  }

  @Test
  void asksOnceWhetherEmptyTablesAreStillEmpty() {
    PlanReader.Answers answers = answered(read(1, Set.of(EMPTY, ALSO_EMPTY)));
    assertThat(walks.asked)
        .containsExactly(List.of(EMPTY.entry(), ALSO_EMPTY.entry()), FULL.columns());
    assertThat(answers.empty()).containsExactlyInAnyOrder(EMPTY, ALSO_EMPTY);
    assertThat(answers.tables()).containsOnlyKeys(EMPTY, FULL, ALSO_EMPTY);
  }

  @Test
  void readsTablesThatAreNoLongerEmpty() {
    Oid row = ALSO_EMPTY.columns().get(1).append(3);
    walks.rows.add(row);
    PlanReader.Answers answers = answered(read(1, Set.of(EMPTY, ALSO_EMPTY)));
    assertThat(answers.tables().get(ALSO_EMPTY).varBindsOrEmpty())
        .containsExactly(new VarBind(row, new SnmpValue.Int(1)));
    assertThat(answers.empty()).containsExactly(EMPTY);
  }

  @Test
  void anAnswerThatIsNotWholeSaysNothingOfEmptyTables() {
    CompletableFuture<PlanReader.Answers> read = read(1, Set.of(EMPTY));
    walks.open.remove(List.of(EMPTY.entry())).complete(new ReadResult.Timeout(1));
    answered(read);
    assertThat(walks.asked).contains(EMPTY.columns());
  }
}

package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.postern.finding.Board;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

class BoardMibTest {
  private static final String ARC = AgentSettings.DOCUMENTATION_ARC;
  private static final BoardMib FIXED = Walks.mib(Boards.fixed());
  private static final TreeMap<OID, Variable> SORTED = new TreeMap<>();

  static {
    for (VariableBinding binding : Walks.all(FIXED)) {
      SORTED.put(binding.getOid(), binding.getVariable());
    }
  }

  @Test
  void everyWalkedInstanceCanBeGot() {
    for (VariableBinding binding : Walks.all(FIXED)) {
      assertThat(FIXED.get(binding.getOid())).contains(binding.getVariable());
      assertThat(FIXED.knowsObject(binding.getOid())).isTrue();
    }
  }

  @Property(tries = 3000)
  void nextIsTheSmallestGreaterInstance(@ForAll("oids") OID after) {
    Optional<VariableBinding> next = FIXED.next(after);
    OID expected = SORTED.higherKey(after);
    assertThat(next.map(VariableBinding::getOid)).isEqualTo(Optional.ofNullable(expected));
    next.ifPresent(b -> assertThat(b.getVariable()).isEqualTo(SORTED.get(b.getOid())));
  }

  @Property(tries = 3000)
  void getFindsWhatIsThereAndNothingElse(@ForAll("oids") OID instance) {
    assertThat(FIXED.get(instance)).isEqualTo(Optional.ofNullable(SORTED.get(instance)));
  }

  /** Instances, their prefixes, longer and changed ones, and sub-identifiers beyond 2^31. */
  @Provide
  static Arbitrary<OID> oids() {
    List<OID> known = new ArrayList<>(SORTED.keySet());
    Arbitrary<OID> base = Arbitraries.of(known);
    Arbitrary<Integer> part =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 30), Arbitraries.of(-1, Integer.MIN_VALUE, 993));
    Arbitrary<OID> changed =
        net.jqwik.api.Combinators.combine(base, Arbitraries.integers().between(6, 14), part, part)
            .as(
                (oid, length, last, beyond) -> {
                  int[] ids = java.util.Arrays.copyOf(oid.getValue(), length);
                  ids[length - 1] = last;
                  OID result = new OID(ids);
                  return beyond > 20 ? result.append(beyond) : result;
                });
    return Arbitraries.oneOf(base, changed, Arbitraries.of(new OID("1.3"), new OID("2.5")));
  }

  @Test
  void rowsOutOfOrderAreServedInOrder() {
    Board board = Boards.fixed();
    List<Board.PortRow> reversed = new ArrayList<>(board.ports());
    Collections.reverse(reversed);
    BoardMib mib = Walks.mib(Boards.with(board, reversed, board.entries()));

    assertThat(Walks.all(mib)).hasSameSizeAs(SORTED.keySet());
  }

  @Test
  void anObjectWithoutValueHasNoInstance() {
    // branch-2 was never reached: posternDeviceLastGoodPoll has only an instance for edge-1.
    assertThat(FIXED.get(new OID(ARC + ".1.2.1.11.1"))).isPresent();
    assertThat(FIXED.get(new OID(ARC + ".1.2.1.11.2"))).isEmpty();
    assertThat(FIXED.knowsObject(new OID(ARC + ".1.2.1.11.2"))).isTrue();
    // The second entry is not counted.
    assertThat(FIXED.get(new OID(ARC + ".1.5.1.11.1.1.2"))).isEmpty();
    // Only the shelved finding has an end of its shelf.
    assertThat(FIXED.get(new OID(ARC + ".1.8.1.17.1"))).isEmpty();
    assertThat(FIXED.get(new OID(ARC + ".1.8.1.17.2"))).isPresent();
  }

  @Test
  void indexColumnsAndUnknownColumnsAreNoObjects() {
    assertThat(FIXED.knowsObject(new OID(ARC + ".1.2.1.1.1"))).isFalse();
    assertThat(FIXED.knowsObject(new OID(ARC + ".1.2.1.99.1"))).isFalse();
    assertThat(FIXED.knowsObject(new OID(ARC + ".1.7.1.1.1"))).isFalse();
  }

  @Test
  void anEmptyBoardStillHasItsScalars() {
    List<VariableBinding> walked = Walks.all(Walks.mib(Boards.empty(1)));
    assertThat(walked).hasSize(23);
  }

  @Test
  void largeGaugesStayAtTheirMaximumAnd64BitRatesDoNot() {
    assertThat(FIXED.get(new OID(ARC + ".1.6.1.7.1.1")).map(Variable::toLong))
        .contains(8_000_000_000L);
    assertThat(MibValues.gauge(1L << 40).toLong()).isEqualTo(0xffff_ffffL);
  }
}

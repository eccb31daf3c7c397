package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

class StandardMibTest {
  private static final StandardMib MIB =
      new StandardMib(
          Agents.readable(),
          new Usm(Agents.ENGINE, List.of(), PosternAgent.protocols(), System::nanoTime),
          new AgentCounters());
  private static final TreeSet<OID> SORTED = new TreeSet<>();

  static {
    Walks.all(MIB).forEach(binding -> SORTED.add(binding.getOid()));
  }

  /** Some identifiers once sent the search for the next instance round in circles. */
  @Property(tries = 3000)
  void nextIsTheSmallestGreaterInstance(@ForAll("oids") OID after) {
    assertThat(MIB.next(after).map(VariableBinding::getOid))
        .isEqualTo(Optional.ofNullable(SORTED.higher(after)));
  }

  @Property(tries = 1000)
  void getFindsWhatIsThereAndNothingElse(@ForAll("oids") OID instance) {
    assertThat(MIB.get(instance).isPresent()).isEqualTo(SORTED.contains(instance));
  }

  @Provide
  static Arbitrary<OID> oids() {
    Arbitrary<OID> base = Arbitraries.of(List.copyOf(SORTED));
    Arbitrary<Integer> part =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 12), Arbitraries.of(-1, Integer.MIN_VALUE, 0xff));
    Arbitrary<OID> changed =
        Combinators.combine(base, Arbitraries.integers().between(2, 13), part)
            .as(
                (oid, length, last) -> {
                  int[] ids = Arrays.copyOf(oid.getValue(), length);
                  ids[length - 1] = last;
                  return new OID(ids);
                });
    return Arbitraries.oneOf(base, changed, Arbitraries.of(new OID("1.3"), new OID("2.5")));
  }
}

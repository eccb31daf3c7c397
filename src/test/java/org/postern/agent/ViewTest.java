package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** What a view lets through (RFC 3415 §2.4). */
class ViewTest {
  private static final String ARC = AgentSettings.DOCUMENTATION_ARC;
  private static final BoardMib MIB = Walks.mib(Boards.fixed());
  private static final List<VariableBinding> ALL = Walks.all(MIB);

  @Test
  void theLongestSubtreeDecides() {
    Subtrees view =
        new View(List.of("1.3.6.1", "1.3.6.1.4.1.9.5"), List.of("1.3.6.1.4")).subtrees();
    assertThat(view.contains(new OID("1.3.6.1.2.1.1.1.0"))).isTrue();
    assertThat(view.contains(new OID("1.3.6.1.4.1.8.1"))).isFalse();
    assertThat(view.contains(new OID("1.3.6.1.4.1.9.5.1"))).isTrue();
    assertThat(view.contains(new OID("1.3.6"))).isFalse();
    assertThat(View.NONE.subtrees().contains(new OID("1.3.6.1.2.1.1.1.0"))).isFalse();
  }

  @Test
  void whatIsBothIncludedAndExcludedIsNotShown() {
    assertThat(new View(List.of("1.3"), List.of("1.3")).subtrees().contains(new OID("1.3.6")))
        .isFalse();
  }

  @Property(tries = 500)
  void aWalkIsTheWholeWalkWithoutWhatIsOutside(@ForAll("views") View view) {
    Subtrees subtrees = view.subtrees();
    assertThat(Walks.all(new RestrictedInstances(MIB, subtrees)))
        .isEqualTo(ALL.stream().filter(each -> subtrees.contains(each.getOid())).toList());
  }

  @Property(tries = 500)
  void getFindsWhatIsInside(@ForAll("views") View view, @ForAll("instances") OID instance) {
    RestrictedInstances seen = new RestrictedInstances(MIB, view.subtrees());
    assertThat(seen.get(instance))
        .isEqualTo(view.subtrees().contains(instance) ? MIB.get(instance) : Optional.empty());
    assertThat(seen.knowsObject(instance)).isEqualTo(view.subtrees().contains(instance));
  }

  @Provide
  static Arbitrary<OID> instances() {
    return Arbitraries.of(ALL.stream().map(VariableBinding::getOid).toList());
  }

  @Provide
  static Arbitrary<View> views() {
    // Subtrees of all depths around what is there, an instance itself too.
    Arbitrary<String> subtree =
        Combinators.combine(instances(), Arbitraries.integers().between(2, 14))
            .as((oid, depth) -> new OID(oid.getValue(), 0, Math.min(depth, oid.size())).toString());
    Arbitrary<List<String>> some = subtree.list().ofMaxSize(4);
    return Combinators.combine(some, some, Arbitraries.of(true, false))
        .as((include, exclude, whole) -> new View(whole ? List.of(ARC) : include, exclude));
  }
}

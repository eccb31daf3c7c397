package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The semantic difference of random lists agrees with the naive evaluator, flow by flow. */
class SemanticDiffPropertyTest {
  private static final Set<IpFamily> BOTH = EnumSet.allOf(IpFamily.class);
  private static final Set<Action> PERMIT = Set.of(Action.PERMIT);
  private static final Set<Action> DENY = Set.of(Action.DENY);

  @Property(shrinking = ShrinkingMode.OFF)
  void flowsAndCausesEqualTheNaiveEnumeration(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 3 == 0);
    AccessList before = lists.list("acl", BOTH, Binding.forward());
    AccessList after = lists.edited(before);
    Crossing crossing =
        new Crossing(
            "a>b",
            "a",
            "b",
            Set.of("in0"),
            Set.of("out0"),
            AddressMatch.any(),
            AddressMatch.any(),
            Optional.empty());
    PortChange change =
        new PortChangeEvaluation(EvaluationLimits.DEFAULT, crossing, MailPort.SMTP)
            .compare(List.of(before), List.of(after));
    if (change.widened().truncated() || change.narrowed().truncated()) {
      return;
    }
    NaiveFilter naive = new NaiveFilter(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));
    for (int i = 0; i < 100; i++) {
      Flow flow = lists.flow(i % 2 == 0 ? IpFamily.IPV4 : IpFamily.IPV6);
      Set<Action> was = naive.outcomes(before, flow);
      Set<Action> is = naive.outcomes(after, flow);
      boolean wider = was.equals(DENY) && is.equals(PERMIT);
      boolean narrower = was.equals(PERMIT) && is.equals(DENY);
      if (wider != BlockReader.contains(change.widened().list(), flow)
          || narrower != BlockReader.contains(change.narrowed().list(), flow)) {
        fail("%s %s %s %s", before, after, flow, change);
      }
      if (wider && decided(change, flow).isEmpty()) {
        fail("nobody permits %s: %s %s %s", flow, before, after, change);
      }
    }
    assertThat(change.causes().isEmpty())
        .isEqualTo(change.widened().list().isEmpty() && change.narrowed().list().isEmpty());
  }

  private static List<PortChange.Cause> decided(PortChange change, Flow flow) {
    return change.causes().stream()
        .filter(cause -> cause.role() == PortChange.Role.PERMITS_NOW)
        .filter(
            cause -> cause.flows().truncated() || BlockReader.contains(cause.flows().list(), flow))
        .toList();
  }
}

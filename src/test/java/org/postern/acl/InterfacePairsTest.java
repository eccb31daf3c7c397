package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postern.acl.FirstMatchEvaluatorTest.crossing;
import static org.postern.acl.FirstMatchEvaluatorTest.deny;
import static org.postern.acl.FirstMatchEvaluatorTest.list;
import static org.postern.acl.FirstMatchEvaluatorTest.permit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Verdicts over several pairs of interfaces, both families and many reasons. */
class InterfacePairsTest {
  private final FirstMatchEvaluator evaluator = new FirstMatchEvaluator();

  private PortVerdict evaluate(Crossing crossing, AccessList... lists) {
    return evaluator.evaluate(List.of(lists), crossing, MailPort.SMTP);
  }

  private static Crossing from(String... ingress) {
    return crossing(Set.of(ingress), Set.of("out0"), "any", "any");
  }

  private static AccessList at(String name, AccessListEntry.Builder... entries) {
    return list("acl-" + name, new Binding(name, Direction.IN), entries);
  }

  @Test
  void pairsWithOneVerdictButOtherFlowsDiffer() {
    AccessList first = at("in0", permit("10", "any", "192.0.2.1"));
    AccessList second = at("in1", permit("10", "any", "192.0.2.2"));
    PortVerdict verdict = evaluate(from("in0", "in1"), first, second);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PARTLY);
    assertThat(verdict.reasons())
        .containsExactly("interface pairs differ: PARTLY by in0 > out0; PARTLY by in1 > out0");
    assertThat(verdict.permitted())
        .containsExactly(
            new FlowPrefixes("any", "any", "192.0.2.1"),
            new FlowPrefixes("any", "any", "192.0.2.2"));
    AccessList same = at("in1", permit("20", "any", "192.0.2.1"));
    assertThat(evaluate(from("in0", "in1"), first, same).reasons()).isEmpty();
  }

  @Test
  void fourPairsAreNamedAndMoreAreCounted() {
    AccessList open = at("in9", permit("10", "any", "any"));
    AccessList shut =
        new AccessList(
            "shut",
            "test",
            Set.of(IpFamily.IPV4),
            List.of("in0", "in1", "in2", "in3", "in4").stream()
                .map(name -> new Binding(name, Direction.IN))
                .toList(),
            List.of(),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of());
    assertThat(evaluate(from("in0", "in1", "in2", "in3", "in9"), open, shut).reasons())
        .containsExactly(
            "interface pairs differ:"
                + " DENIED by in0 > out0, in1 > out0, in2 > out0, in3 > out0;"
                + " PERMITTED by in9 > out0");
    assertThat(evaluate(from("in0", "in1", "in2", "in3", "in4", "in9"), open, shut).reasons())
        .containsExactly(
            "interface pairs differ:"
                + " DENIED by in0 > out0, in1 > out0, in2 > out0, in3 > out0 and 1 more;"
                + " PERMITTED by in9 > out0");
  }

  @Test
  void entriesThatAskForAnInterfaceTellPairsApart() {
    AccessList list =
        list(
            "acl",
            Binding.forward(),
            deny("10", "any", "any").ingress(new InterfaceMatch.Named("in1")),
            deny("20", "any", "any").egress(new InterfaceMatch.Named("out1")),
            permit("30", "any", "any"));
    Crossing all = crossing(Set.of("in0", "in1"), Set.of("out0", "out1"), "any", "any");
    assertThat(evaluate(all, list).reasons())
        .containsExactly(
            "interface pairs differ: PERMITTED by in0 > out0;"
                + " DENIED by in0 > out1; DENIED by in1 > out0; DENIED by in1 > out1");
  }

  @Test
  void theLeastVisibleListCounts() {
    AccessList rules = at("in0", permit("10", "any", "any"));
    AccessList coarse = shown(list("out", new Binding("out0", Direction.OUT)));
    assertThat(evaluate(from("in0"), rules, coarse).visibility())
        .isEqualTo(Visibility.RULES_COARSE_HITS);
    assertThat(evaluate(from("in0"), coarse, rules).visibility())
        .isEqualTo(Visibility.RULES_COARSE_HITS);
  }

  private static AccessList shown(AccessList list) {
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        list.entries(),
        list.implicitAction(),
        Visibility.RULES_COARSE_HITS,
        List.of());
  }

  @Test
  void sixteenReasonsAreShownAndMoreAreCounted() {
    assertThat(CrossingEvaluation.capped(reasons(16))).hasSize(16).contains("reason 15");
    assertThat(CrossingEvaluation.capped(reasons(18)))
        .hasSize(17)
        .contains("reason 15")
        .endsWith("and 2 more reasons");
  }

  private static List<String> reasons(int count) {
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      reasons.add("reason " + i);
    }
    return reasons;
  }

  @Test
  void anyMeansBothFamiliesOnlyIfBothAreWhole() {
    AccessList open = both(permit("10", "any", "any"));
    assertThat(evaluate(from("in0"), open).permitted())
        .containsExactly(new FlowPrefixes("any", "any", "any"));
    AccessList half = both(permit("10", "any", "::/0"), permit("20", "any", "192.0.2.1"));
    PortVerdict verdict = evaluate(from("in0"), half);
    assertThat(verdict.permitted())
        .containsExactly(
            new FlowPrefixes("0.0.0.0/0", "any", "192.0.2.1"),
            new FlowPrefixes("::/0", "any", "::/0"));
    assertThat(verdict.permittedTruncated()).isFalse();
  }

  @Test
  void blocksOfBothFamiliesShareTheLimit() {
    AccessList list =
        both(
            permit("10", "any", "192.0.2.1"),
            permit("20", "any", "192.0.2.9"),
            permit("30", "any", "fd00::1"),
            permit("40", "any", "fd00::9"));
    assertThat(limited(4, list).permitted()).hasSize(4);
    assertThat(limited(4, list).permittedTruncated()).isFalse();
    assertThat(limited(3, list).permitted())
        .extracting(FlowPrefixes::destination)
        .containsExactly("192.0.2.1", "192.0.2.9", "fd00::1");
    assertThat(limited(3, list).permittedTruncated()).isTrue();
    AccessList one = both(permit("10", "any", "192.0.2.1"), permit("20", "any", "192.0.2.6"));
    assertThat(limited(1, one).permitted()).hasSize(1);
    assertThat(limited(1, one).permittedTruncated()).isTrue();
  }

  private static PortVerdict limited(int blocks, AccessList list) {
    return new FirstMatchEvaluator(new EvaluationLimits(1 << 20, 1_000_000, blocks))
        .evaluate(List.of(list), from("in0"), MailPort.SMTP);
  }

  private static AccessList both(AccessListEntry.Builder... entries) {
    AccessList list = list("both", Binding.forward(), entries);
    return new AccessList(
        list.name(),
        list.source(),
        EnumSet.allOf(IpFamily.class),
        list.bindings(),
        list.entries(),
        list.implicitAction(),
        list.visibility(),
        List.of());
  }

  @Test
  void reasonsSayByWhichPairWhereThereAreSeveral() {
    AccessList doubtful =
        at(
            "in0",
            permit("10", "any", "any").conditions(List.of(new Condition.Possible("rate limit"))));
    AccessList open = at("in1", permit("10", "any", "any"));
    assertThat(evaluate(from("in0", "in1"), doubtful, open).reasons())
        .containsExactly(
            "interface pairs differ: UNKNOWN by in0 > out0; PERMITTED by in1 > out0",
            "in0 > out0: access list acl-in0 entry 10 may match or not: rate limit");
  }

  @Test
  void nothingAskedAboutIsUnknown() {
    Crossing none =
        new Crossing(
            "a>b",
            "a",
            "b",
            Set.of("in0"),
            Set.of("out0"),
            new AddressMatch.AnyOf(List.of()),
            AddressMatch.any(),
            Optional.empty());
    assertThat(evaluate(none, at("in0")).reasons()).containsExactly("no flows are asked about");
    Crossing vague =
        new Crossing(
            "a>b",
            "a",
            "b",
            Set.of("in0"),
            Set.of("out0"),
            new AddressMatch.Unresolved("role"),
            AddressMatch.any(),
            Optional.empty());
    assertThat(evaluate(vague, at("in0")).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(evaluate(vague, at("in0")).reasons())
        .containsExactly("the addresses asked about are not all known");
  }

  @Test
  void portsThatNoEntryTellsApartHaveTheSameVerdictUnderTheirNames() {
    AccessList list = at("in0", permit("10", "any", "any"));
    assertThat(evaluator.evaluate(List.of(list), from("in0")))
        .hasSize(7)
        .allSatisfy(
            (port, verdict) -> {
              assertThat(verdict.port()).isEqualTo(port);
              assertThat(verdict.verdict())
                  .isEqualTo(port == MailPort.SMTP ? Verdict.PERMITTED : Verdict.DENIED);
            });
  }

  @Test
  void aListElsewhereIsNotOnTheWayThoughOneInterfaceIsNotKnown() {
    AccessList elsewhere = list("elsewhere", new Binding("out9", Direction.OUT));
    AccessList there = list("there", new Binding("out0", Direction.OUT), permit("1", "any", "any"));
    Crossing blind = crossing(Set.of(), Set.of("out0"), "any", "any");
    assertThat(evaluate(blind, elsewhere, there).verdict()).isEqualTo(Verdict.PERMITTED);
    Crossing blindOut = crossing(Set.of("in0"), Set.of(), "any", "any");
    AccessList far = list("far", new Binding("in9", Direction.IN));
    assertThat(evaluate(blindOut, far, at("in0", permit("1", "any", "any"))).verdict())
        .isEqualTo(Verdict.PERMITTED);
    assertThat(evaluate(blindOut, there, elsewhere).reasons())
        .anyMatch(reason -> reason.contains("elsewhere is bound outbound at out9"));
  }

  @Test
  void anUnboundListIsNoRemarkWhereAnotherApplies() {
    AccessList bound = at("in0", permit("10", "any", "any"));
    AccessList unbound =
        new AccessList(
            "loose",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(),
            List.of(),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of());
    assertThat(evaluate(from("in0"), bound, unbound).reasons()).isEmpty();
    assertThat(evaluate(from("in0"), unbound).reasons()).hasSize(2);
  }

  @Test
  void listsOfOneNameForTwoFamiliesAreNotAmbiguous() {
    AccessList four = list("mail", Binding.forward(), permit("10", "any", "any"));
    AccessList six =
        new AccessList(
            "mail",
            "test6",
            Set.of(IpFamily.IPV6),
            List.of(),
            four.entries(),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of());
    PortVerdict verdict = evaluate(Crossing.throughList("mail"), four, six);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PERMITTED);
    assertThat(verdict.reasons()).isEmpty();
  }

  @Test
  void manyPairsAreExplainedUpToFour() {
    AccessList list = list("acl", Binding.forward(), permit("10", "any", "any"));
    Set<String> four = new TreeSet<>(Set.of("in0", "in1", "in2", "in3"));
    assertThat(explained(list, four)).noneMatch(line -> line.contains("more interface pairs"));
    four.add("in4");
    assertThat(explained(list, four))
        .contains("way in3 > out0", "and 1 more interface pairs")
        .doesNotContain("way in4 > out0");
  }

  private List<String> explained(AccessList list, Set<String> ingress) {
    return Explanation.of(
        List.of(list), crossing(ingress, Set.of("out0"), "any", "any"), MailPort.SMTP, evaluator);
  }
}

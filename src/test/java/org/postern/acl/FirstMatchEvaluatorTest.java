package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstMatchEvaluatorTest {
  private final FirstMatchEvaluator evaluator = new FirstMatchEvaluator();

  static AccessListEntry.Builder tcp(String id, Action action, int port) {
    return AccessListEntry.builder(id, action)
        .protocol(ProtocolMatch.tcp())
        .destinationPorts(PortMatch.eq(port));
  }

  static AccessListEntry.Builder permit(String id, String source, String destination) {
    return tcp(id, Action.PERMIT, 25)
        .source(AddressMatch.parse(source))
        .destination(AddressMatch.parse(destination));
  }

  static AccessListEntry.Builder deny(String id, String source, String destination) {
    return tcp(id, Action.DENY, 25)
        .source(AddressMatch.parse(source))
        .destination(AddressMatch.parse(destination));
  }

  static AccessList list(String name, Binding binding, AccessListEntry.Builder... entries) {
    List<AccessListEntry> built = new ArrayList<>();
    for (AccessListEntry.Builder entry : entries) {
      built.add(entry.build());
    }
    return new AccessList(
        name,
        "test",
        Set.of(IpFamily.IPV4),
        List.of(binding),
        built,
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private static AccessList list(AccessListEntry.Builder... entries) {
    return list("acl", new Binding("in0", Direction.IN), entries);
  }

  static Crossing crossing(String sources, String destinations) {
    return crossing(Set.of("in0"), Set.of("out0"), sources, destinations);
  }

  static Crossing crossing(
      Set<String> ingress, Set<String> egress, String sources, String destinations) {
    return new Crossing(
        "a>b",
        "a",
        "b",
        ingress,
        egress,
        AddressMatch.parse(sources),
        AddressMatch.parse(destinations),
        Optional.empty());
  }

  private PortVerdict evaluate(AccessList... lists) {
    return evaluator.evaluate(List.of(lists), crossing("any", "any"), MailPort.SMTP);
  }

  private static List<String> permitted(PortVerdict verdict) {
    return verdict.permitted().stream().map(FlowPrefixes::toString).toList();
  }

  private static List<String> deciding(PortVerdict verdict) {
    return verdict.deciding().stream().map(DecidingEntry::entryId).toList();
  }

  @Test
  void permitsWhenTheFirstMatchPermitsEverything() {
    PortVerdict verdict = evaluate(list(permit("10", "any", "any"), deny("20", "any", "any")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.PERMITTED);
    assertThat(permitted(verdict)).containsExactly("any -> any");
    assertThat(deciding(verdict)).containsExactly("10");
    assertThat(verdict.reasons()).isEmpty();
    assertThat(verdict.visibility()).isEqualTo(Visibility.RULES);
  }

  @Test
  void deniesWhenNoEntryMatches() {
    PortVerdict verdict = evaluate(list(tcp("10", Action.PERMIT, 443)));
    assertThat(verdict.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(verdict.permitted()).isEmpty();
    assertThat(deciding(verdict)).containsExactly(DecidingEntry.IMPLICIT);
    assertThat(verdict.deciding().get(0).text()).isEqualTo("implicit deny");
  }

  @Test
  void givesExactlyThePermittedPrefixesWhenPartly() {
    PortVerdict verdict =
        evaluate(
            list(
                deny("5", "10.9.0.0/16", "any"),
                permit("10", "10.8.0.0/15", "192.0.2.10"),
                permit("20", "10.8.0.0/15", "192.0.2.11")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.PARTLY);
    assertThat(permitted(verdict)).containsExactly("10.8.0.0/16 -> 192.0.2.10/31");
    assertThat(deciding(verdict)).containsExactly("5", "10", "20", "implicit");
  }

  @Test
  void overlappingPermitsStayTwoReadableBlocks() {
    PortVerdict verdict =
        evaluate(list(permit("10", "10.8.0.0/16", "any"), permit("20", "any", "192.0.2.10")));
    assertThat(permitted(verdict))
        .containsExactlyInAnyOrder("10.8.0.0/16 -> any", "any -> 192.0.2.10");
  }

  @Test
  void discontiguousWildcardsAreExactAndReadable() {
    AddressMatch odd =
        AddressMatch.wildcard(
            IpFamily.IPV4, new IpBits(0, 0x0a00_0000L), new IpBits(0, 0x0000_ff00L));
    PortVerdict verdict = evaluate(list(tcp("10", Action.PERMIT, 25).source(odd)));
    assertThat(permitted(verdict)).containsExactly("10.0.0.0 wildcard 0.0.255.0 -> any");
  }

  @Test
  void sourcePortsAppearWhereTheyMatter() {
    PortVerdict verdict =
        evaluate(
            list(tcp("10", Action.PERMIT, 25).sourcePorts(new PortMatch.Ports(PortSet.gt(1023)))));
    assertThat(permitted(verdict)).containsExactly("any ports 1024-65535 -> any");
  }

  @Test
  void listsMoreBlocksThanTheLimitAsTruncated() {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[100];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = permit("e" + i, "10.0.0." + 2 * i, "192.0.2." + 2 * i);
    }
    PortVerdict verdict = evaluate(list(entries));
    assertThat(verdict.permitted()).hasSize(64);
    assertThat(verdict.permittedTruncated()).isTrue();
  }

  @Test
  void aUnionOfEarlierEntriesCoversALaterOne() {
    PortVerdict verdict =
        evaluate(
            list(
                deny("10", "0.0.0.0/1", "any"),
                deny("20", "128.0.0.0/1", "any"),
                permit("30", "any", "any")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(deciding(verdict)).containsExactly("10", "20");
  }

  @ParameterizedTest
  @CsvSource({
    "lt, 0, DENIED", "lt, 25, DENIED", "lt, 26, PERMITTED", "lt, 65535, PERMITTED",
    "gt, 65535, DENIED", "gt, 25, DENIED", "gt, 24, PERMITTED", "gt, 0, PERMITTED",
    "eq, 25, PERMITTED", "eq, 24, DENIED", "neq, 25, DENIED", "neq, 26, PERMITTED"
  })
  void portOperatorsHoldAtTheirEnds(String operator, int number, Verdict expected) {
    PortSet set =
        switch (operator) {
          case "lt" -> PortSet.lt(number);
          case "gt" -> PortSet.gt(number);
          case "eq" -> PortSet.eq(number);
          default -> PortSet.neq(number);
        };
    PortVerdict verdict =
        evaluate(
            list(
                AccessListEntry.builder("10", Action.PERMIT)
                    .destinationPorts(new PortMatch.Ports(set))));
    assertThat(verdict.verdict()).isEqualTo(expected);
  }

  @Test
  void skipContinuesAtItsTarget() {
    AccessListEntry.Builder skip =
        tcp("10", Action.SKIP, 25).source(AddressMatch.parse("10.0.0.0/8")).skipTo(2);
    PortVerdict verdict =
        evaluate(list(skip, deny("20", "any", "any"), permit("30", "any", "any")));
    assertThat(permitted(verdict)).containsExactly("10.0.0.0/8 -> any");
    assertThat(deciding(verdict)).containsExactly("20", "30");
  }

  @Test
  void aPossibleSkipLeavesBothWaysOpen() {
    AccessListEntry.Builder skip =
        tcp("10", Action.SKIP, 25)
            .skipTo(2)
            .conditions(List.of(new Condition.Possible("rate limit")));
    PortVerdict verdict =
        evaluate(list(skip, deny("20", "any", "any"), permit("30", "any", "any")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons())
        .containsExactly("access list acl entry 10 may match or not: rate limit");
    assertThat(deciding(verdict)).containsExactly("20", "30");
  }

  @Test
  void skipToTheEndMeetsTheImplicitAction() {
    PortVerdict verdict =
        evaluate(list(tcp("10", Action.SKIP, 25).skipTo(2), permit("20", "any", "any")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(deciding(verdict)).containsExactly("implicit");
  }

  @Test
  void refusesAListThatSkipsBackwards() {
    assertThatThrownBy(() -> list(tcp("10", Action.SKIP, 25)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("entry 10 at position 0 skips to 0");
  }

  @Test
  void establishedAndEntriesNotInForceNeverMatchASyn() {
    PortVerdict verdict =
        evaluate(
            list(
                permit("10", "any", "any").conditions(List.of(new Condition.Established())),
                permit("20", "any", "any")
                    .conditions(List.of(new Condition.NotInForce("time range")))));
    assertThat(verdict.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(deciding(verdict)).containsExactly("implicit");
  }

  @Test
  void aPossibleMatchThatMattersMakesTheVerdictUnknown() {
    PortVerdict verdict =
        evaluate(
            list(
                permit("10", "any", "192.0.2.10"),
                permit("20", "any", "any")
                    .conditions(List.of(new Condition.Possible("rate limit")))));
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons())
        .containsExactly("access list acl entry 20 may match or not: rate limit");
    assertThat(permitted(verdict)).containsExactly("any -> 192.0.2.10");
  }

  @Test
  void aPossibleMatchThatAllOutcomesAgreeWithDoesNotMatter() {
    PortVerdict verdict =
        evaluate(
            list(
                deny("10", "any", "any").source(new AddressMatch.Unresolved("address group X")),
                deny("20", "any", "any")));
    assertThat(verdict.verdict()).isEqualTo(Verdict.DENIED);
    assertThat(verdict.reasons()).isEmpty();
  }

  @Test
  void namesOnlyTheDoubtThatMatters() {
    AccessListEntry.Builder harmless =
        deny("10", "any", "192.0.2.1").source(new AddressMatch.Unresolved("group A"));
    AccessListEntry.Builder harmful =
        permit("20", "any", "192.0.2.2").source(new AddressMatch.Unresolved("group B"));
    PortVerdict verdict = evaluate(list(harmless, harmful));
    assertThat(verdict.reasons())
        .containsExactly("access list acl entry 20 may match or not: source: group B");
  }

  @Test
  void unresolvedPortsProtocolsAndUnknownImplicitActionsAreUncertain() {
    AccessListEntry.Builder ports =
        AccessListEntry.builder("10", Action.PERMIT)
            .destinationPorts(new PortMatch.Unresolved("service group"));
    assertThat(evaluate(list(ports)).verdict()).isEqualTo(Verdict.UNKNOWN);
    AccessListEntry.Builder protocol =
        AccessListEntry.builder("10", Action.PERMIT)
            .protocol(new ProtocolMatch.Unresolved("protocol group"));
    assertThat(evaluate(list(protocol)).verdict()).isEqualTo(Verdict.UNKNOWN);
    AccessList open =
        with(list(permit("10", "any", "192.0.2.1")), Optional.empty(), Visibility.RULES, List.of());
    assertThat(evaluate(open).reasons())
        .containsExactly("access list acl: what happens when no entry matches is not known");
  }

  @Test
  void anIncompleteListIsUnknownUnlessAnotherDeniesAnyway() {
    AccessList cut =
        with(
            list(permit("10", "any", "any")),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of("walk ended early"));
    PortVerdict verdict = evaluate(cut);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons())
        .containsExactly("access list acl is incomplete: walk ended early");
    AccessList closed = list("out", new Binding("out0", Direction.OUT));
    assertThat(evaluate(cut, closed).verdict()).isEqualTo(Verdict.DENIED);
  }

  @Test
  void aListWithoutEntriesToReadIsUnknown() {
    AccessList named = with(list(), Optional.of(Action.DENY), Visibility.NAMED_COUNTERS, List.of());
    PortVerdict verdict = evaluate(named);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.visibility()).isEqualTo(Visibility.NAMED_COUNTERS);
    assertThat(verdict.reasons())
        .containsExactly("access list acl shows named-counters only, no entries to evaluate");
  }

  @Test
  void everyListOnTheWayMustPermit() {
    AccessList in = list(permit("10", "10.0.0.0/8", "any"));
    AccessList forward = list("forward", Binding.forward(), permit("1", "any", "192.0.2.0/24"));
    AccessList out =
        list("out", new Binding("out0", Direction.OUT), permit("5", "any", "192.0.2.10"));
    AccessList other = list("other", new Binding("in9", Direction.IN));
    PortVerdict verdict = evaluate(out, other, forward, in);
    assertThat(permitted(verdict)).containsExactly("10.0.0.0/8 -> 192.0.2.10");
    assertThat(verdict.deciding().stream().map(d -> d.list() + " " + d.entryId()))
        .containsExactly(
            "acl 10", "acl implicit", "forward 1", "forward implicit", "out 5", "out implicit");
  }

  @Test
  void aPermittingEntryWhoseFlowsAllFailLaterDecidesNothing() {
    AccessList in = list(permit("10", "any", "192.0.2.1"), permit("20", "any", "192.0.2.2"));
    AccessList out =
        list("out", new Binding("out0", Direction.OUT), permit("5", "any", "192.0.2.2"));
    assertThat(deciding(evaluate(in, out))).containsExactly("20", "implicit", "5", "implicit");
  }

  @Test
  void noListOnTheWayIsUnknownAndNamesUnboundOnes() {
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
    AccessList vague = list("vague", new Binding("in0", Direction.UNKNOWN));
    PortVerdict verdict = evaluate(unbound, vague);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.visibility()).isEqualTo(Visibility.NONE);
    assertThat(verdict.reasons())
        .containsExactly(
            "no access list is known to be applied on this way",
            "access list loose is not bound anywhere as far as the device says",
            "access list vague is bound at in0 in an unknown direction and was left out");
  }

  @Test
  void aListBoundAtAnInterfaceThatIsNotKnownIsUncertain() {
    Crossing blind = crossing(Set.of(), Set.of("out0"), "any", "any");
    PortVerdict verdict =
        evaluator.evaluate(List.of(list(permit("10", "any", "any"))), blind, MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PERMITTED);
    verdict = evaluator.evaluate(List.of(list()), blind, MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons().get(0)).contains("acl is bound inbound at in0");
  }

  @Test
  void interfacesOfEntriesArePossibleOnlyWhileTheyAreNotKnown() {
    AccessListEntry.Builder entry =
        permit("10", "any", "any").egress(new InterfaceMatch.Named("out0"));
    AccessList list = list("f", Binding.forward(), entry);
    assertThat(evaluate(list).verdict()).isEqualTo(Verdict.PERMITTED);
    Crossing elsewhere = crossing(Set.of("in0"), Set.of("out1"), "any", "any");
    assertThat(evaluator.evaluate(List.of(list), elsewhere, MailPort.SMTP).verdict())
        .isEqualTo(Verdict.DENIED);
    Crossing blind = crossing(Set.of("in0"), Set.of(), "any", "any");
    assertThat(evaluator.evaluate(List.of(list), blind, MailPort.SMTP).reasons().get(0))
        .contains("egress interface not known, the entry asks for out0");
  }

  @Test
  void pairsOfInterfacesAreCombinedAndTheirDifferenceNamed() {
    AccessList open = list(permit("10", "any", "any"));
    AccessList shut = list("shut", new Binding("in1", Direction.IN));
    Crossing both = crossing(Set.of("in0", "in1"), Set.of("out0", "in0"), "any", "any");
    PortVerdict verdict = evaluator.evaluate(List.of(open, shut), both, MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PARTLY);
    assertThat(verdict.reasons())
        .containsExactly(
            "interface pairs differ: PERMITTED by in0 > out0; DENIED by in1 > in0, in1 > out0");
    assertThat(permitted(verdict)).containsExactly("any -> any");
  }

  @Test
  void theSameInterfaceOnBothSidesCountsOnlyIfItIsTheOnlyPair() {
    Crossing back = crossing(Set.of("in0"), Set.of("in0"), "any", "any");
    AccessList open = list(permit("10", "any", "any"));
    assertThat(evaluator.evaluate(List.of(open), back, MailPort.SMTP).verdict())
        .isEqualTo(Verdict.PERMITTED);
  }

  @Test
  void onlyTheNamedListIsAskedWhereverItIsBound() {
    AccessList far = list("far", new Binding("x9", Direction.OUT), permit("1", "any", "192.0.2.1"));
    Crossing only =
        new Crossing(
            "far",
            "",
            "",
            Set.of(),
            Set.of(),
            AddressMatch.any(),
            AddressMatch.any(),
            Optional.of("far"));
    PortVerdict verdict = evaluator.evaluate(List.of(list(), far), only, MailPort.SMTP);
    assertThat(permitted(verdict)).containsExactly("any -> 192.0.2.1");
    verdict = evaluator.evaluate(List.of(list()), only, MailPort.SMTP);
    assertThat(verdict.reasons()).contains("no access list is named far");
    verdict = evaluator.evaluate(List.of(far, far), only, MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons()).containsExactly("more than one access list is named far");
  }

  @Test
  void familiesThatNoListFiltersDoNotCount() {
    AccessList open = list(permit("10", "any", "any"));
    assertThat(evaluate(open).verdict()).isEqualTo(Verdict.PERMITTED);
    PortVerdict verdict =
        evaluator.evaluate(List.of(open), crossing("fd00::/8", "any"), MailPort.SMTP);
    assertThat(verdict.reasons())
        .containsExactly("no access list on this way filters the address family asked about");
  }

  @Test
  void aFamilyThatIsNamedAndThatNoListFiltersLeavesTheVerdictUnknown() {
    AddressMatch both =
        new AddressMatch.AnyOf(
            List.of(AddressMatch.parse("192.0.2.0/24"), AddressMatch.parse("2001:db8::/32")));
    Crossing named =
        new Crossing(
            "a>b",
            "a",
            "b",
            Set.of("in0"),
            Set.of("out0"),
            AddressMatch.any(),
            both,
            Optional.empty());
    PortVerdict verdict = evaluator.evaluate(List.of(list()), named, MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons())
        .containsExactly("no access list on this way filters IPV6, which is asked about");
  }

  @Test
  void bothFamiliesTogetherAreSpelledOutWhereTheyDiffer() {
    AccessList both =
        new AccessList(
            "both",
            "test",
            EnumSet.allOf(IpFamily.class),
            List.of(Binding.forward()),
            List.of(
                permit("10", "0.0.0.0/0", "any").build(), permit("20", "any", "fd00::25").build()),
            Optional.of(Action.DENY),
            Visibility.RULES_COARSE_HITS,
            List.of());
    PortVerdict verdict = evaluate(both);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PARTLY);
    assertThat(permitted(verdict)).containsExactly("0.0.0.0/0 -> 0.0.0.0/0", "::/0 -> fd00::25");
    assertThat(verdict.visibility()).isEqualTo(Visibility.RULES_COARSE_HITS);
  }

  @Test
  void onlyTheFlowsAskedAboutCount() {
    AccessList list = list(permit("10", "10.0.0.0/8", "192.0.2.10"));
    assertThat(
            evaluator
                .evaluate(List.of(list), crossing("10.1.0.0/16", "192.0.2.10"), MailPort.SMTP)
                .verdict())
        .isEqualTo(Verdict.PERMITTED);
    assertThat(
            evaluator
                .evaluate(List.of(list), crossing("10.1.0.0/16", "192.0.2.10"), MailPort.IMAP)
                .verdict())
        .isEqualTo(Verdict.DENIED);
  }

  @Test
  void tooMuchWorkIsUnknownNotEndless() {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[400];
    for (int i = 0; i < entries.length; i++) {
      String host = "10.0." + i % 251 + "." + i % 241;
      entries[i] = i % 2 == 0 ? permit("e" + i, host, "any") : deny("e" + i, "any", host);
    }
    FirstMatchEvaluator narrow =
        new FirstMatchEvaluator(new EvaluationLimits(1000, 1_000_000_000L, 64));
    PortVerdict verdict =
        narrow.evaluate(List.of(list(entries)), crossing("any", "any"), MailPort.SMTP);
    assertThat(verdict.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(verdict.reasons()).containsExactly("too complex: more than 1000 nodes");
    FirstMatchEvaluator hasty = new FirstMatchEvaluator(new EvaluationLimits(1 << 20, 1000, 64));
    verdict = hasty.evaluate(List.of(list(entries)), crossing("any", "any"), MailPort.SMTP);
    assertThat(verdict.reasons()).containsExactly("too complex: more than 1000 steps");
  }

  @Test
  void comparesExactlyAndNamesTheEntriesBehindIt() {
    AccessList before = list(permit("10", "any", "192.0.2.10"), permit("20", "any", "192.0.2.20"));
    AccessList after =
        list(
            deny("5", "10.0.0.0/8", "192.0.2.20"),
            permit("10", "any", "192.0.2.10"),
            permit("20", "any", "192.0.2.20/31"));
    FlowChange change =
        evaluator.compare(List.of(before), List.of(after), crossing("any", "any"), MailPort.SMTP);
    assertThat(change.isKnown()).isTrue();
    assertThat(change.widened()).hasToString("[any -> 192.0.2.21]");
    assertThat(change.narrowed()).hasToString("[10.0.0.0/8 -> 192.0.2.20]");
    assertThat(change.by().stream().map(DecidingEntry::entryId)).containsExactly("5", "20");
  }

  @Test
  void reorderingWithTheSameEffectIsNoDifference() {
    AccessList before = list(permit("10", "any", "192.0.2.10"), permit("20", "any", "192.0.2.20"));
    AccessList after = list(permit("20", "any", "192.0.2.20"), permit("10", "any", "192.0.2.10"));
    FlowChange change =
        evaluator.compare(List.of(before), List.of(after), crossing("any", "any"), MailPort.SMTP);
    assertThat(change).isEqualTo(new FlowChange(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void equalListsDoNotDifferEvenWhereTheyAreUncertain() {
    AccessList doubtful =
        list(permit("10", "any", "any").conditions(List.of(new Condition.Possible("user"))));
    AccessList renumbered =
        list(permit("11", "any", "any").conditions(List.of(new Condition.Possible("user"))));
    FlowChange change =
        evaluator.compare(
            List.of(doubtful), List.of(renumbered), crossing("any", "any"), MailPort.SMTP);
    assertThat(change.isKnown()).isTrue();
    AccessList other = list(permit("10", "any", "192.0.2.1"));
    change =
        evaluator.compare(List.of(doubtful), List.of(other), crossing("any", "any"), MailPort.SMTP);
    assertThat(change.reasons())
        .containsExactly("before: access list acl entry 10 may match or not: user");
  }

  @Test
  void aBindingTakenAwayCannotBeCompared() {
    AccessList bound = list(permit("10", "any", "any"));
    AccessList moved = list("acl", new Binding("in7", Direction.IN), permit("10", "any", "any"));
    FlowChange change =
        evaluator.compare(List.of(bound), List.of(moved), crossing("any", "any"), MailPort.SMTP);
    assertThat(change.reasons())
        .containsExactly("after: no access list is known to be applied on this way");
  }

  private static AccessList with(
      AccessList list, Optional<Action> implicit, Visibility visibility, List<String> gaps) {
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        list.entries(),
        implicit,
        visibility,
        gaps);
  }
}

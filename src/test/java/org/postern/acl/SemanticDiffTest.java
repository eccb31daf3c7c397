package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SemanticDiffTest {
  private static final AccessListEntry SMTP = permit("10", "192.0.2.10", 25).build();
  private static final AccessListEntry NO_POP3 =
      AccessListEntry.builder("20", Action.DENY)
          .protocol(ProtocolMatch.tcp())
          .destinationPorts(PortMatch.eq(110))
          .build();
  private static final AccessListEntry POP3 = permit("30", "192.0.2.10", 110).build();

  private final SemanticDiff diff = new SemanticDiff();

  @Test
  void anAddedPermitWidensAndIsNamedWithWhatStoppedTheFlowsBefore() {
    AccessListEntry early = permit("15", "192.0.2.10", 110).build();
    ListChange change = compare(list(SMTP, NO_POP3), list(SMTP, early, NO_POP3));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    PortChange port = only(change);
    assertThat(port.port()).isEqualTo(MailPort.POP3);
    assertThat(port.widened().list()).containsExactly(flow("any", "192.0.2.10"));
    assertThat(port.narrowed().list()).isEmpty();
    assertThat(causes(port))
        .containsExactly(
            "PERMITS_NOW entry 15 ADDED any -> 192.0.2.10",
            "DENIED_BEFORE entry 20 KEPT any -> 192.0.2.10");
  }

  @Test
  void aRemovedDenyLetsALaterEntryPermit() {
    PortChange port = only(compare(list(NO_POP3, POP3), list(POP3)));
    assertThat(causes(port))
        .containsExactly(
            "PERMITS_NOW entry 30 KEPT any -> 192.0.2.10",
            "DENIED_BEFORE entry 20 REMOVED any -> 192.0.2.10");
  }

  @Test
  void aMoveThatMattersIsNoReordering() {
    ListChange change = compare(list(NO_POP3, POP3), list(POP3, NO_POP3));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    assertThat(causes(only(change)))
        .anyMatch(cause -> cause.startsWith("PERMITS_NOW entry 30"))
        .anyMatch(cause -> cause.contains("MOVED"));
  }

  @Test
  void aMoveThatDoesNotMatterIsOne() {
    ListChange change = compare(list(SMTP, NO_POP3), list(NO_POP3, SMTP));
    assertThat(change.effect()).isEqualTo(ChangeEffect.REORDERED_SAME_EFFECT);
    assertThat(change.ports()).isEmpty();
  }

  @Test
  void anEditElsewhereHasNoEffectOnMail() {
    ListChange change = compare(list(SMTP), list(SMTP, permit("40", "192.0.2.80", 80).build()));
    assertThat(change.effect()).isEqualTo(ChangeEffect.SAME_EFFECT);
    assertThat(change.edits().added()).hasSize(1);
  }

  @Test
  void numbersAndRemarksAreCosmetic() {
    ListChange change =
        compare(list(SMTP), list(permit("11", "192.0.2.10", 25).comment("mail in").build()));
    assertThat(change.effect()).isEqualTo(ChangeEffect.COSMETIC);
    assertThat(compare(list(SMTP), list(SMTP)).effect()).isEqualTo(ChangeEffect.UNCHANGED);
  }

  @Test
  void aSwapOfHostsWidensAndNarrows() {
    ListChange change = compare(list(SMTP), list(permit("10", "192.0.2.11", 25).build()));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED_AND_NARROWED);
    assertThat(causes(only(change)))
        .containsExactly(
            "PERMITS_NOW entry 10 ADDED any -> 192.0.2.11",
            "DENIED_BEFORE entry implicit KEPT any -> 192.0.2.11",
            "DENIES_NOW entry implicit KEPT any -> 192.0.2.10",
            "PERMITTED_BEFORE entry 10 REMOVED any -> 192.0.2.10");
  }

  @Test
  void anotherImplicitActionIsACause() {
    AccessList open = withEnd(list(NO_POP3), Action.PERMIT);
    ListChange change = compare(list(NO_POP3), open);
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    assertThat(change.ports())
        .extracting(PortChange::port)
        .doesNotContain(MailPort.POP3)
        .hasSize(MailPort.values().length - 1);
    assertThat(causes(change.ports().get(0)))
        .containsExactly(
            "PERMITS_NOW entry implicit ADDED any -> any",
            "DENIED_BEFORE entry implicit REMOVED any -> any");
  }

  @Test
  void listsComeAndGo() {
    Optional<AccessList> list = Optional.of(list(SMTP));
    assertThat(diff.list(Optional.empty(), list).effect()).isEqualTo(ChangeEffect.FIRST_SEEN);
    assertThat(diff.list(list, Optional.empty()).effect()).isEqualTo(ChangeEffect.REMOVED);
  }

  @Test
  void aListNewlyOnTheWayIsTheCause() {
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
    AccessList open = withEnd(list(), Action.PERMIT);
    AccessList second =
        new AccessList(
            "second",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(new Binding("in0", Direction.IN)),
            List.of(NO_POP3),
            Optional.of(Action.PERMIT),
            Visibility.RULES,
            List.of());
    List<PortChange> ports = diff.crossing(List.of(open), List.of(open, second), crossing);
    assertThat(ports).hasSize(1);
    assertThat(ports.get(0).effect()).isEqualTo(ChangeEffect.NARROWED);
    assertThat(causes(ports.get(0))).contains("DENIES_NOW entry 20 ADDED any -> any");
  }

  @Test
  void entriesThatAskForInterfacesAreComparedForEachPair() {
    AccessListEntry inside =
        permit("30", "192.0.2.10", 110).ingress(new InterfaceMatch.Named("eth+")).build();
    ListChange change = compare(list(SMTP), list(SMTP, inside));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    assertThat(only(change).reasons()).isEmpty();
  }

  @Test
  void conditionsOnInterfacesAreComparedExactlyUpTo144Pairs() {
    PortChange exact = only(compare(list(SMTP), list(SMTP, onInterfaces(143))));
    assertThat(exact.effect()).isEqualTo(ChangeEffect.WIDENED);
    PortChange vague = only(compare(list(SMTP), list(SMTP, onInterfaces(144))));
    assertThat(vague.effect()).isEqualTo(ChangeEffect.UNKNOWN);
    assertThat(vague.reasons())
        .singleElement()
        .asString()
        .contains("after: ")
        .contains("ingress interface not known");
  }

  /** With any other interface, one more can be told apart. */
  private static AccessListEntry onInterfaces(int count) {
    List<InterfaceMatch> names =
        IntStream.range(0, count)
            .<InterfaceMatch>mapToObj(i -> new InterfaceMatch.Named("eth" + i))
            .toList();
    return permit("30", "192.0.2.10", 110)
        .ingress(new InterfaceMatch.AnyOf(List.of(new InterfaceMatch.AnyOf(names))))
        .build();
  }

  @Test
  void anEntryForOtherInterfacesThanOneIsCompared() {
    AccessListEntry others =
        permit("30", "192.0.2.10", 110)
            .egress(new InterfaceMatch.Not(new InterfaceMatch.Named("eth0")))
            .build();
    ListChange change = compare(list(SMTP), list(SMTP, others));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    assertThat(only(change).reasons()).isEmpty();
  }

  @Test
  void whatCannotBeReadMakesTheEffectUnknownButNotWhatIsSure() {
    AccessListEntry group =
        AccessListEntry.builder("5", Action.DENY)
            .source(new AddressMatch.Unresolved("object group PARTNERS"))
            .destinationPorts(PortMatch.eq(110))
            .build();
    ListChange change = compare(list(SMTP, NO_POP3), list(SMTP, group, POP3));
    assertThat(change.effect()).isEqualTo(ChangeEffect.UNKNOWN);
    assertThat(only(change).reasons())
        .singleElement()
        .asString()
        .contains("after: ")
        .contains("object group PARTNERS");
  }

  @Test
  void anIncompleteListIsUnknown() {
    AccessList part =
        new AccessList(
            "edge",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(),
            List.of(SMTP),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of("the table ended early"));
    ListChange change = compare(list(SMTP, NO_POP3), part);
    assertThat(change.effect()).isEqualTo(ChangeEffect.UNKNOWN);
    assertThat(change.ports()).allMatch(port -> !port.reasons().isEmpty());
  }

  @Test
  void beyondTheLimitsItIsUnknown() {
    AccessListEntry[] entries = new AccessListEntry[400];
    for (int i = 0; i < entries.length; i++) {
      AddressMatch host = AddressMatch.parse("10.0." + i % 251 + "." + i % 241);
      entries[i] =
          AccessListEntry.builder("e" + i, i % 2 == 0 ? Action.PERMIT : Action.DENY)
              .source(i % 2 == 0 ? host : AddressMatch.any())
              .destination(i % 2 == 0 ? AddressMatch.any() : host)
              .build();
    }
    SemanticDiff small = new SemanticDiff(new EvaluationLimits(1000, 1_000_000_000L, 64));
    ListChange change = small.list(Optional.of(list(SMTP)), Optional.of(list(entries)));
    assertThat(change.ports())
        .allMatch(port -> port.reasons().equals(List.of("too complex: more than 1000 nodes")));
    assertThat(change.effect()).isEqualTo(ChangeEffect.UNKNOWN);
  }

  private ListChange compare(AccessList before, AccessList after) {
    return diff.list(Optional.of(before), Optional.of(after));
  }

  private static PortChange only(ListChange change) {
    assertThat(change.ports()).hasSize(1);
    return change.ports().get(0);
  }

  private static List<String> causes(PortChange port) {
    return port.causes().stream()
        .map(
            cause ->
                cause.role()
                    + " entry "
                    + cause.entry().entryId()
                    + " "
                    + cause.edit()
                    + " "
                    + cause.flows().list().get(0))
        .toList();
  }

  private static FlowPrefixes flow(String source, String destination) {
    return new FlowPrefixes(source, "any", destination);
  }

  private static AccessListEntry.Builder permit(String id, String destination, int port) {
    return AccessListEntry.builder(id, Action.PERMIT)
        .protocol(ProtocolMatch.tcp())
        .destination(AddressMatch.parse(destination))
        .destinationPorts(PortMatch.eq(port));
  }

  private static AccessList list(AccessListEntry... entries) {
    return new AccessList(
        "edge",
        "test",
        Set.of(IpFamily.IPV4),
        List.of(Binding.forward()),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private static AccessList withEnd(AccessList list, Action end) {
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        list.entries(),
        Optional.of(end),
        list.visibility(),
        list.gaps());
  }
}

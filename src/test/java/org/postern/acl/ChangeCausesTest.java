package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postern.acl.FirstMatchEvaluatorTest.crossing;
import static org.postern.acl.FirstMatchEvaluatorTest.deny;
import static org.postern.acl.FirstMatchEvaluatorTest.list;
import static org.postern.acl.FirstMatchEvaluatorTest.permit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Changes of several lists on the way, of lists for one family, and of many entries. */
class ChangeCausesTest {
  private static final Crossing CROSSING = crossing("any", "any");

  private static PortChange compare(List<AccessList> before, List<AccessList> after) {
    return new PortChangeEvaluation(EvaluationLimits.DEFAULT, CROSSING, MailPort.SMTP)
        .compare(before, after);
  }

  private static FlowChange difference(List<AccessList> before, List<AccessList> after) {
    return new FirstMatchEvaluator().compare(before, after, CROSSING, MailPort.SMTP);
  }

  private static AccessList in(AccessListEntry.Builder... entries) {
    return list("in", new Binding("in0", Direction.IN), entries);
  }

  private static AccessList out(AccessListEntry.Builder... entries) {
    return list("out", new Binding("out0", Direction.OUT), entries);
  }

  private static AccessList with(AccessList list, Set<IpFamily> families, List<String> gaps) {
    return new AccessList(
        list.name(),
        list.source(),
        families,
        list.bindings(),
        list.entries(),
        list.implicitAction(),
        list.visibility(),
        gaps);
  }

  private static List<String> causes(PortChange change) {
    return change.causes().stream()
        .map(
            cause ->
                "%s %s %s %s %s"
                    .formatted(
                        cause.role(),
                        cause.entry().list(),
                        cause.entry().entryId(),
                        cause.edit(),
                        cause.flows().list()))
        .toList();
  }

  @Test
  void bothListsThatChangedAreNamed() {
    PortChange change =
        compare(
            List.of(in(permit("10", "any", "192.0.2.1")), out(permit("5", "any", "192.0.2.9"))),
            List.of(in(permit("20", "any", "any")), out(permit("5", "any", "any"))));
    assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
    assertThat(causes(change))
        .containsExactly(
            "PERMITS_NOW in 20 ADDED [any -> any]",
            "PERMITS_NOW out 5 ADDED [any -> any]",
            "DENIED_BEFORE in implicit KEPT [any -> any but 192.0.2.1]",
            "DENIED_BEFORE out implicit KEPT [any -> 192.0.2.1]");
  }

  @Test
  void anEntryOfAListThatIsGoneIsRemoved() {
    PortChange change =
        compare(
            List.of(in(permit("10", "any", "any")), out(deny("5", "any", "any"))),
            List.of(in(permit("10", "any", "any"))));
    assertThat(causes(change)).containsExactly("DENIED_BEFORE out 5 REMOVED [any -> any]");
  }

  @Test
  void twelveCausesAreListedAndMoreAreCounted() {
    assertThat(compare(List.of(in()), List.of(hosts(11))).causes()).hasSize(12);
    assertThat(compare(List.of(in()), List.of(hosts(11))).moreCauses()).isZero();
    PortChange change = compare(List.of(in()), List.of(hosts(14)));
    assertThat(change.causes()).hasSize(12);
    assertThat(change.moreCauses()).isEqualTo(3);
  }

  private static AccessList hosts(int count) {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[count];
    for (int i = 0; i < count; i++) {
      entries[i] = permit("e" + i, "any", "192.0.2." + i);
    }
    return in(entries);
  }

  @Test
  void whatWasNotKnownBeforeIsAReason() {
    AccessList cut = with(in(), Set.of(IpFamily.IPV4), List.of("walk ended early"));
    PortChange change = compare(List.of(cut), List.of(in(permit("10", "any", "any"))));
    assertThat(change.effect()).isEqualTo(ChangeEffect.UNKNOWN);
    assertThat(change.reasons())
        .containsExactly("before: access list in is incomplete: walk ended early");
  }

  @Test
  void aFamilyFilteredOnOneSideOnlyCannotBeCompared() {
    AccessList one = in(permit("10", "any", "any"));
    AccessList two = with(one, Set.of(IpFamily.IPV4, IpFamily.IPV6), List.of());
    String before = "no access list on the way filters IPV6 before";
    String after = "no access list on the way filters IPV6 after";
    assertThat(compare(List.of(one), List.of(two)).reasons()).containsExactly(before);
    assertThat(compare(List.of(two), List.of(one)).reasons()).containsExactly(after);
    assertThat(difference(List.of(one), List.of(two)).reasons()).containsExactly(before);
    assertThat(difference(List.of(two), List.of(one)).reasons()).containsExactly(after);
    assertThat(difference(List.of(two), List.of(one)).isKnown()).isFalse();
  }

  @Test
  void aWayWithoutListsBeforeOrAfterIsNotCompared() {
    AccessList one = in(permit("10", "any", "any"));
    assertThat(compare(List.of(), List.of(one)).reasons())
        .containsExactly("before: no access list is known to be applied on this way");
    assertThat(compare(List.of(one), List.of()).reasons())
        .containsExactly("after: no access list is known to be applied on this way");
    AccessList elsewhere = list("far", new Binding("in9", Direction.IN));
    assertThat(compare(List.of(), List.of(elsewhere)).effect()).isEqualTo(ChangeEffect.SAME_EFFECT);
  }

  @Test
  void aWholeFamilyOfTwoIsNotWrittenAsAny() {
    AccessList shut = with(in(), Set.of(IpFamily.IPV4, IpFamily.IPV6), List.of());
    AccessList half =
        with(in(permit("10", "any", "::/0")), Set.of(IpFamily.IPV4, IpFamily.IPV6), List.of());
    assertThat(causes(compare(List.of(shut), List.of(half))))
        .containsExactly(
            "PERMITS_NOW in 10 ADDED [::/0 -> ::/0]",
            "DENIED_BEFORE in implicit KEPT [::/0 -> ::/0]");
  }

  @Test
  void tooMuchWorkIsAReason() {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[400];
    for (int i = 0; i < entries.length; i++) {
      String host = "10.0." + i % 251 + "." + i % 241;
      entries[i] = i % 2 == 0 ? permit("e" + i, host, "any") : deny("e" + i, "any", host);
    }
    FlowChange change =
        new FirstMatchEvaluator(new EvaluationLimits(1 << 20, 1000, 64))
            .compare(List.of(in()), List.of(in(entries)), CROSSING, MailPort.SMTP);
    assertThat(change.reasons()).containsExactly("too complex: more than 1000 steps");
    assertThat(change.widened()).isEmpty();
  }

  @Test
  void anImplicitActionThatIsNotKnownDecidesNothing() {
    AccessList open =
        new AccessList(
            "in",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(new Binding("in0", Direction.IN)),
            List.of(deny("10", "any", "192.0.2.1").build()),
            Optional.empty(),
            Visibility.RULES,
            List.of());
    PortChange change = compare(List.of(in(permit("10", "any", "any"))), List.of(open));
    assertThat(change.effect()).isEqualTo(ChangeEffect.UNKNOWN);
    assertThat(change.narrowed().list())
        .containsExactly(new FlowPrefixes("any", "any", "192.0.2.1"));
    assertThat(causes(change))
        .containsExactly(
            "DENIES_NOW in 10 ADDED [any -> 192.0.2.1]",
            "PERMITTED_BEFORE in 10 REMOVED [any -> 192.0.2.1]");
  }
}

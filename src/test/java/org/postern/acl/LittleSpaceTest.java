package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A list that makes three times as many nodes as fit, though few live at once; with skips. */
class LittleSpaceTest {
  private static final EvaluationLimits LITTLE = new EvaluationLimits(12_000, 150_000_000L, 64);
  private static final EntryMatcher MATCHER =
      new EntryMatcher(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));

  private static AccessList list() {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[400];
    for (int i = 0; i < entries.length; i++) {
      String source = "10." + i * 7 % 4 + "." + i * 37 % 251 + "." + i * 91 % 241;
      entries[i] =
          i % 40 == 20
              ? AccessListEntry.builder("e" + i, Action.SKIP)
                  .source(AddressMatch.parse("10." + i / 100 + ".0.0/17"))
                  .skipTo(i + 70 > entries.length ? entries.length : i + 70)
              : AccessListEntry.builder("e" + i, i % 3 == 0 ? Action.DENY : Action.PERMIT)
                  .source(AddressMatch.parse(source));
    }
    return FirstMatchEvaluatorTest.list("acl", Binding.forward(), entries);
  }

  private static String joined(EvaluationLimits limits) {
    FlowSet all = new FlowSpace(IpFamily.IPV4, limits).all();
    FirstMatch match = FirstMatch.of(all, list(), MATCHER);
    return match.takers(all) + " " + match.permitted();
  }

  private static String walked(EvaluationLimits limits) {
    FlowSet all = new FlowSpace(IpFamily.IPV4, limits).all();
    SortedSet<Integer> takers = new TreeSet<>();
    ListWalk.Outcome outcome =
        ListWalk.walk(all, list(), MATCHER, (position, taken, sure) -> takers.add(position));
    return takers + " " + outcome.mayPermit() + " " + outcome.mayDeny();
  }

  @Test
  void droppingDeadNodesWhileEntriesAreJoinedChangesNothing() {
    assertThat(joined(LITTLE)).isEqualTo(joined(EvaluationLimits.DEFAULT));
  }

  @Test
  void droppingDeadNodesWhileEntriesAreMetInOrderChangesNothing() {
    assertThat(walked(LITTLE)).isEqualTo(walked(EvaluationLimits.DEFAULT));
  }

  @Test
  void verdictsInLittleSpaceAreTheSame() {
    List<AccessList> lists = List.of(list());
    Crossing crossing = FirstMatchEvaluatorTest.crossing("any", "any");
    PortVerdict little = new FirstMatchEvaluator(LITTLE).evaluate(lists, crossing, MailPort.SMTP);
    assertThat(little)
        .isEqualTo(new FirstMatchEvaluator().evaluate(lists, crossing, MailPort.SMTP));
    assertThat(little.verdict()).isEqualTo(Verdict.PARTLY);
  }
}

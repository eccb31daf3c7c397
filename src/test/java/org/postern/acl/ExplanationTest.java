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

/** Explanations of several lists, of lists that cannot be read, and of many blocks. */
class ExplanationTest {
  private static AccessList in(AccessListEntry.Builder... entries) {
    return list("in", new Binding("in0", Direction.IN), entries);
  }

  private static List<String> explain(Crossing crossing, AccessList... lists) {
    return Explanation.of(List.of(lists), crossing, MailPort.SMTP, new FirstMatchEvaluator());
  }

  private static List<String> explain(AccessList... lists) {
    return explain(crossing("any", "any"), lists);
  }

  @Test
  void theNextListGetsWhatTheFirstPermits() {
    AccessList out = list("out", new Binding("out0", Direction.OUT), permit("5", "any", "any"));
    assertThat(explain(in(permit("10", "10.0.0.0/8", "any")), out))
        .contains(
            "  entry 10 permits tcp 10.0.0.0/8 -> any port 25: takes 10.0.0.0/8 -> any",
            "  entry 5 permits tcp any -> any port 25: takes 10.0.0.0/8 -> any");
  }

  @Test
  void entriesForOtherFlowsThanAskedAboutAreLeftOut() {
    assertThat(
            explain(
                crossing("any", "192.0.2.10"),
                in(permit("10", "any", "198.51.100.1"), permit("20", "any", "192.0.2.10"))))
        .noneMatch(line -> line.contains("entry 10"))
        .anyMatch(line -> line.contains("entry 20"));
  }

  @Test
  void onlyWhatRulesTheSynOutIsTheReasonToPassOver() {
    AccessListEntry.Builder established =
        permit("10", "any", "any")
            .conditions(List.of(new Condition.Possible("a user"), new Condition.Established()));
    assertThat(explain(in(established)))
        .anyMatch(line -> line.endsWith(": passed over, established only"));
  }

  @Test
  void aListThatCannotBeReadSaysWhy() {
    AccessList cut =
        new AccessList(
            "in",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(new Binding("in0", Direction.IN)),
            List.of(deny("10", "any", "any").build()),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of("walk ended early"));
    assertThat(explain(cut))
        .contains("  access list in is incomplete: walk ended early", "verdict: UNKNOWN")
        .noneMatch(line -> line.contains("entry 10"));
  }

  @Test
  void aWayWithoutListsIsSaid() {
    assertThat(explain(list("far", new Binding("in9", Direction.IN))))
        .contains("no access list is known to be applied on this way");
  }

  @Test
  void moreBlocksThanFitAreSaidToBeThere() {
    AccessListEntry.Builder[] entries = new AccessListEntry.Builder[70];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = permit("e" + i, "10.0.0." + 3 * i, "192.0.2." + 3 * i);
    }
    List<String> lines = explain(in(entries));
    assertThat(lines).endsWith("  and more");
    AccessListEntry.Builder[] few = {entries[0], entries[1]};
    assertThat(explain(in(few))).doesNotContain("  and more").endsWith("  10.0.0.3 -> 192.0.2.3");
  }

  @Test
  void anEndThatIsNotKnownIsSaid() {
    AccessList open =
        new AccessList(
            "in",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(new Binding("in0", Direction.IN)),
            List.of(),
            Optional.empty(),
            Visibility.RULES,
            List.of());
    assertThat(explain(open))
        .contains(
            "  no entry matches, and what the list does then is not known:"
                + " all that is left: any -> any");
  }
}

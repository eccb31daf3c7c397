package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.MailPort;

/** The words of evidence that an operator reads. */
class EvidenceTextTest {
  private static final DecidingEntry DENY =
      new DecidingEntry("OUTSIDE-IN", "10", Action.DENY, "deny tcp any any");
  private static final DecidingEntry PERMIT =
      new DecidingEntry("OUTSIDE-IN", "20", Action.PERMIT, "");

  private static String flows(int count, boolean more) {
    List<FlowPrefixes> blocks =
        IntStream.range(0, count).mapToObj(i -> to("192.0.2." + i)).toList();
    return EvidenceText.flows(blocks, more, Crossing.throughList("OUTSIDE-IN"), MailPort.SMTP);
  }

  private static FlowPrefixes to(String destination) {
    return new FlowPrefixes("any", "any", destination);
  }

  @Test
  void theFirstTwoFlowsAreNamedAndTheRestCounted() {
    String two = "any -> 192.0.2.0:25, any -> 192.0.2.1:25";
    assertThat(flows(0, false)).isEqualTo("any -> any:25");
    assertThat(flows(1, false)).isEqualTo("any -> 192.0.2.0:25");
    assertThat(flows(2, false)).isEqualTo(two);
    assertThat(flows(2, true)).isEqualTo(two + " and more");
    assertThat(flows(5, false)).isEqualTo(two + " and 3 more");
    assertThat(flows(5, true)).isEqualTo(two + " and more than 3");
  }

  @Test
  void thePortStandsBeforeExceptionsAndAfterBrackets() {
    assertThat(EvidenceText.flow(to("any but 2001:db8::1"), MailPort.SMTP))
        .isEqualTo("any -> any:25 but 2001:db8::1");
    assertThat(EvidenceText.flow(to("2001:db8::/32 but 2001:db8::1"), MailPort.SMTP))
        .isEqualTo("any -> [2001:db8::/32]:25 but 2001:db8::1");
    assertThat(EvidenceText.flow(to("::1"), MailPort.SMTP)).isEqualTo("any -> [::1]:25");
    assertThat(EvidenceText.flow(to("{::1, ::2}"), MailPort.SMTP))
        .isEqualTo("any -> {::1, ::2}:25");
    assertThat(EvidenceText.flow(new FlowPrefixes("any", "1-1023", "any"), MailPort.SMTP))
        .isEqualTo("any ports 1-1023 -> any:25");
  }

  @Test
  void onlyPrintableAsciiIsLeft() {
    assertThat(EvidenceText.line("\u001f ~\u007f\t")).isEqualTo("? ~? ");
  }

  @Test
  void theEntryWithTheActionIsNamedElseTheFirst() {
    List<DecidingEntry> both = List.of(DENY, PERMIT);
    assertThat(EvidenceText.deciding(both, Action.PERMIT)).isEqualTo("entry 20 of OUTSIDE-IN");
    assertThat(EvidenceText.deciding(List.of(DENY), Action.PERMIT))
        .isEqualTo("entry 10 of OUTSIDE-IN");
    assertThat(EvidenceText.deciding(List.of(), Action.PERMIT)).isEqualTo("no entry");
    assertThat(EvidenceText.decidingWithText(both, Action.PERMIT))
        .isEqualTo("entry 20 of OUTSIDE-IN");
    assertThat(EvidenceText.decidingWithText(List.of(DENY), Action.PERMIT))
        .isEqualTo("entry 10 of OUTSIDE-IN: deny tcp any any");
    assertThat(EvidenceText.decidingWithText(List.of(), Action.PERMIT)).isEmpty();
  }
}

package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.MailPort;

class ExpectationMatcherTest {
  private static List<String> said(
      ExpectationMatcher matcher, String from, String to, MailPort port, LocalDate today) {
    return matcher.match(Sample.DEVICE, Sample.crossing(from, to), port, today).stream()
        .flatMap(
            match ->
                match.flows().stream()
                    .map(
                        flow ->
                            match.expectation().id()
                                + " "
                                + flow.sources().text()
                                + " -> "
                                + flow.destinations().text()))
        .toList();
  }

  private static List<String> said(String from, String to, MailPort port) {
    return said(Sample.siteExpectations(), from, to, port, Sample.TODAY);
  }

  @Test
  void splitsTheMailDmzIntoMxHostsAndOthers() {
    assertThat(said("untrusted", "mail-dmz", MailPort.SMTP))
        .containsExactly("E1 any -> 192.0.2.10", "E2 any -> 192.0.2.0/24 but 192.0.2.10");
  }

  @Test
  void cleartextAccessIsDeniedEverywhereBehindTheGateway() {
    assertThat(said("untrusted", "mail-dmz", MailPort.POP3))
        .containsExactly("E8 any -> 192.0.2.20", "E9 any -> 192.0.2.0/24 but 192.0.2.20");
  }

  @Test
  void relaysMaySendAndClientsMayNot() {
    assertThat(said("mail-dmz", "untrusted", MailPort.SMTP))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E3 192.0.2.10 -> ");
    assertThat(said("clients", "untrusted", MailPort.SMTP))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("E4 10.1.0.0/16 -> ");
  }

  @Test
  void nothingIsExpectedOfMailboxesElsewhere() {
    assertThat(said("clients", "untrusted", MailPort.IMAPS)).isEmpty();
  }

  @Test
  void anExceptionInForceLeavesItsFlowsUnjudged() {
    ExpectationMatcher matcher =
        Sample.siteExpectations(Sample.exception("E8", MailPort.POP3, "192.0.2.20", Sample.TODAY));
    assertThat(said(matcher, "untrusted", "mail-dmz", MailPort.POP3, Sample.TODAY))
        .containsExactly("E9 any -> 192.0.2.0/24 but 192.0.2.20");
    assertThat(said(matcher, "untrusted", "mail-dmz", MailPort.IMAP, Sample.TODAY))
        .as("the exception is for another port")
        .contains("E8 any -> 192.0.2.20");
    assertThat(said(matcher, "untrusted", "mail-dmz", MailPort.POP3, Sample.TODAY.plusDays(1)))
        .as("it expired yesterday")
        .contains("E8 any -> 192.0.2.20");
  }

  private static List<String> excepted(MailPort port, String destination, LocalDate today) {
    return Sample.siteExpectations(Sample.exception("E8", MailPort.POP3, destination, Sample.TODAY))
        .covering(Sample.DEVICE, Sample.crossing("untrusted", "mail-dmz"), port, today)
        .excepted();
  }

  @Test
  void namesTheExpectationsThatAnExceptionTakesFlowsOf() {
    assertThat(excepted(MailPort.POP3, "192.0.2.20", Sample.TODAY)).containsExactly("E8");
    assertThat(excepted(MailPort.IMAP, "192.0.2.20", Sample.TODAY)).isEmpty();
    assertThat(excepted(MailPort.POP3, "192.0.2.20", Sample.TODAY.plusDays(1))).isEmpty();
    assertThat(excepted(MailPort.POP3, "192.0.2.99", Sample.TODAY))
        .as("E8 says nothing of that host")
        .isEmpty();
  }

  @Test
  void anExceptionForAnotherDeviceDoesNotCount() {
    Policy.PolicyException other =
        new Policy.PolicyException(
            "E8",
            Optional.of("gw2"),
            Set.of(MailPort.POP3),
            AddressMatch.any(),
            AddressMatch.any(),
            "mail team",
            "their gateway",
            Sample.TODAY);
    assertThat(
            said(
                Sample.siteExpectations(other),
                "untrusted",
                "mail-dmz",
                MailPort.POP3,
                Sample.TODAY))
        .contains("E8 any -> 192.0.2.20");
  }

  @Test
  void theFirstExpectationThatCoversAFlowCounts() {
    Policy own =
        withOwn(
            new Policy.Expectation(
                "lab",
                Policy.End.any(),
                new Policy.End(Optional.of("mail-dmz"), Optional.empty(), false),
                Set.of(MailPort.SMTP),
                Action.PERMIT,
                Severity.MINOR,
                "the lab may do all"));
    assertThat(
            said(
                new ExpectationMatcher(DefaultExpectations.of(own)),
                "untrusted",
                "mail-dmz",
                MailPort.SMTP,
                Sample.TODAY))
        .containsExactly("lab any -> 192.0.2.0/24");
  }

  @Test
  void anOwnExpectationReplacesTheDefaultOfItsName() {
    Policy own =
        withOwn(
            new Policy.Expectation(
                "E6",
                new Policy.End(Optional.of("clients"), Optional.empty(), false),
                new Policy.End(Optional.of("untrusted"), Optional.empty(), false),
                Set.of(MailPort.SUBMISSION),
                Action.DENY,
                Severity.MAJOR,
                "own servers only"));
    List<Policy.Expectation> e6 =
        DefaultExpectations.of(own).expectations().stream()
            .filter(expectation -> expectation.id().equals("E6"))
            .toList();
    assertThat(e6).hasSize(1);
    assertThat(e6.get(0).action()).isEqualTo(Action.DENY);
  }

  @Test
  void familiesDoNotMix() {
    Policy policy =
        new Policy(
            Map.of(
                "clients", Sample.zone("clients", "10.1.0.0/16"),
                "mail-dmz", Sample.zone("mail-dmz", "2001:db8:25::/48")),
            Map.of("submission", Sample.role("submission", "mail-dmz", "2001:db8:25::1")),
            List.of(),
            List.of());
    Crossing crossing =
        CrossingPlan.crossings(
                policy, Map.of("a", "clients", "b", "mail-dmz"), List.of(), List.of())
            .get(0);
    assertThat(
            new ExpectationMatcher(DefaultExpectations.of(policy))
                .match(Sample.DEVICE, crossing, MailPort.SUBMISSION, Sample.TODAY))
        .as("an IPv4 client cannot reach an IPv6 host")
        .isEmpty();
  }

  @Test
  void anUnknownRoleIsRefused() {
    Policy.Expectation stray =
        new Policy.Expectation(
            "own",
            Policy.End.any(),
            new Policy.End(Optional.empty(), Optional.of("relai"), false),
            Set.of(MailPort.SMTP),
            Action.DENY,
            Severity.MAJOR,
            "");
    assertThatThrownBy(() -> new ExpectationMatcher(withOwn(stray)))
        .hasMessageContaining("own")
        .hasMessageContaining("relai");
  }

  private static Policy withOwn(Policy.Expectation expectation) {
    Policy site = Sample.site();
    return new Policy(site.zones(), site.roles(), List.of(expectation), List.of());
  }
}

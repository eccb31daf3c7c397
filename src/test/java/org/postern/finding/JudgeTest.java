package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postern.finding.Sample.DEVICE;
import static org.postern.finding.Sample.NOON;
import static org.postern.finding.Sample.good;
import static org.postern.finding.Sample.inbound;
import static org.postern.finding.Sample.permit;
import static org.postern.finding.Sample.plus;
import static org.postern.finding.Sample.poll;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.acl.Verdict;
import org.postern.counter.Quality;

class JudgeTest {
  private static final AccessList GOOD = good();
  private static final AccessList WIDE = plus(good(), permit("60", "192.0.2.20", 110));

  private final PermitsOnlyEvaluator evaluator = new PermitsOnlyEvaluator();
  private final Judge judge = new Judge(evaluator, Sample.quick(), ZoneOffset.UTC);
  private final ExpectationMatcher site = Sample.siteExpectations();
  private final DeviceMemory memory = DeviceMemory.fresh(DEVICE);
  private Instant now = NOON;

  private Judgement judge(AccessList... lists) {
    return judge(site, poll(now, inbound(), lists));
  }

  private Judgement judge(ExpectationMatcher expectations, DeviceAssessment assessment) {
    now = now.plus(Duration.ofMinutes(5));
    return judge.judge(assessment, memory, expectations);
  }

  private static Observation of(Judgement judgement, FindingKind kind, String object) {
    return find(judgement, kind, object, Optional.empty()).orElseThrow();
  }

  private static Observation of(
      Judgement judgement, FindingKind kind, String object, MailPort port) {
    return find(judgement, kind, object, Optional.of(port)).orElseThrow();
  }

  private static Optional<Observation> find(
      Judgement judgement, FindingKind kind, String object, Optional<MailPort> port) {
    FindingKey key = new FindingKey(kind, new Subject(DEVICE, object, port));
    return judgement.observations().stream().filter(o -> o.key().equals(key)).findFirst();
  }

  private static void assertUndecided(Observation observation) {
    assertThat(observation.present()).isFalse();
    assertThat(observation.clearing()).isFalse();
  }

  // A14

  private Observation contact(Board.Reachability reachability) {
    DeviceAssessment silent =
        DeviceAssessment.silent(
            DEVICE,
            now,
            new DeviceAssessment.Contact(reachability, "192.0.2.1:161, 3 tries", 2, false));
    Judgement judgement = judge(site, silent);
    assertThat(judgement.whole()).isFalse();
    return of(judgement, FindingKind.DEVICE_UNREACHABLE, "");
  }

  @Test
  void tellsSilenceFromARefusedCredential() {
    Observation silent = contact(Board.Reachability.NO_RESPONSE);
    assertThat(silent.present()).isTrue();
    assertThat(silent.severity()).isEqualTo(Severity.MAJOR);
    assertThat(silent.evidence().observed()).isEqualTo("noResponse");
    assertThat(silent.evidence().text())
        .isEqualTo("gw1: noResponse (2 polls in a row): 192.0.2.1:161, 3 tries");
    Observation refused = contact(Board.Reachability.AUTH_FAILURE);
    assertThat(refused.present()).isTrue();
    assertThat(refused.evidence().observed()).isEqualTo("authFailure");
    assertUndecided(contact(Board.Reachability.UNKNOWN));
  }

  @Test
  void aSilentPollSaysNothingAboutTheRest() {
    judge(GOOD);
    Judgement judgement =
        judge(
            site,
            DeviceAssessment.silent(
                DEVICE,
                now,
                new DeviceAssessment.Contact(Board.Reachability.NO_RESPONSE, "", 1, false)));
    assertThat(judgement.observations()).hasSize(1);
  }

  @Test
  void anIncompleteReadingIsBlindNotUnreachable() {
    DeviceAssessment partial =
        new DeviceAssessment(
            DEVICE,
            now,
            new DeviceAssessment.Contact(Board.Reachability.PARTIAL, "", 0, false),
            false,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("filter table timed out"),
            DeviceAssessment.Traffic.none());
    Judgement judgement = judge(site, partial);
    assertThat(of(judgement, FindingKind.DEVICE_UNREACHABLE, "").clearing()).isTrue();
    Observation reading = of(judgement, FindingKind.MONITOR_BLIND, ContactRule.READING);
    assertThat(reading.present()).isTrue();
    assertThat(reading.evidence().text()).contains("filter table timed out");
    assertThat(of(judge(GOOD), FindingKind.MONITOR_BLIND, ContactRule.READING).clearing()).isTrue();
  }

  @Test
  void aSlowAnswerIsAnAnswerAndSaysSo() {
    DeviceAssessment slow =
        new DeviceAssessment(
            DEVICE,
            now,
            new DeviceAssessment.Contact(Board.Reachability.UP, "9.8 s", 0, true),
            true,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            DeviceAssessment.Traffic.none());
    Observation observation = of(judge(site, slow), FindingKind.DEVICE_UNREACHABLE, "");
    assertThat(observation.clearing()).isTrue();
    assertThat(observation.evidence().observed()).isEqualTo("slow");
  }

  // A1

  @Test
  void theFirstConfirmedListsAreTheAcceptedOnes() {
    Judgement first = judge(GOOD);
    assertThat(first.baselinesChanged()).isFalse();
    assertThat(first.whole()).isFalse();
    assertThat(find(first, FindingKind.ACL_CHANGED, "OUTSIDE-IN", Optional.empty())).isEmpty();
    Judgement second = judge(GOOD);
    assertThat(second.baselinesChanged()).isTrue();
    assertThat(second.whole()).isTrue();
    assertThat(of(second, FindingKind.ACL_CHANGED, "OUTSIDE-IN").clearing()).isTrue();
    assertThat(judge(GOOD).baselinesChanged()).isFalse();
    assertThat(memory.baselines().reviewed()).containsExactly(Sample.digested(GOOD));
  }

  @Test
  void aChangeIsBelievedOnTheSecondEqualRead() {
    settle(GOOD);
    Judgement first = judge(WIDE);
    assertThat(of(first, FindingKind.ACL_CHANGED, "OUTSIDE-IN").present()).isFalse();
    assertThat(first.whole()).isFalse();
    Observation changed = of(judge(WIDE), FindingKind.ACL_CHANGED, "OUTSIDE-IN");
    assertThat(changed.present()).isTrue();
    assertThat(changed.severity()).isEqualTo(Severity.WARNING);
    assertThat(changed.evidence().text())
        .isEqualTo(
            "OUTSIDE-IN: added 60: permit tcp any host 192.0.2.20 eq 110"
                + " (5 entries before, 6 entries now)");
    assertThat(changed.evidence().observed()).startsWith("6 entries, digest ");
    assertThat(changed.evidence().expected()).startsWith("5 entries, digest ");
  }

  @Test
  void aReadThatNobodyRepeatsIsForgotten() {
    settle(GOOD);
    judge(WIDE);
    judge(GOOD);
    judge(WIDE);
    assertThat(of(judge(GOOD), FindingKind.ACL_CHANGED, "OUTSIDE-IN").present()).isFalse();
  }

  @Test
  void listsThatComeAndGoAreChanges() {
    settle(GOOD);
    AccessList other = Sample.list("DMZ-IN", permit("1", "192.0.2.10", 25));
    Observation come = of(settle(GOOD, other), FindingKind.ACL_CHANGED, "DMZ-IN");
    assertThat(come.present()).isTrue();
    assertThat(come.evidence().text())
        .isEqualTo("DMZ-IN: new access list (none before, 1 entry now)");
    Observation gone = of(settle(other), FindingKind.ACL_CHANGED, "OUTSIDE-IN");
    assertThat(gone.present()).isTrue();
    assertThat(gone.evidence().text()).contains("access list is gone");
    assertThat(judge.acknowledged(memory, gone.key())).isTrue();
    assertThat(find(judge(other), FindingKind.ACL_CHANGED, "OUTSIDE-IN", Optional.empty()))
        .as("a list that is gone and reviewed is no subject any more")
        .isEmpty();
  }

  @Test
  void acknowledgingReviewsWhatWasShown() {
    settle(GOOD);
    Observation changed = of(settle(WIDE), FindingKind.ACL_CHANGED, "OUTSIDE-IN");
    AccessList wider = plus(WIDE, permit("70", "192.0.2.20", 143));
    judge(wider);
    assertThat(judge.acknowledged(memory, changed.key())).isTrue();
    Observation again = of(judge(wider), FindingKind.ACL_CHANGED, "OUTSIDE-IN");
    assertThat(again.present()).as("the second change was not shown yet").isTrue();
    assertThat(again.evidence().text()).contains("added 70").doesNotContain("added 60");
    assertThat(judge.acknowledged(memory, again.key())).isTrue();
    assertThat(of(judge(wider), FindingKind.ACL_CHANGED, "OUTSIDE-IN").clearing()).isTrue();
    assertThat(judge.acknowledged(memory, again.key())).isFalse();
  }

  // A2

  @Test
  void aWidenedPermitNamesFlowAndEntry() {
    Judgement accepted = settle(GOOD);
    assertThat(widened(accepted, MailPort.POP3).clearing()).isTrue();
    judge(WIDE);
    Observation observation = widened(judge(WIDE), MailPort.POP3);
    assertThat(observation.present()).isTrue();
    assertThat(observation.severity()).as("E8 denies it").isEqualTo(Severity.CRITICAL);
    assertThat(observation.evidence().text())
        .isEqualTo(
            "any -> 192.0.2.20:110 permitted by entry 60 of OUTSIDE-IN; not permitted before"
                + " (untrusted>mail-dmz)");
    assertThat(observation.evidence().entry())
        .isEqualTo("entry 60 of OUTSIDE-IN: permit tcp any host 192.0.2.20 eq 110");
    assertThat(widened(judge(WIDE), MailPort.IMAP).clearing()).isTrue();
  }

  @Test
  void aWideningThatNoGuardedExpectationDeniesIsMajor() {
    settle(GOOD);
    Observation observation =
        widened(settle(plus(good(), permit("60", "192.0.2.99", 993))), MailPort.IMAPS);
    assertThat(observation.present()).isTrue();
    assertThat(observation.severity()).isEqualTo(Severity.MAJOR);
  }

  @Test
  void isJudgedWithoutAnyPolicy() {
    ExpectationMatcher none = Sample.noExpectations();
    Crossing alone =
        CrossingPlan.crossings(Policy.empty(), Map.of(), List.of(GOOD), List.of()).get(0);
    judge(none, poll(now, alone, GOOD));
    judge(none, poll(now, alone, GOOD));
    judge(none, poll(now, alone, WIDE));
    Judgement judgement = judge(none, poll(now, alone, WIDE));
    Observation observation =
        of(judgement, FindingKind.PERMIT_WIDENED, "OUTSIDE-IN", MailPort.POP3);
    assertThat(observation.present()).isTrue();
    assertThat(observation.severity()).isEqualTo(Severity.MAJOR);
    assertThat(judgement.conformance())
        .allMatch(c -> c.conformance() == Board.Conformance.NO_EXPECTATION);
  }

  @Test
  void endsWhenTheFlowsAreDeniedAgain() {
    settle(GOOD);
    settle(WIDE);
    assertThat(widened(judge(GOOD), MailPort.POP3).present()).as("one read only").isTrue();
    assertThat(widened(judge(GOOD), MailPort.POP3).clearing()).isTrue();
  }

  @Test
  void acknowledgingTheChangeDoesNotAcceptThePermit() {
    settle(GOOD);
    Judgement judgement = settle(WIDE);
    judge.acknowledged(memory, of(judgement, FindingKind.ACL_CHANGED, "OUTSIDE-IN").key());
    Observation still = widened(judge(WIDE), MailPort.POP3);
    assertThat(still.present()).isTrue();
    assertThat(judge.acknowledged(memory, still.key())).isFalse();
    assertThat(widened(judge(WIDE), MailPort.POP3).present()).isTrue();
    assertThat(judge.accept(memory, still.key())).isTrue();
    assertThat(widened(judge(WIDE), MailPort.POP3).clearing()).isTrue();
  }

  @Test
  void aNarrowingThatNobodyReviewedIsNoNewMeasure() {
    settle(WIDE);
    Judgement narrowed = settle(GOOD);
    assertThat(widened(narrowed, MailPort.POP3).clearing()).isTrue();
    assertThat(widened(settle(WIDE), MailPort.POP3).clearing())
        .as("not reviewed, so nothing is wider than accepted")
        .isTrue();
  }

  @Test
  void aReviewedNarrowingIsTheNewMeasure() {
    settle(WIDE);
    Judgement narrowed = settle(GOOD);
    Observation changed = of(narrowed, FindingKind.ACL_CHANGED, "OUTSIDE-IN");
    assertThat(judge.acknowledged(memory, changed.key())).isTrue();
    assertThat(memory.baselines().permits()).containsExactly(Sample.digested(GOOD));
    assertThat(widened(settle(WIDE), MailPort.POP3).present()).isTrue();
  }

  @Test
  void whatAnExceptionAllowsIsNoWideningUntilItExpires() {
    ExpectationMatcher excepted =
        Sample.siteExpectations(Sample.exception("E8", MailPort.POP3, "192.0.2.20", Sample.TODAY));
    settle(GOOD);
    judge(excepted, poll(now, inbound(), WIDE));
    assertThat(widened(judge(excepted, poll(now, inbound(), WIDE)), MailPort.POP3).clearing())
        .isTrue();
    now = NOON.plus(Duration.ofDays(1));
    assertThat(widened(judge(excepted, poll(now, inbound(), WIDE)), MailPort.POP3).present())
        .isTrue();
  }

  @Test
  void aChangeThatCannotBeToldIsNeitherWideningNorItsEnd() {
    settle(GOOD);
    Observation observation =
        widened(settle(Sample.withGap(WIDE, "group MAIL not read")), MailPort.POP3);
    assertUndecided(observation);
    assertThat(observation.evidence().text()).contains("group MAIL not read");
  }

  // A4 and A16

  @Test
  void anExcessPermitNamesFlowEntryAndExpectation() {
    Judgement judgement = settle(WIDE);
    Observation excess =
        of(judgement, FindingKind.EXPECTED_DENY, "E8 untrusted>mail-dmz", MailPort.POP3);
    assertThat(excess.present()).isTrue();
    assertThat(excess.severity()).isEqualTo(Severity.MAJOR);
    assertThat(excess.evidence().text())
        .isEqualTo("any -> 192.0.2.20:110 permitted by entry 60 of OUTSIDE-IN; expected deny (E8)");
    assertThat(excess.evidence().expected()).isEqualTo("deny (E8)");
    assertThat(
            of(settle(GOOD), FindingKind.EXPECTED_DENY, "E8 untrusted>mail-dmz", MailPort.POP3)
                .clearing())
        .isTrue();
  }

  @Test
  void aMissingPermitIsAsGraveAsTheExpectationSays() {
    AccessList none = Sample.list("OUTSIDE-IN", permit("20", "192.0.2.20", 587));
    Observation missing =
        of(settle(none), FindingKind.EXPECTED_PERMIT, "E1 untrusted>mail-dmz", MailPort.SMTP);
    assertThat(missing.present()).isTrue();
    assertThat(missing.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(missing.evidence().text())
        .isEqualTo(
            "any -> 192.0.2.10:25 denied by the implicit deny of OUTSIDE-IN; expected permit (E1)");
  }

  @Test
  void aPermitThatHoldsInPartIsOneStepLessGrave() {
    Policy two =
        new Policy(
            Sample.site().zones(),
            Map.of("mx", Sample.role("mx", "mail-dmz", "192.0.2.10-192.0.2.11")),
            List.of(),
            List.of());
    ExpectationMatcher expectations = new ExpectationMatcher(DefaultExpectations.of(two));
    Judgement judgement = judge(expectations, poll(now, inbound(), GOOD));
    Observation part =
        of(judgement, FindingKind.EXPECTED_PERMIT, "E1 untrusted>mail-dmz", MailPort.SMTP);
    assertThat(part.present()).isTrue();
    assertThat(part.severity()).isEqualTo(Severity.MAJOR);
    assertThat(part.evidence().text()).contains("in part denied by the implicit deny");
  }

  @Test
  void anUnknownVerdictIsToldOncePerCrossing() {
    Judgement judgement = settle(Sample.withGap(WIDE, "group MAIL not read"));
    assertUndecided(
        of(judgement, FindingKind.EXPECTED_DENY, "E8 untrusted>mail-dmz", MailPort.POP3));
    Observation blind = of(judgement, FindingKind.MONITOR_BLIND, "untrusted>mail-dmz");
    assertThat(blind.present()).isTrue();
    assertThat(blind.severity()).isEqualTo(Severity.WARNING);
    assertThat(blind.evidence().text())
        .contains("E1 on port 25: group MAIL not read")
        .hasSizeLessThanOrEqualTo(255);
    assertThat(of(settle(WIDE), FindingKind.MONITOR_BLIND, "untrusted>mail-dmz").clearing())
        .isTrue();
  }

  @Test
  void whatOnlyTheImplicitDenyStopsIsNotCounted() {
    Crossing out = Sample.crossing("clients", "untrusted");
    Observation uncounted =
        of(
            judge(site, poll(now, out, Sample.list("INSIDE-IN"))),
            FindingKind.MONITOR_BLIND,
            "E4 clients>untrusted",
            MailPort.SMTP);
    assertThat(uncounted.present()).isTrue();
    assertThat(uncounted.severity()).isEqualTo(Severity.WARNING);
    assertThat(uncounted.evidence().text())
        .contains("10.1.0.0/16 -> untrusted:25 denied only by the implicit action");
  }

  @Test
  void whereAVitalPermitIsNotCountedItsSilenceIsUnknown() {
    EntryHits uncounted =
        EntryHits.uncounted(new DecidingEntry("OUTSIDE-IN", "10", Action.PERMIT, ""));
    Judgement judgement = hits(HitSum.of(List.of(uncounted)), WindowHits.none(Quality.UNAVAILABLE));
    assertThat(
            of(judgement, FindingKind.MONITOR_BLIND, "E1 untrusted>mail-dmz", MailPort.SMTP)
                .present())
        .isTrue();
    assertUndecided(
        of(judgement, FindingKind.PERMIT_HITS_ZERO, "untrusted>mail-dmz", MailPort.SMTP));
  }

  @Test
  void conformanceSaysWhatIsExpectedOfEachPort() {
    Judgement judgement = settle(WIDE);
    PortConformance smtp = conformance(judgement, MailPort.SMTP);
    assertThat(smtp.expected()).contains(Verdict.PARTLY);
    assertThat(smtp.conformance()).isEqualTo(Board.Conformance.CONFORMS);
    PortConformance pop3 = conformance(judgement, MailPort.POP3);
    assertThat(pop3.expected()).contains(Verdict.DENIED);
    assertThat(pop3.conformance()).isEqualTo(Board.Conformance.VIOLATES);
    assertThat(conformance(settle(Sample.withGap(GOOD, "gap")), MailPort.POP3).conformance())
        .isEqualTo(Board.Conformance.UNKNOWN);
  }

  @Test
  void asksTheEvaluatorAgainOnlyWhenSomethingChanged() {
    settle(GOOD);
    int asked = evaluator.asked().size();
    int compared = evaluator.comparisons();
    judge(GOOD);
    judge(GOOD);
    assertThat(evaluator.asked()).hasSize(asked);
    assertThat(evaluator.comparisons()).isEqualTo(compared);
    judge(Sample.siteExpectations(), poll(now, inbound(), GOOD));
    assertThat(evaluator.asked()).as("another policy").hasSizeGreaterThan(asked);
  }

  // A5 and A6

  private Judgement hits(WindowHits permits, WindowHits denies) {
    return judge(site, poll(now, inbound(), permits, denies, GOOD));
  }

  private Observation denied(long hits) {
    return spike(hits(WindowHits.none(Quality.UNAVAILABLE), WindowHits.of(hits)));
  }

  private static Observation spike(Judgement judgement) {
    return of(judgement, FindingKind.DENY_SPIKE, "untrusted>mail-dmz", MailPort.SMTP);
  }

  private Observation permitted(WindowHits hits) {
    return of(
        hits(hits, WindowHits.none(Quality.UNAVAILABLE)),
        FindingKind.PERMIT_HITS_ZERO,
        "untrusted>mail-dmz",
        MailPort.SMTP);
  }

  @Test
  void aDenySpikeTellsItsSize() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      denied(12);
    }
    denied(420);
    Observation spike = denied(420);
    assertThat(spike.present()).isTrue();
    assertThat(spike.severity()).isEqualTo(Severity.MAJOR);
    assertThat(spike.evidence().text())
        .startsWith("untrusted>mail-dmz:25: 420 deny hits in the window, usually about 12 (z 34.0)")
        .contains("the implicit deny of OUTSIDE-IN");
    assertThat(denied(12).clearing()).isTrue();
  }

  @Test
  void aDenySpikeNamesTheConnectionsOfTheDeviceToThatPort() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      denied(12);
    }
    denied(420);
    assertThat(memory.series().isSpikeSuspected()).isTrue();
    assertThat(memory.series().isSpikeDue()).isTrue();
    DeviceAssessment told =
        poll(
            now,
            inbound(),
            WindowHits.none(Quality.UNAVAILABLE),
            HitSum.of(
                List.of(
                    new EntryHits(
                        new DecidingEntry("OUTSIDE-IN", "99", Action.DENY, ""),
                        true,
                        420,
                        Quality.COMPLETE))),
            GOOD);
    OwnConnections own =
        new OwnConnections(
            List.of(
                new OwnConnections.Counted(
                    new OwnConnections.Group(
                        "203.0.113.9", "192.0.2.10", MailPort.SMTP, "synReceived"),
                    40)),
            OptionalInt.empty());
    Observation spike = spike(judge(site, with(told, own)));
    assertThat(spike.present()).isTrue();
    assertThat(spike.evidence().text())
        .contains(
            "(z 34.0); the device's own connections: 203.0.113.9 -> 192.0.2.10:25 synReceived 40;"
                + " most of the last poll: entry 99 of OUTSIDE-IN 420")
        .hasSizeLessThanOrEqualTo(255);
  }

  private static DeviceAssessment with(DeviceAssessment told, OwnConnections own) {
    return new DeviceAssessment(
        told.device(),
        told.time(),
        told.contact(),
        told.complete(),
        told.restarted(),
        told.lists(),
        told.ports(),
        told.covers(),
        told.uses(),
        told.gaps(),
        new DeviceAssessment.Traffic(told.traffic().covered(), told.traffic().interfaces(), own));
  }

  @Test
  void aDenySpikeOfClientsMailingOutIsCritical() {
    Crossing out = Sample.crossing("clients", "untrusted");
    AccessList inside = Sample.list("INSIDE-IN");
    Judgement judgement = judge(site, poll(now, out, inside));
    for (long hits : new long[] {0, 0, 0, 0, 0, 90, 90}) {
      judgement =
          judge(
              site,
              poll(now, out, WindowHits.none(Quality.UNAVAILABLE), WindowHits.of(hits), inside));
    }
    Observation spike = of(judgement, FindingKind.DENY_SPIKE, "clients>untrusted", MailPort.SMTP);
    assertThat(spike.present()).isTrue();
    assertThat(spike.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void silenceOfTheMxIsCritical() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      permitted(WindowHits.of(40));
    }
    assertThat(permitted(WindowHits.of(0)).present()).isFalse();
    assertThat(permitted(WindowHits.of(0)).present()).isFalse();
    Observation silence = permitted(WindowHits.of(0));
    assertThat(silence.present()).isTrue();
    assertThat(silence.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(silence.evidence().text())
        .isEqualTo(
            "untrusted>mail-dmz:25: no permit hit in 3 windows, usually about 120;"
                + " entry 10 of OUTSIDE-IN");
    assertThat(permitted(WindowHits.of(1)).clearing()).isTrue();
  }

  @Test
  void windowsWithoutQualitySayNothing() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      permitted(WindowHits.of(40));
    }
    permitted(WindowHits.of(0));
    permitted(WindowHits.of(0));
    assertUndecided(permitted(WindowHits.none(Quality.GAP)));
    assertThat(permitted(WindowHits.of(0)).present()).as("the row is broken").isFalse();
  }

  @Test
  void silenceIsCountedAnewAfterAChange() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      permitted(WindowHits.of(40));
    }
    permitted(WindowHits.of(0));
    permitted(WindowHits.of(0));
    settle(WIDE);
    settle(GOOD);
    assertThat(permitted(WindowHits.of(0)).present()).isFalse();
    assertThat(permitted(WindowHits.of(0)).present()).isFalse();
    assertThat(permitted(WindowHits.of(0)).present()).isTrue();
  }

  @Test
  void theWindowOfARestartIsNotJudged() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      denied(12);
    }
    for (int i = 0; i < 3; i++) {
      DeviceAssessment plain = poll(now, inbound(), WindowHits.of(5), WindowHits.of(420), GOOD);
      DeviceAssessment restarted =
          new DeviceAssessment(
              DEVICE,
              now,
              plain.contact(),
              true,
              true,
              plain.lists(),
              plain.ports(),
              List.of(),
              List.of(),
              List.of(),
              plain.traffic());
      assertUndecided(spike(judge(site, restarted)));
    }
  }

  @Test
  void anAcceptedLevelIsTheNewNormal() {
    settle(GOOD);
    for (int i = 0; i < 4; i++) {
      denied(12);
    }
    denied(420);
    Observation spike = denied(420);
    assertThat(judge.accept(memory, spike.key())).isFalse();
    for (int i = 0; i < 4; i++) {
      assertUndecided(denied(420));
    }
    assertThat(denied(420).clearing()).isTrue();
  }

  // restart

  @Test
  void afterARestartNothingIsNewAndNothingIsMissed() {
    settle(GOOD);
    Judgement before = settle(WIDE);
    DeviceMemory restored = DeviceMemory.restored(DEVICE, memory.baselines(), SeriesMemory.fresh());
    Judgement after = judge.judge(poll(now, inbound(), WIDE), restored, site);
    assertThat(after.observations()).isEqualTo(before.observations());
    assertThat(after.whole()).isTrue();
    assertThat(after.baselinesChanged()).isFalse();
  }

  @Test
  void aChangeDuringTheDowntimeIsFound() {
    settle(GOOD);
    DeviceMemory restored = DeviceMemory.restored(DEVICE, memory.baselines(), SeriesMemory.fresh());
    judge.judge(poll(now, inbound(), WIDE), restored, site);
    Judgement second = judge.judge(poll(now, inbound(), WIDE), restored, site);
    assertThat(of(second, FindingKind.ACL_CHANGED, "OUTSIDE-IN").present()).isTrue();
    assertThat(widened(second, MailPort.POP3).present()).isTrue();
  }

  @Test
  void aChangeAcknowledgedBeforeTheFirstPollIsReviewed() {
    settle(GOOD);
    settle(WIDE);
    DeviceMemory restored = DeviceMemory.restored(DEVICE, memory.baselines(), SeriesMemory.fresh());
    FindingKey key = new FindingKey(FindingKind.ACL_CHANGED, Subject.of(DEVICE, "OUTSIDE-IN"));
    assertThat(judge.acknowledged(restored, key)).isTrue();
    Judgement judgement = judge.judge(poll(now, inbound(), WIDE), restored, site);
    assertThat(of(judgement, FindingKind.ACL_CHANGED, "OUTSIDE-IN").clearing()).isTrue();
    assertThat(widened(judgement, MailPort.POP3).present()).isTrue();
  }

  @Test
  void refusesTheMemoryOfAnotherDevice() {
    assertThatThrownBy(
            () -> judge.judge(poll(NOON, inbound(), GOOD), DeviceMemory.fresh("gw2"), site))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gw2");
  }

  @Test
  void whateverADeviceSaysEvidenceFitsEveryReceiver() {
    settle(GOOD);
    AccessList odd =
        Sample.withGap(
            plus(WIDE, permitWithText("Überlänge\n" + "x".repeat(400))),
            "Gruppe für\tPost".repeat(30));
    AccessList oddWithoutGap = plus(WIDE, permitWithText("Überlänge\n" + "x".repeat(400)));
    for (Judgement judgement : List.of(settle(odd), settle(oddWithoutGap))) {
      for (Observation observation : judgement.observations()) {
        if (observation.says() == Observation.Says.WAITING) {
          continue; // it says nothing yet
        }
        Evidence evidence = observation.evidence();
        for (String part :
            List.of(
                evidence.crossing(),
                evidence.entry(),
                evidence.observed(),
                evidence.expected(),
                evidence.text())) {
          assertThat(part).matches("[ -~]{0,255}");
        }
        assertThat(evidence.text()).isNotBlank();
      }
    }
  }

  private static AccessListEntry permitWithText(String text) {
    return AccessListEntry.builder("61", Action.PERMIT)
        .destination(Sample.address("192.0.2.0/24"))
        .text(text)
        .build();
  }

  private static Observation widened(Judgement judgement, MailPort port) {
    return of(judgement, FindingKind.PERMIT_WIDENED, "untrusted>mail-dmz", port);
  }

  private static PortConformance conformance(Judgement judgement, MailPort port) {
    return judgement.conformance().stream().filter(c -> c.port() == port).findFirst().orElseThrow();
  }

  private Judgement settle(AccessList... lists) {
    judge(lists);
    return judge(lists);
  }
}

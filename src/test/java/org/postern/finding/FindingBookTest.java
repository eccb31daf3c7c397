package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.postern.finding.Sample.DEVICE;
import static org.postern.finding.Sample.NOON;
import static org.postern.finding.Sample.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;

class FindingBookTest {
  private static final FindingKey DENY = key(FindingKind.EXPECTED_DENY, "E8 untrusted>mail-dmz");
  private static final FindingKey SPIKE = key(FindingKind.DENY_SPIKE, "untrusted>mail-dmz");
  private static final FindingKey CHANGED =
      new FindingKey(FindingKind.ACL_CHANGED, Subject.of(DEVICE, "FORWARD"));
  private static final FindingKey SILENT =
      new FindingKey(FindingKind.DEVICE_UNREACHABLE, Subject.device(DEVICE));

  private FindingBook book;
  private boolean maintenance;
  private Instant now = NOON;

  private static FindingKey key(FindingKind kind, String object) {
    return new FindingKey(kind, Subject.of(DEVICE, object, MailPort.POP3));
  }

  @BeforeEach
  void openAnEmptyBook() {
    reopen(BookState.empty());
  }

  private void reopen(BookState state) {
    book = new FindingBook(state, BookSettings.defaults(), (device, time) -> maintenance);
  }

  private static Observation bad(FindingKey key) {
    return Observation.present(key, key.kind().severity(), evidence("bad"));
  }

  private static Observation good(FindingKey key) {
    return Observation.absent(key, evidence("good"));
  }

  private List<Transition> see(Observation... observations) {
    return see(false, observations);
  }

  private List<Transition> see(boolean whole, Observation... observations) {
    now = now.plus(Duration.ofMinutes(1));
    return book.apply(new Judgement(DEVICE, now, List.of(observations), whole, false, List.of()));
  }

  private Finding raise(FindingKey key) {
    for (int i = 0; i < 3; i++) {
      List<Transition> made = see(bad(key));
      if (!made.isEmpty()) {
        return made.get(0).finding();
      }
    }
    throw new AssertionError("not raised: " + key.text());
  }

  private static List<TransitionType> types(List<Transition> made) {
    return made.stream().map(Transition::type).toList();
  }

  private static List<Transition> done(OperatorResult result) {
    return assertThat(result).asInstanceOf(type(OperatorResult.Done.class)).actual().transitions();
  }

  @Test
  void raisesOnTheSecondEvaluationInARow() {
    assertThat(see(bad(DENY))).isEmpty();
    List<Transition> made = see(bad(DENY));
    assertThat(types(made)).containsExactly(TransitionType.RAISED);
    Transition raised = made.get(0);
    assertThat(raised.sequence()).isEqualTo(1);
    assertThat(raised.actor()).isEqualTo("postern");
    assertThat(raised.finding().number()).isEqualTo(1);
    assertThat(raised.finding().state()).isEqualTo(FindingState.OPEN);
    assertThat(raised.finding().firstSeen()).isEqualTo(now);
    assertThat(raised.finding().occurrences()).isEqualTo(1);
    assertThat(book.active()).containsExactly(raised.finding());
  }

  @Test
  void aGoodOrUnknownEvaluationBreaksTheRow() {
    see(bad(DENY));
    see(good(DENY));
    assertThat(see(bad(DENY))).isEmpty();
    see(Observation.undecided(DENY, evidence("unknown")));
    assertThat(see(bad(DENY))).isEmpty();
    assertThat(see(bad(DENY))).hasSize(1);
  }

  @Test
  void unreachableNeedsThreePollsAndTwoGoodOnes() {
    assertThat(see(bad(SILENT))).isEmpty();
    assertThat(see(bad(SILENT))).isEmpty();
    assertThat(see(bad(SILENT))).hasSize(1);
    assertThat(see(good(SILENT))).isEmpty();
    assertThat(types(see(good(SILENT)))).containsExactly(TransitionType.CLEARED);
  }

  @Test
  void theSameAgainIsNoTransition() {
    raise(DENY);
    for (int i = 0; i < 10; i++) {
      assertThat(see(bad(DENY))).isEmpty();
    }
    assertThat(book.active().get(0).lastSeen()).isEqualTo(now);
  }

  @Test
  void clearsAfterTheEvaluationsItNeeds() {
    raise(SPIKE);
    for (int i = 0; i < 5; i++) {
      assertThat(see(good(SPIKE))).isEmpty();
    }
    List<Transition> made = see(good(SPIKE));
    assertThat(types(made)).containsExactly(TransitionType.CLEARED);
    assertThat(made.get(0).finding().evidence().text()).isEqualTo("good");
    assertThat(book.active()).isEmpty();
    assertThat(book.recentlyCleared()).containsExactly(made.get(0).finding());
  }

  @Test
  void anUnknownVerdictNeitherClearsNorCountsTowardsIt() {
    raise(DENY);
    see(good(DENY));
    see(Observation.undecided(DENY, evidence("unknown")));
    assertThat(see(good(DENY))).isEmpty();
    assertThat(see(good(DENY))).hasSize(1);
  }

  @Test
  void anotherSeverityOrEvidenceIsAChange() {
    raise(DENY);
    Observation worse = Observation.present(DENY, Severity.CRITICAL, evidence("bad"));
    List<Transition> made = see(worse);
    assertThat(types(made)).containsExactly(TransitionType.CHANGED);
    assertThat(made.get(0).finding().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(see(worse)).isEmpty();
    Observation other = Observation.present(DENY, Severity.CRITICAL, evidence("two hosts"));
    assertThat(types(see(other))).containsExactly(TransitionType.CHANGED);
  }

  @Test
  void aCountThatGrowsIsNoChange() {
    raise(SPIKE);
    assertThat(see(Observation.present(SPIKE, Severity.MAJOR, evidence("500 hits")))).isEmpty();
    assertThat(book.active().get(0).evidence().observed()).isEqualTo("500 hits");
    assertThat(see(Observation.present(SPIKE, Severity.CRITICAL, evidence("500 hits")))).hasSize(1);
  }

  @Test
  void whatReturnsSoonIsTheSameFinding() {
    Finding first = raise(DENY);
    see(good(DENY));
    see(good(DENY));
    see(bad(DENY));
    Finding again = see(bad(DENY)).get(0).finding();
    assertThat(again.number()).isEqualTo(first.number());
    assertThat(again.occurrences()).isEqualTo(2);
    assertThat(again.firstSeen()).isEqualTo(first.firstSeen());
    see(good(DENY));
    see(good(DENY));
    now = now.plus(Duration.ofMinutes(59));
    see(bad(DENY));
    assertThat(see(bad(DENY)).get(0).finding().number())
        .as("an hour later it is another")
        .isEqualTo(first.number() + 1);
  }

  @Test
  void flappingIsToldAndHoldsTheClear() {
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    Finding flapping = raise(DENY);
    assertThat(flapping.evidence().text())
        .isEqualTo("flapping, 5 raises and clears in 60 min: bad");
    for (int i = 0; i < 7; i++) {
      assertThat(see(good(DENY))).isEmpty();
    }
    assertThat(types(see(good(DENY)))).containsExactly(TransitionType.CLEARED);
  }

  @Test
  void flappingIsForgottenAfterAnHour() {
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    raise(DENY);
    now = now.plus(Duration.ofHours(1));
    see(good(DENY));
    List<Transition> made = see(good(DENY));
    assertThat(types(made)).containsExactly(TransitionType.CLEARED);
    assertThat(made.get(0).finding().evidence().text()).isEqualTo("good");
  }

  @Test
  void anUnreachableDeviceMutesRaisesAndCountsThemOnce() {
    raise(SILENT);
    see(bad(SILENT), bad(DENY));
    assertThat(see(bad(SILENT), bad(DENY))).isEmpty();
    assertThat(see(bad(SILENT), bad(DENY))).isEmpty();
    assertThat(book.suppressedRaises()).isEqualTo(1);
    assertThat(see(bad(DENY), good(SILENT))).isEmpty();
    List<Transition> made = see(bad(DENY), good(SILENT));
    assertThat(types(made)).containsExactly(TransitionType.CLEARED, TransitionType.RAISED);
    assertThat(made.get(1).finding().key()).isEqualTo(DENY);
  }

  @Test
  void anUnreachableDeviceNeverMutesClears() {
    raise(DENY);
    raise(SILENT);
    see(bad(SILENT), good(DENY));
    assertThat(types(see(bad(SILENT), good(DENY)))).containsExactly(TransitionType.CLEARED);
  }

  @Test
  void anotherDeviceIsNotMuted() {
    raise(SILENT);
    FindingKey other = new FindingKey(FindingKind.ACL_CHANGED, Subject.of("gw2", "FORWARD"));
    Judgement judgement = new Judgement("gw2", now, List.of(bad(other)), false, false, List.of());
    assertThat(book.apply(judgement)).hasSize(1);
  }

  @Test
  void maintenanceMutesRaisesUntilItEnds() {
    maintenance = true;
    for (int i = 0; i < 4; i++) {
      assertThat(see(bad(SILENT), bad(CHANGED))).isEmpty();
    }
    assertThat(book.suppressedRaises()).isEqualTo(2);
    maintenance = false;
    assertThat(types(see(good(SILENT), bad(CHANGED)))).containsExactly(TransitionType.RAISED);
  }

  @Test
  void aFindingWithoutASubjectEnds() {
    raise(DENY);
    raise(CHANGED);
    assertThat(see(false)).as("an incomplete poll proves nothing").isEmpty();
    assertThat(types(see(true)))
        .as("a list that is gone and reviewed")
        .containsExactly(TransitionType.CLEARED);
    List<Transition> made = see(true);
    assertThat(types(made)).containsExactly(TransitionType.CLEARED);
    assertThat(made.get(0).finding().evidence().text())
        .isEqualTo("expectedDeny of gw1 E8 untrusted>mail-dmz is no longer looked at");
  }

  @Test
  void aDeviceThatIsNotConfiguredAnyMoreEndsItsFindings() {
    raise(DENY);
    raise(SILENT);
    assertThat(book.retain(Set.of(DEVICE), now)).isEmpty();
    List<Transition> made = book.retain(Set.of("gw2"), now);
    assertThat(types(made)).containsExactly(TransitionType.CLEARED, TransitionType.CLEARED);
    assertThat(book.active()).isEmpty();
  }

  @Test
  void anAcknowledgedFindingStaysAndKeepsItsNote() {
    Finding raised = raise(DENY);
    List<Transition> made =
        done(Operators.acknowledge(book, raised.number(), "anna", now, "on it"));
    assertThat(types(made)).containsExactly(TransitionType.ACKNOWLEDGED);
    assertThat(made.get(0).actor()).isEqualTo("anna");
    assertThat(made.get(0).finding().note()).isEqualTo("on it");
    assertThat(see(bad(DENY))).isEmpty();
    assertThat(book.active().get(0).state()).isEqualTo(FindingState.ACKNOWLEDGED);
    assertThat(Operators.acknowledge(book, raised.number(), "ben", now, ""))
        .isInstanceOf(OperatorResult.Unchanged.class);
    assertThat(done(Operators.acknowledge(book, raised.number(), "ben", now, "me, too")))
        .hasSize(1);
  }

  @Test
  void aNoteIsOneLineThatFits() {
    Finding raised = raise(DENY);
    String note = "caf\u00e9\n\u001b[31mred " + "x".repeat(300);
    String kept =
        done(Operators.acknowledge(book, raised.number(), "anna", now, note))
            .get(0)
            .finding()
            .note();
    assertThat(kept).startsWith("caf\u00e9  [31mred x").hasSize(255);
    done(Operators.annotate(book, raised.number(), "anna", now, "a\r\nb"));
    assertThat(book.find(raised.number()).orElseThrow().note()).isEqualTo("a  b");
  }

  @Test
  void whatGetsWorseIsOpenAgain() {
    Finding raised = raise(DENY);
    Operators.acknowledge(book, raised.number(), "anna", now, "");
    see(Observation.present(DENY, Severity.MINOR, evidence("bad")));
    assertThat(book.active().get(0).state()).isEqualTo(FindingState.ACKNOWLEDGED);
    see(Observation.present(DENY, Severity.CRITICAL, evidence("bad")));
    assertThat(book.active().get(0).state()).isEqualTo(FindingState.OPEN);
  }

  @Test
  void aChangedListOnlyEndsByAcknowledgement() {
    Finding raised = raise(CHANGED);
    for (int i = 0; i < 5; i++) {
      assertThat(see(good(CHANGED))).isEmpty();
    }
    List<Transition> made =
        done(Operators.acknowledge(book, raised.number(), "anna", now, "reviewed"));
    assertThat(types(made)).containsExactly(TransitionType.ACKNOWLEDGED, TransitionType.CLEARED);
    assertThat(made.get(1).actor()).isEqualTo("anna");
    assertThat(made.get(1).finding().note()).isEqualTo("reviewed");
    assertThat(see(good(CHANGED))).isEmpty();
  }

  @Test
  void aPollFromBeforeTheReviewDoesNotRaiseAgain() {
    Finding raised = raise(CHANGED);
    Operators.acknowledge(book, raised.number(), "anna", now.plus(Duration.ofMinutes(2)), "");
    assertThat(see(bad(CHANGED))).as("polled a minute before the review").isEmpty();
    now = now.plus(Duration.ofMinutes(5));
    assertThat(types(see(bad(CHANGED)))).containsExactly(TransitionType.RAISED);
  }

  @Test
  void aShelvedFindingIsQuietUntilItsTime() {
    Finding raised = raise(DENY);
    Instant until = now.plus(Duration.ofMinutes(10));
    List<Transition> made = done(Operators.shelve(book, raised.number(), until, "anna", now));
    assertThat(types(made)).containsExactly(TransitionType.SHELVED);
    assertThat(made.get(0).finding().shelvedUntil()).contains(until);
    assertThat(see(Observation.present(DENY, Severity.CRITICAL, evidence("worse")))).isEmpty();
    assertThat(book.tick(until.minusMillis(1))).isEmpty();
    List<Transition> back = book.tick(until);
    assertThat(types(back)).containsExactly(TransitionType.UNSHELVED);
    assertThat(back.get(0).finding().state()).isEqualTo(FindingState.OPEN);
    assertThat(back.get(0).finding().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(back.get(0).finding().shelvedUntil()).isEmpty();
    assertThat(book.tick(until)).isEmpty();
  }

  @Test
  void theEndOfAShelvedFindingIsTold() {
    Finding raised = raise(DENY);
    Operators.shelve(book, raised.number(), now.plus(Duration.ofDays(1)), "anna", now);
    see(good(DENY));
    assertThat(types(see(good(DENY)))).containsExactly(TransitionType.CLEARED);
    assertThat(book.find(raised.number()).orElseThrow().shelvedUntil()).isEmpty();
  }

  @Test
  void unshelvingAndAnnotatingAreSteps() {
    Finding raised = raise(DENY);
    assertThat(Operators.unshelve(book, raised.number(), "anna", now))
        .isInstanceOf(OperatorResult.Unchanged.class);
    Operators.shelve(book, raised.number(), now.plusSeconds(60), "anna", now);
    assertThat(types(done(Operators.unshelve(book, raised.number(), "anna", now))))
        .containsExactly(TransitionType.UNSHELVED);
    assertThat(types(done(Operators.annotate(book, raised.number(), "anna", now, "ticket 7"))))
        .containsExactly(TransitionType.CHANGED);
    assertThat(Operators.annotate(book, raised.number(), "anna", now, "ticket 7"))
        .isInstanceOf(OperatorResult.Unchanged.class);
  }

  @Test
  void whatAnOperatorCannotDoIsSaid() {
    assertThat(Operators.acknowledge(book, 7, "anna", now, ""))
        .isEqualTo(new OperatorResult.UnknownNumber(7));
    Finding raised = raise(DENY);
    assertThat(Operators.shelve(book, raised.number(), now, "anna", now))
        .isEqualTo(new OperatorResult.NotInFuture(now));
    see(good(DENY));
    see(good(DENY));
    assertThat(Operators.acknowledge(book, raised.number(), "anna", now, ""))
        .isInstanceOf(OperatorResult.AlreadyCleared.class);
    assertThat(Operators.shelve(book, raised.number(), now.plusSeconds(1), "anna", now))
        .isInstanceOf(OperatorResult.AlreadyCleared.class);
  }

  @Test
  void forgetsWhatWasClearedLongAgo() {
    Finding raised = raise(DENY);
    see(good(DENY));
    see(good(DENY));
    book.tick(now.plus(Duration.ofHours(24)));
    assertThat(book.find(raised.number())).isPresent();
    book.tick(now.plus(Duration.ofHours(24)).plusSeconds(1));
    assertThat(book.find(raised.number())).isEmpty();
    assertThat(Operators.acknowledge(book, raised.number(), "anna", now, ""))
        .isEqualTo(new OperatorResult.UnknownNumber(raised.number()));
  }

  @Test
  void afterARestartNothingIsRaisedTwiceAndNumbersGoOn() {
    for (int i = 0; i < 3; i++) {
      see(bad(SILENT), bad(CHANGED));
    }
    Operators.shelve(book, 1, now.plus(Duration.ofDays(1)), "anna", now);
    List<Finding> active = book.active();
    reopen(BookState.of(book.log()));
    assertThat(book.active()).isEqualTo(active);
    assertThat(book.lastSequence()).isEqualTo(3);
    assertThat(see(bad(SILENT), bad(CHANGED))).isEmpty();
    see(good(SILENT));
    see(good(SILENT));
    Finding next = raise(DENY);
    assertThat(next.number()).isEqualTo(3);
    assertThat(book.lastSequence()).isEqualTo(5);
  }

  @Test
  void flappingIsRememberedOverARestart() {
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    raise(DENY);
    see(good(DENY));
    see(good(DENY));
    reopen(BookState.of(book.log()));
    Finding raised = raise(DENY);
    assertThat(raised.number()).isEqualTo(1);
    assertThat(raised.occurrences()).isEqualTo(3);
    assertThat(raised.evidence().text()).startsWith("flapping, 5 raises");
  }

  @Test
  void aDamagedStoreIsRefused() {
    Finding one = raise(DENY);
    Finding two =
        new Finding(
            2,
            DENY,
            Severity.MAJOR,
            FindingState.OPEN,
            now,
            now,
            1,
            evidence("bad"),
            Optional.empty(),
            "");
    assertThatThrownBy(() -> reopen(new BookState(List.of(one, two), 3, 2, List.of(), List.of())))
        .hasMessageContaining(DENY.text());
    assertThatThrownBy(() -> reopen(new BookState(List.of(one, one), 3, 2, List.of(), List.of())))
        .hasMessageContaining("number 1");
    assertThatThrownBy(() -> new BookState(List.of(one), 1, 2, List.of(), List.of()))
        .hasMessageContaining("next number 1");
    assertThatThrownBy(() -> new BookState(List.of(), 2, 1, book.log(), List.of()))
        .hasMessageContaining("next sequence number 1");
  }

  @Test
  void refusesObservationsOfAnotherDeviceOrTwice() {
    FindingKey other = new FindingKey(FindingKind.ACL_CHANGED, Subject.of("gw2", "FORWARD"));
    assertThatThrownBy(() -> see(bad(other))).hasMessageContaining("gw2");
    assertThatThrownBy(() -> see(bad(DENY), good(DENY))).hasMessageContaining("observed twice");
  }

  @Test
  void theLogIsBounded() {
    BookSettings small =
        new BookSettings(
            Map.of(), Duration.ofHours(1), 1000, 1, Duration.ofHours(1), Duration.ofHours(1), 3);
    book = new FindingBook(BookState.empty(), small, Maintenance.never());
    for (int i = 0; i < 4; i++) {
      see(bad(DENY));
      see(good(DENY));
    }
    assertThat(book.log()).extracting(Transition::sequence).containsExactly(6L, 7L, 8L);
  }

  @Test
  void whatFollowsAChangeOfAListNamesIt() {
    see(bad(DENY), good(CHANGED));
    List<Transition> made = see(bad(DENY), bad(CHANGED));
    assertThat(made)
        .as("the change comes first, whatever the order of the observations")
        .extracting(step -> step.finding().key().kind())
        .containsExactly(FindingKind.ACL_CHANGED, FindingKind.EXPECTED_DENY);
    long change = made.get(0).finding().number();
    assertThat(made.get(0).finding().evidence().text()).isEqualTo("bad");
    assertThat(made.get(1).finding().evidence().text())
        .isEqualTo("bad; probably due to finding " + change + " (aclChanged)");
    assertThat(made.get(0).finding().evidence().cause()).isEmpty();
    assertThat(made.get(1).finding().evidence().cause()).hasValue(change);
    see(bad(DENY), bad(CHANGED));
    assertThat(book.find(made.get(1).finding().number()).orElseThrow().evidence().text())
        .as("still says so")
        .endsWith("probably due to finding " + change + " (aclChanged)");
    see(good(DENY), bad(CHANGED));
    Transition cleared = see(good(DENY), bad(CHANGED)).get(0);
    assertThat(cleared.type()).isEqualTo(TransitionType.CLEARED);
    assertThat(cleared.finding().evidence().cause()).as("its end too").hasValue(change);
  }

  @Test
  void anOldChangeAndAnotherDevicesChangeExplainNothing() {
    raise(CHANGED);
    now = now.plus(Duration.ofHours(1));
    assertThat(raise(DENY).evidence().text()).isEqualTo("bad");
    FindingKey elsewhere = new FindingKey(FindingKind.ACL_CHANGED, Subject.of("gw2", "FORWARD"));
    assertThat(
            book.apply(new Judgement("gw2", now, List.of(bad(elsewhere)), false, false, List.of())))
        .hasSize(1);
    assertThat(raise(SPIKE).evidence().text()).isEqualTo("bad");
  }

  @Test
  void aCauseFindsRoomInALongText() {
    Finding change = raise(CHANGED);
    Evidence told = Causes.told(evidence("x".repeat(EvidenceText.MAX)), change);
    assertThat(told.text())
        .hasSize(EvidenceText.MAX)
        .endsWith("; probably due to finding " + change.number() + " (aclChanged)");
  }

  @Test
  void waitingForAWindowIsNoEvaluation() {
    raise(SPIKE);
    for (int i = 0; i < 5; i++) {
      assertThat(see(good(SPIKE))).isEmpty();
      assertThat(see(true, Observation.waiting(SPIKE))).as("still looked at").isEmpty();
    }
    assertThat(types(see(good(SPIKE)))).containsExactly(TransitionType.CLEARED);
  }
}

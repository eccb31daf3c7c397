package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AccessListReading;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;
import org.postern.acl.Direction;
import org.postern.acl.EntryCover;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.acl.MailPort;
import org.postern.acl.NamedCounter;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;
import org.postern.finding.Board;
import org.postern.finding.EntryUses;
import org.postern.finding.ExpectationMatcher;
import org.postern.finding.PortAssessment;
import org.postern.finding.SeriesStates;
import org.postern.finding.WindowHits;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.SnmpRecording;

/** A device's evaluation and its rows, poll by poll. */
class DeviceStateTest {
  private static final AccessListEntry SMTP = Gateway.entry("1", Action.PERMIT, "192.0.2.10", 25);
  private static final AccessListEntry NO_POP =
      Gateway.entry("2", Action.DENY, "192.0.2.0/24", 110);
  private static final AccessList LIST = Gateway.list(SMTP, NO_POP);

  private final Indexes indexes = Indexes.inMemory();
  private final DeviceState state = Gateway.state(Gateway.device(), indexes);
  private final DeviceRowsBuilder builder =
      new DeviceRowsBuilder("gw", indexes, new ListSince(Map.of()));

  private DeviceRows rows(PollOutcome.Answered outcome) {
    return builder.answered(state.evaluate(outcome), List.of(), SeriesStates.none());
  }

  private static Board.PortRow port(DeviceRows rows, MailPort port) {
    return rows.ports().stream()
        .filter(row -> row.port() == port && row.crossingName().equals("outside>dmz"))
        .findFirst()
        .orElseThrow();
  }

  private static Board.EntryRow entry(DeviceRows rows, String destination) {
    return rows.entries().stream()
        .filter(row -> row.destination().equals(destination))
        .findFirst()
        .orElseThrow();
  }

  private PortAssessment assessed(PollOutcome.Answered outcome, MailPort port) {
    return state.evaluate(outcome).assessment().ports().stream()
        .filter(each -> each.port() == port && each.crossing().name().equals("outside>dmz"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstSampleTellsNoHits() {
    DeviceRows rows = rows(Gateway.answer(0, Gateway.hits(LIST, 7, 9)));
    Board.PortRow pop = port(rows, MailPort.POP3);
    assertThat(pop.denyHits()).isZero();
    assertThat(pop.denyRate().quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(pop.quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(entry(rows, "192.0.2.10").hits()).hasValue(0L);
    assertThat(entry(rows, "192.0.2.10").hitRate().quality()).isEqualTo(Quality.UNAVAILABLE);
  }

  @Test
  void theSecondSampleTellsTheDifference() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 7, 9)));
    DeviceRows rows = rows(Gateway.answer(1, Gateway.hits(LIST, 67, 21)));
    Board.PortRow pop = port(rows, MailPort.POP3);
    assertThat(pop.verdict().verdict()).isEqualTo(Verdict.DENIED);
    assertThat(pop.denyHits()).isEqualTo(12);
    assertThat(pop.denyRate().perSecond().getAsDouble()).isEqualTo(12 / 60.0);
    assertThat(entry(rows, "192.0.2.10").hits()).hasValue(60L);
    assertThat(entry(rows, "192.0.2.10").hitRate().perSecond().getAsDouble()).isEqualTo(1.0);
  }

  @Test
  void aCoveredEntryIsTheSameUntilTheListChanges() {
    AccessList covered =
        Gateway.list(
            Gateway.entry("10", Action.DENY, "192.0.2.0/24", 25),
            Gateway.entry("20", Action.PERMIT, "192.0.2.10", 25));
    DeviceRows rows = rows(Gateway.answer(0, Gateway.hits(covered, 0, 0)));
    assertThat(entry(rows, "192.0.2.10").cover()).isEqualTo(EntryCover.Status.SHADOWED);
    assertThat(entry(rows, "192.0.2.10").coveredBy()).containsExactly("10");
    assertThat(entry(rows, "192.0.2.0/24").cover()).isEqualTo(EntryCover.Status.EFFECTIVE);
    DeviceRows moved = rows(Gateway.answer(1, Gateway.hits(LIST, 0, 0)));
    assertThat(moved.entries())
        .extracting(Board.EntryRow::cover)
        .containsOnly(EntryCover.Status.EFFECTIVE);
  }

  @Test
  void theUseOfEntriesIsTakenFromTheirCounters() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 10)));
    rows(Gateway.answer(1, Gateway.hits(LIST, 0, 40)));
    assertThat(state.uses().stored().values())
        .singleElement()
        .satisfies(
            uses ->
                assertThat(uses.values())
                    .extracting(
                        EntryUses.Silence::hitBefore,
                        EntryUses.Silence::observed,
                        EntryUses.Silence::others)
                    .containsExactlyInAnyOrder(
                        tuple(false, Duration.ofMinutes(1), 30L), tuple(true, Duration.ZERO, 0L)));
  }

  @Test
  void hitsFollowTheirEntryWhenOneIsInsertedAbove() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 100, 9)));
    DeviceRows before = rows(Gateway.answer(1, Gateway.hits(LIST, 160, 19)));
    AccessList longer =
        Gateway.list(
            Gateway.entry("1", Action.DENY, "192.0.2.99", 25),
            Gateway.entry("2", Action.PERMIT, "192.0.2.10", 25),
            Gateway.entry("3", Action.DENY, "192.0.2.0/24", 110));
    DeviceRows after = rows(Gateway.answer(2, Gateway.hits(longer, 0, 190, 24)));
    Board.EntryRow smtp = entry(after, "192.0.2.10");
    assertThat(smtp.entryId()).isEqualTo("2");
    assertThat(smtp.entryIndex()).isEqualTo(entry(before, "192.0.2.10").entryIndex());
    assertThat(smtp.hits()).as("60 and 30, whatever its number").hasValue(90L);
    assertThat(smtp.hitRate().quality()).isEqualTo(Quality.COMPLETE);
    assertThat(entry(after, "192.0.2.0/24").hits()).hasValue(15L);
    assertThat(entry(after, "192.0.2.99").hitRate().quality()).isEqualTo(Quality.UNAVAILABLE);
  }

  @Test
  void portTotalsNeverFall() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 10)));
    rows(Gateway.answer(1, Gateway.hits(LIST, 0, 40)));
    DeviceRows cleared = rows(Gateway.answer(2, Gateway.hits(LIST, 0, 3)));
    assertThat(port(cleared, MailPort.POP3).denyHits()).as("cleared").isEqualTo(30);
    DeviceRows gone = rows(Gateway.answer(3, Gateway.hits(Gateway.list(SMTP), 0)));
    assertThat(port(gone, MailPort.POP3).denyHits()).as("entry gone").isEqualTo(30);
    rows(Gateway.answer(4, Gateway.hits(LIST, 0, 1000)));
    DeviceRows back = rows(Gateway.answer(5, Gateway.hits(LIST, 0, 1005)));
    assertThat(port(back, MailPort.POP3).denyHits()).as("back, first seen anew").isEqualTo(35);
  }

  @Test
  void aVerdictThatStaysKeepsItsTime() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 0)));
    DeviceRows same = rows(Gateway.answer(3, Gateway.hits(LIST, 0, 0)));
    assertThat(port(same, MailPort.POP3).since()).isEqualTo(Gateway.NOON);
    AccessList open = Gateway.list(Gateway.entry("1", Action.PERMIT, "any", 110));
    DeviceRows changed = rows(Gateway.answer(4, Gateway.hits(open, 0)));
    assertThat(port(changed, MailPort.POP3).verdict().verdict()).isEqualTo(Verdict.PERMITTED);
    assertThat(port(changed, MailPort.POP3).since())
        .isEqualTo(Gateway.NOON.plus(Gateway.INTERVAL.multipliedBy(4)));
  }

  @Test
  void verdictsAreEvaluatedAnewOnlyWhenAListChanges() {
    PortAssessment first = assessed(Gateway.answer(0, Gateway.hits(LIST, 0, 0)), MailPort.SMTP);
    PortAssessment same = assessed(Gateway.answer(1, Gateway.hits(LIST, 5, 5)), MailPort.SMTP);
    assertThat(same.verdict()).isSameAs(first.verdict());
    AccessList other = Gateway.list(NO_POP);
    PortAssessment changed = assessed(Gateway.answer(2, Gateway.hits(other, 5)), MailPort.SMTP);
    assertThat(changed.verdict().verdict()).isEqualTo(Verdict.DENIED);
    AccessList renumbered = Gateway.list(Gateway.entry("20", Action.DENY, "192.0.2.0/24", 110));
    PortAssessment named = assessed(Gateway.answer(3, Gateway.hits(renumbered, 5)), MailPort.POP3);
    assertThat(named.verdict().deciding())
        .as("a verdict names entries as they are numbered now")
        .anyMatch(each -> each.entryId().equals("20"));
  }

  @Test
  void aSilentDeviceKeepsItsRowsWithoutAnyFreshNumber() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 0)));
    DeviceRows known = rows(Gateway.answer(1, Gateway.hits(LIST, 60, 60)));
    PollOutcome.Failed failed =
        new PollOutcome.Failed(
            Board.Reachability.NO_RESPONSE,
            "no answer from gw",
            Gateway.NOON.plusSeconds(120),
            Duration.ofMillis(9));
    DeviceRows stale = builder.silent(state.evaluate(failed).device());
    assertThat(stale.device().consecutiveFailures()).isEqualTo(1);
    assertThat(stale.device().lastGoodPoll()).hasValue(Gateway.NOON.plusSeconds(60));
    assertThat(stale.ports()).hasSameSizeAs(known.ports());
    Board.PortRow pop = port(stale, MailPort.POP3);
    assertThat(pop.quality()).isEqualTo(Quality.UNAVAILABLE);
    assertThat(pop.denyRate().perSecond()).isEmpty();
    assertThat(pop.denyHits()).isEqualTo(port(known, MailPort.POP3).denyHits());
    assertThat(pop.verdict().reasons())
        .contains("not confirmed since 2026-11-24T12:01:00Z: no answer from gw");
    assertThat(stale.entries()).allMatch(row -> row.hitRate().perSecond().isEmpty());
    DeviceRows again = builder.silent(state.evaluate(failed).device());
    assertThat(port(again, MailPort.POP3).verdict().reasons())
        .as("said once, however long it lasts")
        .hasSize(pop.verdict().reasons().size());
    assertThat(again.device().consecutiveFailures()).isEqualTo(2);
  }

  @Test
  void aDeviceThatNeverAnsweredHasARowAndNoOthers() {
    DeviceRows rows = builder.silent(state.row());
    assertThat(rows.device().reachability()).isEqualTo(Board.Reachability.UNKNOWN);
    assertThat(rows.ports()).isEmpty();
  }

  @Test
  void aRestartIsCountedAndItsWindowTellsNothing() {
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 100)));
    Evaluation restarted =
        state.evaluate(Gateway.answer(5, 500, List.of(Gateway.hits(LIST, 0, 900)), List.of()));
    assertThat(restarted.assessment().restarted()).isTrue();
    assertThat(restarted.device().restartsSeen()).isEqualTo(1);
    assertThat(restarted.assessment().ports())
        .filteredOn(each -> each.port() == MailPort.POP3)
        .filteredOn(each -> each.crossing().name().equals("outside>dmz"))
        .allMatch(each -> !each.denyHits().isJudgeable());
  }

  @Test
  void aDeviceWithoutSysUpTimeDoesNotRestartAtEachPoll() {
    List<AccessListReading> lists = List.of(Gateway.hits(LIST, 0, 0));
    state.evaluate(Gateway.answer(0, 0, lists, List.of()));
    Evaluation second = state.evaluate(Gateway.answer(5, 0, lists, List.of()));
    assertThat(second.assessment().restarted()).isFalse();
    assertThat(second.device().restartsSeen()).isZero();
  }

  @Test
  void namedCountersCountForThePortTheyAreBoundTo() throws Exception {
    MonitoredDevice bound =
        Gateway.device(
            Map.of(),
            List.of(
                new MonitoredDevice.CounterBinding(
                    "anti-viruse", "tcp-viruse", MailPort.SMTP, Direction.IN, Action.DENY),
                new MonitoredDevice.CounterBinding(
                    "anti-viruse", "no-such-counter", MailPort.IMAP, Direction.IN, Action.DENY)));
    DeviceState juniper = Gateway.state(bound, indexes);
    List<NamedCounter> first = recordedCounters();
    NamedCounter virus =
        first.stream().filter(c -> c.name().equals("tcp-viruse")).findFirst().orElseThrow();
    assertThat(virus.list()).isEqualTo("anti-viruse");
    juniper.evaluate(Gateway.answer(0, 360_000, List.of(), first));
    HitReading more =
        new HitReading(virus.hits().value() + 30, virus.hits().width(), HitUnit.PACKETS, true);
    Evaluation second =
        juniper.evaluate(
            Gateway.answer(
                1,
                366_000,
                List.of(),
                List.of(
                    new NamedCounter(
                        "anti-viruse", "tcp-viruse", more, Visibility.NAMED_COUNTERS))));
    assertThat(second.assessment().ports()).hasSize(2);
    PortAssessment smtp = second.assessment().ports().get(0);
    assertThat(smtp.port()).isEqualTo(MailPort.SMTP);
    assertThat(smtp.denyHits()).isEqualTo(WindowHits.of(30));
    assertThat(smtp.verdict().verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(smtp.verdict().visibility()).isEqualTo(Visibility.NAMED_COUNTERS);
    assertThat(smtp.verdict().reasons().get(0)).contains("binds tcp-viruse");
    assertThat(second.assessment().ports().get(1).denyHits())
        .as("bound to a counter that is not there")
        .isEqualTo(WindowHits.none(Quality.UNAVAILABLE));
    assertThat(second.device().visibility()).isEqualTo(Visibility.NAMED_COUNTERS);
  }

  private static List<NamedCounter> recordedCounters() throws Exception {
    ScriptedReader reader =
        ScriptedReader.of(
            SnmpRecording.load(
                Path.of(
                    "src/test/resources/recordings/juniper-firewall-filter/mx960-junos12.snmprec")));
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    PollOutcome outcome =
        new DevicePoller(
                reader,
                catalog.catalog(),
                java.time.Clock.fixed(Gateway.NOON, java.time.ZoneOffset.UTC))
            .poll(
                Gateway.device(Map.of(), List.of()),
                DevicePoller.Acquaintance.none(),
                Runnable::run,
                DevicePoller.Tries.ALL)
            .get(20, java.util.concurrent.TimeUnit.SECONDS)
            .outcome();
    return ((PollOutcome.Answered) outcome).reading().namedCounters();
  }

  @Test
  void explainsByTheListsOfTheLastAnswer() {
    assertThat(state.explain(MailPort.POP3, Optional.empty())).isEmpty();
    rows(Gateway.answer(0, Gateway.hits(LIST, 0, 0)));
    assertThat(state.explain(MailPort.POP3, Optional.of("outside>dmz")))
        .anyMatch(line -> line.contains("DENIED"));
    assertThat(state.explain(MailPort.POP3, Optional.of("no such crossing"))).isEmpty();
  }

  @Test
  void theDeviceIsAskedForItsConnectionsWhileASpikeIsSuspected() {
    int minute = 0;
    long denied = 0;
    // From Tuesday to Friday: what is usual on working days is learned by then.
    for (; minute < 3 * 1440; minute++) {
      denied += 1;
      assertThat(sought(minute, denied)).isFalse();
    }
    List<Boolean> asked = new ArrayList<>();
    for (int poll = 0; poll < 15 || !asked.get(asked.size() - 1); poll++, minute++) {
      denied += 200;
      asked.add(sought(minute, denied));
    }
    assertThat(asked.stream().filter(each -> each).count())
        .as("of each window after the first odd one only the last poll")
        .isBetween(2L, 4L);
    assertThat(
            sought(
                new PollOutcome.Failed(
                    Board.Reachability.NO_RESPONSE,
                    "no answer",
                    Gateway.NOON.plus(Gateway.INTERVAL.multipliedBy(minute)),
                    Duration.ofMillis(40))))
        .as("what is not judged ends no suspicion")
        .isFalse();
  }

  private boolean sought(int minute, long denied) {
    return sought(Gateway.answer(minute, Gateway.hits(LIST, 0, denied)));
  }

  private boolean sought(PollOutcome outcome) {
    Evaluation evaluation = state.evaluate(outcome);
    var unused =
        Gateway.judge()
            .judge(
                evaluation.assessment(), state.memory(), new ExpectationMatcher(Gateway.policy()));
    state.seekSources(evaluation.assessment());
    return state.acquaintance().sought().wanted();
  }

  @Test
  void entriesThatAreNotCountedAreNamed() {
    AccessListReading uncounted =
        new AccessListReading(LIST, Map.of("2", new HitReading(9, 64, HitUnit.PACKETS, true)));
    assertThat(assessed(Gateway.answer(0, uncounted), MailPort.SMTP).permitHits().uncounted())
        .extracting(DecidingEntry::entryId)
        .containsExactly("1");
    assertThat(
            assessed(Gateway.answer(1, Gateway.hits(LIST, 1, 2)), MailPort.SMTP)
                .permitHits()
                .uncounted())
        .isEmpty();
  }
}

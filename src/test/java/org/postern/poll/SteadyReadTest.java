package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.Action;
import org.postern.finding.DeviceMemory;
import org.postern.finding.ExpectationMatcher;
import org.postern.finding.FindingKind;
import org.postern.finding.Judgement;
import org.postern.profile.DeviceReading;
import org.postern.profile.KnownMapping;
import org.postern.profile.Profiles;
import org.postern.profile.ReadPlan;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

class SteadyReadTest {
  private static final Oid WITNESS = Oid.parse("1.3.6.1.4.1.32473.1.0");
  private static final AccessList OLD =
      Gateway.list(Gateway.entry("1", Action.DENY, "192.0.2.10/32", 25));
  private static final AccessList TORN =
      Gateway.list(
          Gateway.entry("1", Action.DENY, "192.0.2.10/32", 25),
          Gateway.entry("2", Action.PERMIT, "0.0.0.0/0", 110));
  private static final AccessList NEW =
      Gateway.list(
          Gateway.entry("1", Action.DENY, "192.0.2.10/32", 25),
          Gateway.entry("2", Action.PERMIT, "192.0.2.10/32", 110));

  private final Deque<DeviceReading> readings = new ArrayDeque<>();
  private final Deque<Long> witnesses = new ArrayDeque<>();

  private void device(AccessList... lists) {
    for (AccessList list : lists) {
      readings.add(Gateway.answer(0, Gateway.hits(list)).reading());
    }
  }

  private SteadyRead.Told read(SteadyLists known) {
    ScriptedReader reader =
        ScriptedReader.of(
            SnmpRecording.of(List.of()),
            oids ->
                Optional.of(
                    new ReadResult.Complete(List.of(witness(witnesses.removeFirst())), 1, 0)));
    List<Oid> asked = witnesses.isEmpty() ? List.of() : List.of(WITNESS);
    return new SteadyRead(
            new PlanReader(reader, Clock.fixed(Gateway.NOON, ZoneOffset.UTC), 1),
            Gateway.device().target(),
            new ReadPlan(asked, asked, List.of()),
            Set.of(),
            answers -> new Profiles.Mapped(readings.removeFirst(), KnownMapping.nothing()),
            Runnable::run)
        .read(known)
        .join();
  }

  private static VarBind witness(long ticks) {
    return new VarBind(WITNESS, new SnmpValue.TimeTicks(ticks));
  }

  private static SteadyLists known(AccessList list, long... witness) {
    return new SteadyLists(
        List.of(list), Arrays.stream(witness).mapToObj(w -> witness(w)).toList());
  }

  private static AccessList list(SteadyRead.Told told) {
    return told.reading().accessLists().get(0).list();
  }

  @Test
  void unchangedListsAreReadOnce() {
    device(OLD);
    witnesses.add(7L);
    SteadyRead.Told told = read(known(OLD, 5));
    assertThat(list(told)).isEqualTo(OLD);
    assertThat(told.lists()).isEqualTo(known(OLD, 7));
    assertThat(readings).isEmpty();
    assertThat(witnesses).isEmpty();
  }

  @Test
  void aChangeIsTakenOverWhenASecondReadAtOnceBringsTheSame() {
    device(NEW, NEW);
    SteadyRead.Told told = read(known(OLD));
    assertThat(list(told)).isEqualTo(NEW);
    assertThat(told.lists()).isEqualTo(known(NEW));
    assertThat(told.reading().listsComplete()).isTrue();
    assertThat(readings).isEmpty();
  }

  @Test
  void anAnnouncedChangeNeedsNoSecondReadIfTheWitnessStoodStill() {
    device(NEW);
    witnesses.addAll(List.of(6L, 6L));
    SteadyRead.Told told = read(known(OLD, 5));
    assertThat(told.lists()).isEqualTo(known(NEW, 6));
    assertThat(readings).isEmpty();
    assertThat(witnesses).isEmpty();
  }

  @Test
  void aWitnessThatMovesDuringTheReadOrNeverMovedProvesNothing() {
    device(TORN, NEW);
    witnesses.addAll(List.of(6L, 7L, 7L));
    assertThat(read(known(OLD, 5)).lists()).isEqualTo(known(OLD, 5));
    device(NEW, NEW);
    witnesses.addAll(List.of(5L, 5L));
    assertThat(read(known(OLD, 5)).lists()).isEqualTo(known(NEW, 5));
    assertThat(readings).isEmpty();
  }

  @Test
  void aListThatChangesWhileItIsReadGivesNoVerdictAndOthersDo() {
    AccessListReading other =
        Gateway.hits(
            new AccessList(
                "OTHER",
                "test",
                OLD.families(),
                List.of(),
                OLD.entries(),
                OLD.implicitAction(),
                OLD.visibility(),
                List.of()));
    readings.add(Gateway.answer(0, other, Gateway.hits(TORN)).reading());
    readings.add(Gateway.answer(0, other, Gateway.hits(NEW)).reading());
    SteadyRead.Told told = read(known(OLD));
    assertThat(told.reading().listsComplete()).isFalse();
    assertThat(told.reading().accessLists().get(0).list().isComplete()).isTrue();
    assertThat(told.reading().accessLists().get(1).list().gaps())
        .containsExactly("the list changed while it was read");
    assertThat(told.lists()).isEqualTo(known(OLD));
  }

  @Test
  void anIncompleteListIsToldAsItIsAndWithoutASecondRead() {
    AccessList cut =
        new AccessList(
            OLD.name(),
            OLD.source(),
            OLD.families(),
            OLD.bindings(),
            List.of(),
            OLD.implicitAction(),
            OLD.visibility(),
            List.of("table partly read"));
    device(cut);
    SteadyRead.Told told = read(known(OLD));
    assertThat(list(told)).isEqualTo(cut);
    assertThat(told.lists()).isEqualTo(known(OLD));
  }

  /** Polls are a minute apart; the findings are those of the judge. */
  @Test
  void aRealChangeIsFoundWithinTwoPollsAndATornReadRaisesNothing() {
    DeviceState state = Gateway.state(Gateway.device(), Indexes.inMemory());
    device(OLD, OLD, OLD, TORN, NEW, NEW, NEW, NEW);
    SteadyLists known = SteadyLists.none();
    List<Boolean> changed = new ArrayList<>();
    for (int minute = 0; minute < 5; minute++) {
      SteadyRead.Told told = read(known);
      known = told.lists();
      Judgement judgement = judged(state, told, minute);
      changed.add(
          judgement.observations().stream()
              .anyMatch(each -> each.key().kind() == FindingKind.ACL_CHANGED && each.present()));
    }
    assertThat(readings).isEmpty();
    // Poll 2 meets the edit; 3 and 4 are the first two after it.
    assertThat(changed).containsExactly(false, false, false, false, true);
  }

  private static Judgement judged(DeviceState state, SteadyRead.Told told, int minute) {
    Evaluation evaluation =
        state.evaluate(
            new PollOutcome.Answered(
                told.reading(),
                Gateway.NOON.plus(Gateway.INTERVAL.multipliedBy(minute)),
                Duration.ofMillis(40),
                Duration.ofMillis(10),
                Optional.empty()));
    DeviceMemory memory = state.memory();
    return Gateway.judge()
        .judge(evaluation.assessment(), memory, new ExpectationMatcher(Gateway.policy()));
  }
}

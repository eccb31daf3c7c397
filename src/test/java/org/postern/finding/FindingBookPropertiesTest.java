package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.postern.acl.MailPort;

/** Whatever is observed and whatever operators do, in any order. */
class FindingBookPropertiesTest {
  private static final List<String> DEVICES = List.of("gw1", "gw2");
  private static final List<FindingKind> KINDS =
      List.of(
          FindingKind.DEVICE_UNREACHABLE,
          FindingKind.ACL_CHANGED,
          FindingKind.EXPECTED_DENY,
          FindingKind.DENY_SPIKE);

  /** One thing that happens. */
  sealed interface Event {
    /** A poll; {@code states} says for each kind 0 nothing, 1 bad, 2 worse, 3 good, 4 undecided. */
    record Poll(int device, List<Integer> states, boolean whole) implements Event {}

    /** An operator; what 0 acknowledges, 1 shelves for ten minutes, 2 unshelves, 3 annotates. */
    record Operator(int what, int number) implements Event {}

    /** Time passes. */
    record Pause(int minutes) implements Event {}

    /** Only the first device is configured any more, for this moment. */
    record Retain() implements Event {}
  }

  @Property
  void sequenceNumbersHaveNoGapsAndEveryStepIsLegal(@ForAll("events") List<Event> events) {
    FindingBook book =
        new FindingBook(BookState.empty(), BookSettings.defaults(), Maintenance.never());
    List<Transition> all = new ArrayList<>();
    Map<Long, Finding> known = new HashMap<>();
    Instant now = Sample.NOON;
    for (Event event : events) {
      now = now.plus(duration(event));
      for (Transition transition : happen(book, event, now)) {
        all.add(transition);
        assertThat(transition.sequence()).isEqualTo(all.size());
        assertThat(transition.time()).isEqualTo(now);
        assertLegal(transition, known);
        known.put(transition.finding().number(), transition.finding());
      }
      assertOneActivePerKey(book);
      assertThat(book.lastSequence()).isEqualTo(all.size());
    }
  }

  @Property
  void aBookRebuiltAtAnyPointGoesOnTheSame(
      @ForAll("events") List<Event> events,
      @ForAll @IntRange(max = 60) int cut,
      @ForAll boolean shelves) {
    // Rows of evaluations in progress are not stored, so here one evaluation is enough.
    BookSettings immediate =
        new BookSettings(
            Map.of(), Duration.ofHours(1), 4, 1, Duration.ofHours(1), Duration.ofHours(24), 10_000);
    FindingBook through = new FindingBook(BookState.empty(), immediate, Maintenance.never());
    FindingBook restarted = new FindingBook(BookState.empty(), immediate, Maintenance.never());
    Instant now = Sample.NOON;
    int step = 0;
    for (Event any : events) {
      // What changes quietly on a shelf is not stored either, and told after a restart.
      Event event = shelves ? withoutChange(any) : withoutShelf(any);
      if (step++ == cut) {
        FindingBook before = restarted;
        restarted = new FindingBook(BookState.of(before.log()), immediate, Maintenance.never());
        assertThat(essence(restarted.active())).isEqualTo(essence(before.active()));
        assertThat(restarted.lastSequence()).isEqualTo(before.lastSequence());
      }
      now = now.plus(duration(event));
      List<String> one = steps(happen(through, event, now));
      assertThat(steps(happen(restarted, event, now))).isEqualTo(one);
    }
    assertThat(essence(restarted.active())).isEqualTo(essence(through.active()));
  }

  @Property
  void theSamePollAgainSoonSaysNothingNew(@ForAll("events") List<Event> events) {
    BookSettings immediate =
        new BookSettings(Map.of(), Duration.ofHours(1), 10_000, 1, Duration.ZERO, Duration.ZERO, 1);
    FindingBook book = new FindingBook(BookState.empty(), immediate, Maintenance.never());
    Instant now = Sample.NOON;
    for (Event event : events) {
      now = now.plus(duration(event));
      happen(book, event, now);
      if (event instanceof Event.Poll) {
        assertThat(happen(book, event, now)).isEmpty();
      }
    }
  }

  private static Event withoutChange(Event event) {
    return event instanceof Event.Poll poll
        ? new Event.Poll(
            poll.device(),
            poll.states().stream().map(state -> state == 2 ? 1 : state).toList(),
            poll.whole())
        : event;
  }

  private static Event withoutShelf(Event event) {
    return event instanceof Event.Operator operator && operator.what() == 1
        ? new Event.Operator(0, operator.number())
        : event;
  }

  /** Without what an evaluation that is no step has seen: that is not stored. */
  private static List<String> steps(List<Transition> made) {
    return made.stream()
        .map(
            t ->
                t.sequence()
                    + " "
                    + t.type()
                    + " "
                    + t.time()
                    + " "
                    + t.actor()
                    + " "
                    + t.finding().severity()
                    + essence(List.of(t.finding())))
        .toList();
  }

  private static List<String> essence(List<Finding> findings) {
    return findings.stream()
        .map(
            f ->
                f.number()
                    + f.key().text()
                    + f.state()
                    + f.firstSeen()
                    + f.occurrences()
                    + f.shelvedUntil()
                    + f.note())
        .toList();
  }

  private static void assertLegal(Transition transition, Map<Long, Finding> known) {
    Finding after = transition.finding();
    Finding before = known.get(after.number());
    String step = transition.type() + " after " + before;
    FindingState from = before == null ? FindingState.CLEARED : before.state();
    switch (transition.type()) {
      case RAISED -> {
        assertThat(from).as(step).isEqualTo(FindingState.CLEARED);
        assertThat(after.state()).isEqualTo(FindingState.OPEN);
        assertThat(after.occurrences()).isEqualTo(before == null ? 1 : before.occurrences() + 1);
        if (before == null) {
          assertThat(after.number()).as("no number is left out").isEqualTo(known.size() + 1);
        }
      }
      case CLEARED -> {
        assertThat(from.isActive()).as(step).isTrue();
        assertThat(after.state()).isEqualTo(FindingState.CLEARED);
      }
      case CHANGED -> {
        assertThat(from.isActive()).as(step).isTrue();
        assertThat(after.state() == from || after.state() == FindingState.OPEN).isTrue();
      }
      case ACKNOWLEDGED -> {
        assertThat(from.isActive()).as(step).isTrue();
        assertThat(after.state()).isEqualTo(FindingState.ACKNOWLEDGED);
      }
      case SHELVED -> {
        assertThat(from.isActive()).as(step).isTrue();
        assertThat(after.state()).isEqualTo(FindingState.SHELVED);
      }
      case UNSHELVED -> {
        assertThat(from).as(step).isEqualTo(FindingState.SHELVED);
        assertThat(after.state()).isEqualTo(FindingState.OPEN);
      }
    }
    assertThat(after.shelvedUntil().isPresent()).isEqualTo(after.state() == FindingState.SHELVED);
    if (before != null) {
      assertThat(after.key()).isEqualTo(before.key());
      assertThat(after.firstSeen()).isEqualTo(before.firstSeen());
    }
  }

  private static void assertOneActivePerKey(FindingBook book) {
    Set<FindingKey> keys = new HashSet<>();
    for (Finding finding : book.active()) {
      assertThat(keys.add(finding.key())).as(finding.key().text()).isTrue();
    }
  }

  private static Duration duration(Event event) {
    return Duration.ofMinutes(event instanceof Event.Pause pause ? pause.minutes() : 1);
  }

  private static List<Transition> happen(FindingBook book, Event event, Instant now) {
    if (event instanceof Event.Poll poll) {
      return book.apply(judgement(poll, now));
    }
    if (event instanceof Event.Operator operator) {
      return operate(book, operator, now) instanceof OperatorResult.Done done
          ? done.transitions()
          : List.of();
    }
    if (event instanceof Event.Retain) {
      return book.retain(Set.of(DEVICES.get(0)), now);
    }
    return book.tick(now);
  }

  private static OperatorResult operate(FindingBook book, Event.Operator operator, Instant now) {
    return switch (operator.what()) {
      case 0 -> Operators.acknowledge(book, operator.number(), "anna", now, "seen");
      case 1 ->
          Operators.shelve(book, operator.number(), now.plus(Duration.ofMinutes(10)), "anna", now);
      case 2 -> Operators.unshelve(book, operator.number(), "anna", now);
      default -> Operators.annotate(book, operator.number(), "anna", now, "note of " + now);
    };
  }

  private static Judgement judgement(Event.Poll poll, Instant now) {
    String device = DEVICES.get(poll.device());
    List<Observation> observations = new ArrayList<>();
    for (int i = 0; i < KINDS.size(); i++) {
      FindingKey key = new FindingKey(KINDS.get(i), Subject.of(device, "x", MailPort.SMTP));
      if (KINDS.get(i) == FindingKind.DEVICE_UNREACHABLE) {
        key = new FindingKey(KINDS.get(i), Subject.device(device));
      }
      switch (poll.states().get(i)) {
        case 1 ->
            observations.add(Observation.present(key, Severity.MINOR, Sample.evidence("bad")));
        case 2 ->
            observations.add(Observation.present(key, Severity.MAJOR, Sample.evidence("worse")));
        case 3 -> observations.add(Observation.absent(key, Sample.evidence("good")));
        case 4 -> observations.add(Observation.undecided(key, Sample.evidence("unknown")));
        default -> {}
      }
    }
    return new Judgement(device, now, observations, poll.whole(), false, List.of());
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Event> polls =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 4).list().ofSize(KINDS.size()),
                Arbitraries.of(true, false))
            .as(Event.Poll::new);
    Arbitrary<Event> operators =
        Combinators.combine(
                Arbitraries.integers().between(0, 3), Arbitraries.integers().between(1, 8))
            .as(Event.Operator::new);
    Arbitrary<Event> pauses = Arbitraries.integers().between(0, 90).map(Event.Pause::new);
    return Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(12, polls),
            net.jqwik.api.Tuple.of(3, operators),
            net.jqwik.api.Tuple.of(2, pauses),
            net.jqwik.api.Tuple.of(1, Arbitraries.just(new Event.Retain())))
        .list()
        .ofMaxSize(60);
  }
}

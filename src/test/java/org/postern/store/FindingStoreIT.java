package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.counter.Quality;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Subject;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

class FindingStoreIT {
  @TempDir Path directory;
  private PosternStore store;

  @BeforeEach
  void open() {
    store = PosternStore.open(directory, small(), Examples.CLOCK);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static StoreSettings small() {
    return new StoreSettings(
        10,
        Duration.ofDays(60),
        2,
        3,
        Duration.ofHours(2),
        StoreSettings.RollUpsKept.standard(),
        Duration.ofHours(1),
        1_000_000_000,
        1000,
        Duration.ofHours(1),
        2);
  }

  private FindingStore findings() {
    return store.findings();
  }

  @Test
  void isEmptyAtFirst() {
    assertThat(findings().lastSequence()).isZero();
    assertThat(findings().lastFindingNumber()).isZero();
    assertThat(findings().active()).isEmpty();
    assertThat(findings().all(10)).isEmpty();
    assertThat(findings().log(0, 10)).isEmpty();
    findings().append(List.of());
    assertThat(findings().lastSequence()).isZero();
  }

  @Test
  void givesBackEveryPartOfATransition() {
    Transition shelved =
        new Transition(
            1,
            TransitionType.SHELVED,
            Instant.parse("2026-10-25T01:30:00.000000001Z"),
            new Finding(
                1,
                new FindingKey(FindingKind.DENY_SPIKE, Subject.device("Kern-Süd 'x' \" ; --")),
                Severity.WARNING,
                FindingState.SHELVED,
                Instant.parse("1970-01-01T00:00:00Z"),
                Instant.parse("2026-10-25T00:30:00Z"),
                Integer.MAX_VALUE,
                new Evidence("", "", "", "", "x".repeat(10_000), Quality.PARTIAL),
                Optional.of(Instant.parse("2026-12-31T23:59:59.999999999Z")),
                "back on Monday\nsays the owner"),
            "an operator");

    findings().append(List.of(shelved, Examples.raised(2, 2)));
    store.close();
    open();

    assertThat(findings().log(0, 10)).containsExactly(shelved, Examples.raised(2, 2));
    assertThat(findings().active())
        .containsExactly(shelved.finding(), Examples.raised(2, 2).finding());
  }

  @Test
  void keepsOneRowForAFindingAndItsLatestState() {
    findings().append(List.of(Examples.raised(1, 1), Examples.raised(2, 2)));
    findings().append(List.of(Examples.cleared(3, 1)));

    assertThat(findings().active()).extracting(Finding::number).containsExactly(2L);
    assertThat(findings().all(10)).extracting(Finding::number).containsExactly(2L, 1L);
    assertThat(findings().all(1)).extracting(Finding::number).containsExactly(2L);
    assertThat(findings().lastSequence()).isEqualTo(3);
  }

  @Test
  void refusesAGapAndStoresNothing() {
    assertThatThrownBy(() -> findings().append(List.of(Examples.raised(2, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transition 2 where 1 comes next");
    assertThatThrownBy(
            () -> findings().append(List.of(Examples.raised(1, 1), Examples.raised(3, 2))))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(findings().lastSequence()).isZero();
    assertThat(findings().all(10)).isEmpty();
  }

  @Test
  void refusesARepeat() {
    findings().append(List.of(Examples.raised(1, 1)));

    assertThatThrownBy(() -> findings().append(List.of(Examples.raised(1, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("transition 1 where 2 comes next");
    assertThat(findings().log(0, 10)).hasSize(1);
  }

  @Test
  void readsTheLogFromWhereAReaderStopped() {
    findings().append(LongStream.rangeClosed(1, 8).mapToObj(i -> Examples.raised(i, i)).toList());

    assertThat(findings().log(3, 2)).extracting(Transition::sequence).containsExactly(4L, 5L);
    assertThat(findings().log(8, 2)).isEmpty();
  }

  @Test
  void keepsTheNewestOfTheLogAndOfTheClearedFindings() {
    for (long finding = 1; finding <= 10; finding++) {
      findings()
          .append(
              List.of(
                  Examples.raised(2 * finding - 1, finding),
                  Examples.cleared(2 * finding, finding)));
    }
    findings().append(List.of(Examples.raised(21, 3)));

    assertThat(findings().log(0, 100))
        .extracting(Transition::sequence)
        .containsExactlyElementsOf(LongStream.rangeClosed(12, 21).boxed().toList());
    assertThat(findings().all(100)).extracting(Finding::number).containsExactly(10L, 9L, 3L);
    assertThat(findings().lastFindingNumber()).isEqualTo(10);
  }

  @Test
  void dropsWhatIsOlderThanWhatIsKeptWithEachAppend() {
    Instant start = Examples.NOON;
    findings()
        .append(
            List.of(
                at(start, Examples.raised(1, 1)),
                at(start, Examples.cleared(2, 1)),
                at(start, Examples.raised(3, 2))));
    findings().append(List.of(at(start.plus(Duration.ofDays(59)), Examples.raised(4, 3))));
    assertThat(findings().log(0, 10)).hasSize(4);

    findings().append(List.of(at(start.plus(Duration.ofDays(61)), Examples.raised(5, 4))));

    assertThat(findings().log(0, 10)).extracting(Transition::sequence).containsExactly(4L, 5L);
    assertThat(findings().all(10)).extracting(Finding::number).containsExactly(4L, 3L, 2L);
    store.close();
    open();
    assertThat(findings().lastSequence()).isEqualTo(5);
  }

  private static Transition at(Instant time, Transition transition) {
    return new Transition(
        transition.sequence(), transition.type(), time, transition.finding(), transition.actor());
  }

  @Test
  void neverForgetsTheHighestFindingNumber() {
    findings().append(List.of(Examples.raised(1, 7), Examples.cleared(2, 7)));
    for (long finding = 1; finding <= 4; finding++) {
      findings()
          .append(
              List.of(
                  Examples.raised(1 + 2 * finding, finding),
                  Examples.cleared(2 + 2 * finding, finding)));
    }
    assertThat(findings().all(100)).extracting(Finding::number).containsExactly(4L, 3L);
    store.close();
    open();

    assertThat(findings().lastFindingNumber()).isEqualTo(7);
  }

  @Test
  void restoresALogWithAHole() {
    findings().append(LongStream.rangeClosed(1, 5).mapToObj(i -> Examples.raised(i, i)).toList());
    store.close();
    try (DatabaseFile file =
        DatabaseFile.open(DatabaseFile.ASYNC, directory, "state", 0, "db/migration/state")) {
      file.write(
          "make a hole",
          handle -> handle.execute("DELETE FROM transition WHERE sequence_number = 3"));
    }

    open();

    assertThat(findings().log(0, 10)).extracting(Transition::sequence).contains(3L).hasSize(5);
  }

  @Test
  void survivesAnInterruptedCaller() {
    Thread.currentThread().interrupt();
    try {
      findings().append(List.of(Examples.raised(1, 1)));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    findings().append(List.of(Examples.raised(2, 2)));

    assertThat(findings().log(0, 10)).hasSize(2);
  }
}

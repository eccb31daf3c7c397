package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postern.counter.Quality;
import org.postern.finding.Observation.Says;

/** Every window is a day of its own here; four are learned before one is judged. */
class LineRuleTest {
  private final LineRule rule = new LineRule(Sample.quick());
  private final DiscontinuityRule discontinuity = new DiscontinuityRule(Sample.quick());
  private final SeriesMemory memory = SeriesMemory.fresh();
  private Instant now = Sample.NOON;

  private DeviceAssessment poll(boolean restarted, Board.InterfaceRow... rows) {
    now = now.plus(Sample.WINDOW);
    return new DeviceAssessment(
        Sample.DEVICE,
        now,
        DeviceAssessment.Contact.up(),
        true,
        restarted,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new DeviceAssessment.Traffic(Sample.WINDOW, List.of(rows)));
  }

  private Observation judge(FindingKind kind, Board.InterfaceRow row) {
    return rule.judge(poll(false, row), memory).stream()
        .filter(each -> each.key().kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private void calm(int windows) {
    for (int i = 0; i < windows; i++) {
      judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 100e6 + i, 20e6 + i));
    }
  }

  @Test
  void threeWindowsFarAboveAreASpike() {
    calm(5);
    Board.InterfaceRow high = Lines.line("eth0", 300e6, 20e6);
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, high).says()).isEqualTo(Says.UNDECIDED);
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, high).says()).isEqualTo(Says.UNDECIDED);
    Observation spike = judge(FindingKind.TRAFFIC_SPIKE, high);
    assertThat(spike.says()).isEqualTo(Says.PRESENT);
    assertThat(spike.evidence().text())
        .startsWith("eth0: in 300 Mbit/s, usually 100 Mbit/s +/- 5.")
        .contains("days");
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 101e6, 20e6)).says())
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void eitherDirectionMayDropAndIsNamed() {
    calm(5);
    Board.InterfaceRow low = Lines.line("eth0", 100e6, 2e6);
    judge(FindingKind.TRAFFIC_DROP, low);
    judge(FindingKind.TRAFFIC_DROP, low);
    Observation drop = judge(FindingKind.TRAFFIC_DROP, low);
    assertThat(drop.says()).isEqualTo(Says.PRESENT);
    assertThat(drop.severity()).isEqualTo(Severity.MAJOR);
    assertThat(drop.evidence().observed()).isEqualTo("out 2.0 Mbit/s");
  }

  @Test
  void aDropToMoreThanHalfIsNone() {
    calm(5);
    Board.InterfaceRow low = Lines.line("eth0", 55e6, 20e6);
    for (int i = 0; i < 4; i++) {
      assertThat(judge(FindingKind.TRAFFIC_DROP, low).says()).isEqualTo(Says.UNDECIDED);
    }
  }

  @Test
  void aLineThatCarriesNextToNothingIsNotJudged() {
    for (int i = 0; i < 6; i++) {
      judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 1000 + i, 500));
    }
    for (int i = 0; i < 6; i++) {
      assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 900e3 + i, 500)).present())
          .isFalse();
    }
  }

  @Test
  void anIncidentIsNotLearnedAndTheOperatorMayAcceptIt() {
    calm(5);
    for (int i = 0; i < 50; i++) {
      judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 300e6 + i, 20e6));
    }
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 300e6, 20e6)).present())
        .isTrue();
    Judge judge = new Judge(new PermitsOnlyEvaluator(), Sample.quick(), java.time.ZoneOffset.UTC);
    DeviceMemory device = DeviceMemory.fresh(Sample.DEVICE, memory);
    judge.accept(
        device, new FindingKey(FindingKind.TRAFFIC_SPIKE, Subject.of(Sample.DEVICE, "eth0")));
    for (int i = 0; i < 6; i++) {
      assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 300e6 + i, 20e6)).present())
          .isFalse();
    }
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.line("eth0", 300e6, 20e6)).says())
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void whatWasLearnedOutlivesARestart() {
    calm(6);
    Map<SeriesKey, byte[]> stored = memory.stored();
    assertThat(stored).hasSize(2);
    SeriesMemory again = SeriesMemory.restored(stored);
    assertThat(again.stored()).as("untouched").hasSize(2);
    Observation first =
        rule.judge(poll(false, Lines.line("eth0", 300e6, 20e6)), again).stream()
            .filter(each -> each.key().kind() == FindingKind.TRAFFIC_SPIKE)
            .findFirst()
            .orElseThrow();
    assertThat(first.evidence().text()).contains("usually 100 Mbit/s");
  }

  @Test
  void aCounterThatAlwaysCountsTheSameIsStuckIfItUsedToVary() {
    Board.InterfaceRow same = Lines.line("eth0", 50e6, 50e6);
    for (int i = 0; i < 20; i++) {
      assertThat(judge(FindingKind.FLATLINE, same).present()).as("it never varied").isFalse();
    }
    judge(FindingKind.FLATLINE, Lines.line("eth0", 51e6, 52e6));
    for (int i = 0; i < 11; i++) {
      assertThat(judge(FindingKind.FLATLINE, same).present()).isFalse();
    }
    assertThat(judge(FindingKind.FLATLINE, same).says()).isEqualTo(Says.PRESENT);
    assertThat(judge(FindingKind.FLATLINE, Lines.line("eth0", 51e6, 52e6)).says())
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void nothingAtAllIsNoFlatline() {
    judge(FindingKind.FLATLINE, Lines.line("eth0", 5e6, 5e6));
    judge(FindingKind.FLATLINE, Lines.line("eth0", 6e6, 6e6));
    for (int i = 0; i < 20; i++) {
      assertThat(judge(FindingKind.FLATLINE, Lines.line("eth0", 0, 0)).present()).isFalse();
    }
  }

  @Test
  void utilisationHasTwoLevels() {
    assertThat(judge(FindingKind.UTILISATION_HIGH, Lines.line("eth0", 899e6, 0)).says())
        .isEqualTo(Says.UNDECIDED);
    Observation full = judge(FindingKind.UTILISATION_HIGH, Lines.line("eth0", 0, 900e6));
    assertThat(full.says()).isEqualTo(Says.PRESENT);
    assertThat(full.evidence().observed()).isEqualTo("90 % of the speed is used");
    assertThat(judge(FindingKind.UTILISATION_HIGH, Lines.line("eth0", 799e6, 0)).says())
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void lossIsAShareOfThePackets() {
    // 80 Mbit/s are 100,000 packets a second.
    Observation errors = judge(FindingKind.ERRORS_HIGH, Lines.line("eth0", 1, 80e6, 0, 1_020, 0));
    assertThat(errors.says()).isEqualTo(Says.PRESENT);
    assertThat(errors.evidence().observed()).isEqualTo("1.0 % of the packets have errors");
    assertThat(judge(FindingKind.ERRORS_HIGH, Lines.line("eth0", 1, 80e6, 0, 500, 0)).says())
        .isEqualTo(Says.UNDECIDED);
    assertThat(judge(FindingKind.ERRORS_HIGH, Lines.line("eth0", 1, 80e6, 0, 100, 0)).says())
        .isEqualTo(Says.CLEARING);
    assertThat(judge(FindingKind.DISCARDS_HIGH, Lines.line("eth0", 1, 80e6, 0, 0, 5_000)).says())
        .isEqualTo(Says.PRESENT);
    assertThat(judge(FindingKind.ERRORS_HIGH, Lines.line("eth0", 1, 800, 0, 8, 0)).says())
        .as("nine packets a second")
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void aPollWithoutARateBreaksWhatWasConsecutive() {
    calm(5);
    Board.InterfaceRow high = Lines.line("eth0", 300e6, 20e6);
    judge(FindingKind.TRAFFIC_SPIKE, high);
    judge(FindingKind.TRAFFIC_SPIKE, high);
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, Lines.broken("eth0", Quality.RESET)).says())
        .isEqualTo(Says.UNDECIDED);
    assertThat(judge(FindingKind.TRAFFIC_SPIKE, high).present()).isFalse();
  }

  private Observation discontinuity(boolean restarted, Board.InterfaceRow row) {
    return discontinuity.judge(poll(restarted, row), memory.discontinuities());
  }

  @Test
  void countersThatStartAgainAreToldAndTooOftenIsAWarning() {
    assertThat(discontinuity(false, Lines.line("eth0", 1e6, 1e6)).says()).isEqualTo(Says.CLEARING);
    Observation reset = discontinuity(false, Lines.broken("eth0", Quality.RESET));
    assertThat(reset.says()).isEqualTo(Says.PRESENT);
    assertThat(reset.severity()).isEqualTo(Severity.INFO);
    assertThat(reset.evidence().text()).isEqualTo("gw1: octets of interface eth0: reset");
    Observation restart = discontinuity(true, Lines.broken("eth0", Quality.RESET));
    assertThat(restart.evidence().observed()).isEqualTo("the device restarted");
    discontinuity(false, Lines.broken("eth0", Quality.IMPLAUSIBLE));
    discontinuity(false, Lines.broken("eth0", Quality.RESET));
    Observation storm = discontinuity(false, Lines.broken("eth0", Quality.RESET));
    assertThat(storm.severity()).isEqualTo(Severity.WARNING);
    assertThat(storm.evidence().text()).contains("in 5 polls of the last 60 min");
  }

  @Test
  void anInterfaceWithAnotherNumberIsToldOnce() {
    discontinuity(false, Lines.line("eth0", 3, 1e6, 1e6, 0, 0));
    Observation other = discontinuity(false, Lines.renumbered("eth0", 4, 1e6, 1e6));
    assertThat(other.evidence().observed()).isEqualTo("interface eth0 has another ifIndex, 4");
    assertThat(discontinuity(false, Lines.line("eth0", 4, 1e6, 1e6, 0, 0)).says())
        .isEqualTo(Says.CLEARING);
  }

  @Test
  void explainsWhatIsUsualNow() {
    Judge judge = new Judge(new PermitsOnlyEvaluator(), Sample.quick(), java.time.ZoneOffset.UTC);
    DeviceMemory device = DeviceMemory.fresh(Sample.DEVICE, memory);
    assertThat(judge.explain(device, "eth0", now)).isEmpty();
    calm(2);
    assertThat(judge.explain(device, "eth0", now))
        .containsExactly(
            "interface eth0 in: last window 100 Mbit/s; learning: what is usual at this time of"
                + " such a day is not known yet",
            "interface eth0 out: last window 20 Mbit/s; learning: what is usual at this time of"
                + " such a day is not known yet");
    calm(6);
    assertThat(judge.explain(device, "eth0", now).get(0))
        .matches(
            "interface eth0 in: last window 100 Mbit/s; usually 100 Mbit/s, band 70 Mbit/s to 130"
                + " Mbit/s, from 6 days and 6 half hours around this one \\(working day\\)");
    assertThat(judge.explain(device, org.postern.acl.MailPort.SMTP, Optional.empty(), now))
        .isEmpty();
  }
}

package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.finding.Severity;

class NagiosStatusTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final NagiosStatus.Levels LEVELS =
      new NagiosStatus.Levels(Severity.WARNING, Severity.MAJOR, Duration.ofMinutes(10));

  private static NagiosStatus of(FindingView... findings) {
    return of(Optional.empty(), NOW.minusSeconds(3), findings);
  }

  private static NagiosStatus of(Optional<String> device, Instant time, FindingView... findings) {
    StatusView status = new StatusView(time.toString(), 3, 2, 120, 7, 0, List.of("fw1"));
    return NagiosStatus.of(status, Arrays.asList(findings), device, LEVELS, NOW);
  }

  private static FindingView finding(String severity, String state, String device, String text) {
    return new FindingView(
        1,
        "expectedDeny",
        severity,
        state,
        device,
        "",
        Optional.empty(),
        "",
        "",
        "",
        "",
        text,
        "complete",
        NOW.toString(),
        NOW.toString(),
        1,
        Optional.empty(),
        "",
        Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "info, open, 0",
    "warning, open, 1",
    "minor, acknowledged, 1",
    "major, open, 2",
    "critical, acknowledged, 2",
    "critical, shelved, 0"
  })
  void theWorstFindingThatIsNotShelvedDecides(String severity, String state, int code) {
    assertThat(of(finding("info", "open", "rtr1", ""), finding(severity, state, "rtr1", "")).code())
        .isEqualTo(code);
  }

  @Test
  void nothingFoundIsOneLineWithAllPerformanceData() {
    assertThat(of().lines())
        .containsExactly(
            "POSTERN OK - 2 of 3 devices answer, no open findings | critical=0;;;0 major=0;;;0"
                + " minor=0;;;0 warning=0;;;0 info=0;;;0 devices_up=2;;;0;3 age=3s;;;0 polls=120c"
                + " timeouts=7c late_polls=0c");
  }

  @Test
  void findingsFollowLineByLineAndNoneBeginsPerformanceData() {
    List<String> lines =
        of(
                finding("major", "open", "rtr1", "a|b permitted"),
                finding("info", "open", "fw1", "two\nlines"))
            .lines();
    assertThat(lines.get(0))
        .startsWith("POSTERN CRITICAL - 2 of 3 devices answer, 1 major, 1 info | ");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly("major rtr1: a/b permitted", "info fw1: two/lines");
  }

  @Test
  void aDeviceIsJudgedByItsOwnFindings() {
    FindingView other = finding("critical", "open", "fw1", "x");
    NagiosStatus router = of(Optional.of("rtr1"), NOW, other);
    assertThat(router.code()).isEqualTo(NagiosStatus.OK);
    assertThat(router.summary()).isEqualTo("rtr1 answers, no open findings");
    NagiosStatus firewall = of(Optional.of("fw1"), NOW, other);
    assertThat(firewall.code()).isEqualTo(NagiosStatus.CRITICAL);
    assertThat(firewall.summary()).isEqualTo("fw1 does not answer, 1 critical");
  }

  @Test
  void oldResultsSayNothing() {
    assertThat(of(Optional.empty(), NOW.minusSeconds(600)).code()).isEqualTo(NagiosStatus.OK);
    NagiosStatus old = of(Optional.empty(), NOW.minusSeconds(601));
    assertThat(old.code()).isEqualTo(NagiosStatus.UNKNOWN);
    assertThat(old.lines().get(0))
        .startsWith("POSTERN UNKNOWN - the newest results are 601 s old: polling has stopped | ");
  }
}

package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.Severity;
import org.postern.testkit.Eventually;

/** The check, asking a daemon that runs. */
class NagiosIT {
  @TempDir Path directory;

  private Path configuration;

  @BeforeEach
  void configure() throws IOException {
    configuration =
        Files.writeString(
            directory.resolve("postern.yaml"),
            """
            store: { directory: var }
            agent: { enabled: false }
            """);
  }

  private CliGolden.Run check(String... more) {
    String[] words = new String[more.length + 3];
    words[0] = "nagios";
    words[1] = "-c";
    words[2] = configuration.toString();
    System.arraycopy(more, 0, words, 3, more.length);
    return CliGolden.run(words);
  }

  @Test
  void theCodesAreThoseOfPlugins() throws IOException {
    CliGolden.Run nobody = check();
    assertThat(nobody.exitCode()).isEqualTo(NagiosStatus.UNKNOWN);
    assertThat(nobody.out()).isEqualTo("POSTERN UNKNOWN - no daemon runs here\n");
    try (DeviceRack rack = new DeviceRack()) {
      var router = rack.add("rtr1", LabRouter.closed());
      try (Daemon daemon = rack.start(directory.resolve("var"))) {
        await(daemon, Severity.INFO);
        CliGolden.Run well = check();
        assertThat(well.exitCode()).as(well.out()).isEqualTo(NagiosStatus.OK);
        assertThat(well.out())
            .startsWith("POSTERN OK - 1 of 1 devices answer, 2 info | critical=0;;;0 ");
        router.device().swap(LabRouter.open());
        await(daemon, Severity.MAJOR);
        assertThat(check().exitCode()).isEqualTo(NagiosStatus.CRITICAL);
        assertThat(check("--critical", "critical").exitCode()).isEqualTo(NagiosStatus.WARNING);
        assertThat(check("--device", "rtr1").out()).contains("major rtr1: ").contains(":110");
        CliGolden.Run stranger = check("--device", "rtr9");
        assertThat(stranger.exitCode()).isEqualTo(NagiosStatus.UNKNOWN);
        assertThat(stranger.out()).isEqualTo("POSTERN UNKNOWN - no such device: rtr9\n");
      }
    }
  }

  @Test
  void whatCannotBeAskedIsUnknownAndNotCritical() {
    assertThat(check("--no-such-option").exitCode()).isEqualTo(NagiosStatus.UNKNOWN);
    assertThat(CliGolden.run("nagios", "-c", "no-such-file.yaml").exitCode())
        .isEqualTo(NagiosStatus.UNKNOWN);
  }

  private static void await(Daemon daemon, Severity severity) {
    Eventually.holds(
        "a finding of severity " + severity,
        Duration.ofSeconds(40),
        () ->
            daemon.boards().current().findings().stream()
                    .filter(each -> each.severity() == severity && each.state().isActive())
                    .count()
                >= (severity == Severity.INFO ? 2 : 1),
        () -> daemon.boards().current().findings().toString());
  }
}

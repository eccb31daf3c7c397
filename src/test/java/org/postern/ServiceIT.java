package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.Command;
import org.postern.testkit.Peers;

/** The systemd unit that is shipped. */
class ServiceIT {
  private static final Path UNIT = Path.of("conf", "systemd", "postern.service");
  private static final String START = "ExecStart=";
  private static final String JAVA = "/usr/bin/java";

  /** Of systemd-analyze's 0 (all shut) to 100; it calls a service with at most 25 well shut. */
  private static final int MOST_EXPOSURE = 25;

  @TempDir Path directory;

  @Test
  void systemdUnderstandsEachLine() throws IOException {
    Path adapted = directory.resolve("postern.service");
    Files.writeString(adapted, Files.readString(UNIT).replace(JAVA, java()));
    Command done =
        Peers.run(
            Peers.require("systemd-analyze"), List.of("verify", "--man=no", adapted.toString()));
    assertThat(done.all()).isEmpty();
    assertThat(done.exitCode()).isZero();
  }

  @Test
  void itIsShutAsFarAsItCanBe() {
    Command done =
        Peers.run(
            Peers.require("systemd-analyze"),
            List.of("security", "--offline=yes", "--threshold=" + MOST_EXPOSURE, UNIT.toString()));
    assertThat(done.exitCode()).as(done.all()).isZero();
  }

  @Test
  void itsCommandStartsTheDaemonWithTheConfigurationItNames() throws IOException {
    List<String> lines = Files.readAllLines(UNIT);
    String command =
        lines.stream().filter(line -> line.startsWith(START)).findFirst().orElseThrow();
    String adapted =
        command
            .substring(START.length())
            .replace(JAVA, java())
            .replace("/opt/postern/postern.jar", PosternJar.path().toString());
    assertThat(lines).contains("Environment=POSTERN_CONFIG=/etc/postern/postern.yaml");
    Path missing = directory.resolve("postern.yaml");
    Command done =
        Command.run(
            List.of(adapted.split(" ", -1)), Map.of("POSTERN_CONFIG", missing.toString()), 60);
    assertThat(done.exitCode()).as(done.all()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(done.errors()).contains(missing + ": cannot be read: no such file");
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}

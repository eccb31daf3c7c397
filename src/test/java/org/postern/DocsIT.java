package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.testkit.Eventually;
import org.postern.testkit.Peers;
import org.postern.testkit.RouterLab;

/**
 * Every command of every document is run, as it stands there, and prints what is shown there. It
 * runs in a network namespace that has the documents' addresses, with the shipped example as {@code
 * conf/postern.yaml}; OPERATIONS, MIB and some guides show a trial with a configuration of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocsIT {
  /** Commands that are not run here, and why. */
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "./postern demo",
          "DemoIT plays the story to its end; here it is begun with --keep",
          "mvn verify",
          "this test is a part of it; .ci/run calls it",
          "mvn -Pbench -DskipTests test",
          "takes minutes; its classes are compiled with the tests",
          "mvn -Pbench -DskipTests test -Dbench.sizes=\"devices=10000 interval=60 warmUp=3"
              + " intervals=3 peers=0\"",
          "the same",
          "mvn -Ppit test-compile -Dpit.package=org.postern.acl",
          "takes minutes; it judges the tests, not the program");

  /** The commands that shall not end with 0. */
  private static final Map<String, Integer> EXIT_CODES =
      Map.of("./postern findings --fail-on major", ExitCode.FINDINGS);

  /** Programs that go on until they are stopped, and what they print when they are up. */
  private static final Map<String, String> LASTING =
      Map.of(
          "./postern run",
          "watches",
          "./postern simulate",
          "answers on",
          "./postern demo",
          "STORY");

  private static final Set<Path> OF_THE_TRIAL =
      Stream.of(
              "OPERATIONS.md",
              "MIB.md",
              "integrations/librenms.md",
              "integrations/nagios.md",
              "integrations/prometheus.md",
              "integrations/zabbix.md")
          .map(Path.of("src/docs")::resolve)
          .collect(Collectors.toSet());

  private static final List<String> LINKED = List.of("postern", "mibs", "src");

  private static final String TRIAL =
      "export DEVICES=public READERS=readers POSTERN_CONFIG=trial.yaml"
          + " OPS_AUTH=auth-passphrase OPS_PRIV=priv-passphrase";

  @TempDir static Path directory;

  private DocsShell shell;

  @BeforeAll
  void makeWorkingDirectory() throws IOException {
    Stream.of(
            "ip", "unshare", "snmpget", "snmpwalk", "snmpbulkwalk", "snmptable", "curl", "promtool")
        .forEach(Peers::require);
    RouterLab.require();
    Peers.require("a jar that is newer than its sources", PosternJar.isFresh());
    Files.createDirectory(directory.resolve("conf"));
    copy("conf/postern.yaml", "conf/postern.yaml");
    copy("src/test/resources/docs/trial.yaml", "trial.yaml");
    copy("src/main/resources/demo/router.snmprec", "router.snmprec");
    copy("src/main/resources/demo/firewall.snmprec", "firewall.snmprec");
    for (String same : LINKED) {
      Files.createSymbolicLink(directory.resolve(same), Path.of(same).toAbsolutePath());
    }
    shell = new DocsShell(directory);
  }

  private static void copy(String from, String to) throws IOException {
    Files.copy(Path.of(from), directory.resolve(to), StandardCopyOption.REPLACE_EXISTING);
  }

  @AfterAll
  void stop() throws IOException {
    if (shell != null) {
      shell.close();
      for (String same : LINKED) {
        Files.delete(directory.resolve(same));
      }
    }
  }

  static List<Path> documents() throws IOException {
    return DocsTest.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandDoesWhatTheDocumentShows(Path document) throws IOException {
    List<DocsExample> examples = DocsExample.of(document);
    try (DocsShell.Session session = shell.session()) {
      if (examples.stream().anyMatch(each -> !NOT_HERE.containsKey(each.command()))) {
        start(session, OF_THE_TRIAL.contains(document));
      }
      for (DocsExample example : examples) {
        if (!NOT_HERE.containsKey(example.command())) {
          run(session, example);
        }
      }
    }
  }

  private static void start(DocsShell.Session session, boolean trial) {
    if (trial) {
      session.export(TRIAL);
      // One after the other, so that findings get the same numbers each time.
      session.start("./postern simulate router.snmprec@127.0.0.1:16163", "answers on");
      session.start("./postern run", "watches");
      await(session, "./postern findings", "rtr1");
      session.start("./postern simulate firewall.snmprec@127.0.0.1:16162", "answers on");
      await(session, "./postern findings", "fw1");
      await(session, "./postern ports rtr1", "0.0");
    } else {
      session.start(
          "./postern simulate router.snmprec@192.0.2.1:161 --community public", "answers on");
    }
  }

  private static void await(DocsShell.Session session, String command, String word) {
    Eventually.holds(
        command + " says " + word,
        Duration.ofSeconds(60),
        () -> session.run(command).output().contains(word),
        () -> session.run(command).all());
  }

  private static void run(DocsShell.Session session, DocsExample example) {
    String command = example.command();
    Set<String> lasting =
        LASTING.keySet().stream().filter(command::startsWith).collect(Collectors.toSet());
    if (command.startsWith("export ")) {
      session.export(command);
    } else if (lasting.isEmpty()) {
      var done = session.run(command);
      assertThat(done.exitCode())
          .as("%s%n%s", example, done.all())
          .isEqualTo(EXIT_CODES.getOrDefault(command, ExitCode.OK));
      example.assertShows(done.errors() + done.output());
    } else {
      String printed = session.start(command, LASTING.get(lasting.iterator().next()));
      example.assertShows(printed);
    }
  }

  @Test
  void whatIsNotRunHereStillStandsInADocument() throws IOException {
    Set<String> all =
        documents().stream()
            .flatMap(document -> DocsExample.of(document).stream())
            .map(DocsExample::command)
            .collect(Collectors.toSet());
    assertThat(all).containsAll(NOT_HERE.keySet()).containsAll(EXIT_CODES.keySet());
  }
}

package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What the commands print without any device. */
class CliTest {
  private static final String CONFIGS = "src/test/resources/config/";

  static Set<String> commands() {
    return new TreeSet<>(Main.commandLine().getSubcommands().keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpOfEveryCommandIsAsReviewed(String command) throws IOException {
    CliGolden.Run run = CliGolden.run(command, "--help");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    CliGolden.assertFitsThePage(run);
    CliGolden.assertMatches("help-" + command, run);
  }

  @Test
  void withoutACommandItSaysWhatThereIs() throws IOException {
    CliGolden.Run run = CliGolden.run();
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    CliGolden.assertMatches("no-command", run);
  }

  @Test
  void checkOfTheExampleIsGood() throws IOException {
    CliGolden.Run run = CliGolden.run("check", "--config", "conf/postern.yaml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    CliGolden.assertMatches("check-example", run);
  }

  @Test
  void checkOfABadFileSaysWhereAndWhat() throws IOException {
    CliGolden.Run run = CliGolden.run("check", "-c", CONFIGS + "invalid-unknown-key.yaml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    CliGolden.assertMatches("check-unknown-key", run);
  }

  @Test
  void checkAsJsonHasFileProblemsAndWarnings() {
    CliGolden.Run run =
        CliGolden.run("check", "--json", "-c", CONFIGS + "invalid-unknown-key.yaml");
    JsonNode tree = Json.parse(run.out());
    assertThat(new TreeSet<>(tree.propertyNames())).containsExactly("file", "problems", "warnings");
    assertThat(tree.get("problems").size()).isEqualTo(2);
  }

  @Test
  void aMissingConfigurationIsOneLine() {
    CliGolden.Run run = CliGolden.run("findings", "-c", "no-such-file.yaml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(run.err()).contains("no-such-file.yaml").doesNotContain("\tat ");
  }

  @Test
  void findingsWrapTheirTextInsteadOfCuttingIt() {
    String text = "any -> 192.0.2.25:25 permitted by entry 0 of edge-in; ".repeat(4).strip();
    List<String> lines = FindingTable.of(List.of(finding(text))).lines(PlainOutput.PAGE, false);
    assertThat(lines).allMatch(line -> line.length() <= PlainOutput.PAGE);
    String below =
        String.join(" ", lines.subList(2, lines.size()).stream().map(String::strip).toList());
    assertThat(below).isEqualTo(text);
  }

  @Test
  void portsOfSeveralDevicesHaveAHeadingEachAndTheirCrossingWhole() {
    PortView port =
        port("fw1", "untrusted>mail-dmz", "entry 14 of ip filter FORWARD and 2 more: x");
    List<String> one = PortTable.of(List.of(port)).lines(PlainOutput.PAGE, false);
    assertThat(one.get(1)).startsWith("untrusted>mail-dmz").endsWith("14 ip filter FORWARD, +2");
    List<String> two =
        PortTable.of(List.of(port, port("rtr1", "a>b", "implicit deny of f: "))).lines(100, false);
    assertThat(two).contains("fw1", "rtr1").allMatch(line -> line.length() <= 100);
    assertThat(two.get(two.size() - 1)).endsWith("implicit deny f");
  }

  @Test
  void aPortThatConformsByAnExceptionSaysSo() {
    assertThat(ok("partly", "conforms", "E8", "E9")).contains(" PARTLY   yes but E8, E9  ");
    assertThat(ok("partly", "conforms")).contains(" PARTLY   yes  ");
    assertThat(ok("denied", "conforms", "E8")).as("needless now").contains(" DENIED   yes  ");
    assertThat(ok("partly", "violates", "E8")).contains(" PARTLY   NO  ");
    assertThat(ok("unknown", "unknown", "E8")).contains(" UNKNOWN  ?  ");
  }

  @Test
  void findingsBeforeTheFirstDaemonAreNoneAndSaySo(@TempDir Path folder) throws IOException {
    Path config = folder.resolve("a.yaml");
    java.nio.file.Files.writeString(
        config,
        """
        credentials: { c: { version: v2c, community: x } }
        devices: [{ name: a, address: 192.0.2.1, credential: c }]
        store: { directory: store }
        """);
    CliGolden.Run run = CliGolden.run("findings", "--config", config.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no daemon has ever run").contains("no open findings");
    CliGolden.Run json = CliGolden.run("findings", "--json", "--config", config.toString());
    assertThat(Json.parse(json.out()).isArray()).isTrue();
    CliGolden.Run ack = CliGolden.run("ack", "1", "--config", config.toString());
    assertThat(ack.exitCode()).isEqualTo(ExitCode.NOT_FOUND);
    assertThat(ack.err()).contains("no daemon runs here");
  }

  private static FindingView finding(String text) {
    return new FindingView(
        3,
        "expectedDeny",
        "major",
        "open",
        "fw1",
        "edge-in",
        Optional.of(25),
        "a>b",
        "",
        "",
        "",
        text,
        "complete",
        "2026-11-24T08:00:00Z",
        "2026-11-24T08:00:00Z",
        1,
        Optional.empty(),
        "",
        Optional.empty());
  }

  private static String ok(String verdict, String conforms, String... excepted) {
    PortView port = port("r", "a>b", "x", verdict, conforms, List.of(excepted));
    return PortTable.of(List.of(port)).lines(PlainOutput.PAGE, false).get(1);
  }

  private static PortView port(String device, String crossing, String decidedBy) {
    return port(device, crossing, decidedBy, "permitted", "violates", List.of());
  }

  private static PortView port(
      String device,
      String crossing,
      String decidedBy,
      String verdict,
      String conforms,
      List<String> excepted) {
    return new PortView(
        device,
        crossing,
        465,
        "submissions",
        verdict,
        Optional.of("denied"),
        conforms,
        excepted,
        decidedBy,
        List.of(),
        false,
        List.of(),
        "rules",
        1,
        2,
        Optional.of(12345.6),
        Optional.empty(),
        "complete",
        "2026-11-24T08:00:00Z");
  }
}

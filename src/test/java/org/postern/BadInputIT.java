package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgentBuilder;
import org.postern.snmp.simulator.UsmStatistic;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.Command;
import org.postern.testkit.Eventually;
import org.postern.testkit.RouterLab;

/**
 * What a user gets to see for each thing that can be wrong from outside: one clear line, the
 * documented exit code, no stack trace, no secret.
 */
class BadInputIT {
  /** Stands in every configuration here and must never be printed. */
  private static final String SECRET = "hush-hush-4711";

  private static final String AUTH_SECRET = "authentication-0815";
  private static final String PRIV_SECRET = "encryption-0815";

  @TempDir Path directory;

  static List<Arguments> configurations() {
    return List.of(
        Arguments.of("devices: [", "postern.yaml:"),
        Arguments.of("devices:\n\t- name: a", "postern.yaml:"),
        Arguments.of(
            devices("a", "127.0.0.1:1") + deviceLine("a", "127.0.0.1:2"),
            "another device has this name"),
        Arguments.of(devices("a", "127.0.0.1:1") + deviceLine("b", "127.0.0.1:1"), "127.0.0.1:1"),
        Arguments.of(devices("a", "127.0.0.1:1") + "    profile: cisco-ios\n", "cisco-ios"),
        Arguments.of(devices("a", "127.0.0.1:1") + "    colour: red\n", "colour"),
        Arguments.of(devices("a", "not an address"), "not an address"),
        Arguments.of("  more: {version: v2c, community: {file: gone}}\n", "gone: no such file"),
        Arguments.of("  more: {version: v2c, community: {env: NOT_SET_X}}\n", "not set"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aWrongConfigurationIsRefusedWithPlaceAndReason(String more, String reason)
      throws IOException {
    Path file = write(more);
    Command done = PosternJar.run("run", "--config", file.toString());
    assertRefused(done, ExitCode.INVALID_INPUT);
    assertThat(done.output()).isEmpty();
    assertThat(done.errors()).contains(reason);
    assertThat(lastLine(done)).contains("problem").contains("postern.yaml");
  }

  @Test
  void aConfigurationThatIsNotThereIsNamed() {
    Command done = PosternJar.run("run", "--config", directory.resolve("gone.yaml").toString());
    assertRefused(done, ExitCode.INVALID_INPUT);
    assertThat(done.errors()).contains("gone.yaml").contains("no such file");
  }

  @Test
  void aWrongCommandLineIsRefused() {
    for (String[] words : List.of(new String[] {"walk"}, new String[] {"poll"})) {
      Command done = PosternJar.run(words);
      assertRefused(done, ExitCode.USAGE);
    }
  }

  @Test
  void anAddressThatIsInUseIsNamed() throws IOException {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Path file = write("agent: {listen: [\"127.0.0.1:" + taken.getLocalPort() + "\"]}\n");
      Command done = PosternJar.run("run", "--config", file.toString());
      assertRefused(done, ExitCode.LISTEN);
      assertThat(lastLine(done)).contains("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void aStoreThatIsInUseIsNamedWithItsUser() throws IOException {
    Path file = write("agent: {enabled: false}\n");
    try (PosternStore store =
        PosternStore.open(directory.resolve("var"), StoreSettings.defaults(), Clock.systemUTC())) {
      Command done = PosternJar.run("run", "--config", file.toString());
      assertRefused(done, ExitCode.STORE);
      assertThat(lastLine(done))
          .contains("in use by another running postern")
          .contains("pid " + ProcessHandle.current().pid());
      assertThat(store.findings().lastSequence()).isZero();
    }
  }

  @Test
  void aCorruptStoreIsRefusedAndLeftAsItIs() throws IOException {
    Path file = write("agent: {enabled: false}\n");
    Path state = Files.createDirectories(directory.resolve("var")).resolve("state.mv.db");
    byte[] garbage = "this is no database ".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    Files.write(state, garbage);
    Command done = PosternJar.run("run", "--config", file.toString());
    assertRefused(done, ExitCode.STORE);
    assertThat(lastLine(done)).contains("state.mv.db is corrupt").contains("away to begin anew");
    assertThat(state).hasBinaryContent(garbage);
  }

  @Test
  void aStoreThatCannotBeADirectoryIsRefused() throws IOException {
    Path file = write("agent: {enabled: false}\n");
    Files.createFile(directory.resolve("var"));
    Command done = PosternJar.run("run", "--config", file.toString());
    assertRefused(done, ExitCode.STORE);
    assertThat(lastLine(done)).contains("is not a directory");
  }

  @Test
  void aStoreDirectoryThatIsTooDeepForASocketIsRefused() throws IOException {
    Path deep = Files.createDirectories(directory.resolve("deep".repeat(30)));
    Path file = write("agent: {enabled: false}\n");
    Path moved = Files.move(file, deep.resolve("postern.yaml"));
    Command done = PosternJar.run("run", "--config", moved.toString());
    assertRefused(done, ExitCode.LISTEN);
    assertThat(lastLine(done)).contains("control.sock").contains("too long");
  }

  @Test
  void aWrongCommunityIsToldFromNothing() throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", LabRouter.closed());
      Command done = poll(rack);
      assertRefused(done, ExitCode.DEVICE);
      assertThat(lastLine(done)).startsWith("postern: rtr1: ").contains("wrong community");
    }
  }

  @Test
  void aWrongPasswordIsToldFromAnUnknownUser() throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", DeviceRack.serving(LabRouter.closed()).user(user("other", AUTH_SECRET)));
      Command unknown = pollAsUser(rack);
      assertRefused(unknown, ExitCode.DEVICE);
      assertThat(lastLine(unknown)).startsWith("postern: rtr1: ").contains("no user reader");
    }
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", DeviceRack.serving(LabRouter.closed()).user(user("reader", "another one")));
      Command wrong = pollAsUser(rack);
      assertRefused(wrong, ExitCode.DEVICE);
      assertThat(lastLine(wrong))
          .startsWith("postern: rtr1: ")
          .contains("wrong authentication password");
    }
  }

  static List<Arguments> refusals() {
    return List.of(
        Arguments.of(UsmStatistic.NOT_IN_TIME_WINDOWS, "not in time window", "do not settle"),
        Arguments.of(UsmStatistic.DECRYPTION_ERRORS, "wrong privacy", "wrong privacy password"),
        Arguments.of(UsmStatistic.UNKNOWN_ENGINE_IDS, "unknown engine id", "does not accept"),
        Arguments.of(UsmStatistic.UNSUPPORTED_LEVELS, "unsupported security level", "user reader"),
        Arguments.of(UsmStatistic.UNKNOWN_USER_NAMES, "unknown user", "no user reader"),
        Arguments.of(UsmStatistic.WRONG_DIGESTS, "wrong authentication", "password or protocol"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aLastingRefusalIsToldByItsReason(UsmStatistic statistic, String kind, String reason)
      throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", refusing(statistic));
      Command done = pollAsUser(rack);
      assertRefused(done, ExitCode.DEVICE);
      assertThat(done.errors().lines()).hasSize(1);
      assertThat(lastLine(done))
          .startsWith("postern: rtr1: ")
          .contains("refuses us, " + kind + ": usmStats")
          .contains(reason);
    }
  }

  @Test
  void aLastingRefusalIsLoggedOnceAndTheOthersGoOn() throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("good", DeviceRack.serving(LabRouter.closed()).user(user("reader", AUTH_SECRET)));
      for (UsmStatistic statistic : UsmStatistic.values()) {
        rack.add(statistic.name(), refusing(statistic));
      }
      Path file = write("agent: {enabled: false}\n" + listed(rack, "user"));
      String said =
          runUntil(
              file,
              "each is polled ten times, the good one judged",
              () ->
                  rack.agents().values().stream().allMatch(agent -> agent.requests() >= 40)
                      && ask("ports").contains("pop3"));
      for (Arguments each : refusals()) {
        Object[] expected = each.get();
        String name = expected[0].toString();
        assertThat(said.lines().filter(line -> line.contains(name)))
            .singleElement(InstanceOfAssertFactories.STRING)
            .contains("raised major deviceUnreachable", "authFailure", expected[1].toString());
      }
    }
  }

  /** An agent that knows the user and still refuses each request. */
  private static SimulatedAgentBuilder refusing(UsmStatistic statistic) {
    return DeviceRack.serving(LabRouter.closed())
        .user(user("reader", AUTH_SECRET))
        .fault(new Fault.Refusing(statistic));
  }

  static List<Arguments> faults() {
    return List.of(
        Arguments.of(new Fault.Loop(LabRouter.LINES.append(5)), "does not increase"),
        Arguments.of(
            new Fault.WrongTable(LabRouter.IF_IN_OCTETS, LabRouter.IF_DESCR), "does not increase"),
        Arguments.of(new Fault.SilentFrom(LabRouter.LINES.append(5)), "no answer"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aBrokenAgentIsReadAsFarAsItGoes(Fault fault, String reason) throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", open(LabRouter.closed()).fault(fault));
      Command done = poll(rack);
      assertRefused(done, ExitCode.DEVICE);
      assertThat(done.errors()).contains("not read: ").contains(reason);
      assertThat(done.output()).contains("rtr1.lab.example").contains("out0");
    }
  }

  @Test
  void aListingThatIsCutIsNotWhole() throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("rtr1", open(LabRouter.cut()));
      Command done = poll(rack);
      assertRefused(done, ExitCode.DEVICE);
      assertThat(done.errors())
          .contains("not whole: access list ")
          .contains("16 lines, 8 were read");
    }
  }

  @Test
  void theOthersGoOnBesideDevicesThatRefuseUs() throws IOException {
    try (DeviceRack rack = new DeviceRack()) {
      rack.add("good", open(LabRouter.closed()));
      rack.add("deaf", LabRouter.closed());
      Path file = write("agent: {enabled: false}\n" + listed(rack, "right"));
      String said =
          runUntil(
              file,
              "the deaf one is unreachable, the good one judged",
              () ->
                  ask("findings").contains("\"deviceUnreachable\"")
                      && ask("ports").contains("pop3"));
      assertThat(said)
          .contains("deaf: raised major deviceUnreachable")
          .contains("wrong community")
          .contains("stopped");
    }
  }

  /** Runs the daemon until something holds; what it logged, in which nothing may leak. */
  private String runUntil(Path file, String what, BooleanSupplier condition) {
    Path log = directory.resolve("run.log");
    Process daemon = PosternJar.start(List.of(), log, "run", "--config", file.toString());
    try {
      Eventually.holds(what, Duration.ofSeconds(60), condition, () -> RouterLab.read(log));
      daemon.destroy();
      Eventually.holds(
          "it stops", Duration.ofSeconds(20), () -> !daemon.isAlive(), () -> RouterLab.read(log));
    } finally {
      daemon.destroyForcibly();
    }
    String said = RouterLab.read(log);
    assertThat(said).doesNotContain(SECRET, AUTH_SECRET, PRIV_SECRET, "\tat ", "Exception");
    return said;
  }

  private String ask(String what) {
    return new ControlClient(directory.resolve("var"))
        .ask(what, Map.of())
        .map(Object::toString)
        .orElse("");
  }

  /** A failure as the user shall see it. */
  private static void assertRefused(Command done, int exitCode) {
    assertThat(done.exitCode()).as(done.all()).isEqualTo(exitCode);
    assertThat(done.errors()).as("standard error").isNotBlank();
    assertThat(done.all())
        .doesNotContain("\tat ")
        .doesNotContain("Exception")
        .doesNotContain("defect of Postern")
        .doesNotContain(SECRET, AUTH_SECRET, PRIV_SECRET);
  }

  private static String lastLine(Command done) {
    List<String> lines = done.errors().lines().toList();
    String last = lines.get(lines.size() - 1);
    assertThat(last).startsWith("postern: ");
    return last;
  }

  private Command poll(DeviceRack rack) throws IOException {
    Path file = write(listed(rack, "right"));
    return PosternJar.run("poll", "rtr1", "--config", file.toString());
  }

  private Command pollAsUser(DeviceRack rack) throws IOException {
    Path file = write(listed(rack, "user"));
    return PosternJar.run("poll", "rtr1", "--config", file.toString());
  }

  /** An agent that answers the community of the configurations here. */
  private static SimulatedAgentBuilder open(DeviceContent content) {
    return DeviceRack.serving(content).community(new Secret(SECRET));
  }

  private static SnmpCredential.V3 user(String name, String password) {
    return new SnmpCredential.V3(
        name,
        Optional.of(AuthProtocol.SHA256),
        Optional.of(new Secret(password)),
        Optional.of(PrivProtocol.AES128),
        Optional.of(new Secret(PRIV_SECRET)),
        "");
  }

  private static String listed(DeviceRack rack, String credential) {
    StringBuilder text = new StringBuilder("devices:\n");
    rack.agents()
        .forEach(
            (name, agent) -> {
              InetSocketAddress address = agent.address();
              text.append(deviceLine(name, "127.0.0.1:" + address.getPort(), credential));
            });
    return text.toString();
  }

  private static String devices(String name, String address) {
    return "devices:\n" + deviceLine(name, address);
  }

  private static String deviceLine(String name, String address) {
    return deviceLine(name, address, "right");
  }

  private static String deviceLine(String name, String address, String credential) {
    return "  - name: %s\n    address: \"%s\"\n    credential: %s\n"
        .formatted(name, address, credential);
  }

  /** A good configuration and {@code more}, which begins in its credentials. */
  private Path write(String more) throws IOException {
    Path file = directory.resolve("postern.yaml");
    Files.writeString(
        file,
        """
        store: {directory: var}
        polling: {interval: 1s, timeout: 500ms, retries: 1}
        policy: {zones: {untrusted: [], mail-dmz: [172.29.20.25]}}
        credentials:
          right: {version: v2c, community: %s}
          user:
            version: v3
            user: reader
            auth: {protocol: SHA256, password: %s}
            priv: {protocol: AES128, password: %s}
        %s"""
            .formatted(SECRET, AUTH_SECRET, PRIV_SECRET, more),
        StandardCharsets.UTF_8);
    return file;
  }
}

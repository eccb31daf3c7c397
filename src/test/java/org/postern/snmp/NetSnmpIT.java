package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.snmp.ReadResult.Refusal;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.testkit.Command;
import org.postern.testkit.Peers;

/** Our manager with net-snmp's agent, and net-snmp's manager with our agents. */
class NetSnmpIT {
  private static final SnmpRecording DEVICE = SnmpBench.interfaces(60, 8);

  static Stream<Arguments> users() {
    return Stream.of(
        Arguments.of(AuthProtocol.MD5, PrivProtocol.DES, "MD5", "DES"),
        Arguments.of(AuthProtocol.SHA, PrivProtocol.AES128, "SHA", "AES"),
        Arguments.of(AuthProtocol.SHA256, PrivProtocol.AES128, "SHA-256", "AES"),
        Arguments.of(AuthProtocol.SHA384, PrivProtocol.AES192, "SHA-384", "AES-192"),
        Arguments.of(AuthProtocol.SHA512, PrivProtocol.AES256, "SHA-512", "AES-256"),
        // Keys longer than the hash: the two ways to extend them.
        Arguments.of(AuthProtocol.SHA, PrivProtocol.AES256, "SHA", "AES-256"),
        Arguments.of(AuthProtocol.SHA, PrivProtocol.AES256_3DES, "SHA", "AES-256-C"));
  }

  @ParameterizedTest
  @MethodSource("users")
  void netSnmpWalksASimulatedAgent(
      AuthProtocol auth, PrivProtocol priv, String authName, String privName) throws Exception {
    Path bulkWalk = Peers.require("snmpbulkwalk");
    try (SnmpBench bench = new SnmpBench(10)) {
      SimulatedAgent agent =
          bench.start(
              bench
                  .serving(DEVICE)
                  .user(SnmpBench.user("reader", auth, "authentication", priv, "encryption")));
      Command run =
          Peers.run(
              bulkWalk,
              List.of(
                  "-v3",
                  "-u",
                  "reader",
                  "-l",
                  "authPriv",
                  "-a",
                  authName,
                  "-A",
                  "authentication",
                  "-x",
                  privName,
                  "-X",
                  "encryption",
                  "-Cr20",
                  "-Onet",
                  "-t",
                  "5",
                  "127.0.0.1:" + agent.address().getPort(),
                  ".1"));
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.lines()).containsAll(numberLines(DEVICE.varBinds()));
      assertThat(
              run.lines().stream()
                  .filter(line -> line.startsWith(".1.") && !line.contains("No more variables"))
                  .count())
          .isEqualTo(DEVICE.size());
    }
  }

  @Test
  void netSnmpWalksASimulatedAgentByTheOldVersions() throws Exception {
    Path walk = Peers.require("snmpwalk");
    try (SnmpBench bench = new SnmpBench(10)) {
      SimulatedAgent agent = bench.start(bench.serving(DEVICE));
      for (String version : List.of("-v1", "-v2c")) {
        Command run =
            Peers.run(
                walk,
                List.of(
                    version,
                    "-c",
                    "public",
                    "-Onet",
                    "-t",
                    "5",
                    "127.0.0.1:" + agent.address().getPort(),
                    ".1"));
        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.lines()).containsAll(numberLines(DEVICE.varBinds()));
      }
    }
  }

  /** The lines for counters, as snmpbulkwalk -Onet prints them. */
  private static List<String> numberLines(List<VarBind> varBinds) {
    List<String> lines = new ArrayList<>();
    for (VarBind varBind : varBinds) {
      if (varBind.value() instanceof SnmpValue.Counter32 counter) {
        lines.add("." + varBind.oid() + " = Counter32: " + counter.value());
      }
    }
    return lines;
  }

  @Test
  void readsARealAgentByEachVersionAndTellsItsRefusals(@TempDir Path folder) throws Exception {
    Path snmpd = Peers.require("snmpd");
    int port = freePort();
    Path conf = folder.resolve("snmpd.conf");
    Files.writeString(
        conf,
        """
        [snmp] persistentDir %s
        rocommunity public 127.0.0.1
        sysLocation nowhere
        createUser reader SHA-256 "authentication" AES "encryption"
        createUser strong SHA-512 "authentication" AES-256 "encryption"
        createUser old MD5 "authentication" DES "encryption"
        createUser cisco SHA "authentication" AES-256-C "encryption"
        createUser plain SHA-256 "authentication"
        rouser reader priv
        rouser strong priv
        rouser old priv
        rouser cisco priv
        rouser plain auth
        """
            .formatted(folder));
    try (Peers.Running agent =
            Peers.start(
                snmpd,
                List.of("-f", "-Lo", "-C", "-c", conf.toString(), "udp:127.0.0.1:" + port),
                folder.resolve("snmpd.log"));
        SnmpBench bench = new SnmpBench(10)) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      awaitAgent(bench, address);
      assertThat(agent.isAlive()).isTrue();
      List<SnmpCredential> good =
          List.of(
              SnmpBench.V1,
              SnmpBench.V2C,
              SnmpBench.user(
                  "reader",
                  AuthProtocol.SHA256,
                  "authentication",
                  PrivProtocol.AES128,
                  "encryption"),
              SnmpBench.user(
                  "strong",
                  AuthProtocol.SHA512,
                  "authentication",
                  PrivProtocol.AES256,
                  "encryption"),
              SnmpBench.user(
                  "old", AuthProtocol.MD5, "authentication", PrivProtocol.DES, "encryption"),
              SnmpBench.user(
                  "cisco",
                  AuthProtocol.SHA,
                  "authentication",
                  PrivProtocol.AES256_3DES,
                  "encryption"),
              SnmpBench.user("plain", AuthProtocol.SHA256, "authentication", null, ""));
      ReadResult expected = sysOrTable(bench, address, SnmpBench.V2C);
      assertThat(expected.varBindsOrEmpty()).hasSizeGreaterThan(10);
      for (SnmpCredential credential : good) {
        ReadResult result = sysOrTable(bench, address, credential);
        assertThat(result).as("%s", credential).isInstanceOf(ReadResult.Complete.class);
        assertThat(result.varBindsOrEmpty()).isEqualTo(expected.varBindsOrEmpty());
      }
      assertThat(refusal(bench, address, "reader", "another one", "encryption"))
          .contains(Refusal.WRONG_PASSWORD);
      assertThat(refusal(bench, address, "nobody", "authentication", "encryption"))
          .contains(Refusal.UNKNOWN_USER);
      assertThat(refusal(bench, address, "plain", "authentication", "encryption"))
          .contains(Refusal.UNSUPPORTED_LEVEL);
      assertThat(sysOrTable(bench, address, SnmpBench.user("plain", null, "", null, "")))
          .isInstanceOf(ReadResult.Refused.class);
      ReadResult wrongPrivacy =
          sysOrTable(
              bench,
              address,
              SnmpBench.user(
                  "reader",
                  AuthProtocol.SHA256,
                  "authentication",
                  PrivProtocol.AES128,
                  "wrong one"));
      assertThat(wrongPrivacy.toString()).contains("wrong privacy password");
    }
  }

  private static final Map<AuthProtocol, String> AUTH_NAMES =
      Map.of(
          AuthProtocol.MD5, "MD5",
          AuthProtocol.SHA, "SHA",
          AuthProtocol.SHA224, "SHA-224",
          AuthProtocol.SHA256, "SHA-256",
          AuthProtocol.SHA384, "SHA-384",
          AuthProtocol.SHA512, "SHA-512");

  /** All but 3DES, which net-snmp does not have. */
  private static final Map<PrivProtocol, String> PRIV_NAMES =
      Map.of(
          PrivProtocol.DES, "DES",
          PrivProtocol.AES128, "AES",
          PrivProtocol.AES192, "AES-192",
          PrivProtocol.AES256, "AES-256",
          PrivProtocol.AES192_3DES, "AES-192-C",
          PrivProtocol.AES256_3DES, "AES-256-C");

  @Test
  void readsARealAgentByEveryPairOfProtocolsItHas(@TempDir Path folder) throws Exception {
    Path snmpd = Peers.require("snmpd");
    int port = freePort();
    Map<String, SnmpCredential> users = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder("[snmp] persistentDir " + folder + "\n");
    text.append("rocommunity public 127.0.0.1\n");
    AUTH_NAMES.forEach(
        (auth, authName) ->
            PRIV_NAMES.forEach(
                (priv, privName) -> {
                  String name = (auth + "-" + priv).toLowerCase(Locale.ROOT);
                  text.append(
                      "createUser %s %s \"authentication\" %s \"encryption\"%nrouser %s priv%n"
                          .formatted(name, authName, privName, name));
                  users.put(name, SnmpBench.user(name, auth, "authentication", priv, "encryption"));
                }));
    Path conf = folder.resolve("snmpd.conf");
    Files.writeString(conf, text);
    try (Peers.Running agent =
            Peers.start(
                snmpd,
                List.of("-f", "-Lo", "-C", "-c", conf.toString(), "udp:127.0.0.1:" + port),
                folder.resolve("snmpd.log"));
        SnmpBench bench = new SnmpBench(10)) {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      awaitAgent(bench, address);
      assertThat(agent.isAlive()).isTrue();
      List<VarBind> expected = sysOrTable(bench, address, SnmpBench.V2C).varBindsOrEmpty();
      assertThat(expected).isNotEmpty();
      assertThat(users).hasSize(36);
      for (Map.Entry<String, SnmpCredential> user : users.entrySet()) {
        ReadResult result = sysOrTable(bench, address, user.getValue());
        assertThat(result).as(user.getKey()).isInstanceOf(ReadResult.Complete.class);
        assertThat(result.varBindsOrEmpty()).isEqualTo(expected);
      }
    }
  }

  private static Optional<Refusal> refusal(
      SnmpBench bench, InetSocketAddress address, String user, String auth, String priv)
      throws Exception {
    ReadResult result =
        sysOrTable(
            bench,
            address,
            SnmpBench.user(user, AuthProtocol.SHA256, auth, PrivProtocol.AES128, priv));
    return result instanceof ReadResult.Refused refused
        ? Optional.of(refused.refusal())
        : Optional.empty();
  }

  private static ReadResult sysOrTable(
      SnmpBench bench, InetSocketAddress address, SnmpCredential credential) throws Exception {
    SnmpTarget target =
        new SnmpTarget("snmpd", address, credential, Duration.ofMillis(1500), 0, 10);
    return bench.walk(target, Oid.parse("1.3.6.1.2.1.1.9.1.2"), Oid.parse("1.3.6.1.2.1.1.9.1.3"));
  }

  /** Asks until there is an answer, 60 times at most; each try waits for itself. */
  private static void awaitAgent(SnmpBench bench, InetSocketAddress address) throws Exception {
    SnmpTarget target =
        new SnmpTarget("snmpd", address, SnmpBench.V2C, Duration.ofMillis(500), 0, 10);
    for (int i = 0; i < 60; i++) {
      ReadResult result =
          SnmpBench.await(bench.reader.get(target, List.of(Oid.parse("1.3.6.1.2.1.1.3.0"))));
      if (result instanceof ReadResult.Complete) {
        return;
      }
    }
    throw new AssertionError("snmpd does not answer");
  }

  private static int freePort() throws Exception {
    try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

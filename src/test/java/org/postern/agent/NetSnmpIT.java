package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.finding.BoardHolder;
import org.postern.testkit.Command;
import org.postern.testkit.MibModules;
import org.postern.testkit.Peers;

/** The agent and its MIB as the tools of net-snmp and libsmi see them. */
class NetSnmpIT {
  private static final String ARC = AgentSettings.DOCUMENTATION_ARC;

  private PosternAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = Agents.start(Agents.readable(), new BoardHolder(Boards.fixed()));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  void smilintIsSilent() throws Exception {
    Path smilint = Peers.require("smilint");
    Command result =
        Peers.run(smilint, List.of("-l", "6", MibModule.FILE.toAbsolutePath().toString()));
    assertThat(result.all()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3.6.1.4.1.99999.5", "1.3.6.1.4.1.99999", "1.3.6.1.4.1.99999.5.6.7"})
  void smilintIsSilentAtAnotherArcToo(String arc, @TempDir Path folder) throws Exception {
    Path smilint = Peers.require("smilint");
    Path moved = folder.resolve("POSTERN-MIB.txt");
    Files.writeString(moved, MibText.rootedAt(arc));
    assertThat(Peers.run(smilint, List.of("-l", "6", moved.toString())).all()).isEmpty();
    Command result =
        Peers.run(
            Peers.require("snmptranslate"),
            List.of(
                "-M",
                MibModules.path(folder),
                "-m",
                "POSTERN-MIB",
                "-On",
                "POSTERN-MIB::posternPortVerdict.1.2.25"));
    assertThat(result.lines()).containsExactly("." + arc + ".1.3.1.6.1.2.25");
  }

  @Test
  void pysmiCompilesIt(@TempDir Path folder) throws Exception {
    List<String> command = new ArrayList<>();
    for (String source : MibModules.path(MibModules.OWN).split(":", -1)) {
      command.add("--mib-source=file://" + Path.of(source).toAbsolutePath());
    }
    command.addAll(
        List.of(
            "--mib-borrower=file:///nonexistent",
            "--destination-format=json",
            "--destination-directory=" + folder,
            "--no-dependencies",
            "POSTERN-MIB"));
    Command result = Peers.run(Peers.require("mibdump"), command);
    assertThat(result.all()).contains("Created/updated MIBs: POSTERN-MIB");
    assertThat(Files.readString(folder.resolve("POSTERN-MIB.json")))
        .contains("posternFindingAcknowledge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2c"})
  void snmpwalkNamesEverything(String version) throws Exception {
    List<String> lines = walk("snmpwalk", List.of("-v", version, "-c", Agents.COMMUNITY));
    assertThat(lines)
        .contains(
            "POSTERN-MIB::posternState.0 = STRING: running",
            "POSTERN-MIB::posternPortVerdict.1.1.25 = INTEGER: permitted(1)",
            "POSTERN-MIB::posternPortVerdict.1.1.993 = INTEGER: denied(2)",
            "POSTERN-MIB::posternPortPermitRate.1.1.25 = Gauge32: 1500 hits per 1000 seconds",
            "POSTERN-MIB::posternPortSince.1.1.25 = STRING: 2026-3-14,7:26:53.5,+0:0",
            "POSTERN-MIB::posternAclEntryMailPorts.1.1.1 = BITS: 82 smtp(0) pop3s(6) ",
            "POSTERN-MIB::posternFindingKind.1 = INTEGER: expectedPermit(4)");
    assertThat(lines)
        .allMatch(line -> line.startsWith("POSTERN-MIB::postern"))
        .noneMatch(line -> line.contains("Wrong Type") || line.contains("::enterprises"));
  }

  @Test
  void snmpbulkwalkAndV3SeeTheSame() throws Exception {
    List<String> next = walk("snmpwalk", List.of("-v", "2c", "-c", Agents.COMMUNITY));
    List<String> bulk = walk("snmpbulkwalk", List.of("-v", "2c", "-c", Agents.COMMUNITY, "-Cr40"));
    List<String> v3 =
        walk(
            "snmpbulkwalk",
            List.of(
                "-v",
                "3",
                "-u",
                Agents.PRIVATE.name(),
                "-l",
                "authPriv",
                "-a",
                "SHA-256",
                "-A",
                Agents.PRIVATE.authSecret(),
                "-x",
                "AES",
                "-X",
                Agents.PRIVATE.privSecret()));
    assertThat(bulk).isEqualTo(next);
    assertThat(v3).isEqualTo(next);
  }

  /** Managers derive the keys themselves, from the passphrases. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPairOfProtocolsIsSpoken(boolean localized) throws Exception {
    List<UsmAccount> accounts = new ArrayList<>();
    for (UsmAccount.Auth auth : AUTHS.keySet()) {
      for (UsmAccount.Priv priv : PRIVS.keySet()) {
        boolean none = priv == UsmAccount.Priv.NONE;
        accounts.add(
            new UsmAccount(
                auth + "-" + priv, auth, "auth-passphrase", priv, none ? "" : "priv-passphrase"));
      }
    }
    accounts.add(new UsmAccount("open", UsmAccount.Auth.NONE, "", UsmAccount.Priv.NONE, ""));
    AgentSettings settings =
        Agents.withUsers(
            accounts.stream()
                .map(each -> localized ? each.localizedTo(Agents.ENGINE.id()) : each)
                .map(AgentUser::reader)
                .toList());
    try (PosternAgent all = Agents.start(settings, new BoardHolder(Boards.fixed()))) {
      for (UsmAccount account : accounts) {
        Command answer = get(all, as(account));
        assertThat(answer.output()).as(account + answer.errors()).contains("running");
      }
    }
  }

  @Test
  void toolsTellWhatIsWrongWithAUser() throws Exception {
    UsmAccount good = Agents.AUTHENTIC;
    assertThat(get(agent, as(with(good, "wrong-passphrase", UsmAccount.Priv.NONE))).errors())
        .contains("Authentication failure");
    assertThat(get(agent, as(with(good, good.authSecret(), UsmAccount.Priv.AES128))).errors())
        .contains("Unsupported security level");
    UsmAccount nobody =
        new UsmAccount("nobody", good.auth(), good.authSecret(), UsmAccount.Priv.NONE, "");
    assertThat(get(agent, as(nobody)).errors()).contains("Unknown user name");
  }

  private static UsmAccount with(UsmAccount user, String passphrase, UsmAccount.Priv priv) {
    return new UsmAccount(
        user.name(),
        user.auth(),
        passphrase,
        priv,
        priv == UsmAccount.Priv.NONE ? "" : "priv-passphrase");
  }

  private static final Map<UsmAccount.Auth, String> AUTHS =
      Map.of(
          UsmAccount.Auth.MD5, "MD5",
          UsmAccount.Auth.SHA1, "SHA",
          UsmAccount.Auth.SHA224, "SHA-224",
          UsmAccount.Auth.SHA256, "SHA-256",
          UsmAccount.Auth.SHA384, "SHA-384",
          UsmAccount.Auth.SHA512, "SHA-512");

  /** Debian's tools know all of them; "C" is the key extension of Cisco. */
  private static final Map<UsmAccount.Priv, String> PRIVS =
      Map.of(
          UsmAccount.Priv.NONE, "",
          UsmAccount.Priv.DES, "DES",
          UsmAccount.Priv.AES128, "AES",
          UsmAccount.Priv.AES192, "AES-192",
          UsmAccount.Priv.AES256, "AES-256",
          UsmAccount.Priv.AES192_3DES, "AES-192-C",
          UsmAccount.Priv.AES256_3DES, "AES-256-C");

  private static List<String> as(UsmAccount user) {
    List<String> options = new ArrayList<>(List.of("-v", "3", "-u", user.name(), "-l"));
    if (user.auth() == UsmAccount.Auth.NONE) {
      options.add("noAuthNoPriv");
      return options;
    }
    boolean secret = user.priv() != UsmAccount.Priv.NONE;
    options.add(secret ? "authPriv" : "authNoPriv");
    options.addAll(List.of("-a", AUTHS.get(user.auth()), "-A", user.authSecret()));
    if (secret) {
      options.addAll(List.of("-x", PRIVS.get(user.priv()), "-X", user.privSecret()));
    }
    return options;
  }

  private static Command get(PosternAgent from, List<String> options) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("-r", "1", "-t", "5"));
    command.add("udp:127.0.0.1:" + from.addresses().get(0).getPort());
    command.add("." + AgentSettings.DOCUMENTATION_ARC + ".1.1.2.0");
    return Peers.run(Peers.require("snmpget"), command);
  }

  @Test
  void snmptableShowsThePortsWithTheirNames() throws Exception {
    List<String> command = new ArrayList<>(MibModules.options());
    command.addAll(List.of("-v", "2c", "-c", Agents.COMMUNITY, "-Ci", "-Cf", "|"));
    command.add(address());
    command.add("POSTERN-MIB::posternPortTable");
    Command result = Peers.run(Peers.require("snmptable"), command);
    assertThat(result.output()).contains("posternPortVerdict").contains("untrusted>mail-dmz");
    assertThat(result.lines()).anyMatch(line -> line.startsWith("1.1.993|imaps|edge-1|"));
  }

  @Test
  void snmpsetIsRefused() throws Exception {
    List<String> command = new ArrayList<>(MibModules.options());
    command.addAll(List.of("-v", "2c", "-c", Agents.COMMUNITY, address()));
    command.addAll(List.of("." + ARC + ".1.1.2.0", "s", "stopped"));
    assertThat(Peers.run(Peers.require("snmpset"), command).errors()).contains("noAccess");
  }

  private List<String> walk(String tool, List<String> options) throws Exception {
    List<String> command = new ArrayList<>(MibModules.options());
    command.addAll(options);
    command.add(address());
    command.add("POSTERN-MIB::posternMIB");
    Command result = Peers.run(Peers.require(tool), command);
    assertThat(result.exitCode()).as(result.all()).isZero();
    return result.lines();
  }

  private String address() {
    return "udp:127.0.0.1:" + agent.addresses().get(0).getPort();
  }
}

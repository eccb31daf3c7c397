package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                Agents.PRIVATE.authPassphrase(),
                "-x",
                "AES",
                "-X",
                Agents.PRIVATE.privPassphrase()));
    assertThat(bulk).isEqualTo(next);
    assertThat(v3).isEqualTo(next);
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

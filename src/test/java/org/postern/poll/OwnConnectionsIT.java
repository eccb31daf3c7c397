package org.postern.poll;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.Conversation;
import org.postern.testkit.Eventually;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;

/** What net-snmp on a real router tells of the connections that it has itself. */
@Timeout(180)
class OwnConnectionsIT {
  @TempDir Path directory;

  @BeforeAll
  static void require() {
    RouterLab.require();
  }

  @Test
  void aRouterTellsWhatItOpensItselfAndNotWhatItForwards() {
    try (RouterLab lab = new RouterLab(directory)) {
      lab.in(Host.MAIL, "iptables", "-A", "INPUT", "-p", "tcp", "--dport", "25", "-j", "DROP");
      for (Host host : new Host[] {Host.ROUTER, Host.OUTSIDE, Host.ROUTER, Host.ROUTER}) {
        lab.start(
            host,
            directory.resolve("smtp.log"),
            Map.of(),
            "timeout",
            "150",
            "bash",
            "-c",
            "exec 3<>/dev/tcp/" + RouterLab.MAIL_ADDRESS + "/25");
      }
      lab.startSnmpd("rocommunity lab\n");
      Conversation teller =
          lab.converse(Host.MANAGER, ConnectionTeller.class, RouterLab.ROUTER_ADDRESS, "lab");
      // The agent keeps the table for a while, and may have it from before the connections.
      Eventually.holds(
          "the router's own connections are told",
          Duration.ofSeconds(90),
          () -> teller.ask("?").equals("172.29.20.1 -> 172.29.20.25:25 synSent 3"),
          () -> teller.ask("?"));
    }
  }
}

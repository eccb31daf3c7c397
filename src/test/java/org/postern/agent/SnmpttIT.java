package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.testkit.Command;
import org.postern.testkit.Peers;

/** A real SNMPTT with the shipped events. */
class SnmpttIT {
  private static final Path EVENTS = Path.of("conf", "snmptt", "snmptt.postern.conf");

  @TempDir Path directory;

  @Test
  void eachNotificationIsAnEventWithDeviceAndStory() throws IOException {
    Path program = Peers.require("snmptt");
    Path settings = directory.resolve("snmptt.ini");
    Files.writeString(
        settings,
        """
        [General]
        mode = standalone
        net_snmp_perl_enable = 0
        dns_enable = 0
        [Logging]
        stdout_enable = 1
        log_enable = 0
        syslog_enable = 0
        unknown_trap_log_enable = 0
        [TrapFiles]
        snmptt_conf_files = <<END
        %s
        END
        """
            .formatted(EVENTS.toAbsolutePath()));
    for (MibModule.MibNotification type : new MibModule().notifications.values()) {
      Path trap = Files.write(directory.resolve(type.name()), lines(type));
      Command done =
          Command.run("sh", "-c", program + " --ini=" + settings + " < " + trap + " 2>/dev/null");
      assertThat(done.exitCode()).isZero();
      assertThat(done.output())
          .contains("." + type.oid() + " ")
          .contains("\"Postern\" noc.example.net - ")
          .endsWith("story 14\n");
    }
  }

  /** As net-snmp's snmptrapd hands a trap on. */
  private static List<String> lines(MibModule.MibNotification type) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "noc.example.net",
                "192.0.2.7",
                ".1.3.6.1.2.1.1.3.0 0:0:20:34.56",
                ".1.3.6.1.6.3.1.1.4.1.0 ." + type.oid()));
    for (int i = 1; i <= type.objects().size(); i++) {
      lines.add("." + AgentSettings.DOCUMENTATION_ARC + ".1.10." + i + ".0 \"story " + i + "\"");
    }
    return lines;
  }
}

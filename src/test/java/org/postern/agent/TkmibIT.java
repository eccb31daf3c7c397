package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postern.finding.BoardHolder;
import org.postern.testkit.Command;
import org.postern.testkit.MibModules;
import org.postern.testkit.Peers;

/** A MIB browser with a window, Debian's tkmib, opens the tables by their names. */
@Timeout(240)
class TkmibIT {
  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "tkmib", "press-table.pl").toAbsolutePath();

  @Test
  void portsAreATableWithNamesInColumnsAndCells() throws IOException {
    List<List<String>> table = table("posternPortTable");
    assertThat(table.get(0)).contains("Index", "posternPortVerdict", "posternPortCrossingName");
    assertThat(cell(table, "1.1.25", "posternPortVerdict")).isEqualTo("permitted");
    assertThat(cell(table, "1.1.993", "posternPortVerdict")).isEqualTo("denied");
    assertThat(cell(table, "1.1.993", "posternPortCrossingName")).isEqualTo("untrusted>mail-dmz");
  }

  @Test
  void findingsAndDevicesToo() throws IOException {
    assertThat(cell(table("posternFindingTable"), "1", "posternFindingKind"))
        .isEqualTo("expectedPermit");
    assertThat(cell(table("posternDeviceTable"), "1", "posternDeviceName")).isEqualTo("edge-1");
  }

  private static String cell(List<List<String>> table, String index, String column) {
    List<String> row =
        table.stream().filter(each -> each.get(0).equals(index)).findFirst().orElseThrow();
    return row.get(table.get(0).indexOf(column));
  }

  /** The cells; the column names are the first row. */
  private static List<List<String>> table(String name) throws IOException {
    Path screen = Peers.require("xvfb-run");
    Path browser = Peers.require("tkmib");
    Map<String, String> environment = new HashMap<>(Peers.environment());
    environment.put("MIBDIRS", MibModules.path(MibModules.OWN));
    environment.put("MIBS", "POSTERN-MIB");
    try (PosternAgent agent = Agents.start(Agents.readable(), new BoardHolder(Boards.fixed()))) {
      Command shown =
          Command.run(
              List.of(
                  screen.toString(),
                  "--auto-servernum",
                  browser.toString(),
                  "-f",
                  SCRIPT.toString(),
                  "-v",
                  "2c",
                  "-p",
                  Integer.toString(agent.addresses().get(0).getPort()),
                  "-c",
                  Agents.COMMUNITY,
                  "-o",
                  name,
                  "127.0.0.1"),
              environment,
              60);
      List<List<String>> rows =
          shown.output().lines().map(line -> Arrays.asList(line.split("\\|", -1))).toList();
      int head =
          rows.indexOf(
              rows.stream()
                  .filter(row -> row.get(0).equals("Index"))
                  .findFirst()
                  .orElse(List.of()));
      assertThat(head).as(shown.all()).isNotNegative();
      return rows.subList(head, rows.size());
    }
  }
}

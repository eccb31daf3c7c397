package org.postern.agent;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.Finding;
import org.postern.finding.FindingState;

/**
 * Walks a column of this agent and one of net-snmp's snmpd by snmpbulkwalk in turn, and prints the
 * processor time that each agent took for a row. This agent's board is replaced once a second
 * meanwhile. Not a test; run its main method with the test class path.
 */
final class WalkBenchmark {
  private static final int ROUNDS = 5;
  private static final String PORTS = "." + AgentSettings.DOCUMENTATION_ARC + ".1.3.1.6";
  private static final String FINDINGS = "." + AgentSettings.DOCUMENTATION_ARC + ".1.8.1.4";
  private static final String LINES = ".1.3.6.1.4.1.8072.1.3.2.4.1.2";

  /** snmpd takes in 64 kB of what a program prints, so a larger table is that of more programs. */
  private static final int ROWS_OF_A_PROGRAM = 10_000;

  /** Rows that are walked for one figure: the system counts time in hundredths of a second. */
  private static final int ROWS = 200_000;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private WalkBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    for (int devices : new int[] {1_500, 14_300}) {
      Path folder = Files.createTempDirectory("postern-walk-bench");
      int programs = Math.round((float) devices * 7 / ROWS_OF_A_PROGRAM);
      Process snmpd = snmpd(folder, programs);
      try {
        int snmpdPort = Integer.parseInt(Files.readString(folder.resolve("port")));
        for (int size : new int[] {1_472, 65_507}) {
          run(devices, size, snmpd, snmpdPort);
        }
      } finally {
        snmpd.destroy();
      }
    }
  }

  private static void run(int devices, int size, Process snmpd, int snmpdPort) throws Exception {
    Board board = board(devices);
    BoardHolder boards = new BoardHolder(board);
    AgentSettings settings =
        Agents.settings(
            List.of(Community.reader(Agents.COMMUNITY, List.of())),
            AgentSettings.DOCUMENTATION_ARC,
            size);
    ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
    try (PosternAgent agent = Agents.start(settings, boards)) {
      int port = agent.addresses().get(0).getPort();
      int repetitions = size > 10_000 ? 500 : 50;
      walks(port, PORTS, repetitions);
      ScheduledFuture<?> replaced =
          publisher.scheduleAtFixedRate(
              () -> boards.publish(Boards.with(board, board.ports(), List.of()), List.of()),
              1,
              1,
              TimeUnit.SECONDS);
      List<Double> ours = new ArrayList<>();
      List<Double> findings = new ArrayList<>();
      List<Double> theirs = new ArrayList<>();
      int snmpdRows = walk(snmpdPort, LINES, repetitions);
      for (int i = 0; i < ROUNDS; i++) {
        long before = SYSTEM.getProcessCpuTime();
        int rows = walks(port, PORTS, repetitions);
        ours.add((SYSTEM.getProcessCpuTime() - before) / 1e3 / rows);
        before = SYSTEM.getProcessCpuTime();
        rows = walks(port, FINDINGS, repetitions);
        findings.add((SYSTEM.getProcessCpuTime() - before) / 1e3 / rows);
        before = cpuMicros(snmpd);
        rows = walks(snmpdPort, LINES, repetitions);
        theirs.add((double) (cpuMicros(snmpd) - before) / rows);
      }
      replaced.cancel(false);
      System.out.printf(
          Locale.ROOT,
          "%d port rows, 10000 findings, message %d, repetitions %d:"
              + " us a row: ports %s, findings %s, snmpd (%d rows) %s%n",
          board.ports().size(),
          size,
          repetitions,
          spread(ours),
          spread(findings),
          snmpdRows,
          spread(theirs));
    } finally {
      publisher.shutdownNow();
    }
  }

  private static String spread(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f-%.2f)",
        sorted.get(sorted.size() / 2),
        sorted.get(0),
        sorted.get(sorted.size() - 1));
  }

  private static Board board(int devices) {
    Board large = Boards.large(1, devices);
    List<Finding> findings =
        IntStream.rangeClosed(1, 10_000)
            .mapToObj(number -> Boards.finding(number, FindingState.OPEN))
            .toList();
    return new Board(
        1,
        large.time(),
        large.system(),
        large.devices(),
        large.ports(),
        List.of(),
        List.of(),
        List.of(),
        findings,
        List.of());
  }

  private static int walks(int port, String root, int repetitions) throws Exception {
    int rows = 0;
    while (rows < ROWS) {
      rows += walk(port, root, repetitions);
    }
    return rows;
  }

  private static int walk(int port, String root, int repetitions) throws Exception {
    Process walk =
        new ProcessBuilder(
                "snmpbulkwalk",
                "-v",
                "2c",
                "-c",
                Agents.COMMUNITY,
                "-m",
                "",
                "-Oqn",
                "-Cr" + repetitions,
                "127.0.0.1:" + port,
                root)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int rows = 0;
    try (var lines = walk.inputReader(StandardCharsets.UTF_8)) {
      while (lines.readLine() != null) {
        rows++;
      }
    }
    walk.waitFor();
    return rows;
  }

  /** A stock snmpd whose nsExtendOutLine has the lines of so many programs. */
  private static Process snmpd(Path folder, int programs) throws Exception {
    Path lines = folder.resolve("lines");
    Files.writeString(lines, "1234\n".repeat(ROWS_OF_A_PROGRAM));
    int port;
    try (DatagramSocket free = new DatagramSocket(0, Agents.address("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Files.writeString(folder.resolve("port"), Integer.toString(port));
    Path conf = folder.resolve("agent.conf");
    Files.writeString(
        conf,
        "rocommunity %s 127.0.0.1%n".formatted(Agents.COMMUNITY)
            + IntStream.range(0, programs)
                .mapToObj(i -> "extend -cacheTime 3600 lines%d /bin/cat %s%n".formatted(i, lines))
                .collect(Collectors.joining()));
    ProcessBuilder builder =
        new ProcessBuilder(
                "snmpd", "-f", "-Lo", "-C", "-c", conf.toString(), "udp:127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("snmpd.log").toFile());
    builder.environment().put("SNMP_PERSISTENT_DIR", folder.resolve("kept").toString());
    builder.environment().put("MIBS", "");
    Process snmpd = builder.start();
    for (int i = 0; i < 50 && walk(port, LINES, 50) < programs * ROWS_OF_A_PROGRAM; i++) {
      snmpd.waitFor(Duration.ofMillis(200).toMillis(), TimeUnit.MILLISECONDS);
    }
    return snmpd;
  }

  private static long cpuMicros(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos() / 1_000;
  }
}

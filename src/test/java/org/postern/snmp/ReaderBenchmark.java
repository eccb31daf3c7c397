package org.postern.snmp;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;

/**
 * Measures how many devices a reader walks in a second: 200 simulated devices, 24 interfaces, 8
 * columns each. Not a test; run its main method with the test class path.
 */
final class ReaderBenchmark {
  private static final int DEVICES = 200;
  private static final int ROUNDS = 25;

  private ReaderBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    SnmpCredential.V3 user =
        SnmpBench.user(
            "reader",
            SnmpCredential.AuthProtocol.SHA256,
            "authentication",
            SnmpCredential.PrivProtocol.AES128,
            "encryption");
    for (int window : new int[] {20, 100, 200}) {
      measure("v2c", SnmpBench.V2C, user, window);
      measure("v3 SHA-256/AES-128", user, user, window);
    }
  }

  private static void measure(
      String name, SnmpCredential credential, SnmpCredential.V3 user, int window) throws Exception {
    SnmpRecording recording = SnmpBench.interfaces(24, 8);
    List<Oid> columns = new ArrayList<>();
    for (int column = 1; column <= 8; column++) {
      columns.add(SnmpBench.column(column));
    }
    List<SimulatedAgent> agents = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    try (SimulatorLoop loop = new SimulatorLoop(1);
        Snmp4jReader reader = Snmp4jReader.open(window)) {
      List<SnmpTarget> targets = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        RecordedDevice device = new RecordedDevice(new StaticContent(recording), clock, 1);
        SimulatedAgent agent = SimulatedAgent.serving(device, clock).user(user).start(loop);
        agents.add(agent);
        targets.add(
            new SnmpTarget("d" + i, agent.address(), credential, Duration.ofSeconds(2), 2, 25));
      }
      for (int i = 0; i < 5; i++) {
        round(reader, targets, columns);
      }
      long requestsBefore = reader.statistics().requests();
      long readerCpu = cpuNanos(false);
      long agentCpu = cpuNanos(true);
      long began = System.nanoTime();
      int good = 0;
      for (int i = 0; i < ROUNDS; i++) {
        good += round(reader, targets, columns);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%-20s window %3d: %6.0f devices/s, CPU/device: reader %3.0f us, agents %3.0f us,"
              + " %.1f requests/device, %d of %d complete, %d timeouts%n",
          name,
          window,
          DEVICES * ROUNDS / seconds,
          (cpuNanos(false) - readerCpu) / 1e3 / (DEVICES * ROUNDS),
          (cpuNanos(true) - agentCpu) / 1e3 / (DEVICES * ROUNDS),
          (double) (reader.statistics().requests() - requestsBefore) / (DEVICES * ROUNDS),
          good,
          DEVICES * ROUNDS,
          reader.statistics().timeouts());
      agents.forEach(SimulatedAgent::close);
    }
  }

  /** CPU time of the threads that serve the agents, or of all others. */
  private static long cpuNanos(boolean agents) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("snmp-simulator") == agents) {
        sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }

  private static int round(Snmp4jReader reader, List<SnmpTarget> targets, List<Oid> columns)
      throws Exception {
    List<CompletableFuture<ReadResult>> all = new ArrayList<>();
    for (SnmpTarget target : targets) {
      all.add(reader.walk(target, columns, 1000));
    }
    int good = 0;
    for (CompletableFuture<ReadResult> each : all) {
      ReadResult result = SnmpBench.await(each);
      good +=
          result instanceof ReadResult.Complete && result.varBindsOrEmpty().size() == 192 ? 1 : 0;
    }
    return good;
  }
}

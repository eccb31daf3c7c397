package org.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.simulator.AnswerCache;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;

/**
 * The routers that are asked, each on an address of its own below 127.20.0.0: a process, which ends
 * when its standard input does. A socket each, so that every answer comes from the address that was
 * asked.
 */
final class SimulatedFleet {
  static final int PORT = 11_610;
  static final String COMMUNITY = "public";
  static final SnmpCredential.V3 USER =
      new SnmpCredential.V3(
          "bench",
          Optional.of(SnmpCredential.AuthProtocol.SHA256),
          Optional.of(new Secret("authentication")),
          Optional.of(SnmpCredential.PrivProtocol.AES128),
          Optional.of(new Secret("privacy-privacy")),
          "");

  private static final String READY = "ready";

  /** As good as any: polls are seconds apart. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private SimulatedFleet() {}

  /** Arguments: how many routers there are, and how many milliseconds each answer takes. */
  public static void main(String[] arguments) throws IOException {
    int size = Integer.parseInt(arguments[0]);
    Duration delay = Duration.ofMillis(Integer.parseInt(arguments[1]));
    Clock clock = Clock.systemUTC();
    AnswerCache answers = new AnswerCache(clock, TICK);
    ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    Fault manner = delay.isZero() ? new Fault.None() : new Fault.Slow(delay, later);
    try (SimulatorLoop loop = new SimulatorLoop(1)) {
      RecordedDevice device = new RecordedDevice(BenchRouter.content(), clock, 1);
      for (int i = 0; i < size; i++) {
        SimulatedAgent unused =
            SimulatedAgent.serving(device, clock)
                .at(new InetSocketAddress(InetAddress.getByName(address(i)), PORT))
                .community(new Secret(COMMUNITY))
                .user(USER)
                .answersFrom(answers)
                .fault(manner)
                .start(loop);
      }
      System.out.println(READY);
      while (System.in.read() >= 0) {
        // what is written here does not matter
      }
    } finally {
      later.shutdownNow();
    }
  }

  /** The address of the router at {@code position}, 0 and up. */
  static String address(int position) {
    int host = position + 1;
    return "127.20." + (host >> 8) + "." + (host & 0xff);
  }

  /** An address below 127.21.0.0, where nobody answers. */
  static String deadAddress(int position) {
    return "127.21." + (position >> 8) + "." + (position & 0xff);
  }

  /** Starts the process and waits until all routers answer. */
  static Program start(int size, int delayMillis) throws IOException {
    Program fleet =
        Program.java(
            "simulated routers",
            "-Xmx512m",
            SimulatedFleet.class,
            String.valueOf(size),
            String.valueOf(delayMillis));
    fleet.awaitLine(READY::equals);
    return fleet;
  }
}

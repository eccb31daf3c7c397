package org.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.simulator.RatedContent;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;

/** So many routers on ports of loopback, served by one thread. */
final class Fleet implements AutoCloseable {
  private static final SnmpCredential CREDENTIAL = new SnmpCredential.V2c(new Secret("public"));

  private final SimulatorLoop loop;
  private final List<SimulatedAgent> agents = new ArrayList<>();

  Fleet(int size, IntervalClock clock) throws IOException {
    loop = new SimulatorLoop(1);
    RatedContent content = BenchRouter.content();
    for (int i = 0; i < size; i++) {
      agents.add(
          SimulatedAgent.serving(new RecordedDevice(content, clock, 1), clock)
              .at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .start(loop));
    }
  }

  /** How each is asked, named {@code router-1} and up. */
  List<SnmpTarget> targets() {
    List<SnmpTarget> targets = new ArrayList<>();
    for (SimulatedAgent agent : agents) {
      targets.add(
          new SnmpTarget(
              "router-" + (targets.size() + 1),
              agent.address(),
              CREDENTIAL,
              Duration.ofSeconds(5),
              2,
              25));
    }
    return targets;
  }

  /** Variable bindings of one router. */
  static int varBinds() {
    // 4 of the system group; 14 and 16 columns; 4 of the list, 3 of its application and default;
    // 32 columns and a hit counter an entry.
    return 4 + 30 * BenchRouter.INTERFACES + 7 + 33 * BenchRouter.ENTRIES;
  }

  @Override
  public void close() {
    agents.forEach(SimulatedAgent::close);
    loop.close();
  }
}

package org.postern.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatedAgentBuilder;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;
import org.postern.testkit.MutableClock;

/** A reader and simulated agents on loopback, with short words for tests. */
final class SnmpBench implements AutoCloseable {
  static final SnmpCredential V1 = new SnmpCredential.V1(new Secret("public"));
  static final SnmpCredential V2C = new SnmpCredential.V2c(new Secret("public"));

  final MutableClock clock = new MutableClock(Instant.parse("2026-01-01T00:00:00Z"));
  final SimulatorLoop loop;
  final Snmp4jReader reader;
  private final List<SimulatedAgent> agents = new ArrayList<>();

  SnmpBench(int maxInFlight) throws IOException {
    loop = new SimulatorLoop(1);
    reader =
        new Snmp4jReader(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            ReaderLimits.of(maxInFlight));
  }

  SimulatedAgentBuilder serving(SnmpRecording recording) {
    return serving(new StaticContent(recording), clock);
  }

  SimulatedAgentBuilder serving(DeviceContent content, Clock clock) {
    return SimulatedAgent.serving(new RecordedDevice(content, clock, 1), clock);
  }

  SimulatedAgent start(SimulatedAgentBuilder builder) throws IOException {
    SimulatedAgent agent = builder.start(loop);
    agents.add(agent);
    return agent;
  }

  SnmpTarget target(SimulatedAgent agent, SnmpCredential credential) {
    return target(agent, credential, 1000, 2);
  }

  SnmpTarget target(SimulatedAgent agent, SnmpCredential credential, int millis, int retries) {
    return new SnmpTarget(
        "device-" + agent.address().getPort(),
        agent.address(),
        credential,
        Duration.ofMillis(millis),
        retries,
        10);
  }

  /** The result, waited for at most 60 s. */
  static ReadResult await(CompletableFuture<ReadResult> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  ReadResult walk(SnmpTarget target, Oid... columns) throws Exception {
    return await(reader.walk(target, List.of(columns), 100_000));
  }

  static SnmpCredential.V3 user(
      String name, AuthProtocol auth, String authPassword, PrivProtocol priv, String privPassword) {
    return new SnmpCredential.V3(
        name,
        Optional.ofNullable(auth),
        Optional.ofNullable(auth).map(any -> new Secret(authPassword)),
        Optional.ofNullable(priv),
        Optional.ofNullable(priv).map(any -> new Secret(privPassword)),
        "");
  }

  /** ifTable columns 1..{@code columns} of so many interfaces, and a system group. */
  static SnmpRecording interfaces(int rows, int columns) {
    List<VarBind> all = new ArrayList<>();
    all.add(
        new VarBind(
            Oid.parse("1.3.6.1.2.1.1.1.0"),
            new SnmpValue.Octets("a device".getBytes(StandardCharsets.UTF_8))));
    all.add(new VarBind(Oid.parse("1.3.6.1.2.1.1.3.0"), new SnmpValue.TimeTicks(4711)));
    for (int column = 1; column <= columns; column++) {
      for (int row = 1; row <= rows; row++) {
        all.add(
            new VarBind(
                column(column).append(row), new SnmpValue.Counter32(1_000_000L * column + row)));
      }
    }
    all.add(new VarBind(Oid.parse("1.3.6.1.2.1.4.1.0"), new SnmpValue.Int(1)));
    return SnmpRecording.of(all);
  }

  static Oid column(int column) {
    return Oid.parse("1.3.6.1.2.1.2.2.1." + column);
  }

  @Override
  public void close() {
    reader.close();
    agents.forEach(SimulatedAgent::close);
    loop.close();
  }
}

package org.postern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.RatedContent;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatedAgentBuilder;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Serves recordings as SNMP agents. */
@Command(
    name = "simulate",
    description = {
      "Serves recordings (snmprec) as SNMP agents until it is stopped.",
      "FILE is FILE.snmprec[,LATER.snmprec][@ADDRESS:PORT]: with a later recording of the same",
      "device its counters move at the rates between the two. Without an address: a free port on",
      "127.0.0.1."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "What to serve, and where.")
  private List<String> files;

  @Option(
      names = "--community",
      paramLabel = "TEXT",
      description = "Answer only this community. Without it, any on loopback.")
  private @Nullable String community;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "How much faster time passes for the devices. Default: ${DEFAULT-VALUE}")
  private double speed;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    List<SimulatedAgent> agents = new ArrayList<>();
    try (SimulatorLoop loop = new SimulatorLoop(1)) {
      for (String each : files) {
        agents.add(start(each, loop));
      }
      report(agents);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
      stopped.await();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LISTEN, String.valueOf(e.getMessage()), e);
    } finally {
      agents.forEach(SimulatedAgent::close);
    }
    return ExitCode.OK;
  }

  private void report(List<SimulatedAgent> agents) {
    List<Map<String, String>> served = new ArrayList<>();
    for (int i = 0; i < agents.size(); i++) {
      InetSocketAddress address = agents.get(i).address();
      String text = address.getAddress().getHostAddress() + ":" + address.getPort();
      served.add(Map.of("file", files.get(i), "address", text));
      if (!output.json()) {
        output.lines(List.of(files.get(i) + " answers on " + text));
      }
    }
    if (output.json()) {
      output.json(served);
    }
  }

  private SimulatedAgent start(String text, SimulatorLoop loop) {
    int at = text.lastIndexOf('@');
    String[] names = (at < 0 ? text : text.substring(0, at)).split(",", -1);
    if (names.length > 2) {
      throw new CommandFailure(ExitCode.USAGE, "at most two recordings of a device: " + text);
    }
    DeviceContent content =
        names.length == 2
            ? new RatedContent(load(names[0]), load(names[1]))
            : new StaticContent(load(names[0]));
    Clock clock = Clock.systemUTC();
    SimulatedAgentBuilder builder =
        SimulatedAgent.serving(new RecordedDevice(content, clock, speed), clock)
            .at(at < 0 ? loopback() : address(text.substring(at + 1)));
    if (community != null) {
      builder = builder.community(new Secret(community));
    }
    try {
      return builder.start(loop);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LISTEN, text + " cannot be served: " + e.getMessage(), e);
    }
  }

  private static SnmpRecording load(String name) {
    try {
      return SnmpRecording.load(Path.of(name));
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0) {
      throw new CommandFailure(ExitCode.USAGE, "not ADDRESS:PORT: " + text);
    }
    try {
      return new InetSocketAddress(
          InetAddress.getByName(text.substring(0, colon)),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (UnknownHostException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "not ADDRESS:PORT: " + text, e);
    }
  }
}

package org.postern.kernel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.PortVerdict;
import org.postern.poll.DevicePoller;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.PollOutcome;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.testkit.Conversation;

/**
 * A program that polls the router as Postern does and foretells connections. A question is the
 * flows' words; the answer has for each, divided by tabs, a 1, a 0, or a question mark and why.
 */
public final class RuleReader {
  private static final String UNKNOWN = "?";

  private final DevicePoller poller;
  private final MonitoredDevice router;
  private final FirstMatchEvaluator evaluator = new FirstMatchEvaluator();

  private RuleReader(DevicePoller poller, MonitoredDevice router) {
    this.poller = poller;
    this.router = router;
  }

  /** Polls the agent at the address given, with the community given. */
  public static void main(String[] arguments) throws IOException {
    ProfileCatalog catalog = ((CatalogResult.Loaded) ProfileCatalog.load(List.of())).catalog();
    SnmpTarget target =
        new SnmpTarget(
            "router",
            new InetSocketAddress(arguments[0], 161),
            new SnmpCredential.V2c(new Secret(arguments[1])),
            Duration.ofMillis(100),
            8, // the agent has just been started
            25);
    MonitoredDevice router =
        new MonitoredDevice(
            "router",
            target,
            Duration.ofMinutes(1),
            List.of("linux-net-snmp"),
            Map.of(),
            Map.of(),
            List.of());
    try (Snmp4jReader reader = Snmp4jReader.open(1)) {
      RuleReader own = new RuleReader(new DevicePoller(reader, catalog, Clock.systemUTC()), router);
      Conversation.answer(own::foretell);
    }
  }

  private String foretell(String question) {
    Executor here = Runnable::run;
    PollOutcome outcome =
        poller
            .poll(router, DevicePoller.Acquaintance.none(), here, DevicePoller.Tries.ALL)
            .join()
            .outcome();
    if (!(outcome instanceof PollOutcome.Answered answered)) {
      return "not read: " + outcome;
    }
    List<AccessList> lists =
        answered.reading().accessLists().stream().map(AccessListReading::list).toList();
    String[] words = question.split(" ", -1);
    List<String> foretold = new ArrayList<>();
    for (int at = 0; at < words.length; at += TriedFlow.WORDS) {
      foretold.add(foretell(lists, TriedFlow.of(words, at)));
    }
    return String.join("\t", foretold);
  }

  private String foretell(List<AccessList> lists, TriedFlow flow) {
    Crossing crossing =
        new Crossing(
            "tried",
            "",
            "",
            Set.of(flow.ingress()),
            Set.of(flow.egress()),
            AddressMatch.parse(flow.source()),
            AddressMatch.parse(flow.destination()),
            Optional.empty());
    PortVerdict verdict = evaluator.evaluate(lists, crossing, flow.port());
    return switch (verdict.verdict()) {
      case PERMITTED -> "1";
      case DENIED -> "0";
      case PARTLY -> isFrom(verdict, flow.sourcePort()) ? "1" : "0";
      default -> UNKNOWN + String.join("; ", verdict.reasons());
    };
  }

  /** One source and one destination are asked about: only the source port can be left. */
  private static boolean isFrom(PortVerdict verdict, int sourcePort) {
    return verdict.permitted().stream()
        .map(FlowPrefixes::sourcePorts)
        .anyMatch(ports -> contains(ports, sourcePort));
  }

  private static boolean contains(String ports, int port) {
    for (String range : ports.split(",", -1)) {
      String[] ends = range.strip().split("-", -1);
      if (port >= Integer.parseInt(ends[0]) && port <= Integer.parseInt(ends[ends.length - 1])) {
        return true;
      }
    }
    return false;
  }
}

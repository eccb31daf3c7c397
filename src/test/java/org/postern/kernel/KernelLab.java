package org.postern.kernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postern.acl.IpFamily;
import org.postern.acl.MailPort;
import org.postern.testkit.Conversation;
import org.postern.testkit.FlowProber;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;

/** A router, hosts with several addresses around it that try connections, and Postern beside it. */
final class KernelLab implements AutoCloseable {
  private static final int FIRST_SOURCE_PORT = 10_000;
  private static final int SOURCE_PORTS = 50_000;

  /** What is dropped is waited for so long; what is accepted or rejected takes less than one. */
  private static final int SILENCE_MILLIS = 120;

  /** For a second look: SYNs are sent again in that time. */
  private static final int LONG_SILENCE_MILLIS = 2_500;

  private static final Map<Host, String> INTERFACES =
      new EnumMap<>(Map.of(Host.OUTSIDE, "out0", Host.MAIL, "dmz0", Host.LAN, "lan0"));
  private static final Map<Host, Integer> NETS =
      new EnumMap<>(Map.of(Host.OUTSIDE, 10, Host.MAIL, 20, Host.LAN, 30));
  private static final Map<Host, List<Integer>> HOSTS =
      new EnumMap<>(
          Map.of(
              Host.OUTSIDE,
              List.of(50, 51, 200),
              Host.MAIL,
              List.of(25, 26),
              Host.LAN,
              List.of(7, 130)));

  private final Path directory;
  private final String configuration;
  private final RouterLab lab;
  private final Map<Host, Conversation> probers = new EnumMap<>(Host.class);
  private final Conversation reader;
  private Process snmpd;

  KernelLab(Path directory, String extendLines) {
    this.directory = directory;
    configuration = "rocommunity lab\n" + extendLines;
    lab = new RouterLab(directory);
    lab.in(Host.ROUTER, "sysctl", "-q", "-w", "net.ipv6.conf.all.forwarding=1");
    for (Host host : NETS.keySet()) {
      addAddresses(host);
      lab.startListeners(host);
      probers.put(host, lab.converse(host, FlowProber.class));
    }
    snmpd = lab.startSnmpd(configuration);
    reader = lab.converse(Host.MANAGER, RuleReader.class, RouterLab.ROUTER_ADDRESS, "lab");
  }

  private void addAddresses(Host host) {
    String router = address(IpFamily.IPV6, host, 1);
    ip(Host.ROUTER, "address add " + router + "/64 nodad dev " + INTERFACES.get(host));
    for (int number : HOSTS.get(host)) {
      ip(host, "address replace " + address(IpFamily.IPV4, host, number) + "/24 dev eth0");
      ip(host, "address add " + address(IpFamily.IPV6, host, number) + "/64 nodad dev eth0");
    }
    ip(host, "route add default via " + router);
  }

  private void ip(Host host, String words) {
    lab.in(host, ("ip " + words).split(" ", -1));
  }

  private static String address(IpFamily family, Host host, int number) {
    int net = NETS.get(host);
    return family == IpFamily.IPV4
        ? "172.29." + net + "." + number
        : "2001:db8:0:" + net + "::" + Integer.toHexString(number);
  }

  /** The addresses of all hosts, rising. */
  static List<String> addresses(IpFamily family) {
    return HOSTS.keySet().stream()
        .sorted((one, other) -> NETS.get(one) - NETS.get(other))
        .flatMap(host -> HOSTS.get(host).stream().map(number -> address(family, host, number)))
        .toList();
  }

  /** Puts a table into the kernel and an agent beside it that has read nothing before. */
  void load(IpFamily family, String table) throws IOException {
    Path file = directory.resolve("table");
    Files.writeString(file, table, StandardCharsets.UTF_8);
    RouterLab.end(snmpd);
    String program = family == IpFamily.IPV4 ? "iptables-restore" : "ip6tables-restore";
    try {
      lab.in(Host.ROUTER, program, file.toString());
    } catch (IllegalStateException e) {
      throw new IllegalStateException("refused:\n" + table, e);
    }
    snmpd = lab.startSnmpd(configuration);
  }

  /** From each address of each host to each address of the others, all seven ports. */
  List<TriedFlow> flows(IpFamily family, Random random) {
    List<TriedFlow> flows = new ArrayList<>();
    int sourcePort = random.nextInt(SOURCE_PORTS);
    for (Host from : INTERFACES.keySet()) {
      for (Host to : INTERFACES.keySet()) {
        if (from != to) {
          for (int source : HOSTS.get(from)) {
            for (int destination : HOSTS.get(to)) {
              for (MailPort port : MailPort.values()) {
                // No two of a table share a port, and they lie wide apart.
                sourcePort = (sourcePort + 211) % SOURCE_PORTS;
                flows.add(
                    new TriedFlow(
                        INTERFACES.get(from),
                        INTERFACES.get(to),
                        address(family, from, source),
                        FIRST_SOURCE_PORT + sourcePort,
                        address(family, to, destination),
                        port));
              }
            }
          }
        }
      }
    }
    return flows;
  }

  /** What Postern says of each: 1, 0, or a question mark and why. */
  List<String> foretold(List<TriedFlow> flows) {
    String question = flows.stream().map(TriedFlow::words).collect(Collectors.joining(" "));
    List<String> foretold = List.of(reader.ask(question).split("\t", -1));
    if (foretold.size() != flows.size()) {
      throw new IllegalStateException(String.join("\t", foretold));
    }
    return foretold;
  }

  /** What the kernel does with each; what differs from {@code foretold} is tried once more. */
  List<Boolean> observed(List<TriedFlow> flows, List<String> foretold) {
    List<Boolean> observed = new ArrayList<>(probe(flows, SILENCE_MILLIS));
    List<Integer> again =
        IntStream.range(0, flows.size())
            .filter(i -> foretold.get(i).equals(observed.get(i) ? "0" : "1"))
            .boxed()
            .toList();
    if (!again.isEmpty()) {
      List<Boolean> second = probe(again.stream().map(flows::get).toList(), LONG_SILENCE_MILLIS);
      IntStream.range(0, again.size()).forEach(i -> observed.set(again.get(i), second.get(i)));
    }
    return observed;
  }

  private List<Boolean> probe(List<TriedFlow> flows, int silenceMillis) {
    Boolean[] accepted = new Boolean[flows.size()];
    List<CompletableFuture<Void>> running = new ArrayList<>();
    probers.forEach(
        (host, prober) ->
            running.add(
                CompletableFuture.runAsync(
                    () -> probe(prober, INTERFACES.get(host), flows, silenceMillis, accepted))));
    running.forEach(CompletableFuture::join);
    return Arrays.asList(accepted);
  }

  private static void probe(
      Conversation prober,
      String ingress,
      List<TriedFlow> flows,
      int silenceMillis,
      Boolean[] accepted) {
    List<Integer> own =
        IntStream.range(0, flows.size())
            .filter(i -> flows.get(i).ingress().equals(ingress))
            .boxed()
            .toList();
    StringBuilder question = new StringBuilder(Integer.toString(silenceMillis));
    for (int i : own) {
      TriedFlow flow = flows.get(i);
      question
          .append(' ')
          .append(flow.source())
          .append(' ')
          .append(flow.sourcePort())
          .append(' ')
          .append(flow.destination())
          .append(' ')
          .append(flow.port().number());
    }
    String answer = prober.ask(question.toString());
    for (int n = 0; n < own.size(); n++) {
      accepted[own.get(n)] = answer.charAt(n) == '1';
    }
  }

  @Override
  public void close() {
    lab.close();
  }
}

package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.postern.acl.MailPort;

/**
 * A real router in network namespaces of its own: hosts outside, in a mail DMZ, in a LAN and in a
 * management net, a Linux router between them that filters with the kernel, and net-snmp on it.
 */
public final class RouterLab implements AutoCloseable {
  public static final String OUTSIDE_ADDRESS = "172.29.10.50";
  public static final String MAIL_ADDRESS = "172.29.20.25";
  public static final String LAN_ADDRESS = "172.29.30.7";
  public static final String ROUTER_ADDRESS = "172.29.99.1";
  public static final String MANAGER_ADDRESS = "172.29.99.2";

  /** The hosts of the lab. */
  public enum Host {
    ROUTER,
    OUTSIDE,
    MAIL,
    LAN,
    MANAGER
  }

  private final String prefix = "pst" + ProcessHandle.current().pid();
  private final Path directory;
  private final Deque<Process> processes = new ArrayDeque<>();
  private final Thread lastResort = new Thread(this::tearDown);

  public RouterLab(Path directory) {
    this.directory = directory;
    Runtime.getRuntime().addShutdownHook(lastResort);
    try {
      for (Host host : Host.values()) {
        Command.succeed("ip", "netns", "add", namespace(host));
        in(host, "ip", "link", "set", "lo", "up");
      }
      link("out0", "172.29.10.1", Host.OUTSIDE, OUTSIDE_ADDRESS);
      link("dmz0", "172.29.20.1", Host.MAIL, MAIL_ADDRESS);
      link("lan0", "172.29.30.1", Host.LAN, LAN_ADDRESS);
      link("mgmt0", ROUTER_ADDRESS, Host.MANAGER, MANAGER_ADDRESS);
      in(Host.ROUTER, "sysctl", "-q", "-w", "net.ipv4.ip_forward=1");
    } catch (RuntimeException e) {
      tearDown();
      throw e;
    }
  }

  /** Skips the test, visibly, where there can be no lab; with CI=true fails it. */
  public static void require() {
    for (String tool : List.of("ip", "iptables", "nft", "snmpd", "unshare", "sysctl")) {
      Peers.require(tool);
    }
    Peers.require(
        "the right to make network namespaces (root)",
        Command.run("unshare", "--net", "true").exitCode() == 0);
  }

  private void link(String routerInterface, String routerAddress, Host host, String address) {
    in(
        Host.ROUTER,
        "ip",
        "link",
        "add",
        routerInterface,
        "type",
        "veth",
        "peer",
        "name",
        "eth0",
        "netns",
        namespace(host));
    in(Host.ROUTER, "ip", "address", "add", routerAddress + "/24", "dev", routerInterface);
    in(Host.ROUTER, "ip", "link", "set", routerInterface, "up");
    in(host, "ip", "address", "add", address + "/24", "dev", "eth0");
    in(host, "ip", "link", "set", "eth0", "up");
    in(host, "ip", "route", "add", "default", "via", routerAddress);
  }

  /** The network namespace of a host. */
  public String namespace(Host host) {
    return prefix + "-" + host.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Runs a program on a host to its end; it must succeed. */
  public String in(Host host, String... words) {
    return Command.succeed(wrap(host, words).toArray(String[]::new));
  }

  /** Gives a host one more address and sends from it by default from now on. */
  public void sendFrom(Host host, String address) {
    in(host, "ip", "address", "replace", address + "/24", "dev", "eth0");
    String router = address.substring(0, address.lastIndexOf('.')) + ".1";
    in(host, "ip", "route", "replace", "default", "via", router, "src", address);
  }

  /** Tries to open a TCP connection, as a mail client would; true if it is accepted. */
  public boolean connects(Host from, String address, int port) {
    return attempt(from, address, port, "1.5").exitCode() == 0;
  }

  /** Tries each mail port of an address, all at a time. */
  public Map<MailPort, Boolean> connects(Host from, String address) {
    ExecutorService executor = Executors.newFixedThreadPool(MailPort.values().length);
    try {
      Map<MailPort, CompletableFuture<Boolean>> running = new EnumMap<>(MailPort.class);
      for (MailPort port : MailPort.values()) {
        running.put(
            port,
            CompletableFuture.supplyAsync(() -> connects(from, address, port.number()), executor));
      }
      Map<MailPort, Boolean> done = new EnumMap<>(MailPort.class);
      running.forEach((port, result) -> done.put(port, result.join()));
      return done;
    } finally {
      executor.shutdown();
    }
  }

  /** Sends exactly one SYN to a port that drops: the wait is over before TCP sends the next. */
  public void sendOneSyn(Host from, String address, int port) {
    attempt(from, address, port, "0.4");
  }

  private Command attempt(Host from, String address, int port, String seconds) {
    return Command.run(
        wrap(from, "timeout", seconds, "bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port),
        Map.of(),
        30);
  }

  /** Starts a program on a host; it is ended with the lab. Its output goes to {@code log}. */
  public Process start(Host host, Path log, Map<String, String> environment, String... words) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(wrap(host, words))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      processes.push(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a program of the tests on a host that answers line by line; it ends with the lab. */
  public Conversation converse(Host host, Class<?> program, String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    words.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(wrap(host, words.toArray(String[]::new)))
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().put("POSTERN_LOG", "WARN");
      Process process = builder.start();
      processes.push(process);
      return new Conversation(process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts net-snmp's agent on the router with these lines of configuration. */
  public Process startSnmpd(String configuration) {
    try {
      Path file = directory.resolve("snmpd.conf");
      Files.writeString(file, configuration, StandardCharsets.UTF_8);
      Path state = Files.createDirectories(directory.resolve("snmpd-state"));
      return start(
          Host.ROUTER,
          directory.resolve("snmpd.log"),
          Map.of("SNMP_PERSISTENT_DIR", state.toString(), "MIBS", ""),
          Peers.require("snmpd").toString(),
          "-f",
          "-Lo",
          "-C",
          "-c",
          file.toString(),
          "udp:" + ROUTER_ADDRESS + ":161");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts listeners on all seven mail ports of a host and waits for them. */
  public void startListeners(Host host) {
    Path log = directory.resolve(host + "-listeners.log");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx32m",
                "-cp",
                Path.of("target", "test-classes").toString(),
                PortListener.class.getName()));
    for (MailPort port : MailPort.values()) {
      words.add(Integer.toString(port.number()));
    }
    start(host, log, Map.of(), words.toArray(String[]::new));
    Eventually.holds(
        host + " listens",
        Duration.ofSeconds(30),
        () -> read(log).contains("listening"),
        () -> read(log));
  }

  /** What a program wrote so far. */
  public static String read(Path log) {
    try {
      return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> wrap(Host host, String... words) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace(host)));
    all.addAll(List.of(words));
    return all;
  }

  /** Ends a process that the lab started, and waits for its end. */
  public static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    tearDown();
    Runtime.getRuntime().removeShutdownHook(lastResort);
  }

  private void tearDown() {
    while (!processes.isEmpty()) {
      end(processes.pop());
    }
    for (Host host : Host.values()) {
      Command.run("ip", "netns", "delete", namespace(host));
    }
  }
}

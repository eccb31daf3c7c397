package org.postern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.postern.snmp.Oid;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/**
 * The whole daemon, as {@code postern run} starts it, in a process of its own. What it has done it
 * is asked by SNMP, like any other agent.
 */
final class DaemonLoad {
  private static final int AGENT_PORT = 11_611;
  private static final Oid SYSTEM = Oid.parse("1.3.6.1.4.1.32473.25.1.1");
  private static final Oid DEVICE = Oid.parse("1.3.6.1.4.1.32473.25.1.2.1");
  private static final int DEVICES_UP = 7;
  private static final int POLLS = 14;
  private static final int TIMEOUTS = 15;
  private static final int LATE_POLLS = 16;
  private static final int SAMPLES = 17;
  private static final int REACHABILITY = 9;
  private static final int POLL_DURATION = 13;
  private static final int UP = 1;

  private final Path directory;
  private final Plan plan;

  /**
   * What is run.
   *
   * @param dead how many more are configured that never answer
   * @param warmUp intervals before the measured ones
   * @param intervals that are measured
   * @param options of the JVM
   */
  record Plan(
      String name,
      int devices,
      int dead,
      boolean v3,
      Duration interval,
      int warmUp,
      int intervals,
      String options) {}

  /** What the daemon has done so far. */
  private record Count(long up, long polls, long timeouts, long late, long samples) {}

  DaemonLoad(Path directory, Plan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  LoadResult run() throws IOException {
    Path store = directory.resolve("store-" + plan.name().replaceAll("\\W+", "-"));
    Path config = directory.resolve("postern.yaml");
    Files.writeString(config, configuration(store));
    ProcessBuilder builder =
        Program.javaBuilder(
                plan.options(), "org.postern.Main", "run", "--config", config.toString())
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("POSTERN_LOG", "ERROR");
    long begin = System.nanoTime();
    try (Program daemon = new Program("postern", builder);
        Snmp4jReader reader = Snmp4jReader.open(1)) {
      Count first = await(reader, daemon, 1);
      double started = (System.nanoTime() - begin) / 1e9;
      long warm = plan.interval().multipliedBy(plan.warmUp()).toNanos();
      LockSupport.parkNanos(warm - (System.nanoTime() - begin) + (long) (started * 1e9));
      Count before = await(reader, daemon, first.polls());
      Usage used = daemon.usage();
      long start = System.nanoTime();
      List<Integer> durations = new ArrayList<>();
      for (int i = 0; i < plan.intervals(); i++) {
        sleep(
            plan.interval()
                .multipliedBy(i + 1L)
                .minus(Duration.ofNanos(System.nanoTime() - start)));
        durations.addAll(durations(reader));
      }
      durations.sort(null);
      Count after = await(reader, daemon, first.polls());
      double wall = (System.nanoTime() - start) / 1e9;
      Usage spent = daemon.usage().since(used);
      long stopping = System.nanoTime();
      daemon.close();
      return new LoadResult(
          plan.name(),
          after.polls() - before.polls(),
          plan.devices() - after.up(),
          wall,
          spent,
          String.format(
              Locale.ROOT,
              "%d late, %d timeouts, %d samples; poll p50 %d ms, p99 %d ms; start %.1f s, stop %.1f s",
              after.late() - before.late(),
              after.timeouts() - before.timeouts(),
              after.samples() - before.samples(),
              percentile(durations, 50),
              percentile(durations, 99),
              started,
              (System.nanoTime() - stopping) / 1e9));
    }
  }

  /** Waits until the agent answers and so many polls are begun. */
  private static Count await(Snmp4jReader reader, Program daemon, long polls) throws IOException {
    Count count = count(reader);
    while (count.polls() < polls) {
      if (!daemon.isAlive()) {
        throw new IOException("the daemon has ended");
      }
      sleep(Duration.ofMillis(100));
      count = count(reader);
    }
    return count;
  }

  private static void sleep(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private static Count count(Snmp4jReader reader) {
    List<Oid> scalars =
        Stream.of(DEVICES_UP, POLLS, TIMEOUTS, LATE_POLLS, SAMPLES)
            .map(object -> SYSTEM.append(object, 0))
            .toList();
    List<Long> numbers = new ArrayList<>();
    for (VarBind each : reader.get(agent(), scalars).join().varBindsOrEmpty()) {
      numbers.add(number(each.value()));
    }
    return numbers.size() < scalars.size()
        ? new Count(0, 0, 0, 0, 0)
        : new Count(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3), numbers.get(4));
  }

  /** Durations of the last polls of the devices that answer, in milliseconds. */
  private static List<Integer> durations(Snmp4jReader reader) {
    List<Oid> columns = List.of(DEVICE.append(REACHABILITY), DEVICE.append(POLL_DURATION));
    List<VarBind> cells = reader.walk(agent(), columns, 1_000_000).join().varBindsOrEmpty();
    int rows = cells.size() / 2;
    List<Integer> durations = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      if (number(cells.get(i).value()) == UP) {
        durations.add((int) number(cells.get(rows + i).value()));
      }
    }
    return durations;
  }

  private static int percentile(List<Integer> sorted, int percent) {
    return sorted.isEmpty() ? -1 : sorted.get((sorted.size() - 1) * percent / 100);
  }

  private static long number(SnmpValue value) {
    if (value instanceof SnmpValue.Counter32 counter) {
      return counter.value();
    }
    if (value instanceof SnmpValue.Counter64 counter) {
      return counter.value();
    }
    if (value instanceof SnmpValue.Gauge32 gauge) {
      return gauge.value();
    }
    return value instanceof SnmpValue.Int number ? number.value() : 0;
  }

  private static SnmpTarget agent() {
    return new SnmpTarget(
        "postern",
        new InetSocketAddress(InetAddress.getLoopbackAddress(), AGENT_PORT),
        new SnmpCredential.V2c(new Secret(SimulatedFleet.COMMUNITY)),
        Duration.ofSeconds(1),
        2,
        50);
  }

  private String configuration(Path store) {
    StringBuilder text = new StringBuilder();
    text.append("credentials:\n  readers: { version: v2c, community: public }\n  routers: ");
    text.append(
        plan.v3()
            ? "{ version: v3, user: bench, auth: { protocol: SHA256, password: authentication },"
                + " priv: { protocol: AES128, password: privacy-privacy } }\n"
            : "{ version: v2c, community: public }\n");
    text.append("store: { directory: ").append(store).append(" }\n");
    text.append("polling: { interval: ").append(plan.interval().toSeconds()).append("s, ");
    text.append("accessLists: ").append(plan.interval().toSeconds()).append("s }\n");
    text.append("heartbeat: { enabled: false }\n");
    text.append("agent:\n  listen: [\"127.0.0.1:").append(AGENT_PORT).append("\"]\n");
    text.append("  access: [{ credential: readers, sources: [127.0.0.0/8] }]\n");
    text.append("policy:\n  zones: { untrusted: [], mail-dmz: [192.0.2.0/24] }\n");
    text.append("  roles: { mx: { zone: mail-dmz, hosts: [192.0.2.20] } }\n");
    text.append("devices:\n");
    for (int i = 0; i < plan.devices() + plan.dead(); i++) {
      text.append("  - { name: router-").append(i + 1).append(", address: \"");
      text.append(i < plan.devices() ? SimulatedFleet.address(i) : SimulatedFleet.deadAddress(i));
      text.append(':').append(SimulatedFleet.PORT).append("\", credential: routers, ");
      text.append("zones: { GE1/0/1: untrusted, GE1/0/2: mail-dmz } }\n");
    }
    return text.toString();
  }
}

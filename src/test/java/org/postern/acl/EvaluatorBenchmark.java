package org.postern.acl;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Times seven verdicts on large lists; run its main by hand with {@code -Xmx512m}. Each line: shape
 * of the list, entries, milliseconds of processor time for all seven ports, verdicts.
 */
final class EvaluatorBenchmark {
  private static final Random RANDOM = new Random(1);

  private EvaluatorBenchmark() {}

  public static void main(String[] arguments) {
    int[] sizes =
        arguments.length > 0
            ? new int[] {Integer.parseInt(arguments[0])}
            : new int[] {10_000, 100_000};
    for (int warmUp = 0; warmUp < 5; warmUp++) {
      run("warm-up", list(2_000, EvaluatorBenchmark::mixed), false);
    }
    for (int size : sizes) {
      run("mixed ports", list(size, EvaluatorBenchmark::mixed), true);
      run("hosts, one port", list(size, EvaluatorBenchmark::hosts), true);
      run("pairs, any port", list(size, EvaluatorBenchmark::pairs), true);
      run("IPv6 pairs", list(size, EvaluatorBenchmark::pairs6), true);
      run("sides in turn", list(size, EvaluatorBenchmark::sides), true);
      run("nested prefixes", list(size, EvaluatorBenchmark::nested), true);
      run("discontiguous", list(size, EvaluatorBenchmark::wild), true);
    }
  }

  private static void run(String shape, AccessList list, boolean print) {
    Crossing crossing =
        new Crossing(
            "a>b",
            "a",
            "b",
            Set.of("in0"),
            Set.of("out0"),
            AddressMatch.any(),
            AddressMatch.any(),
            Optional.empty());
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Verdict> verdicts = new ArrayList<>();
    Set<String> reasons = new TreeSet<>();
    for (PortVerdict verdict :
        new FirstMatchEvaluator().evaluate(List.of(list), crossing).values()) {
      verdicts.add(verdict.verdict());
      reasons.addAll(verdict.reasons());
    }
    long milliseconds =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1_000_000;
    if (print) {
      System.out.printf(
          Locale.ROOT,
          "%-16s %7d entries %7d ms  %s %s%n",
          shape,
          list.entries().size(),
          milliseconds,
          EnumSet.copyOf(verdicts),
          reasons);
    }
  }

  private static AccessList list(int size, IntFunction<AccessListEntry.Builder> entry) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      entries.add(entry.apply(i).protocol(ProtocolMatch.tcp()).build());
    }
    return new AccessList(
        "acl",
        "benchmark",
        EnumSet.allOf(IpFamily.class),
        List.of(Binding.forward()),
        entries,
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private static AccessListEntry.Builder entry(int i) {
    Action action = RANDOM.nextInt(3) == 0 ? Action.PERMIT : Action.DENY;
    return AccessListEntry.builder(Integer.toString(i), action);
  }

  /** Sources and destinations as in a firewall: two thirds of the entries for other ports. */
  private static AccessListEntry.Builder mixed(int i) {
    int[] ports = {22, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 3306, 5432, 8080, 8443};
    AccessListEntry.Builder builder = entry(i).destination(v4(24 + RANDOM.nextInt(9)));
    if (RANDOM.nextInt(3) > 0) {
      builder.source(v4(16 + RANDOM.nextInt(17)));
    }
    return builder.destinationPorts(PortMatch.eq(ports[RANDOM.nextInt(ports.length)]));
  }

  private static AccessListEntry.Builder hosts(int i) {
    return entry(i).destination(v4(32)).destinationPorts(PortMatch.eq(25));
  }

  private static AccessListEntry.Builder pairs(int i) {
    return entry(i).source(v4(24 + RANDOM.nextInt(9))).destination(v4(24 + RANDOM.nextInt(9)));
  }

  private static AccessListEntry.Builder pairs6(int i) {
    return entry(i).source(v6()).destination(v6());
  }

  /** The worst case of the diagrams: every source entry is cut by every destination entry. */
  private static AccessListEntry.Builder sides(int i) {
    return i % 2 == 0 ? entry(i).source(v4(32)) : entry(i).destination(v4(32));
  }

  private static AccessListEntry.Builder nested(int i) {
    return entry(i).source(v4(8 + RANDOM.nextInt(25))).destination(v4(8 + RANDOM.nextInt(25)));
  }

  private static AccessListEntry.Builder wild(int i) {
    IpBits wildcard = new IpBits(0, RANDOM.nextInt() & 0x00ff_0f0fL);
    return entry(i)
        .source(AddressMatch.wildcard(IpFamily.IPV4, address(), wildcard))
        .destination(AddressMatch.wildcard(IpFamily.IPV4, address(), wildcard));
  }

  private static AddressMatch v4(int length) {
    return AddressMatch.prefix(IpFamily.IPV4, address(), length);
  }

  private static IpBits address() {
    return new IpBits(0, 0x0a00_0000L | RANDOM.nextInt(1 << 24));
  }

  private static AddressMatch v6() {
    IpBits address =
        new IpBits(0xfd00_0000_0000_0000L | RANDOM.nextInt(1 << 16), RANDOM.nextLong());
    return AddressMatch.prefix(IpFamily.IPV6, address, 48 + RANDOM.nextInt(81));
  }
}

package org.postern.acl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The verdicts of all seven ports on one large list, by JMH: {@code mvn -Pbench -DskipTests test
 * -Dbench.main=org.postern.acl.EvaluatorBenchmark}. A list given up as too complex takes the time
 * until then.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx512m", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=1"})
public class EvaluatorBenchmark {
  private static final Crossing CROSSING =
      new Crossing(
          "a>b",
          "a",
          "b",
          Set.of("in0"),
          Set.of("out0"),
          AddressMatch.any(),
          AddressMatch.any(),
          Optional.empty());

  private final Random random = new Random(1);

  @Param({"MIXED", "HOSTS", "PAIRS", "PAIRS6", "NESTED", "SIDES", "WILD"})
  private Shape shape = Shape.MIXED;

  @Param({"1000", "10000", "100000"})
  private int entries;

  private AccessList list = list(0, i -> mixed(i));

  /** How the entries of a list are made. */
  public enum Shape {
    /** As in a firewall: two thirds have a source, half are for other ports. */
    MIXED,
    HOSTS,
    /** Pairs of prefixes, any port. */
    PAIRS,
    PAIRS6,
    NESTED,
    /** Sources and destinations in turn: each source is cut by each destination. */
    SIDES,
    /** Discontiguous wildcards, all overlapping. */
    WILD
  }

  public static void main(String[] arguments) throws Exception {
    org.openjdk.jmh.Main.main(new String[] {"EvaluatorBenchmark"});
  }

  @Setup
  public void makeList() {
    list =
        list(
            entries,
            i ->
                switch (shape) {
                  case MIXED -> mixed(i);
                  case HOSTS -> hosts(i);
                  case PAIRS -> pairs(i);
                  case PAIRS6 -> pairs6(i);
                  case NESTED -> nested(i);
                  case SIDES -> sides(i);
                  case WILD -> wild(i);
                });
  }

  @Benchmark
  public Map<MailPort, PortVerdict> verdicts() {
    return new FirstMatchEvaluator().evaluate(List.of(list), CROSSING);
  }

  private AccessList list(int size, IntFunction<AccessListEntry.Builder> entry) {
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

  private AccessListEntry.Builder entry(int i) {
    Action action = random.nextInt(3) == 0 ? Action.PERMIT : Action.DENY;
    return AccessListEntry.builder(Integer.toString(i), action);
  }

  /** Sources and destinations as in a firewall: two thirds of the entries for other ports. */
  private AccessListEntry.Builder mixed(int i) {
    int[] ports = {22, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 3306, 5432, 8080, 8443};
    AccessListEntry.Builder builder = entry(i).destination(v4(24 + random.nextInt(9)));
    if (random.nextInt(3) > 0) {
      builder.source(v4(16 + random.nextInt(17)));
    }
    return builder.destinationPorts(PortMatch.eq(ports[random.nextInt(ports.length)]));
  }

  private AccessListEntry.Builder hosts(int i) {
    return entry(i).destination(v4(32)).destinationPorts(PortMatch.eq(25));
  }

  private AccessListEntry.Builder pairs(int i) {
    return entry(i).source(v4(24 + random.nextInt(9))).destination(v4(24 + random.nextInt(9)));
  }

  private AccessListEntry.Builder pairs6(int i) {
    return entry(i).source(v6()).destination(v6());
  }

  /** The worst case of the diagrams: every source entry is cut by every destination entry. */
  private AccessListEntry.Builder sides(int i) {
    return i % 2 == 0 ? entry(i).source(v4(32)) : entry(i).destination(v4(32));
  }

  private AccessListEntry.Builder nested(int i) {
    return entry(i).source(v4(8 + random.nextInt(25))).destination(v4(8 + random.nextInt(25)));
  }

  private AccessListEntry.Builder wild(int i) {
    IpBits wildcard = new IpBits(0, random.nextInt() & 0x00ff_0f0fL);
    return entry(i)
        .source(AddressMatch.wildcard(IpFamily.IPV4, address(), wildcard))
        .destination(AddressMatch.wildcard(IpFamily.IPV4, address(), wildcard));
  }

  private AddressMatch v4(int length) {
    return AddressMatch.prefix(IpFamily.IPV4, address(), length);
  }

  private IpBits address() {
    return new IpBits(0, 0x0a00_0000L | random.nextInt(1 << 24));
  }

  private AddressMatch v6() {
    IpBits address =
        new IpBits(0xfd00_0000_0000_0000L | random.nextInt(1 << 16), random.nextLong());
    return AddressMatch.prefix(IpFamily.IPV6, address, 48 + random.nextInt(81));
  }
}

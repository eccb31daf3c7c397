package org.postern.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.IpFamily;
import org.postern.testkit.RouterLab;

/**
 * Random rule sets in a real router, read back through snmpd by the lines that are shipped: what
 * Postern foretells of each connection is what the kernel does with it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelIT {
  /** Rule sets of this seed are the same in every run. */
  private static final long FIXED = 20_417;

  /** What has to be evaluated: more than this may not be unknown. */
  private static final double MOST_UNKNOWN = 0.05;

  @TempDir static Path directory;

  private KernelLab lab;

  @BeforeAll
  void startLab() throws IOException {
    RouterLab.require();
    lab = new KernelLab(directory, shipped());
  }

  @AfterAll
  void stopLab() {
    if (lab != null) {
      lab.close();
    }
  }

  /** The extend lines that are shipped; only the folder of the script is another one. */
  private static String shipped() throws IOException {
    String script = Path.of("conf", "linux", "one-write").toAbsolutePath().toString();
    return Files.readAllLines(Path.of("conf", "linux", "snmpd-mailfw.conf"), StandardCharsets.UTF_8)
        .stream()
        .filter(line -> line.startsWith("extend mailfw-ip"))
        .map(line -> line.replace("/usr/local/lib/postern/one-write", script))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void iptables() throws IOException {
    foretells(IpFamily.IPV4, 120, FIXED).and(foretells(IpFamily.IPV4, 100, any())).prove();
  }

  @Test
  void ip6tables() throws IOException {
    foretells(IpFamily.IPV6, 25, FIXED).and(foretells(IpFamily.IPV6, 15, any())).prove();
  }

  private static long any() {
    return new Random().nextLong();
  }

  /** How many connections were tried, accepted, and not foretold. */
  private record Tally(int flows, int permitted, int unknown) {
    Tally and(Tally other) {
      return new Tally(flows + other.flows, permitted + other.permitted, unknown + other.unknown);
    }

    /** Neither too much unknown, nor rules that let everything or nothing through. */
    void prove() {
      System.out.printf("%s: %.2f %% unknown%n", this, 100.0 * unknown / flows);
      assertThat(unknown).as("unknown").isLessThan((int) (flows * MOST_UNKNOWN));
      assertThat(permitted).as("permitted").isBetween(flows / 10, flows * 9 / 10);
    }
  }

  private Tally foretells(IpFamily family, int sets, long seed) throws IOException {
    System.out.println(family + ": " + sets + " random rule sets of seed " + seed);
    Random random = new Random(seed);
    RandomRules rules = new RandomRules(random, family, KernelLab.addresses(family));
    int flows = 0;
    int permitted = 0;
    int unknown = 0;
    for (int set = 0; set < sets; set++) {
      String table = rules.table();
      lab.load(family, table);
      List<TriedFlow> tried = lab.flows(family, random);
      List<String> foretold = lab.foretold(tried);
      List<Boolean> observed = lab.observed(tried, foretold);
      String wrong =
          IntStream.range(0, tried.size())
              .filter(i -> isWrong(foretold.get(i), observed.get(i)))
              .mapToObj(i -> tried.get(i) + ": " + foretold.get(i) + ", but " + observed.get(i))
              .collect(Collectors.joining("\n"));
      assertThat(wrong).as("seed %s, set %s%n%s", seed, set, table).isEmpty();
      flows += tried.size();
      permitted += (int) observed.stream().filter(each -> each).count();
      unknown += (int) foretold.stream().filter(KernelIT::isUnknown).count();
    }
    return new Tally(flows, permitted, unknown);
  }

  private static boolean isUnknown(String foretold) {
    return foretold.startsWith("?");
  }

  /** Unknown is right only for matches that say so. */
  private static boolean isWrong(String foretold, boolean observed) {
    return isUnknown(foretold)
        ? RandomRules.NOT_EVALUATED_WORDS.stream().noneMatch(foretold::contains)
        : !foretold.equals(observed ? "1" : "0");
  }
}

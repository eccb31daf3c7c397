package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.finding.Finding;
import org.postern.finding.Transition;

/**
 * Kills a writing process many times, also while it opens the store and in the middle of backups,
 * and looks for what it had acknowledged. That each row can be reached along each index is checked
 * by every opening itself.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("postern.kills", 20);
  private static final int LINES = Integer.getInteger("postern.lines", 20);
  private static final long SEED = Long.getLong("postern.seed", 20_261_124);

  /** About as long as a process takes to open the store. */
  private static final int OPENING_MILLIS = 1_500;

  @TempDir Path directory;

  /** What a child said before it died. */
  private record Testimony(
      int boots, long acknowledged, Map<String, Integer> indexes, long lists) {}

  @Test
  void losesNothingAcknowledgedToKill() throws Exception {
    Random random = new Random(SEED);
    int boots = 0;
    Map<String, Integer> indexes = new HashMap<>();
    int samplesSeen = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      int lines = random.nextInt(LINES);
      Testimony said = runAndKill(lines, random.nextInt(lines == 0 ? OPENING_MILLIS : 20));
      if (lines > 0) {
        assertThat(said.boots()).as("boots of child %d", kill).isGreaterThan(boots);
        boots = said.boots();
      }
      indexes.putAll(said.indexes());
      try (PosternStore store =
          PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
        checkFindings(store.findings(), said.acknowledged());
        indexes.forEach(
            (name, index) ->
                assertThat(store.identity().interfaceIndex("edge", name)).isEqualTo(index));
        checkLists(store.accessLists(), said.lists());
        List<InterfacePoint> samples =
            store
                .samples()
                .interfaceHistory(1, 1, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        assertThat(samples.size())
            .as("samples after kill %d", kill)
            .isGreaterThanOrEqualTo(samplesSeen);
        // One more than is there now: the one that is offered below, before an orderly end.
        samplesSeen = samples.size() + 1;
        store
            .samples()
            .offer(Examples.ofInterface(1, 1, Examples.rates(Clock.systemUTC().instant(), kill)));
        int next = store.identity().nextBoots();
        assertThat(next).isGreaterThan(boots);
        boots = next;
      }
    }
    assertThat(indexes).isNotEmpty();
  }

  private static void checkFindings(FindingStore findings, long acknowledged) {
    long last = findings.lastSequence();
    assertThat(last).isGreaterThanOrEqualTo(acknowledged);
    List<Transition> log = findings.log(0, Integer.MAX_VALUE);
    assertThat(log).hasSize((int) last);
    Map<Long, Finding> newest = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      Transition transition = log.get(i);
      Transition written = Child.transition(i + 1L);
      assertThat(transition).isEqualTo(written);
      newest.put(transition.finding().number(), transition.finding());
    }
    // A batch of four is one transaction: never part of one.
    assertThat(last % Child.BATCH).isZero();
    assertThat(findings.all(Integer.MAX_VALUE))
        .containsExactlyInAnyOrderElementsOf(newest.values());
    assertThat(findings.lastFindingNumber())
        .isEqualTo(newest.keySet().stream().mapToLong(Long::longValue).max().orElse(0));
  }

  private static void checkLists(AccessListStore lists, long acknowledged) {
    List<AccessListVersion> versions = lists.versions("edge", "mail-in");
    if (acknowledged > 0) {
      assertThat(Long.parseLong(versions.get(0).digest())).isGreaterThanOrEqualTo(acknowledged);
    }
    for (AccessListVersion version : versions) {
      assertThat(lists.load(version)).contains(Child.list(Long.parseLong(version.digest())));
    }
  }

  /** Lets a child say some lines and kills it a few milliseconds later, whatever it is doing. */
  private Testimony runAndKill(int afterLines, int afterMillis)
      throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // H2's own too.
                "-enableassertions",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
      while (lines.size() < afterLines) {
        lines.add(String.valueOf(output.readLine()));
      }
      assertThat(child.waitFor(afterMillis, TimeUnit.MILLISECONDS))
          .as("the child ended by itself: %s", lines)
          .isFalse();
      // Through the handle: the process's own method would close the pipe and lose the last lines.
      child.toHandle().destroyForcibly();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
      }
    }
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return testimony(lines);
  }

  private static Testimony testimony(List<String> lines) {
    int boots = 0;
    long acknowledged = 0;
    long lists = 0;
    Map<String, Integer> indexes = new HashMap<>();
    for (String line : lines) {
      // The last line may be cut off by the kill: only whole ones end with a full stop.
      String[] words = line.split(" ", -1);
      if (!words[words.length - 1].equals(".")) {
        continue;
      }
      switch (words[0]) {
        case "boots" -> boots = Integer.parseInt(words[1]);
        case "acknowledged" -> acknowledged = Long.parseLong(words[1]);
        case "list" -> lists = Long.parseLong(words[1]);
        case "index" -> indexes.put(words[1], Integer.parseInt(words[2]));
        default -> throw new AssertionError("unexpected line: " + line);
      }
    }
    return new Testimony(boots, acknowledged, indexes, lists);
  }
}

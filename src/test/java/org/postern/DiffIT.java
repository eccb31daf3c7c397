package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.acl.Visibility;
import org.postern.finding.Baselines;
import org.postern.finding.DigestedList;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import tools.jackson.databind.JsonNode;

/** What {@code diff} tells from a store that holds a short history. */
class DiffIT {
  private static final Instant EIGHT = Instant.parse("2026-11-24T08:00:00Z");
  private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");
  private static final Instant TEN = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  private static final AccessListEntry SMTP = entry("10", Action.PERMIT, "198.51.100.25", 25);
  private static final AccessListEntry NO_POP3 = entry("20", Action.DENY, "any", 110);
  private static final AccessListEntry POP3 = entry("15", Action.PERMIT, "198.51.100.25", 110);
  private static final AccessList FIRST = list("edge-in", SMTP, NO_POP3);
  private static final AccessList WIDE = list("edge-in", SMTP, POP3, NO_POP3);
  private static final AccessList GUEST = list("guest-in", NO_POP3);

  @TempDir Path folder;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    config = folder.resolve("a.yaml");
    Files.writeString(
        config,
        """
        credentials: { c: { version: v2c, community: x } }
        devices:
          - { name: fw1, address: 192.0.2.1, credential: c,
              zones: { GE1: untrusted, GE2: mail-dmz } }
          - { name: fw2, address: 192.0.2.2, credential: c }
        policy: { zones: { untrusted: [], mail-dmz: [198.51.100.0/24] } }
        store: { directory: store }
        """);
  }

  private void history() {
    try (PosternStore store =
        PosternStore.open(
            folder.resolve("store"), StoreSettings.defaults(), Clock.fixed(NOON, ZoneOffset.UTC))) {
      read(store, EIGHT, FIRST, GUEST);
      read(store, NINE, WIDE, GUEST);
      read(store, TEN, WIDE);
      read(store, NOON, WIDE);
      List<DigestedList> believed = List.of(digested(WIDE));
      store.baselines().save("fw1", new Baselines(believed, believed, believed));
    }
  }

  private static void read(PosternStore store, Instant time, AccessList... lists) {
    for (AccessList list : lists) {
      store.accessLists().record("fw1", list, AccessListDigest.of(list), time);
    }
  }

  @Test
  void aWideningIsToldByListAndCrossingWithItsEntries() throws IOException {
    history();
    CliGolden.Run run = run("fw1", "edge-in");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    CliGolden.assertFitsThePage(run);
    CliGolden.assertMatches("diff", run);
  }

  @Test
  void theLastChangeOfAllListsIsTheRemoval() throws IOException {
    history();
    CliGolden.assertMatches("diff-last", run("fw1"));
  }

  @Test
  void sinceTheBeginningBothAreTold() {
    history();
    CliGolden.Run run = run("fw1", "--since", "2026-11-01");
    assertThat(run.err()).contains("history begins at 2026-11-24T08:00:00Z");
    assertThat(run.out())
        .contains("access list edge-in (test/rules): widened")
        .contains("access list guest-in (test/rules): removed");
  }

  @Test
  void whereNothingChangedTheVersionsAreListed() throws IOException {
    history();
    CliGolden.Run run =
        run("fw1", "--since", "2026-11-24T09:10", "--until", "2026-11-24T09:20:00+00:00");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    CliGolden.assertFitsThePage(run);
    CliGolden.assertMatches("diff-nothing", run);
  }

  @Test
  void jsonHasTheDocumentedKeys() {
    history();
    JsonNode diff = Json.parse(run("fw1", "edge-in", "--json").out());
    assertThat(new TreeSet<>(diff.propertyNames()))
        .containsExactly(
            "crossings", "device", "known", "lists", "notes", "since", "until", "versions");
    JsonNode list = diff.get("lists").get(0);
    assertThat(list.get("effect").asString()).isEqualTo("widened");
    assertThat(list.get("added").get(0).get("entry").asString()).isEqualTo("15");
    JsonNode port = list.get("ports").get(0);
    assertThat(port.get("port").asInt()).isEqualTo(110);
    assertThat(port.get("service").asString()).isEqualTo("pop3");
    assertThat(port.get("widened").get(0).asString()).isEqualTo("any -> 198.51.100.25");
    // The form in which a daemon passes it on loses nothing.
    DiffView view = Json.convert(diff, DiffView.class);
    assertThat(Json.tree(view)).isEqualTo(diff);
  }

  @Test
  void whatIsNotThereIsSaidPlainly() {
    assertFails(run("fw1"), ExitCode.NOT_FOUND, "fw1: no history: no daemon has ever run on");
    history();
    assertFails(run("nobody"), ExitCode.NOT_FOUND, "no such device: nobody");
    assertFails(run("fw2"), ExitCode.NOT_FOUND, "fw2: no history: no access list of it");
    assertFails(
        run("fw1", "core-in"),
        ExitCode.NOT_FOUND,
        "no access list core-in was ever seen; known are [edge-in, guest-in]");
    assertFails(run("fw1", "--since", "yesterday"), ExitCode.USAGE, "--since yesterday: not a");
    assertFails(
        run("fw1", "--since", "2026-11-24", "--until", "2026-11-23"),
        ExitCode.USAGE,
        "--since must be before --until");
  }

  private static void assertFails(CliGolden.Run run, int exitCode, String words) {
    assertThat(run.err()).contains(words);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
  }

  private CliGolden.Run run(String... words) {
    String[] all = Arrays.copyOf(new String[] {"diff"}, words.length + 3);
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "-c";
    all[words.length + 2] = config.toString();
    return CliGolden.run(all);
  }

  private static DigestedList digested(AccessList list) {
    return new DigestedList(list, AccessListDigest.of(list));
  }

  private static AccessListEntry entry(String id, Action action, String to, int port) {
    return AccessListEntry.builder(id, action)
        .protocol(ProtocolMatch.tcp())
        .destination(to.equals("any") ? AddressMatch.any() : AddressMatch.parse(to))
        .destinationPorts(PortMatch.eq(port))
        .build();
  }

  private static AccessList list(String name, AccessListEntry... entries) {
    return new AccessList(
        name,
        "test/rules",
        Set.of(IpFamily.IPV4),
        List.of(new Binding(name.equals("edge-in") ? "GE1" : "GE9", Direction.IN)),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }
}

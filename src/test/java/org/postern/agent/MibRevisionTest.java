package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What was published stays as it was (RFC 2578 §10). Each revision has a file with the digest of
 * the module and all its objects and notifications. A changed module needs a REVISION of its own:
 * add it, run with {@code -Dgolden.update=true}, and a file for it is written; that of an older
 * revision never is.
 */
class MibRevisionTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "mibs", "revisions");
  private static final Pattern REVISION = Pattern.compile("(?m)^ +REVISION +\"(\\d{12}Z)\"");
  private static final Pattern LAST_UPDATED =
      Pattern.compile("(?m)^ +LAST-UPDATED +\"(\\d{12}Z)\"");

  private final MibModule module;

  MibRevisionTest() throws IOException {
    module = new MibModule();
  }

  @Test
  void theModuleIsTheOneOfItsNewestRevision() throws Exception {
    Matcher updated = LAST_UPDATED.matcher(module.text);
    assertThat(updated.find()).isTrue();
    List<String> revisions = new ArrayList<>();
    Matcher revision = REVISION.matcher(module.text);
    while (revision.find()) {
      revisions.add(revision.group(1));
    }
    assertThat(revisions.get(0)).isEqualTo(updated.group(1));
    assertThat(revisions).isSortedAccordingTo((a, b) -> b.compareTo(a)).doesNotHaveDuplicates();
    Path file = FOLDER.resolve(updated.group(1) + ".txt");
    if (Boolean.getBoolean("golden.update") && !Files.exists(file)) {
      Files.write(file, lines());
    }
    assertThat(lines())
        .as("a changed POSTERN-MIB needs a REVISION of its own")
        .isEqualTo(Files.readAllLines(file));
  }

  @Test
  void noRevisionTookAwayOrRenumberedAnything() throws IOException {
    Map<String, String> now = numbered(described());
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<Path> all = files.sorted().toList();
      assertThat(all).hasSizeGreaterThan(1);
      for (Path file : all) {
        Map<String, String> before = numbered(Files.readAllLines(file));
        assertThat(before).as(file.toString()).hasSizeGreaterThan(100);
        before.forEach((oid, what) -> assertThat(now).as("%s", file).containsEntry(oid, what));
      }
    }
  }

  private List<String> lines() throws Exception {
    List<String> lines = new ArrayList<>();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(module.text.getBytes(StandardCharsets.UTF_8));
    lines.add("sha256 " + HexFormat.of().formatHex(digest));
    lines.addAll(described());
    return lines;
  }

  /** One line each: number, name, access, syntax. New enumerations are not a change (§10.2 (1)). */
  private List<String> described() {
    List<String> lines = new ArrayList<>();
    for (MibModule.MibObject object : module.objects.values()) {
      String syntax = object.syntax().replaceAll("^INTEGER \\{.*", "INTEGER");
      lines.add(object.oid() + " " + object.name() + " " + object.access() + " " + syntax);
    }
    for (MibModule.MibNotification notification : module.notifications.values()) {
      lines.add(notification.oid() + " " + notification.name() + " " + notification.objects());
    }
    module.conventions.forEach(
        (name, numbers) ->
            numbers.forEach((label, number) -> lines.add(name + "=" + number + " " + label)));
    return lines;
  }

  private static Map<String, String> numbered(List<String> lines) {
    Map<String, String> numbered = new TreeMap<>();
    for (String line : lines) {
      int blank = line.indexOf(' ');
      if (!line.startsWith("sha256")) {
        numbered.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    return numbered;
  }
}

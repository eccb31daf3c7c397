package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.finding.FindingKind;
import picocli.CommandLine;

/** The documents say what the program does. */
class DocsTest {
  private static final Path DOCS = Path.of("src", "docs");
  private static final Path OPERATIONS = DOCS.resolve("OPERATIONS.md");
  private static final String PROGRAM = "./postern ";
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
  private static final Pattern CONF = Pattern.compile("`((?:conf|mibs|src)/[\\w./-]+)`");
  private static final Pattern CODE_ROW = Pattern.compile("(?m)^\\| (\\d+) \\| `(\\w+)` \\|");
  private static final Pattern COMMAND_ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| (?:no|yes|better|is it) \\|");

  /** ARCHITECTURE fits a reading, a decision a page, the manual one evening. */
  private static final Map<String, Integer> MOST_LINES =
      Map.of("ARCHITECTURE.md", 200, "OPERATIONS.md", 400, "README.md", 120);

  private static final int MOST_LINES_OF_A_DECISION = 60;

  static List<Path> documents() throws IOException {
    List<Path> all = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> files = Files.walk(DOCS)) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(all::add);
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyCommandInAConsoleBlockIsOneThatPosternUnderstands(Path document) {
    for (String command : commands(document)) {
      CommandLine.ParseResult parsed = Main.commandLine().parseArgs(words(command));
      assertThat(parsed.hasSubcommand() || parsed.isUsageHelpRequested()).as(command).isTrue();
    }
  }

  /** So that no command stands where DocsIT does not look. */
  @ParameterizedTest
  @MethodSource("documents")
  void everyFenceSaysWhatItHolds(Path document) throws IOException {
    boolean inside = false;
    String language = "";
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("```")) {
        inside = !inside;
        language = inside ? line.substring(3) : "";
        assertThat(!inside || Set.of("console", "text", "yaml").contains(language))
            .as("%s: %s", document, line)
            .isTrue();
      } else if (inside && !language.equals("console")) {
        assertThat(line).as("a command outside a console block").doesNotStartWith("$ ");
      }
    }
    assertThat(inside).as("a fence is not closed in %s", document).isFalse();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkAndEveryNamedFileExists(Path document) throws IOException {
    String text = Files.readString(document);
    Path folder = document.toAbsolutePath().getParent();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      if (!link.group(1).contains("://")) {
        assertThat(folder.resolve(link.group(1))).as("link in %s", document).exists();
      }
    }
    Matcher named = CONF.matcher(text);
    while (named.find()) {
      if (!named.group(1).contains("/ID")) { // stands for the id of a profile
        assertThat(Path.of(named.group(1))).as("named in %s", document).exists();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void noDocumentIsLongerThanItMayBe(Path document) throws IOException {
    boolean decision = document.startsWith(DOCS.resolve("adr"));
    int most =
        decision
            ? MOST_LINES_OF_A_DECISION
            : MOST_LINES.getOrDefault(document.getFileName().toString(), 500);
    assertThat(Files.readAllLines(document)).hasSizeLessThanOrEqualTo(most);
  }

  @Test
  void everySubcommandIsDocumentedAndNoOther() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher row = COMMAND_ROW.matcher(Files.readString(OPERATIONS));
    while (row.find()) {
      documented.add(row.group(1));
    }
    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
  }

  @Test
  void everySubcommandButTheDaemonHasAnExample() {
    Set<String> shown = new TreeSet<>();
    for (String command : commands(OPERATIONS)) {
      shown.add(words(command)[0]);
    }
    Set<String> all = new TreeSet<>(Main.commandLine().getSubcommands().keySet());
    all.remove("run");
    assertThat(shown).containsExactlyElementsOf(all);
  }

  @Test
  void theExitCodesAreThoseOfTheProgram() throws IOException {
    Map<String, Integer> documented = new TreeMap<>();
    Matcher row = CODE_ROW.matcher(Files.readString(OPERATIONS));
    while (row.find()) {
      documented.put(row.group(2), Integer.parseInt(row.group(1)));
    }
    assertThat(documented).isEqualTo(exitCodes());
  }

  private static Map<String, Integer> exitCodes() {
    Map<String, Integer> codes = new TreeMap<>();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == int.class) {
        try {
          codes.put(field.getName(), field.getInt(null));
        } catch (IllegalAccessException e) {
          throw new LinkageError(field.getName(), e);
        }
      }
    }
    return codes;
  }

  @Test
  void everyKindOfFindingHasASectionOfTheRunbook() throws IOException {
    List<String> sections =
        Files.readAllLines(OPERATIONS).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();
    assertThat(sections)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingKind.values()).map(FindingKind::label).toList());
  }

  @Test
  void everyEnvironmentVariableOfTheProgramIsDocumented() throws IOException {
    assertThat(Files.readString(OPERATIONS))
        .contains(
            "| `POSTERN_CONFIG` |",
            "| `POSTERN_JAVA_OPTS` |",
            "| `POSTERN_LOG` |",
            "| `JAVA_HOME` |",
            "| `NO_COLOR` |");
  }

  private static List<String> commands(Path document) {
    return DocsExample.of(document).stream()
        .map(DocsExample::command)
        .map(command -> command.replaceFirst("^printf .* \\| ", ""))
        .filter(command -> command.startsWith(PROGRAM))
        .map(command -> command.substring(PROGRAM.length()))
        .toList();
  }

  /** As a shell would split it; only single quotes are used. */
  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words.toArray(new String[0]);
  }
}

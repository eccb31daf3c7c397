package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A command of a document and what the document shows of its output.
 *
 * @param shown lines; "..." stands for any lines; none if the document shows nothing
 */
record DocsExample(Path document, String command, List<String> shown) {
  private static final Pattern FENCE = Pattern.compile("(?ms)^```console\n(.*?)^```");
  private static final String LEFT_OUT = "...";

  /** What differs from run to run: times, dates, and the numbers of findings. */
  private static final List<Pattern> VOLATILE =
      List.of(
          Pattern.compile("\\b\\d+ ms"),
          Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d"),
          Pattern.compile(" \\d+x$"),
          Pattern.compile("(?<=for engine )[0-9a-f]+"),
          Pattern.compile("^ *\\d+(?= +(critical|major|minor|warning|info)\\b)"));

  DocsExample {
    shown = List.copyOf(shown);
  }

  /** Those of a document, in order. */
  static List<DocsExample> of(Path document) {
    List<DocsExample> examples = new ArrayList<>();
    Matcher fence = FENCE.matcher(read(document));
    while (fence.find()) {
      for (String each : fence.group(1).split("(?m)^\\$ ", -1)) {
        List<String> lines = each.stripTrailing().lines().toList();
        if (!lines.isEmpty()) {
          examples.add(new DocsExample(document, lines.get(0), lines.subList(1, lines.size())));
        }
      }
    }
    return examples;
  }

  private static String read(Path document) {
    try {
      return Files.readString(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the command printed what is shown, and where it says so, more. */
  void assertShows(String printed) {
    if (shown.isEmpty()) {
      return;
    }
    List<String> masked = printed.lines().map(DocsExample::masked).toList();
    assertThat(shows(0, masked, 0))
        .as("%s: %s shows%n%s%nbut prints%n%s", document, command, shown, printed)
        .isTrue();
  }

  /** Whether the lines printed from one on are those shown from another one on. */
  private boolean shows(int at, List<String> printed, int from) {
    if (at == shown.size()) {
      return from == printed.size();
    }
    if (isOmission(shown.get(at))) {
      return IntStream.rangeClosed(from, printed.size())
          .anyMatch(later -> shows(at + 1, printed, later));
    }
    return from < printed.size()
        && printed.get(from).equals(masked(shown.get(at)))
        && shows(at + 1, printed, from + 1);
  }

  private static boolean isOmission(String line) {
    return line.strip().equals(LEFT_OUT);
  }

  private static String masked(String line) {
    String masked = line.stripTrailing();
    for (Pattern each : VOLATILE) {
      masked = each.matcher(masked).replaceAll("#");
    }
    return masked;
  }
}

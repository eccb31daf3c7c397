package org.postern.config;

import java.util.List;
import java.util.Optional;

/** How a value of a file is shown in a problem: short, on one line, and never if it is a secret. */
final class Shown {
  static final String STARS = "*****";

  private static final int LONGEST = 60;

  private Shown() {}

  /** What stands at {@code path}; stars if a secret may stand there. */
  static Optional<String> of(KeyPath path, YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      if (scalar.kind() == YamlNode.Kind.NULL) {
        return Optional.empty();
      }
      if (SecretKeys.mayBeSecret(path)) {
        return Optional.of(STARS);
      }
      return Optional.of(
          scalar.kind() == YamlNode.Kind.TEXT ? quoted(scalar.text()) : shortened(scalar.text()));
    }
    return Optional.of(node instanceof YamlNode.Items ? "a list" : "a mapping");
  }

  /** In quotes, shortened, control characters as question marks. */
  static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  /** "a", "a or b", "a, b or c". */
  static String choice(List<String> words) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    int last = words.size() - 1;
    return String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private static String shortened(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(point -> line.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return text.codePointCount(0, text.length()) > LONGEST ? line + "…" : line.toString();
  }
}

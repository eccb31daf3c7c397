package org.postern.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /** The nearest of {@code known}, if it is near enough to be meant. */
  static Optional<String> near(String word, Collection<String> known) {
    if (word.chars().allMatch(Character::isDigit)) {
      return Optional.empty(); // a wrong number is hardly a slip of the fingers
    }
    int most = Math.max(1, Math.min(3, word.length() / 3));
    return known.stream()
        .filter(candidate -> distance(word, candidate) <= most)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** "; did you mean "x"?" or nothing. */
  public static String question(String word, Collection<String> known) {
    return near(word, known).map(x -> "; did you mean " + Shown.quoted(x) + "?").orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours; case and dashes do not count. */
  private static int distance(String left, String right) {
    String a = folded(left);
    String b = folded(right);
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static String folded(String word) {
    String shortened = word.length() > 100 ? word.substring(0, 100) : word;
    return shortened.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}

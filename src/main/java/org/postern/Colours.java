package org.postern;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** ANSI colours, for terminals only: never when piped, and never when NO_COLOR is set. */
final class Colours {
  private static final String RESET = "\u001b[0m";
  private static final Map<TextTable.Tone, String> CODES =
      Map.of(
          TextTable.Tone.GOOD, "\u001b[32m",
          TextTable.Tone.BAD, "\u001b[1;31m",
          TextTable.Tone.DOUBTFUL, "\u001b[33m",
          TextTable.Tone.DIM, "\u001b[2m");

  private Colours() {}

  /** Whether standard output is a terminal that wants colour. */
  static boolean areWanted() {
    return Ansi.AUTO.enabled();
  }

  static String paint(String text, TextTable.Tone tone) {
    String code = CODES.get(tone);
    return code == null || text.isEmpty() ? text : code + text + RESET;
  }
}

package org.postern.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Says in our own words why a file is no YAML. The parser's own messages quote the text they
 * stumble over, and that may be a password that begins with an asterisk.
 */
final class YamlTrouble {
  private static final String END = "found unexpected end of stream";
  private static final Map<String, String> WORDS = words();

  private YamlTrouble() {}

  static String words(MarkedYamlEngineException trouble) {
    String problem = trouble.getProblem() == null ? "" : trouble.getProblem();
    return WORDS.entrySet().stream()
        .filter(entry -> problem.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(
            "this is not valid YAML; look at the indentation, colons and quotes here and above");
  }

  /** Whether the place where it began says more than the place where the parser gave up. */
  static boolean isAboutItsBeginning(MarkedYamlEngineException trouble) {
    return END.equals(trouble.getProblem());
  }

  static String unmarked(YamlEngineException trouble) {
    String message = trouble.getMessage() == null ? "" : trouble.getMessage();
    if (message.contains("aliases")) {
      return "too many aliases (*name) of lists and mappings";
    }
    if (message.contains("code points")) {
      return "the file is too large";
    }
    return "this is not valid YAML";
  }

  private static Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("TAB", "a tab; YAML is indented with spaces only");
    words.put(
        "undefined alias", "* begins an alias; put the value in quotes if it is meant as text");
    words.put("that cannot start any token", "a value cannot begin like this; put it in quotes");
    words.put(
        "could not find expected ':'",
        "a colon is missing: a key is followed by a colon and a space");
    words.put(
        "mapping values are not allowed here",
        "a colon where none can be: the indentation is wrong, the line above has no colon, or a"
            + " value needs quotes");
    words.put(
        "sequence entries are not allowed here",
        "a list may not begin here; look at the indentation");
    words.put(END, "the quotes that begin here are never closed");
    words.put("but found another document", "a second document (---) in the file");
    words.put("expected ',' or ']'", "a comma or ] is missing");
    words.put("expected ',' or '}'", "a comma or } is missing");
    words.put("expected <block end>", "does not fit the lines above; look at the indentation");
    words.put(
        "undefined tag handle", "! begins a tag; put the value in quotes if it is meant as text");
    words.put(
        "unknown escape character",
        "an unknown escape sequence; use single quotes to keep a backslash");
    return words;
  }
}

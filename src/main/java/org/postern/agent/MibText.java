package org.postern.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of POSTERN-MIB, rooted at the arc an operator owns. */
public final class MibText {
  private static final String RESOURCE = "/mibs/POSTERN-MIB.txt";
  private static final String ENTERPRISES = "1.3.6.1.4.1.";
  private static final String ROOT =
      """
          ::= { posternArc 25 }

      posternArc OBJECT IDENTIFIER ::= { enterprises 32473 }
      """;
  private static final int LONGEST_ARC = 20;

  private MibText() {}

  /**
   * The module as shipped, or with its root moved to {@code arc}; nothing but the root's assignment
   * differs.
   *
   * @param arc dotted, below 1.3.6.1.4.1
   * @throws IllegalArgumentException if the arc is not such an object identifier
   */
  public static String rootedAt(String arc) {
    List<Long> own = checkArc(arc);
    String text = resource(RESOURCE);
    if (arc.equals(AgentSettings.DOCUMENTATION_ARC)) {
      return text;
    }
    int at = text.indexOf(ROOT);
    if (at < 0 || text.indexOf(ROOT, at + 1) >= 0) {
      throw new IllegalStateException(RESOURCE + " does not assign its root exactly once");
    }
    return text.substring(0, at) + assignment(own) + text.substring(at + ROOT.length());
  }

  private static String assignment(List<Long> own) {
    long last = own.get(own.size() - 1);
    if (own.size() == 1) {
      return "    ::= { enterprises " + last + " }\n";
    }
    // A named node for each step: "{ enterprises 1 2 }" would define the ones between in passing.
    StringBuilder nodes = new StringBuilder();
    String parent = "enterprises";
    for (int i = 0; i < own.size() - 1; i++) {
      String node = i == own.size() - 2 ? "posternArc" : "posternArc" + (i + 1);
      nodes
          .append(node)
          .append(" OBJECT IDENTIFIER ::= { ")
          .append(parent)
          .append(' ')
          .append(own.get(i))
          .append(" }\n");
      parent = node;
    }
    return "    ::= { posternArc " + last + " }\n\n" + nodes;
  }

  /** The sub-identifiers below enterprises; throws if the arc cannot carry the module. */
  static List<Long> checkArc(String arc) {
    if (!arc.startsWith(ENTERPRISES)) {
      throw new IllegalArgumentException("the arc must lie below 1.3.6.1.4.1: " + arc);
    }
    List<Long> own = new ArrayList<>();
    for (String part : arc.substring(ENTERPRISES.length()).split("\\.", -1)) {
      if (!part.matches("0|[1-9][0-9]{0,9}") || Long.parseLong(part) > 0xffff_ffffL) {
        throw new IllegalArgumentException("not an object identifier: " + arc);
      }
      own.add(Long.parseLong(part));
    }
    if (own.size() > LONGEST_ARC) {
      throw new IllegalArgumentException(
          "the arc has more than " + LONGEST_ARC + " parts below 1.3.6.1.4.1: " + arc);
    }
    return own;
  }

  /** A text that is part of the program. */
  static String resource(String name) {
    try (InputStream in = MibText.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not part of this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}

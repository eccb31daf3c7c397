package org.postern.finding;

import java.util.List;
import java.util.Locale;
import org.postern.acl.Action;
import org.postern.acl.AddressCover;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;

/** Puts evidence into words that fit every receiver: one line, printable ASCII, at most 255. */
final class EvidenceText {
  /** The longest SnmpAdminString (RFC 3411 §5). */
  static final int MAX = 255;

  /** Above this many blocks or prefixes a zone's name says more than a list. */
  static final int READABLE = 2;

  private static final String CUT = "...";

  private EvidenceText() {}

  /** The evidence with every part made to fit. */
  static Evidence of(
      String crossing,
      String entry,
      String observed,
      String expected,
      String text,
      Quality quality) {
    return new Evidence(
        line(crossing), line(entry), line(observed), line(expected), line(text), quality);
  }

  /** One line of printable ASCII; what a device says in other letters shows as "?". */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\t' || c == '\n' || c == '\r') {
                line.append(' ');
              } else {
                line.append(c >= 0x20 && c < 0x7f ? (char) c : '?');
              }
            });
    if (line.length() > MAX) {
      line.setLength(MAX - CUT.length());
      line.append(CUT);
    }
    return line.toString();
  }

  /** Rounded, with one decimal where it says something: below 10. */
  static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.1f" : "%.0f", value);
  }

  /** "any -> 192.0.2.10:110"; IPv6 in brackets as RFC 3986 wants. */
  static String flow(FlowPrefixes block, MailPort port) {
    String ports = block.sourcePorts().equals("any") ? "" : " ports " + block.sourcePorts();
    return block.source() + ports + " -> " + withPort(block.destination(), port);
  }

  /** The first blocks, and how many more there are. */
  static String flows(List<FlowPrefixes> blocks, boolean more, Crossing asked, MailPort port) {
    if (blocks.isEmpty()) {
      return flow(asked, port);
    }
    StringBuilder text = new StringBuilder(flow(blocks.get(0), port));
    for (FlowPrefixes block : blocks.subList(1, Math.min(READABLE, blocks.size()))) {
      text.append(", ").append(flow(block, port));
    }
    if (blocks.size() > READABLE) {
      text.append(more ? " and more than " : " and ").append(blocks.size() - READABLE);
      text.append(more ? "" : " more");
    } else if (more) {
      text.append(" and more");
    }
    return text.toString();
  }

  /** All flows that were asked about: addresses where they are few, zones where they are many. */
  static String flow(Crossing asked, MailPort port) {
    return end(asked.sources(), asked.fromZone())
        + " -> "
        + withPort(end(asked.destinations(), asked.toZone()), port);
  }

  private static String end(AddressMatch match, String zone) {
    boolean many = AddressCover.words(match) > READABLE;
    return many && !zone.isEmpty() ? zone : match.text();
  }

  /** The port stands before exceptions: "any:25 but 192.0.2.10". */
  private static String withPort(String destination, MailPort port) {
    int but = destination.indexOf(" but ");
    String base = but < 0 ? destination : destination.substring(0, but);
    String exceptions = but < 0 ? "" : destination.substring(but);
    boolean bare = base.indexOf(':') >= 0 && !base.startsWith("{");
    return (bare ? "[" + base + "]" : base) + ":" + port.number() + exceptions;
  }

  /** "entry 7 of FORWARD", "the implicit deny of FORWARD". */
  static String entry(DecidingEntry entry) {
    if (entry.entryId().equals(DecidingEntry.IMPLICIT)) {
      return "the implicit "
          + (entry.action() == Action.PERMIT ? "permit" : "deny")
          + " of "
          + entry.list();
    }
    return "entry " + entry.entryId() + " of " + entry.list();
  }

  /** The first entry with this action, in words; the first of all if none has it. */
  static String deciding(List<DecidingEntry> entries, Action action) {
    return entries.stream()
        .filter(entry -> entry.action() == action)
        .findFirst()
        .or(() -> entries.stream().findFirst())
        .map(EvidenceText::entry)
        .orElse("no entry");
  }

  /** The same entry with its own text: "entry 7 of FORWARD: permit tcp any host …". */
  static String decidingWithText(List<DecidingEntry> entries, Action action) {
    return entries.stream()
        .filter(entry -> entry.action() == action)
        .findFirst()
        .or(() -> entries.stream().findFirst())
        .map(e -> e.text().isEmpty() ? entry(e) : entry(e) + ": " + e.text())
        .orElse("");
  }
}

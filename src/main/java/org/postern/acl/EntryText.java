package org.postern.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes an entry in one line where the device gave no text of its own. */
public final class EntryText {
  private EntryText() {}

  /**
   * Such as "permit tcp any -> 192.0.2.10 port 25 in out0 (established only)"; the device's own
   * text if it gave one.
   */
  public static String of(AccessListEntry entry) {
    return entry.text().isBlank() ? compose(entry) : entry.text().strip();
  }

  /** The list's implicit action in the form of an entry. */
  static DecidingEntry implicit(AccessList list, Action action) {
    String text = "implicit " + action.name().toLowerCase(Locale.ROOT);
    return new DecidingEntry(list.name(), DecidingEntry.IMPLICIT, action, text);
  }

  private static String compose(AccessListEntry entry) {
    StringBuilder text = new StringBuilder(entry.action().name().toLowerCase(Locale.ROOT));
    if (entry.action() == Action.SKIP) {
      text.append(" to position ").append(entry.skipTo());
    }
    text.append(' ').append(entry.protocol().text());
    text.append(' ').append(entry.source().text()).append(port(entry.sourcePorts()));
    text.append(" -> ").append(entry.destination().text()).append(port(entry.destinationPorts()));
    if (!(entry.ingress() instanceof InterfaceMatch.Any)) {
      text.append(" in ").append(entry.ingress().text());
    }
    if (!(entry.egress() instanceof InterfaceMatch.Any)) {
      text.append(" out ").append(entry.egress().text());
    }
    List<String> conditions = new ArrayList<>();
    for (Condition condition : entry.conditions()) {
      conditions.add(condition.text());
    }
    return conditions.isEmpty()
        ? text.toString()
        : text + " (" + String.join(", ", conditions) + ")";
  }

  private static String port(PortMatch match) {
    String text = match.text();
    return text.equals("any") ? "" : " port " + text;
  }
}

package org.postern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postern.TextTable.Tone;
import org.postern.acl.DecidingEntry;

/** A difference in words: what changed, what that permits or stops, and which entries do it. */
final class DiffReport {
  private static final int MOST_ENTRIES = 20;
  private static final int MOST_FLOWS = 8;

  private final List<String> lines = new ArrayList<>();
  private final boolean colour;

  private DiffReport(boolean colour) {
    this.colour = colour;
  }

  /** Lines no wider than the page, unless a single word is. */
  static List<String> of(DiffView diff, boolean colour) {
    DiffReport report = new DiffReport(colour);
    report.add(
        "",
        "%s, %s to %s UTC"
            .formatted(
                diff.device(),
                diff.since().map(PlainOutput::minute).orElse("?"),
                diff.until().map(PlainOutput::minute).orElse("?")));
    diff.lists().forEach(report::list);
    for (DiffView.CrossingView crossing : diff.crossings()) {
      report.ports("", crossing.crossing() + ", ", crossing.ports());
    }
    return List.copyOf(report.lines);
  }

  private void list(DiffView.ListView list) {
    lines.add("");
    heading("", "access list %s (%s): ".formatted(list.list(), list.source()), list.effect());
    list.before().ifPresent(version -> add("  ", "before: " + version(version)));
    list.after().ifPresent(version -> add("  ", "after: " + version(version)));
    entries("  + ", list.added());
    entries("  - ", list.removed());
    entries("  moved ", list.moved());
    if (list.otherParts()) {
      add("  ", "binding, family or implicit action changed");
    }
    ports("  ", "", list.ports());
  }

  private static String version(DiffView.VersionView version) {
    return "version %s, seen %s to %s"
        .formatted(
            version.digest().substring(0, Math.min(12, version.digest().length())),
            PlainOutput.minute(version.firstSeen()),
            PlainOutput.minute(version.lastSeen()));
  }

  private void entries(String mark, List<DiffView.EntryView> entries) {
    for (DiffView.EntryView each : entries.subList(0, Math.min(MOST_ENTRIES, entries.size()))) {
      add(mark, each.entry() + ": " + each.text());
    }
    if (entries.size() > MOST_ENTRIES) {
      add(mark, "and " + (entries.size() - MOST_ENTRIES) + " more entries (--json has them all)");
    }
  }

  /** Ports to which the same happened stand together. */
  private void ports(String indent, String what, List<DiffView.ChangeView> ports) {
    Map<DiffView.ChangeView, List<String>> alike = new LinkedHashMap<>();
    for (DiffView.ChangeView port : ports) {
      alike
          .computeIfAbsent(withoutPort(port), none -> new ArrayList<>())
          .add(port.port() + " " + port.service());
    }
    alike.forEach(
        (change, names) ->
            port(
                indent,
                what + (names.size() == 1 ? "port " : "ports ") + String.join(", ", names) + ": ",
                change));
  }

  private static DiffView.ChangeView withoutPort(DiffView.ChangeView of) {
    return new DiffView.ChangeView(
        0,
        "",
        of.effect(),
        of.widened(),
        of.widenedTruncated(),
        of.narrowed(),
        of.narrowedTruncated(),
        of.causes(),
        of.moreCauses(),
        of.reasons());
  }

  private void port(String indent, String what, DiffView.ChangeView port) {
    if (indent.isEmpty()) {
      lines.add("");
    }
    heading(indent, what, port.effect());
    flows(indent, "now permitted: ", port.widened(), port.widenedTruncated());
    causes(indent, port, "permits-now", "by ");
    causes(indent, port, "denied-before", "denied before by ");
    flows(indent, "not permitted any more: ", port.narrowed(), port.narrowedTruncated());
    causes(indent, port, "denies-now", "by ");
    causes(indent, port, "permitted-before", "permitted before by ");
    if (port.moreCauses() > 0) {
      add(indent + "    ", "and " + port.moreCauses() + " more entries");
    }
    port.reasons().forEach(reason -> add(indent + "  ", "not known: " + reason));
  }

  private void flows(String indent, String what, List<String> flows, boolean truncated) {
    if (flows.isEmpty()) {
      return;
    }
    String more =
        flows.size() > MOST_FLOWS || truncated
            ? "; and "
                + (truncated ? "more than " : "")
                + Math.max(0, flows.size() - MOST_FLOWS)
                + " more"
            : "";
    add(
        indent + "  ",
        what + String.join("; ", flows.subList(0, Math.min(MOST_FLOWS, flows.size()))) + more);
  }

  private void causes(String indent, DiffView.ChangeView port, String role, String words) {
    List<DiffView.CauseView> causes =
        port.causes().stream().filter(each -> each.role().equals(role)).toList();
    for (DiffView.CauseView cause : causes) {
      boolean implicit = cause.entry().equals(DecidingEntry.IMPLICIT);
      String entry = implicit ? "the " + cause.text() : "entry " + cause.entry();
      String edit = cause.edit().equals("kept") ? "" : " (" + cause.edit() + ")";
      String text = implicit ? "" : ": " + cause.text();
      String only =
          causes.size() > 1
              ? ", for " + cause.flows().get(0) + (cause.flows().size() > 1 ? " and more" : "")
              : "";
      add(indent + "    ", words + entry + " of " + cause.list() + edit + only + text);
    }
  }

  private void heading(String indent, String text, String effect) {
    lines.add(
        indent + text + (colour ? Colours.paint(words(effect), tone(effect)) : words(effect)));
  }

  private static String words(String effect) {
    return switch (effect) {
      case "cosmetic" -> "cosmetic (names, numbers or remarks only)";
      case "reordered-same-effect" -> "reordered, same effect on mail";
      case "same-effect" -> "changed, same effect on mail";
      case "widened-and-narrowed" -> "widened and narrowed";
      case "first-seen" -> "first seen";
      case "unknown" -> "UNKNOWN whether that is all";
      default -> effect;
    };
  }

  private static Tone tone(String effect) {
    return switch (effect) {
      case "widened", "widened-and-narrowed" -> Tone.BAD;
      case "narrowed", "unknown", "first-seen", "removed" -> Tone.DOUBTFUL;
      default -> Tone.PLAIN;
    };
  }

  private void add(String indent, String text) {
    String hanging = " ".repeat(indent.length());
    List<String> parts = TextTable.wrap(text, PlainOutput.PAGE - indent.length());
    for (int i = 0; i < parts.size(); i++) {
      lines.add((i == 0 ? indent : hanging) + parts.get(i));
    }
  }

  /** The versions there are, newest first. */
  static TextTable versions(List<DiffView.VersionView> versions) {
    TextTable table =
        new TextTable()
            .column("LIST", TextTable.Fit.FLEXIBLE)
            .column("VERSION", TextTable.Fit.FIXED)
            .column("FIRST SEEN (UTC)", TextTable.Fit.FIXED)
            .column("LAST SEEN (UTC)", TextTable.Fit.FIXED);
    for (DiffView.VersionView each : versions) {
      table.row(
          List.of(
              TextTable.Cell.of(each.list()),
              TextTable.Cell.of(each.digest().substring(0, Math.min(12, each.digest().length()))),
              TextTable.Cell.of(PlainOutput.minute(each.firstSeen())),
              TextTable.Cell.of(PlainOutput.minute(each.lastSeen()))));
    }
    return table;
  }
}

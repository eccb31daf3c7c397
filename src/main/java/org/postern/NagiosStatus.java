package org.postern;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postern.finding.Severity;

/**
 * What a check of Nagios or Icinga says: a code, a line for people, performance data behind a bar
 * and, from the second line on, each finding.
 *
 * @param code 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN
 */
record NagiosStatus(int code, String summary, List<String> performance, List<String> more) {
  static final int OK = 0;
  static final int WARNING = 1;
  static final int CRITICAL = 2;
  static final int UNKNOWN = 3;

  private static final List<String> WORDS = List.of("OK", "WARNING", "CRITICAL", "UNKNOWN");

  NagiosStatus {
    performance = List.copyOf(performance);
    more = List.copyOf(more);
  }

  /**
   * From which severity on a finding warns and from which it is critical, and how old the answers
   * may be.
   */
  record Levels(Severity warning, Severity critical, Duration longest) {}

  static NagiosStatus unknown(String why) {
    return new NagiosStatus(UNKNOWN, why, List.of(), List.of());
  }

  /**
   * Judges what the daemon told.
   *
   * @param findings that are not cleared; what is shelved counts for nothing
   * @param device only this one; empty for all
   */
  static NagiosStatus of(
      StatusView status,
      List<FindingView> findings,
      Optional<String> device,
      Levels levels,
      Instant now) {
    List<FindingView> counted =
        findings.stream()
            .filter(each -> !each.state().equals("shelved"))
            .filter(each -> device.isEmpty() || device.get().equals(each.device()))
            .toList();
    Duration age = Duration.between(Instant.parse(status.time()), now);
    if (age.compareTo(levels.longest()) > 0) {
      return new NagiosStatus(
          UNKNOWN,
          "the newest results are " + age.toSeconds() + " s old: polling has stopped",
          performance(status, counted, age),
          List.of());
    }
    return new NagiosStatus(
        code(counted, levels),
        summary(status, counted, device),
        performance(status, counted, age),
        counted.stream()
            .map(each -> each.severity() + " " + each.device() + ": " + each.text())
            .toList());
  }

  private static int code(List<FindingView> findings, Levels levels) {
    Optional<Severity> worst =
        findings.stream().map(NagiosStatus::severity).min(Severity::compareTo);
    if (worst.filter(severity -> severity.isAtLeast(levels.critical())).isPresent()) {
      return CRITICAL;
    }
    return worst.filter(severity -> severity.isAtLeast(levels.warning())).isPresent()
        ? WARNING
        : OK;
  }

  private static String summary(
      StatusView status, List<FindingView> findings, Optional<String> device) {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      long count = count(findings, severity);
      if (count > 0) {
        counts.add(count + " " + severity.label());
      }
    }
    String found = counts.isEmpty() ? "no open findings" : String.join(", ", counts);
    if (device.isPresent()) {
      boolean silent = status.silent().contains(device.get());
      return device.get() + (silent ? " does not answer, " : " answers, ") + found;
    }
    return status.up() + " of " + status.devices() + " devices answer, " + found;
  }

  private static List<String> performance(
      StatusView status, List<FindingView> findings, Duration age) {
    List<String> data = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      data.add(severity.label() + "=" + count(findings, severity) + ";;;0");
    }
    data.add("devices_up=" + status.up() + ";;;0;" + status.devices());
    data.add("age=" + Math.max(0, age.toSeconds()) + "s;;;0");
    data.add("polls=" + status.polls() + "c");
    data.add("timeouts=" + status.timeouts() + "c");
    data.add("late_polls=" + status.latePolls() + "c");
    return data;
  }

  private static long count(List<FindingView> findings, Severity severity) {
    return findings.stream().filter(each -> severity(each) == severity).count();
  }

  private static Severity severity(FindingView finding) {
    return Severity.valueOf(finding.severity().toUpperCase(Locale.ROOT));
  }

  /** As Nagios reads it; a bar would begin the performance data, so none is left in the texts. */
  List<String> lines() {
    String first = "POSTERN " + WORDS.get(code) + " - " + plain(summary);
    List<String> lines = new ArrayList<>();
    lines.add(performance.isEmpty() ? first : first + " | " + String.join(" ", performance));
    lines.addAll(more.stream().map(NagiosStatus::plain).toList());
    return lines;
  }

  private static String plain(String text) {
    return Arrays.stream(text.split("[|\\r\\n]", -1)).collect(Collectors.joining("/"));
  }
}

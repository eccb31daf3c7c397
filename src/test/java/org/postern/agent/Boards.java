package org.postern.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.Direction;
import org.postern.acl.EntryCover;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.TrafficRates;
import org.postern.finding.Board;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.MaintenanceOrder;
import org.postern.finding.Severity;
import org.postern.finding.Subject;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

/** Boards for tests: one that has every column somewhere, and variations of it. */
public final class Boards {
  static final Instant TIME = Instant.parse("2026-03-14T09:26:53.500Z");

  private Boards() {}

  /** Two devices, one of them never reached; every object has an instance. */
  public static Board fixed() {
    return new Board(
        42,
        TIME,
        system(3),
        List.of(edge(), branch()),
        List.of(
            port(1, 1, MailPort.SMTP, Verdict.PERMITTED, 1_000),
            port(1, 1, MailPort.IMAPS, Verdict.DENIED, 0),
            port(1, 2, MailPort.SMTP, Verdict.PARTLY, 7)),
        List.of(
            new Board.AclRow(
                1,
                1,
                "MAIL-IN",
                "test/acl",
                "Gi0/0",
                Direction.IN,
                12,
                3,
                Optional.of(Action.DENY),
                Visibility.RULES,
                TIME.minusSeconds(86_400),
                "9f86d081884c7d65",
                true)),
        List.of(
            entry(1, 10, OptionalLong.of(1_000), Rate.of(1.5, Quality.COMPLETE)),
            entry(2, 20, OptionalLong.empty(), Rate.none(Quality.UNAVAILABLE))),
        List.of(link()),
        List.of(finding(1, FindingState.OPEN), finding(2, FindingState.SHELVED)),
        List.of(
            new Transition(
                1,
                TransitionType.RAISED,
                TIME.minusSeconds(120),
                finding(1, FindingState.OPEN),
                "postern"),
            new Transition(
                3,
                TransitionType.SHELVED,
                TIME.minusSeconds(60),
                finding(2, FindingState.SHELVED),
                "jo")));
  }

  public static Board empty(long generation) {
    return new Board(
        generation,
        TIME,
        system(0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  /** {@code count} devices with seven ports each, all alike. */
  static Board large(long generation, int count) {
    List<Board.DeviceRow> devices = new java.util.ArrayList<>();
    List<Board.PortRow> ports = new java.util.ArrayList<>();
    for (int device = 1; device <= count; device++) {
      devices.add(device(device, "device-" + device, "192.0.2.1"));
      for (MailPort port : MailPort.values()) {
        ports.add(port(device, 1, port, Verdict.PERMITTED, generation));
      }
    }
    return new Board(
        generation,
        TIME,
        system(0),
        devices,
        ports,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Board with(Board board, List<Board.PortRow> ports, List<Board.EntryRow> entries) {
    return new Board(
        board.generation() + 1,
        board.time(),
        board.system(),
        board.devices(),
        ports,
        board.acls(),
        entries,
        board.interfaces(),
        board.findings(),
        board.log());
  }

  static Board withFindings(List<Finding> findings) {
    Board board = empty(1);
    return new Board(
        board.generation(),
        board.time(),
        board.system(),
        List.of(edge()),
        board.ports(),
        board.acls(),
        board.entries(),
        board.interfaces(),
        findings,
        board.log());
  }

  private static Board.SystemStatus system(long lastSequence) {
    return new Board.SystemStatus(
        "running", TIME.minusSeconds(3_600), 2, 1, 1, 1_234, 5, 0, 9_876, 3, 0, 2, lastSequence);
  }

  private static Board.DeviceRow edge() {
    return device(1, "edge-1", "192.0.2.1");
  }

  private static Board.DeviceRow device(int index, String name, String address) {
    return new Board.DeviceRow(
        index,
        name,
        address,
        161,
        List.of("test-router", "if-mib"),
        "1.3.6.1.4.1.32473.1.9",
        "edge-1.example.net",
        Board.Reachability.UP,
        "",
        Optional.of(TIME.minusSeconds(30)),
        Duration.ofMillis(210),
        Duration.ofMillis(12),
        0,
        1,
        Visibility.RULES,
        Optional.of(Severity.CRITICAL),
        1,
        new Board.MaintenanceState(
            true,
            Optional.of(
                new MaintenanceOrder(
                    name,
                    TIME.minusSeconds(600),
                    TIME.plusSeconds(3_000),
                    "anna",
                    "change 4711"))));
  }

  private static Board.DeviceRow branch() {
    return new Board.DeviceRow(
        2,
        "branch-2",
        "2001:db8::2",
        161,
        List.of(),
        "",
        "",
        Board.Reachability.NO_RESPONSE,
        "no answer after 3 tries",
        Optional.empty(),
        Duration.ofSeconds(6),
        Duration.ZERO,
        17,
        0,
        Visibility.NONE,
        Optional.empty(),
        0,
        Board.MaintenanceState.none());
  }

  static Board.PortRow port(
      int device, int crossing, MailPort port, Verdict verdict, long permitHits) {
    return new Board.PortRow(
        device,
        crossing,
        port,
        crossing == 1 ? "untrusted>mail-dmz" : "clients>untrusted",
        new PortVerdict(port, verdict, List.of(), List.of(), false, List.of(), Visibility.RULES),
        Optional.of(Verdict.PERMITTED),
        verdict == Verdict.PERMITTED ? Board.Conformance.CONFORMS : Board.Conformance.VIOLATES,
        List.of(),
        "10 permit tcp any host 192.0.2.25 eq 25",
        permitHits,
        4,
        Rate.of(1.5, Quality.COMPLETE),
        Rate.of(0, Quality.COMPLETE),
        TIME.minusSeconds(7_200),
        Quality.COMPLETE,
        BaselineState.READY);
  }

  static Board.EntryRow entry(int index, int id, OptionalLong hits, Rate rate) {
    return new Board.EntryRow(
        1,
        1,
        index,
        index,
        Integer.toString(id),
        Action.PERMIT,
        "tcp",
        "any",
        "192.0.2.25",
        "25",
        id + " permit tcp any host 192.0.2.25 eq 25",
        hits,
        rate,
        Set.of(MailPort.SMTP, MailPort.POP3S),
        index == 1 ? EntryCover.Status.EFFECTIVE : EntryCover.Status.REDUNDANT,
        index == 1 ? List.of() : List.of("10"));
  }

  private static Board.InterfaceRow link() {
    return new Board.InterfaceRow(
        1,
        1,
        3,
        "Gi0/0",
        "uplink",
        1,
        false,
        new TrafficRates.Builder()
            .putBits(InterfaceCounter.IN_OCTETS, Rate.of(8_000_000_000.4, Quality.COMPLETE))
            .putBits(InterfaceCounter.OUT_OCTETS, Rate.of(1_000, Quality.COMPLETE))
            .put(InterfaceCounter.IN_PACKETS, Rate.of(120.6, Quality.COMPLETE))
            .put(InterfaceCounter.OUT_PACKETS, Rate.of(3, Quality.COMPLETE))
            .put(InterfaceCounter.IN_ERRORS, Rate.of(0.25, Quality.COMPLETE))
            .put(InterfaceCounter.OUT_ERRORS, Rate.of(0, Quality.COMPLETE))
            .put(InterfaceCounter.IN_DISCARDS, Rate.of(0, Quality.COMPLETE))
            .put(InterfaceCounter.OUT_DISCARDS, Rate.of(0.001, Quality.COMPLETE))
            .speed(OptionalLong.of(10_000_000_000L))
            .build(),
        Quality.COMPLETE,
        BaselineState.LEARNING);
  }

  static Finding finding(long number, FindingState state) {
    return finding(number, FindingKind.EXPECTED_PERMIT, Severity.CRITICAL, state);
  }

  static Finding finding(long number, FindingKind kind, Severity severity, FindingState state) {
    return new Finding(
        number,
        new FindingKey(kind, Subject.of("edge-1", "untrusted>mail-dmz", MailPort.IMAPS)),
        severity,
        state,
        TIME.minusSeconds(120),
        TIME,
        1,
        new Evidence(
            "untrusted>mail-dmz",
            "30 deny tcp any any eq 993",
            "denied",
            "permitted",
            "edge-1: imaps untrusted>mail-dmz is denied by 30 deny tcp any any eq 993",
            Quality.COMPLETE),
        state == FindingState.SHELVED ? Optional.of(TIME.plusSeconds(3_600)) : Optional.empty(),
        state == FindingState.SHELVED ? "planned work" : "");
  }

  static Transition transition(long sequence, TransitionType type, Finding finding) {
    return new Transition(sequence, type, TIME, finding, "postern");
  }

  /** A finding whose texts are all longer than any notification carries. */
  static Finding longest(String text) {
    return new Finding(
        0xffff_ffffL,
        new FindingKey(FindingKind.ACL_CHANGED, Subject.of(text, text, MailPort.POP3S)),
        Severity.CRITICAL,
        FindingState.OPEN,
        TIME,
        TIME,
        1,
        new Evidence(text, text, text, text, text, Quality.COMPLETE),
        Optional.empty(),
        text);
  }
}

package org.postern.store;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.IpFamily;
import org.postern.acl.MailPort;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Subject;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

/** Values that the tests of the store share. */
final class Examples {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
  static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  private Examples() {}

  static Transition raised(long sequence, long finding) {
    return step(sequence, TransitionType.RAISED, finding, FindingState.OPEN);
  }

  static Transition cleared(long sequence, long finding) {
    return step(sequence, TransitionType.CLEARED, finding, FindingState.CLEARED);
  }

  static Transition step(long sequence, TransitionType type, long number, FindingState state) {
    Instant time = NOON.plusSeconds(sequence);
    Subject subject = Subject.of("edge-" + number % 7, "mail-in", MailPort.SMTP);
    Evidence evidence =
        new Evidence(
            "untrusted>mail-dmz",
            "20 permit tcp any host 192.0.2." + number % 250 + " eq 25",
            "permitted: any -> 192.0.2.25",
            "denied",
            "edge: smtp from untrusted is permitted by entry 20, step " + sequence,
            Quality.COMPLETE,
            number % 2 == 0 ? OptionalLong.of(number - 1) : OptionalLong.empty());
    return new Transition(
        sequence,
        type,
        time,
        new Finding(
            number,
            new FindingKey(FindingKind.PERMIT_WIDENED, subject),
            Severity.MAJOR,
            state,
            NOON,
            time,
            1,
            evidence,
            Optional.empty(),
            ""),
        "postern");
  }

  static AccessList list(String name, int hosts) {
    List<AccessListEntry> entries =
        IntStream.rangeClosed(1, hosts)
            .mapToObj(
                i ->
                    AccessListEntry.builder(Integer.toString(i * 10), Action.PERMIT)
                        .protocol(ProtocolMatch.tcp())
                        .destination(AddressMatch.parse("192.0.2." + i % 256))
                        .destinationPorts(PortMatch.eq(25))
                        .text(i * 10 + " permit tcp any host 192.0.2." + i % 256 + " eq smtp")
                        .build())
            .toList();
    return new AccessList(
        name,
        "example/extended",
        Set.of(IpFamily.IPV4),
        List.of(new Binding("ge-0/0/0", Direction.IN)),
        entries,
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  static InterfacePoint rates(Instant time, double inBits) {
    OptionalDouble small = OptionalDouble.of(0);
    return new InterfacePoint(
        time,
        1,
        single(inBits),
        single(inBits / 2),
        single(inBits / 8000),
        single(inBits / 16_000),
        small,
        small,
        small,
        OptionalDouble.empty(),
        Quality.COMPLETE);
  }

  /** In the precision that is kept. */
  private static OptionalDouble single(double rate) {
    return OptionalDouble.of((float) rate);
  }

  static HitPoint hits(Instant time, long hits) {
    return new HitPoint(time, hits, OptionalDouble.of(0.5), Quality.COMPLETE);
  }

  /** A poll that measured one interface. */
  static DevicePoll ofInterface(int device, int index, InterfacePoint point) {
    return ofInterfaces(device, point, index, index);
  }

  /** A poll that measured the same on several interfaces. */
  static DevicePoll ofInterfaces(int device, InterfacePoint point, int first, int last) {
    return new DevicePoll(
        device,
        point.time(),
        IntStream.rangeClosed(first, last)
            .mapToObj(index -> new DevicePoll.OfInterface(index, point))
            .toList(),
        List.of());
  }

  /** A poll that measured one entry. */
  static DevicePoll ofEntry(int device, int acl, int entry, HitPoint point) {
    return new DevicePoll(
        device, point.time(), List.of(), List.of(new DevicePoll.OfEntry(acl, entry, point)));
  }
}

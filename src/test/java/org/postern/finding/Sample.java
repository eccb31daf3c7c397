package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.Crossing;
import org.postern.acl.IpFamily;
import org.postern.acl.MailPort;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.acl.Visibility;
import org.postern.counter.DayClass;
import org.postern.counter.Quality;
import org.postern.counter.Seasons;

/** A small site with a gateway, for the tests of this package. */
final class Sample {
  static final String DEVICE = "gw1";
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

  /** The time between two polls; each fills a window. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  /** Every window is a day of its own. */
  static final Seasons DAYS =
      time ->
          new Seasons.Slot(
              DayClass.WORKING,
              Math.toIntExact(time.getEpochSecond() / WINDOW.toSeconds()),
              0,
              false);

  private Sample() {}

  static AddressMatch address(String text) {
    return AddressMatch.parse(text);
  }

  static Policy.Zone zone(String name, String... prefixes) {
    return new Policy.Zone(name, Arrays.stream(prefixes).map(AddressMatch::parse).toList());
  }

  static Policy.Role role(String name, String zone, String... prefixes) {
    return new Policy.Role(name, zone, Arrays.stream(prefixes).map(AddressMatch::parse).toList());
  }

  /** Untrusted, clients and a mail DMZ with two hosts, one of which is the relay, too. */
  static Policy site(Policy.PolicyException... exceptions) {
    return new Policy(
        Map.of(
            "untrusted", zone("untrusted"),
            "clients", zone("clients", "10.1.0.0/16"),
            "mail-dmz", zone("mail-dmz", "192.0.2.0/24")),
        Map.of(
            "mx", role("mx", "mail-dmz", "192.0.2.10"),
            "relay-out", role("relay-out", "mail-dmz", "192.0.2.10"),
            "submission", role("submission", "mail-dmz", "192.0.2.20"),
            "access", role("access", "mail-dmz", "192.0.2.20")),
        List.of(),
        List.of(exceptions));
  }

  static ExpectationMatcher siteExpectations(Policy.PolicyException... exceptions) {
    return new ExpectationMatcher(DefaultExpectations.of(site(exceptions)));
  }

  static ExpectationMatcher noExpectations() {
    return new ExpectationMatcher(Policy.empty());
  }

  static Policy.PolicyException exception(
      String expectation, MailPort port, String destination, LocalDate expires) {
    return new Policy.PolicyException(
        expectation,
        Optional.empty(),
        Set.of(port),
        AddressMatch.any(),
        address(destination),
        "mail team",
        "legacy scanners",
        expires);
  }

  static Crossing crossing(String from, String to) {
    List<Crossing> all =
        CrossingPlan.crossings(
            site(), Map.of("eth0", "untrusted", "eth1", "clients", "eth2", "mail-dmz"),
            List.of(), List.of());
    return all.stream().filter(c -> c.name().equals(from + ">" + to)).findFirst().orElseThrow();
  }

  static Crossing inbound() {
    return crossing("untrusted", "mail-dmz");
  }

  static AccessListEntry permit(String id, String destination, int port) {
    return AccessListEntry.builder(id, Action.PERMIT)
        .protocol(ProtocolMatch.tcp())
        .destination(address(destination))
        .destinationPorts(PortMatch.eq(port))
        .text("permit tcp any host " + destination + " eq " + port)
        .build();
  }

  static AccessList list(String name, AccessListEntry... entries) {
    return new AccessList(
        name,
        "",
        Set.of(IpFamily.IPV4),
        List.of(Binding.forward()),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  static AccessList withGap(AccessList list, String gap) {
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        list.entries(),
        list.implicitAction(),
        list.visibility(),
        List.of(gap));
  }

  static DigestedList digested(AccessList list) {
    return new DigestedList(list, Integer.toHexString(list.hashCode()));
  }

  /** The list that does all the site expects of it from outside. */
  static AccessList good() {
    return list(
        "OUTSIDE-IN",
        permit("10", "192.0.2.10", 25),
        permit("20", "192.0.2.20", 465),
        permit("30", "192.0.2.20", 587),
        permit("40", "192.0.2.20", 993),
        permit("50", "192.0.2.20", 995));
  }

  static AccessList plus(AccessList list, AccessListEntry entry) {
    AccessListEntry[] all =
        Arrays.copyOf(list.entries().toArray(AccessListEntry[]::new), list.entries().size() + 1);
    all[all.length - 1] = entry;
    return list(list.name(), all);
  }

  /** A complete poll that asks one crossing about the seven ports, without hits. */
  static DeviceAssessment poll(Instant time, Crossing crossing, AccessList... lists) {
    return poll(
        time,
        crossing,
        WindowHits.none(Quality.UNAVAILABLE),
        WindowHits.none(Quality.UNAVAILABLE),
        lists);
  }

  static DeviceAssessment poll(
      Instant time, Crossing crossing, WindowHits permits, WindowHits denies, AccessList... lists) {
    return poll(new PermitsOnlyEvaluator(), time, crossing, permits, denies, lists);
  }

  static DeviceAssessment poll(
      AclEvaluator evaluator,
      Instant time,
      Crossing crossing,
      WindowHits permits,
      WindowHits denies,
      AccessList... lists) {
    return new DeviceAssessment(
        DEVICE,
        time,
        DeviceAssessment.Contact.up(),
        true,
        false,
        Arrays.stream(lists).map(Sample::digested).toList(),
        Arrays.stream(MailPort.values())
            .map(
                port ->
                    new PortAssessment(
                        crossing,
                        evaluator.evaluate(List.of(lists), crossing, port),
                        permits,
                        denies))
            .toList(),
        List.of(),
        List.of(),
        List.of(),
        new DeviceAssessment.Traffic(WINDOW, List.of()));
  }

  /** The shipped levels where every window is a day of its own, of which three are learned. */
  static DetectionSettings quick() {
    return DetectionSettings.defaults().with(SeriesPlan.of(WINDOW, WINDOW, 6, 3, device -> DAYS));
  }

  static Evidence evidence(String observed) {
    return new Evidence("", "", observed, "", observed, Quality.COMPLETE);
  }
}

package org.postern.poll;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AccessListReading;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.EvaluationLimits;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.acl.IpFamily;
import org.postern.acl.NamedCounter;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.acl.Visibility;
import org.postern.finding.DetectionSettings;
import org.postern.finding.DeviceMemory;
import org.postern.finding.EntryUses;
import org.postern.finding.Judge;
import org.postern.finding.Policy;
import org.postern.profile.DeviceFacts;
import org.postern.profile.DeviceReading;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.postern.snmp.SnmpTarget;

/** A gateway with one list, and polls of it as values. */
final class Gateway {
  static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
  static final Duration INTERVAL = Duration.ofMinutes(1);
  static final FirstMatchEvaluator EVALUATOR = new FirstMatchEvaluator(EvaluationLimits.DEFAULT);

  /** A user of SNMPv3 with authentication and privacy. */
  static final SnmpCredential.V3 USER =
      new SnmpCredential.V3(
          "reader",
          Optional.of(AuthProtocol.SHA256),
          Optional.of(new Secret("authentication")),
          Optional.of(PrivProtocol.AES128),
          Optional.of(new Secret("encryption")),
          "");

  private Gateway() {}

  static Judge judge() {
    return new Judge(EVALUATOR, DetectionSettings.defaults(), ZoneOffset.UTC);
  }

  static Policy policy() {
    return new Policy(
        Map.of(
            "outside", new Policy.Zone("outside", List.of()),
            "dmz", new Policy.Zone("dmz", List.of(AddressMatch.parse("192.0.2.0/24")))),
        Map.of(),
        List.of(),
        List.of());
  }

  static MonitoredDevice device(
      Map<String, String> zones, List<MonitoredDevice.CounterBinding> counters) {
    SnmpTarget target =
        new SnmpTarget(
            "gw",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
            new SnmpCredential.V2c(new Secret("public")),
            Duration.ofMillis(500),
            0,
            10);
    return new MonitoredDevice("gw", target, INTERVAL, List.of(), zones, Map.of(), counters);
  }

  static MonitoredDevice device() {
    return device(Map.of("out0", "outside", "dmz0", "dmz"), List.of());
  }

  /** The same under another name. */
  static MonitoredDevice named(String name) {
    MonitoredDevice one = device();
    return new MonitoredDevice(
        name,
        one.target(),
        one.interval(),
        one.profiles(),
        one.zones(),
        one.listBindings(),
        one.counters());
  }

  static DeviceState state(MonitoredDevice device, Indexes indexes) {
    return new DeviceState(
        device,
        DeviceMemory.fresh(device.name()),
        policy(),
        EVALUATOR,
        indexes,
        EntryUses.fresh(),
        new EngineIds(),
        new SharedFacts());
  }

  static AccessListEntry entry(String id, Action action, String destination, int port) {
    return AccessListEntry.builder(id, action)
        .protocol(ProtocolMatch.tcp())
        .destination(AddressMatch.parse(destination))
        .destinationPorts(PortMatch.eq(port))
        .build();
  }

  static AccessList list(AccessListEntry... entries) {
    return new AccessList(
        "FORWARD",
        "test",
        Set.of(IpFamily.IPV4),
        List.of(Binding.forward()),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  /** A list with hits of its entries, in their order. */
  static AccessListReading hits(AccessList list, long... hits) {
    Map<String, HitReading> readings = new HashMap<>();
    for (int i = 0; i < hits.length; i++) {
      readings.put(list.entries().get(i).id(), new HitReading(hits[i], 64, HitUnit.PACKETS, true));
    }
    return new AccessListReading(list, readings);
  }

  /** The poll number {@code minute} of a device that has been up for an hour at the first. */
  static PollOutcome.Answered answer(int minute, AccessListReading... lists) {
    return answer(minute, 360_000 + minute * 6000L, List.of(lists), List.of());
  }

  static PollOutcome.Answered answer(
      int minute, long upTime, List<AccessListReading> lists, List<NamedCounter> counters) {
    DeviceReading reading =
        new DeviceReading(
            new DeviceFacts("1.3.6.1.4.1.8072.3.2.10", "a gateway", "gw", upTime),
            List.of("test"),
            List.of(),
            lists,
            counters,
            List.of(),
            true);
    return new PollOutcome.Answered(
        reading,
        NOON.plus(INTERVAL.multipliedBy(minute)),
        Duration.ofMillis(40),
        Duration.ofMillis(10),
        Optional.empty());
  }
}

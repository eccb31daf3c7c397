package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.Crossing;
import org.postern.acl.Direction;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.Visibility;

class CrossingPlanTest {
  private static List<String> names(List<Crossing> crossings) {
    return crossings.stream().map(Crossing::name).toList();
  }

  private static AccessList list(String name, Direction direction, AccessListEntry... entries) {
    return new AccessList(
        name,
        "",
        Set.of(),
        List.of(new Binding("*", direction)),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private static AccessListEntry through(InterfaceMatch in, InterfaceMatch out) {
    return AccessListEntry.builder("1", Action.PERMIT).ingress(in).egress(out).build();
  }

  private static InterfaceMatch named(String name) {
    return new InterfaceMatch.Named(name);
  }

  @Test
  void asksEveryOrderedPairOfZonesOnTheDevice() {
    Map<String, String> zones = new LinkedHashMap<>();
    zones.put("eth2", "mail-dmz");
    zones.put("eth0", "untrusted");
    zones.put("eth3", "untrusted");
    List<Crossing> crossings =
        CrossingPlan.crossings(Sample.site(), zones, List.of(), List.of("eth0", "eth2", "eth3"));
    assertThat(names(crossings)).containsExactly("mail-dmz>untrusted", "untrusted>mail-dmz");
    Crossing in = crossings.get(1);
    assertThat(in.ingress()).containsExactlyInAnyOrder("eth0", "eth3");
    assertThat(in.egress()).containsExactly("eth2");
    assertThat(in.sources()).isEqualTo(AddressMatch.any());
    assertThat(in.destinations()).isEqualTo(AddressMatch.parse("192.0.2.0/24"));
    assertThat(in.onlyList()).isEmpty();
  }

  @Test
  void whatIsBoundForAnInnerZoneDoesNotLeaveForTheOuterOne() {
    Crossing out = Sample.crossing("clients", "untrusted");
    AddressRanges destinations = AddressRanges.of(out.destinations());
    assertThat(destinations.contains(AddressRanges.of(AddressMatch.parse("192.0.2.10")))).isFalse();
    assertThat(destinations.contains(AddressRanges.of(AddressMatch.parse("198.51.100.1"))))
        .isTrue();
    assertThat(destinations.contains(AddressRanges.of(AddressMatch.parse("2001:db8::1")))).isTrue();
  }

  @Test
  void aZoneThePolicyDoesNotKnowIsAnyAddress() {
    List<Crossing> crossings =
        CrossingPlan.crossings(
            Policy.empty(), Map.of("a", "red", "b", "blue"), List.of(), List.of());
    assertThat(names(crossings)).containsExactly("blue>red", "red>blue");
    assertThat(crossings.get(0).sources()).isEqualTo(AddressMatch.any());
    assertThat(crossings.get(0).destinations()).isEqualTo(AddressMatch.any());
  }

  @Test
  void withoutZonesPairsTheInterfacesThatForwardingEntriesName() {
    AccessList forward =
        list(
            "FORWARD",
            Direction.FORWARD,
            through(named("eth0"), InterfaceMatch.any()),
            through(InterfaceMatch.any(), new InterfaceMatch.Not(named("eth1"))),
            through(named("lo"), named("tun+")));
    List<Crossing> crossings =
        CrossingPlan.crossings(
            Policy.empty(), Map.of(), List.of(forward), List.of("lo", "eth0", "eth1", "tun7"));
    assertThat(names(crossings))
        .containsExactly(
            "eth0>eth1", "eth0>tun7", "eth1>eth0", "eth1>tun7", "tun7>eth0", "tun7>eth1");
    assertThat(crossings.get(0).ingress()).containsExactly("eth0");
    assertThat(crossings.get(0).fromZone()).isEmpty();
  }

  @Test
  void asksOtherListsByThemselves() {
    AccessList input = list("INPUT", Direction.IN, through(named("eth0"), named("eth1")));
    AccessList one = list("ONE", Direction.FORWARD, through(named("eth0"), InterfaceMatch.any()));
    List<Crossing> crossings =
        CrossingPlan.crossings(Policy.empty(), Map.of(), List.of(input, one), List.of("eth0"));
    assertThat(names(crossings)).containsExactly("INPUT", "ONE");
    assertThat(crossings.get(0).onlyList()).contains("INPUT");
  }

  @Test
  void asksListByListWhereTooManyInterfacesAreNamed() {
    List<AccessListEntry> entries = new ArrayList<>();
    for (int i = 0; i < CrossingPlan.MOST_INTERFACES; i++) {
      entries.add(through(named("eth" + i), InterfaceMatch.any()));
    }
    AccessList most = list("FORWARD", Direction.FORWARD, entries.toArray(AccessListEntry[]::new));
    assertThat(CrossingPlan.crossings(Policy.empty(), Map.of(), List.of(most), List.of()))
        .hasSize(132);
    entries.add(through(named("last"), InterfaceMatch.any()));
    AccessList more = list("FORWARD", Direction.FORWARD, entries.toArray(AccessListEntry[]::new));
    assertThat(names(CrossingPlan.crossings(Policy.empty(), Map.of(), List.of(more), List.of())))
        .containsExactly("FORWARD");
  }

  @Test
  void namesArePrintableAndUnique() {
    List<AccessList> lists =
        List.of(
            list("büro", Direction.IN), list("bäro", Direction.IN), list("b?ro~2", Direction.IN));
    List<Crossing> crossings = CrossingPlan.crossings(Policy.empty(), Map.of(), lists, List.of());
    assertThat(names(crossings)).containsExactly("b?ro", "b?ro~2", "b?ro~2~2");
    assertThat(crossings.get(1).onlyList()).contains("bäro");
  }

  @Test
  void theOrderDoesNotDependOnTheOrderOfTheConfiguration() {
    List<String> interfaces = new ArrayList<>(List.of("a", "b", "c", "d"));
    Map<String, String> there = new LinkedHashMap<>();
    interfaces.forEach(name -> there.put(name, "zone-" + name));
    Collections.reverse(interfaces);
    Map<String, String> back = new LinkedHashMap<>();
    interfaces.forEach(name -> back.put(name, "zone-" + name));
    assertThat(CrossingPlan.crossings(Policy.empty(), there, List.of(), interfaces))
        .isEqualTo(CrossingPlan.crossings(Policy.empty(), back, List.of(), List.of()));
  }
}

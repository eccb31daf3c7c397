package org.postern.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.finding.Policy;
import org.postern.finding.Policy.Role;
import org.postern.finding.Policy.Zone;

/** The roles of devices that are mail hosts themselves: their addresses are hosts of the role. */
final class DeviceRoles {
  private final PolicyConfig policy;
  private final Problems problems;
  private final Map<String, List<AddressMatch>> hosts = new LinkedHashMap<>();

  DeviceRoles(PolicyConfig policy, Problems problems) {
    this.policy = policy;
    this.problems = problems;
  }

  /** Takes in the roles of a device; like each host, it must lie in the zone of the role. */
  void add(Section section, DeviceConfig device) {
    byte[] octets = device.address().getAddress().getAddress();
    IpFamily family = octets.length == 4 ? IpFamily.IPV4 : IpFamily.IPV6;
    AddressMatch address = AddressMatch.prefix(family, IpBits.of(octets), octets.length * 8);
    for (Section.Item item : section.items("roles")) {
      section.text(item).map(policy.own().roles()::get).ifPresent(role -> add(item, role, address));
    }
  }

  private void add(Section.Item item, Role role, AddressMatch address) {
    Zone zone = policy.own().zones().get(role.zone());
    boolean inside =
        zone == null
            || zone.prefixes().isEmpty()
            || AddressSpans.of(zone.prefixes()).contains(AddressSpans.of(List.of(address)));
    if (!inside) {
      problems.atValue(
          item.path(),
          item.node(),
          "the device's address " + address.text() + " lies outside of its zone " + role.zone());
    }
    hosts.computeIfAbsent(role.name(), none -> new ArrayList<>()).add(address);
  }

  /** The policy with the devices among the hosts. */
  PolicyConfig joined() {
    Map<String, Role> roles = new LinkedHashMap<>();
    policy.own().roles().forEach((name, role) -> roles.put(name, with(role)));
    Policy own = policy.own();
    return new PolicyConfig(
        policy.defaults(), new Policy(own.zones(), roles, own.expectations(), own.exceptions()));
  }

  private Role with(Role role) {
    List<AddressMatch> all = new ArrayList<>(role.prefixes());
    all.addAll(hosts.getOrDefault(role.name(), List.of()));
    return new Role(role.name(), role.zone(), all);
  }
}

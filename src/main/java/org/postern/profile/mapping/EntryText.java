package org.postern.profile.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AddressMatch;
import org.postern.acl.Condition;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;

/** Writes an entry in one line where the device gives no text of its own. */
final class EntryText {
  private static final Map<Integer, String> PROTOCOLS =
      Map.of(
          1, "icmp", 2, "igmp", 6, "tcp", 17, "udp", 47, "gre", 50, "esp", 51, "ah", 58, "icmpv6",
          89, "ospf", 132, "sctp");

  private EntryText() {}

  static String of(String action, AccessListEntry.Builder entry) {
    AccessListEntry built = entry.build();
    String conditions =
        built.conditions().stream().map(EntryText::condition).collect(Collectors.joining());
    return action
        + " "
        + protocol(built.protocol())
        + " "
        + address(built.source())
        + ports(built.sourcePorts())
        + " -> "
        + address(built.destination())
        + ports(built.destinationPorts())
        + conditions;
  }

  private static String condition(Condition condition) {
    if (condition instanceof Condition.NotInForce never) {
      return " [never: " + never.reason() + "]";
    }
    return condition instanceof Condition.Possible possible
        ? " [if: " + possible.reason() + "]"
        : " [established]";
  }

  private static String protocol(ProtocolMatch match) {
    if (match instanceof ProtocolMatch.OneOf oneOf) {
      return names(oneOf.numbers());
    }
    if (match instanceof ProtocolMatch.NoneOf noneOf) {
      return "!" + names(noneOf.numbers());
    }
    return match instanceof ProtocolMatch.Unresolved unresolved
        ? "?(" + unresolved.reason() + ")"
        : "ip";
  }

  private static String names(Set<Integer> numbers) {
    return new TreeSet<>(numbers)
        .stream()
            .map(number -> PROTOCOLS.getOrDefault(number, Integer.toString(number)))
            .collect(Collectors.joining(","));
  }

  private static String ports(PortMatch match) {
    if (match instanceof PortMatch.Unresolved unresolved) {
      return " port ?(" + unresolved.reason() + ")";
    }
    String text = ((PortMatch.Ports) match).set().toString();
    return text.equals("any") ? "" : " port " + text;
  }

  static String address(AddressMatch match) {
    if (match instanceof AddressMatch.Masked masked) {
      return masked(masked);
    }
    if (match instanceof AddressMatch.Range range) {
      return range.low().toText(range.family()) + "-" + range.high().toText(range.family());
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return "{ " + addresses(anyOf.options(), ", ") + " }";
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      return addresses(allOf.parts(), " & ");
    }
    if (match instanceof AddressMatch.Not not) {
      return "!" + address(not.inner());
    }
    return match instanceof AddressMatch.Unresolved unresolved
        ? "?(" + unresolved.reason() + ")"
        : "any";
  }

  private static String addresses(List<AddressMatch> parts, String between) {
    return parts.stream().map(EntryText::address).collect(Collectors.joining(between));
  }

  private static String masked(AddressMatch.Masked masked) {
    IpFamily family = masked.family();
    String address = masked.value().toText(family);
    for (int length = 0; length <= family.bits(); length++) {
      if (masked.care().equals(IpBits.prefixMask(family, length))) {
        return length == 0 ? "any" : length == family.bits() ? address : address + "/" + length;
      }
    }
    return address + " wildcard " + masked.care().not(family).toText(family);
  }
}

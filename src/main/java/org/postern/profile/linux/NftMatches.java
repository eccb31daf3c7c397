package org.postern.profile.linux;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postern.acl.AddressMatch;
import org.postern.acl.Condition;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;
import org.postern.acl.ProtocolMatch;
import tools.jackson.databind.JsonNode;

/** Narrows a match by one of nft's comparisons. */
final class NftMatches {
  private final NftValues values;

  NftMatches(NftRuleset.Table table) {
    this.values = new NftValues(table);
  }

  /** Applies a match expression; one that cannot be evaluated makes the match possible only. */
  void apply(JsonNode expression, MatchBuilder match) {
    apply(
        expression.path("op").asString("=="),
        expression.path("left"),
        expression.path("right"),
        match);
  }

  /** Applies "left op right". */
  void apply(String op, JsonNode left, JsonNode right, MatchBuilder match) {
    try {
      if (!compare(op, left, right, match)) {
        match.possible("match not evaluated: " + NftText.comparison(op, left, right));
      }
    } catch (NftValues.Unreadable e) {
      match.possible("match not evaluated: " + e.getMessage());
    }
  }

  private boolean compare(String op, JsonNode left, JsonNode right, MatchBuilder match) {
    if (left.has("payload")) {
      return payload(op, left.get("payload"), right, match);
    }
    if (left.has("meta")) {
      return meta(op, left.path("meta").path("key").asString(""), right, match);
    }
    if (left.has("ct")) {
      return connection(op, left.path("ct").path("key").asString(""), right, match);
    }
    return left.has("&") && masked(op, left.get("&"), right, match);
  }

  private static boolean equality(String op) {
    return Set.of("==", "!=", "in").contains(op);
  }

  private boolean payload(String op, JsonNode payload, JsonNode right, MatchBuilder match) {
    String protocol = payload.path("protocol").asString("");
    String field = payload.path("field").asString("");
    switch (protocol + " " + field) {
      case "ip saddr", "ip daddr" -> {
        return address(op, IpFamily.IPV4, field, right, match);
      }
      case "ip6 saddr", "ip6 daddr" -> {
        return address(op, IpFamily.IPV6, field, right, match);
      }
      case "ip protocol" -> {
        family(IpFamily.IPV4, match);
        return protocol(op, right, match);
      }
      case "ip6 nexthdr" -> {
        family(IpFamily.IPV6, match);
        return protocol(op, right, match);
      }
      case "tcp flags" -> {
        match.protocol(ProtocolMatch.tcp());
        return flagList(op, right, match);
      }
      default -> {
        if (!protocol.equals("th")) {
          Protocols.number(protocol).ifPresent(number -> match.protocol(ProtocolMatch.of(number)));
        }
        return port(op, field, right, match);
      }
    }
  }

  private boolean address(
      String op, IpFamily family, String field, JsonNode right, MatchBuilder match) {
    if (!equality(op)) {
      return false;
    }
    AddressMatch addresses = values.addresses(right, family);
    addresses = op.equals("!=") ? new AddressMatch.Not(family, addresses) : addresses;
    if (field.equals("saddr")) {
      match.source(addresses);
    } else {
      match.destination(addresses);
    }
    return true;
  }

  /** Only this family, whatever its addresses. */
  private static void family(IpFamily family, MatchBuilder match) {
    match.source(AddressMatch.prefix(family, IpBits.ZERO, 0));
  }

  private boolean protocol(String op, JsonNode right, MatchBuilder match) {
    if (!equality(op)) {
      return false;
    }
    match.protocol(values.protocols(right, op.equals("!=")));
    return true;
  }

  private boolean port(String op, String field, JsonNode right, MatchBuilder match) {
    if (!field.equals("sport") && !field.equals("dport")) {
      return false;
    }
    PortSet ports = values.ports(right);
    if (ports.isEmpty() && !equality(op)) {
      return false;
    }
    PortSet meant =
        switch (op) {
          case "==", "in" -> ports;
          case "!=" -> ports.complement();
          case "<" -> PortSet.lt(ports.ranges().get(0).low());
          case "<=" -> PortSet.range(0, ports.ranges().get(0).low());
          case ">" -> PortSet.gt(ports.ranges().get(0).low());
          case ">=" -> PortSet.range(ports.ranges().get(0).low(), PortSet.MAX);
          default -> throw new NftValues.Unreadable("operator " + op);
        };
    if (field.equals("sport")) {
      match.sourcePorts(new PortMatch.Ports(meant));
    } else {
      match.destinationPorts(new PortMatch.Ports(meant));
    }
    return true;
  }

  private boolean meta(String op, String key, JsonNode right, MatchBuilder match) {
    if (!equality(op)) {
      return false;
    }
    boolean negated = op.equals("!=");
    switch (key) {
      case "iifname", "iif" -> match.ingress(interfaces(right, negated));
      case "oifname", "oif" -> match.egress(interfaces(right, negated));
      case "l4proto" -> match.protocol(values.protocols(right, negated));
      case "nfproto", "protocol" -> {
        List<String> names = values.names(right);
        boolean ipv4 = (names.contains("ipv4") || names.contains("ip")) != negated;
        boolean ipv6 = (names.contains("ipv6") || names.contains("ip6")) != negated;
        if (!ipv4 && !ipv6) {
          match.never("neither IPv4 nor IPv6");
        } else if (ipv4 != ipv6) {
          family(ipv4 ? IpFamily.IPV4 : IpFamily.IPV6, match);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private InterfaceMatch interfaces(JsonNode right, boolean negated) {
    InterfaceMatch match = values.interfaces(right);
    return negated ? new InterfaceMatch.Not(match) : match;
  }

  private boolean connection(String op, String key, JsonNode right, MatchBuilder match) {
    if (!key.equals("state") || !equality(op)) {
      return false;
    }
    List<String> states = values.names(right);
    if (!CtStates.KNOWN.containsAll(states)) {
      return false;
    }
    CtStates.apply(states, op.equals("!="), match);
    return true;
  }

  /** "ip saddr & 255.0.255.0 == 10.0.1.0" and "tcp flags & (fin | syn) == syn". */
  private boolean masked(String op, JsonNode parts, JsonNode right, MatchBuilder match) {
    JsonNode payload = parts.path(0).path("payload");
    String protocol = payload.path("protocol").asString("");
    String field = payload.path("field").asString("");
    if (protocol.equals("tcp") && field.equals("flags")) {
      match.protocol(ProtocolMatch.tcp());
      return flags(op, bits(parts.path(1)), right, match);
    }
    boolean address = field.equals("saddr") || field.equals("daddr");
    if (!address || !(op.equals("==") || op.equals("!=")) || !right.isString()) {
      return false;
    }
    IpFamily family = protocol.equals("ip6") ? IpFamily.IPV6 : IpFamily.IPV4;
    AddressMatch value = values.addresses(right, family);
    AddressMatch mask = values.addresses(parts.path(1), family);
    if (!(value instanceof AddressMatch.Masked bits && mask instanceof AddressMatch.Masked care)) {
      return false;
    }
    AddressMatch both = new AddressMatch.Masked(family, bits.value(), care.value());
    both = op.equals("!=") ? new AddressMatch.Not(family, both) : both;
    if (field.equals("saddr")) {
      match.source(both);
    } else {
      match.destination(both);
    }
    return true;
  }

  private boolean flags(String op, int mask, JsonNode right, MatchBuilder match) {
    if (mask < 0 || !(op.equals("==") || op.equals("!="))) {
      return false;
    }
    int wanted = bits(right);
    if (wanted < 0) {
      return false;
    }
    TcpFlags.apply(mask, wanted, op.equals("!="), match);
    return true;
  }

  /** "tcp flags syn": at least one of the flags is set; with "==" exactly these are. */
  private boolean flagList(String op, JsonNode right, MatchBuilder match) {
    int wanted = bits(right);
    if (wanted < 0) {
      return false;
    }
    if (op.equals("in")) {
      if ((wanted & TcpFlags.SYN) == 0) {
        match.condition(new Condition.Established());
      }
      return true;
    }
    return flags(op, 0x3f, right, match);
  }

  /** The flags' bits, or -1 if one is not among the first six. */
  private static int bits(JsonNode flags) {
    Set<String> names = new HashSet<>();
    if (!collect(flags, names)) {
      return -1;
    }
    int bits = 0;
    for (String name : names) {
      int bit = TcpFlags.bit(name);
      if (bit == 0) {
        return -1;
      }
      bits |= bit;
    }
    return bits;
  }

  private static boolean collect(JsonNode flags, Set<String> names) {
    if (flags.isString()) {
      names.add(flags.asString());
      return true;
    }
    if (flags.isIntegralNumber()) {
      return flags.asInt() == 0;
    }
    JsonNode list = flags.has("|") ? flags.get("|") : flags;
    if (!list.isArray()) {
      return false;
    }
    for (JsonNode each : list) {
      if (!collect(each, names)) {
        return false;
      }
    }
    return true;
  }
}

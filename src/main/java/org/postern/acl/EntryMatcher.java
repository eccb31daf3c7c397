package org.postern.acl;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which new TCP connections to one port an entry takes, on one way through the device: cheap tests
 * first, so that sets are built only for entries that can matter.
 */
final class EntryMatcher {
  private final MailPort port;
  private final Optional<String> ingress;
  private final Optional<String> egress;

  private enum Answer {
    NO,
    MAYBE,
    YES;

    static Answer of(boolean matches) {
      return matches ? YES : NO;
    }
  }

  /** A matcher; an interface that is not known makes every condition on it possible. */
  EntryMatcher(MailPort port, Optional<String> ingress, Optional<String> egress) {
    this.port = port;
    this.ingress = ingress;
    this.egress = egress;
  }

  /** The flows that the entry matches. */
  NodeBounds match(FlowSpace space, AccessListEntry entry) {
    Answer answer = withoutAddresses(entry);
    if (answer == Answer.NO) {
      return NodeBounds.NONE;
    }
    NodeBounds flows = space.nodes(entry.source(), entry.sourcePorts(), entry.destination());
    return answer == Answer.YES ? flows : new NodeBounds(DecisionDiagram.FALSE, flows.possible());
  }

  /** Whether protocol, port, interfaces and conditions let the entry match at all. */
  boolean canMatch(AccessListEntry entry) {
    return withoutAddresses(entry) != Answer.NO;
  }

  /** The mail ports in groups that no entry of the lists tells apart; in order. */
  static Collection<List<MailPort>> portsAlike(List<AccessList> lists) {
    Map<BitSet, List<MailPort>> byEntries = new LinkedHashMap<>();
    for (MailPort port : MailPort.values()) {
      BitSet entries = new BitSet();
      int next = 0;
      for (AccessList list : lists) {
        for (AccessListEntry entry : list.entries()) {
          entries.set(next++, ports(entry.destinationPorts(), port) != Answer.NO);
        }
      }
      byEntries.computeIfAbsent(entries, unseen -> new ArrayList<>()).add(port);
    }
    return byEntries.values();
  }

  /**
   * Whether the entry would match if it were not for a condition that only segments of known
   * connections meet, or that is not in force.
   */
  boolean isPassedOver(AccessListEntry entry) {
    return !entry.conditions().isEmpty()
        && protocol(entry.protocol()) != Answer.NO
        && ports(entry.destinationPorts(), port) != Answer.NO
        && interfaces(entry) != Answer.NO
        && conditions(entry) == Answer.NO;
  }

  private Answer withoutAddresses(AccessListEntry entry) {
    Answer least = ports(entry.destinationPorts(), port);
    if (least != Answer.NO) {
      least = least(least, protocol(entry.protocol()));
    }
    if (least != Answer.NO) {
      least = least(least, conditions(entry));
    }
    return least == Answer.NO ? least : least(least, interfaces(entry));
  }

  private static Answer ports(PortMatch match, MailPort port) {
    return match instanceof PortMatch.Ports ports
        ? Answer.of(ports.set().contains(port.number()))
        : Answer.MAYBE;
  }

  private static Answer protocol(ProtocolMatch match) {
    if (match instanceof ProtocolMatch.OneOf oneOf) {
      return Answer.of(oneOf.numbers().contains(ProtocolMatch.TCP));
    }
    if (match instanceof ProtocolMatch.NoneOf noneOf) {
      return Answer.of(!noneOf.numbers().contains(ProtocolMatch.TCP));
    }
    return match instanceof ProtocolMatch.Any ? Answer.YES : Answer.MAYBE;
  }

  private static Answer conditions(AccessListEntry entry) {
    Answer least = Answer.YES;
    for (Condition condition : entry.conditions()) {
      least = least(least, condition instanceof Condition.Possible ? Answer.MAYBE : Answer.NO);
    }
    return least;
  }

  private Answer interfaces(AccessListEntry entry) {
    return least(matches(entry.ingress(), ingress), matches(entry.egress(), egress));
  }

  private static Answer matches(InterfaceMatch match, Optional<String> name) {
    if (match instanceof InterfaceMatch.Any) {
      return Answer.YES;
    }
    return name.map(known -> Answer.of(match.matches(known))).orElse(Answer.MAYBE);
  }

  private static Answer least(Answer a, Answer b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Why it is not certain what the entry matches; empty if it is. */
  List<String> doubts(AccessListEntry entry) {
    List<String> doubts = new ArrayList<>();
    if (entry.protocol() instanceof ProtocolMatch.Unresolved unresolved) {
      doubts.add("protocol: " + unresolved.reason());
    }
    addDoubts("source", entry.source(), doubts);
    addDoubt("source port", entry.sourcePorts(), doubts);
    addDoubts("destination", entry.destination(), doubts);
    addDoubt("destination port", entry.destinationPorts(), doubts);
    if (ingress.isEmpty() && !(entry.ingress() instanceof InterfaceMatch.Any)) {
      doubts.add("ingress interface not known, the entry asks for " + entry.ingress().text());
    }
    if (egress.isEmpty() && !(entry.egress() instanceof InterfaceMatch.Any)) {
      doubts.add("egress interface not known, the entry asks for " + entry.egress().text());
    }
    for (Condition condition : entry.conditions()) {
      if (condition instanceof Condition.Possible possible) {
        doubts.add(possible.reason());
      }
    }
    return doubts;
  }

  private static void addDoubt(String part, PortMatch match, List<String> doubts) {
    if (match instanceof PortMatch.Unresolved unresolved) {
      doubts.add(part + ": " + unresolved.reason());
    }
  }

  private static void addDoubts(String part, AddressMatch match, List<String> doubts) {
    if (match instanceof AddressMatch.Unresolved unresolved) {
      doubts.add(part + ": " + unresolved.reason());
    } else if (match instanceof AddressMatch.Not not) {
      addDoubts(part, not.inner(), doubts);
    } else if (match instanceof AddressMatch.AnyOf anyOf) {
      anyOf.options().forEach(option -> addDoubts(part, option, doubts));
    } else if (match instanceof AddressMatch.AllOf allOf) {
      allOf.parts().forEach(each -> addDoubts(part, each, doubts));
    }
  }
}

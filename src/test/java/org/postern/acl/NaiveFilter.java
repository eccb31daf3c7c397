package org.postern.acl;

import java.math.BigInteger;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A second evaluator that shares no code with the first: one concrete flow at a time, addresses as
 * big numbers, every way a possible match may go.
 */
final class NaiveFilter {
  private final MailPort port;
  private final Optional<String> ingress;
  private final Optional<String> egress;

  enum Truth {
    NO,
    MAYBE,
    YES;

    Truth and(Truth other) {
      return compareTo(other) <= 0 ? this : other;
    }

    Truth or(Truth other) {
      return compareTo(other) >= 0 ? this : other;
    }

    Truth not() {
      return this == MAYBE ? MAYBE : truth(this == NO);
    }
  }

  NaiveFilter(MailPort port, Optional<String> ingress, Optional<String> egress) {
    this.port = port;
    this.ingress = ingress;
    this.egress = egress;
  }

  /** All outcomes the list may have for the flow: PERMIT, DENY or both. */
  Set<Action> outcomes(AccessList list, Flow flow) {
    EnumSet<Action> outcomes = EnumSet.noneOf(Action.class);
    follow(list, 0, flow, outcomes);
    return outcomes;
  }

  /** All outcomes of a flow that must be permitted by each list. */
  Set<Action> outcomes(List<AccessList> lists, Flow flow) {
    EnumSet<Action> outcomes = EnumSet.of(Action.PERMIT);
    for (AccessList list : lists) {
      Set<Action> next =
          list.families().contains(flow.family()) ? outcomes(list, flow) : Set.of(Action.PERMIT);
      if (outcomes.contains(Action.PERMIT)) {
        outcomes.remove(Action.PERMIT);
        outcomes.addAll(next);
      }
    }
    return outcomes;
  }

  private void follow(AccessList list, int position, Flow flow, Set<Action> outcomes) {
    for (int i = position; i < list.entries().size(); i++) {
      AccessListEntry entry = list.entries().get(i);
      Truth matches = matches(entry, flow);
      if (matches == Truth.NO) {
        continue;
      }
      if (entry.action() == Action.SKIP) {
        follow(list, entry.skipTo(), flow, outcomes);
      } else {
        outcomes.add(entry.action());
      }
      if (matches == Truth.YES) {
        return;
      }
    }
    if (list.implicitAction().isPresent()) {
      outcomes.add(list.implicitAction().get());
    } else {
      outcomes.add(Action.PERMIT);
      outcomes.add(Action.DENY);
    }
  }

  private Truth matches(AccessListEntry entry, Flow flow) {
    Truth truth = protocol(entry.protocol());
    truth = truth.and(port(entry.sourcePorts(), flow.sourcePort()));
    truth = truth.and(port(entry.destinationPorts(), port.number()));
    truth = truth.and(address(entry.source(), flow.family(), flow.source()));
    truth = truth.and(address(entry.destination(), flow.family(), flow.destination()));
    truth = truth.and(named(entry.ingress(), ingress)).and(named(entry.egress(), egress));
    for (Condition condition : entry.conditions()) {
      truth = truth.and(condition instanceof Condition.Possible ? Truth.MAYBE : Truth.NO);
    }
    return truth;
  }

  private static Truth protocol(ProtocolMatch match) {
    if (match instanceof ProtocolMatch.OneOf oneOf) {
      return truth(oneOf.numbers().contains(6));
    }
    if (match instanceof ProtocolMatch.NoneOf noneOf) {
      return truth(!noneOf.numbers().contains(6));
    }
    return match instanceof ProtocolMatch.Unresolved ? Truth.MAYBE : Truth.YES;
  }

  private static Truth port(PortMatch match, int number) {
    if (match instanceof PortMatch.Ports ports) {
      return truth(
          ports.set().ranges().stream()
              .anyMatch(range -> number >= range.low() && number <= range.high()));
    }
    return Truth.MAYBE;
  }

  private static Truth named(InterfaceMatch match, Optional<String> name) {
    if (match instanceof InterfaceMatch.Any) {
      return Truth.YES;
    }
    return name.isPresent() ? truth(match.matches(name.get())) : Truth.MAYBE;
  }

  static Truth address(AddressMatch match, IpFamily family, IpBits address) {
    if (match instanceof AddressMatch.Masked masked) {
      BigInteger care = number(masked.care());
      return truth(
          masked.family() == family
              && number(address).and(care).equals(number(masked.value()).and(care)));
    }
    if (match instanceof AddressMatch.Range range) {
      return truth(
          range.family() == family
              && number(address).compareTo(number(range.low())) >= 0
              && number(address).compareTo(number(range.high())) <= 0);
    }
    if (match instanceof AddressMatch.AnyOf anyOf) {
      Truth truth = Truth.NO;
      for (AddressMatch option : anyOf.options()) {
        truth = truth.or(address(option, family, address));
      }
      return truth;
    }
    if (match instanceof AddressMatch.AllOf allOf) {
      Truth truth = Truth.YES;
      for (AddressMatch part : allOf.parts()) {
        truth = truth.and(address(part, family, address));
      }
      return truth;
    }
    if (match instanceof AddressMatch.Not not) {
      return not.family() == family ? address(not.inner(), family, address).not() : Truth.NO;
    }
    return match instanceof AddressMatch.Unresolved ? Truth.MAYBE : Truth.YES;
  }

  static BigInteger number(IpBits bits) {
    BigInteger high = new BigInteger(Long.toUnsignedString(bits.high()));
    return high.shiftLeft(64).or(new BigInteger(Long.toUnsignedString(bits.low())));
  }

  private static Truth truth(boolean value) {
    return value ? Truth.YES : Truth.NO;
  }
}

package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Condition;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;
import org.postern.acl.ProtocolMatch;

/** Narrows a match step by step; every call means "and". Confined. */
final class MatchBuilder {
  private ProtocolMatch protocol = ProtocolMatch.any();
  private AddressMatch source = AddressMatch.any();
  private AddressMatch destination = AddressMatch.any();
  private PortSet sourcePorts = PortSet.any();
  private PortSet destinationPorts = PortSet.any();
  private InterfaceMatch ingress = InterfaceMatch.any();
  private InterfaceMatch egress = InterfaceMatch.any();
  private final List<Condition> conditions = new ArrayList<>();

  MatchBuilder copy() {
    return new MatchBuilder().and(build("", Action.DENY, "", ""));
  }

  MatchBuilder and(AccessListEntry entry) {
    protocol(entry.protocol());
    source(entry.source());
    destination(entry.destination());
    sourcePorts(entry.sourcePorts());
    destinationPorts(entry.destinationPorts());
    ingress(entry.ingress());
    egress(entry.egress());
    entry.conditions().forEach(this::condition);
    return this;
  }

  void protocol(ProtocolMatch match) {
    if (match instanceof ProtocolMatch.Unresolved unresolved) {
      possible(unresolved.reason());
    } else if (protocol instanceof ProtocolMatch.Any) {
      protocol = match;
    } else if (!(match instanceof ProtocolMatch.Any)) {
      intersect(match);
    }
  }

  private void intersect(ProtocolMatch match) {
    Set<Integer> numbers = new HashSet<>();
    if (protocol instanceof ProtocolMatch.NoneOf mine
        && match instanceof ProtocolMatch.NoneOf its) {
      numbers.addAll(mine.numbers());
      numbers.addAll(its.numbers());
      protocol = new ProtocolMatch.NoneOf(numbers);
      return;
    }
    ProtocolMatch named = protocol instanceof ProtocolMatch.OneOf ? protocol : match;
    ProtocolMatch other = protocol instanceof ProtocolMatch.OneOf ? match : protocol;
    numbers.addAll(((ProtocolMatch.OneOf) named).numbers());
    if (other instanceof ProtocolMatch.OneOf its) {
      numbers.retainAll(its.numbers());
    } else if (other instanceof ProtocolMatch.NoneOf its) {
      numbers.removeAll(its.numbers());
    }
    if (numbers.isEmpty()) {
      never("no protocol fits all its parts");
    } else {
      protocol = new ProtocolMatch.OneOf(numbers);
    }
  }

  void source(AddressMatch match) {
    source = both(source, match);
  }

  void destination(AddressMatch match) {
    destination = both(destination, match);
  }

  private static AddressMatch both(AddressMatch first, AddressMatch second) {
    if (first instanceof AddressMatch.Any || first.equals(second)) {
      return second;
    }
    if (second instanceof AddressMatch.Any) {
      return first;
    }
    List<AddressMatch> parts = new ArrayList<>();
    parts.addAll(first instanceof AddressMatch.AllOf all ? all.parts() : List.of(first));
    parts.addAll(second instanceof AddressMatch.AllOf all ? all.parts() : List.of(second));
    return new AddressMatch.AllOf(parts);
  }

  void sourcePorts(PortMatch match) {
    if (match instanceof PortMatch.Ports ports) {
      sourcePorts = sourcePorts.intersect(ports.set());
    } else if (match instanceof PortMatch.Unresolved unresolved) {
      possible(unresolved.reason());
    }
  }

  void destinationPorts(PortMatch match) {
    if (match instanceof PortMatch.Ports ports) {
      destinationPorts = destinationPorts.intersect(ports.set());
    } else if (match instanceof PortMatch.Unresolved unresolved) {
      possible(unresolved.reason());
    }
  }

  void ingress(InterfaceMatch match) {
    ingress = both(ingress, match);
  }

  void egress(InterfaceMatch match) {
    egress = both(egress, match);
  }

  private static InterfaceMatch both(InterfaceMatch first, InterfaceMatch second) {
    if (first instanceof InterfaceMatch.Any || first.equals(second)) {
      return second;
    }
    if (second instanceof InterfaceMatch.Any) {
      return first;
    }
    return new InterfaceMatch.Not(
        new InterfaceMatch.AnyOf(
            List.of(new InterfaceMatch.Not(first), new InterfaceMatch.Not(second))));
  }

  void possible(String reason) {
    condition(new Condition.Possible(reason));
  }

  void never(String reason) {
    condition(new Condition.NotInForce(reason));
  }

  void condition(Condition condition) {
    if (!conditions.contains(condition)) {
      conditions.add(condition);
    }
  }

  AccessListEntry build(String id, Action action, String text, String comment) {
    return AccessListEntry.builder(id, action)
        .protocol(protocol)
        .source(source)
        .destination(destination)
        .sourcePorts(new PortMatch.Ports(sourcePorts))
        .destinationPorts(new PortMatch.Ports(destinationPorts))
        .ingress(ingress)
        .egress(egress)
        .conditions(conditions)
        .text(text)
        .comment(comment)
        .build();
  }
}

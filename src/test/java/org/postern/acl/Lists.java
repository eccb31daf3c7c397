package org.postern.acl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Random access lists and flows over few enough values that they meet often. */
final class Lists {
  static final int[] SOURCE_PORTS = {0, 1, 24, 25, 1023, 1024, 1025, 65_534, 65_535};

  private static final int[] LENGTHS = {0, 7, 8, 16, 23, 24, 29, 30, 31, 32};
  private static final long[] MASKS = {
    0xffff_00ffL, 0xff00_ffffL, 0xffff_fffdL, 0x0000_00ffL, 0xffff_fefeL, 0x8000_0001L
  };

  private final Random random;
  private final boolean doubts;

  /** A source of lists; with {@code doubts} some parts match only possibly. */
  Lists(long seed, boolean doubts) {
    this.random = new Random(seed);
    this.doubts = doubts;
  }

  AccessList list(String name, Set<IpFamily> families, Binding... bindings) {
    List<AccessListEntry> entries = new ArrayList<>();
    int size = random.nextInt(13);
    for (int i = 0; i < size; i++) {
      entries.add(entry(i, size));
    }
    Action end = random.nextInt(4) == 0 ? Action.PERMIT : Action.DENY;
    Optional<Action> implicit =
        doubts && random.nextInt(12) == 0 ? Optional.empty() : Optional.of(end);
    return new AccessList(
        name, "test", families, List.of(bindings), entries, implicit, Visibility.RULES, List.of());
  }

  /** The list with one random edit: an entry gone, two swapped, one new, one action turned. */
  AccessList edited(AccessList list) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (AccessListEntry entry : list.entries()) { // skips would dangle after an edit
      if (entry.action() != Action.SKIP) {
        entries.add(entry);
      }
    }
    int at = entries.isEmpty() ? 0 : random.nextInt(entries.size());
    int edit = entries.isEmpty() ? 0 : random.nextInt(4);
    if (edit == 0) {
      AccessListEntry fresh = entry(0, 0);
      entries.add(at, fresh);
    } else if (edit == 1) {
      entries.remove(at);
    } else if (edit == 2) {
      entries.add(random.nextInt(entries.size()), entries.remove(at));
    } else {
      AccessListEntry old = entries.get(at);
      Action turned = old.action() == Action.PERMIT ? Action.DENY : Action.PERMIT;
      entries.set(
          at,
          AccessListEntry.builder(old.id(), turned)
              .source(old.source())
              .destination(old.destination())
              .destinationPorts(old.destinationPorts())
              .build());
    }
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        entries,
        list.implicitAction(),
        list.visibility(),
        list.gaps());
  }

  private AccessListEntry entry(int position, int size) {
    boolean skips = size - position > 1 && random.nextInt(6) == 0;
    Action action = skips ? Action.SKIP : random.nextBoolean() ? Action.PERMIT : Action.DENY;
    AccessListEntry.Builder builder =
        AccessListEntry.builder("e" + position, action)
            .source(address(2))
            .destination(address(2))
            .sourcePorts(ports(8))
            .destinationPorts(ports(3))
            .protocol(protocol());
    if (skips) {
      builder.skipTo(position + 1 + random.nextInt(size - position));
    }
    if (random.nextInt(8) == 0) {
      builder.ingress(new InterfaceMatch.Named(random.nextBoolean() ? "in0" : "eth+"));
    }
    if (random.nextInt(10) == 0) {
      builder.egress(new InterfaceMatch.Not(new InterfaceMatch.Named("out0")));
    }
    if (random.nextInt(12) == 0) {
      builder.conditions(List.of(new Condition.Established()));
    } else if (random.nextInt(20) == 0) {
      builder.conditions(List.of(new Condition.NotInForce("night")));
    } else if (doubts && random.nextInt(8) == 0) {
      builder.conditions(List.of(new Condition.Possible("rate limit")));
    }
    return builder.build();
  }

  private ProtocolMatch protocol() {
    return switch (random.nextInt(doubts ? 9 : 8)) {
      case 0, 1, 2 -> ProtocolMatch.any();
      case 3 -> new ProtocolMatch.NoneOf(Set.of(17));
      case 4 -> ProtocolMatch.of(17);
      case 8 -> new ProtocolMatch.Unresolved("group");
      default -> ProtocolMatch.tcp();
    };
  }

  private PortMatch ports(int oneIn) {
    if (random.nextInt(oneIn) != 0) {
      return PortMatch.any();
    }
    return switch (random.nextInt(doubts ? 9 : 8)) {
      case 0 -> new PortMatch.Ports(PortSet.lt(1024));
      case 1 -> new PortMatch.Ports(PortSet.gt(1023));
      case 2 -> new PortMatch.Ports(PortSet.neq(25));
      case 3 -> new PortMatch.Ports(PortSet.lt(0));
      case 4 -> new PortMatch.Ports(PortSet.gt(65_534).union(PortSet.eq(0)));
      case 5 -> new PortMatch.Ports(PortSet.range(1, 25));
      case 8 -> new PortMatch.Unresolved("service");
      default -> PortMatch.eq(25);
    };
  }

  AddressMatch address(int depth) {
    int kind = random.nextInt(depth == 0 ? 6 : doubts ? 12 : 11);
    return switch (kind) {
      case 0, 1 -> AddressMatch.any();
      case 2, 3 -> prefix(IpFamily.IPV4);
      case 4 ->
          new AddressMatch.Masked(
              IpFamily.IPV4,
              bits(IpFamily.IPV4),
              new IpBits(0, MASKS[random.nextInt(MASKS.length)]));
      case 5 -> prefix(IpFamily.IPV6);
      case 6 -> range(IpFamily.IPV4);
      case 7 -> range(IpFamily.IPV6);
      case 8 -> new AddressMatch.AnyOf(several(depth - 1));
      case 9 -> new AddressMatch.AllOf(several(depth - 1));
      case 10 -> new AddressMatch.Not(family(), address(depth - 1));
      default -> new AddressMatch.Unresolved("group");
    };
  }

  private List<AddressMatch> several(int depth) {
    List<AddressMatch> matches = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      matches.add(address(depth));
    }
    return matches;
  }

  private AddressMatch prefix(IpFamily family) {
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    int wide = family == IpFamily.IPV4 || length < 24 ? length : length + 96;
    return AddressMatch.prefix(family, bits(family), wide);
  }

  private AddressMatch range(IpFamily family) {
    IpBits a = bits(family);
    IpBits b = bits(family);
    return a.compareTo(b) <= 0
        ? new AddressMatch.Range(family, a, b)
        : new AddressMatch.Range(family, b, a);
  }

  private IpFamily family() {
    return random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6;
  }

  /** An address whose few varying bits lie at both ends and in the middle. */
  IpBits bits(IpFamily family) {
    if (random.nextInt(10) == 0) {
      return new IpBits(random.nextLong(), random.nextLong()).and(IpBits.ones(family));
    }
    long low = 0x0a00_0000L | ((long) random.nextInt(3) << 16) | random.nextInt(4);
    low |= (long) random.nextInt(2) << 8;
    return family == IpFamily.IPV4
        ? new IpBits(0, low)
        : new IpBits(0xfd00_0000_0000_0000L | random.nextInt(2), low);
  }

  Flow flow(IpFamily family) {
    return new Flow(
        family, bits(family), SOURCE_PORTS[random.nextInt(SOURCE_PORTS.length)], bits(family));
  }
}

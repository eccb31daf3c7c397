package org.postern.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.Direction;
import org.postern.acl.InterfaceMatch;

/** Decides which ways through a device are asked about. */
public final class CrossingPlan {
  /**
   * Above so many interfaces named in its entries (132 ordered pairs) a device without zones is
   * asked list by list: nobody reads more rows than that, and zones are the answer.
   */
  static final int MOST_INTERFACES = 12;

  private static final String LOOPBACK = "lo";

  private CrossingPlan() {}

  /**
   * One crossing for each ordered pair of zones on the device; without zones, for each ordered pair
   * of interfaces its forwarding entries name, and for each other list by itself.
   *
   * <p>A zone's destinations are its prefixes without those of zones that lie within it: what is
   * bound for the mail DMZ does not leave by the interface to the rest of the world.
   *
   * @param zoneByInterface zone names by ifName, from the configuration; may be empty
   * @return in a stable order, names unique and printable ASCII
   */
  public static List<Crossing> crossings(
      Policy policy,
      Map<String, String> zoneByInterface,
      List<AccessList> lists,
      List<String> interfaceNames) {
    List<Crossing> planned =
        zoneByInterface.isEmpty()
            ? derived(lists, interfaceNames)
            : betweenZones(policy, zoneByInterface);
    return withUniqueNames(planned);
  }

  private static List<Crossing> betweenZones(Policy policy, Map<String, String> zoneByInterface) {
    Map<String, Set<String>> interfaces = new TreeMap<>();
    zoneByInterface.forEach(
        (name, zone) -> interfaces.computeIfAbsent(zone, z -> new TreeSet<>()).add(name));
    List<Crossing> crossings = new ArrayList<>();
    for (String from : interfaces.keySet()) {
      for (String to : interfaces.keySet()) {
        if (!from.equals(to)) {
          crossings.add(
              new Crossing(
                  from + ">" + to,
                  from,
                  to,
                  interfaces.getOrDefault(from, Set.of()),
                  interfaces.getOrDefault(to, Set.of()),
                  addresses(policy, from).toMatch(),
                  destinations(policy, to).toMatch(),
                  Optional.empty()));
        }
      }
    }
    return crossings;
  }

  private static AddressRanges addresses(Policy policy, String zone) {
    Policy.Zone known = policy.zones().get(zone);
    return known == null || known.prefixes().isEmpty()
        ? AddressRanges.any()
        : AddressRanges.anyOf(known.prefixes());
  }

  private static AddressRanges destinations(Policy policy, String zone) {
    AddressRanges own = addresses(policy, zone);
    AddressRanges left = own;
    for (String other : policy.zones().keySet()) {
      AddressRanges theirs = addresses(policy, other);
      if (own.contains(theirs) && !theirs.contains(own)) {
        left = left.minus(theirs);
      }
    }
    return left;
  }

  private static List<Crossing> derived(List<AccessList> lists, List<String> interfaceNames) {
    Set<String> named = new TreeSet<>();
    Set<String> alone = new LinkedHashSet<>();
    for (AccessList list : lists) {
      Set<String> here = isForwarding(list) ? namedBy(list, interfaceNames) : Set.of();
      // One interface makes no pair to ask about.
      if (here.size() > 1) {
        named.addAll(here);
      } else {
        alone.add(list.name());
      }
    }
    if (named.size() > MOST_INTERFACES) {
      return lists.stream().map(AccessList::name).distinct().map(Crossing::throughList).toList();
    }
    List<Crossing> crossings = new ArrayList<>();
    for (String in : named) {
      for (String out : named) {
        if (!in.equals(out)) {
          crossings.add(between(in, out));
        }
      }
    }
    alone.forEach(name -> crossings.add(Crossing.throughList(name)));
    return crossings;
  }

  private static boolean isForwarding(AccessList list) {
    return list.bindings().stream().anyMatch(b -> b.direction() == Direction.FORWARD);
  }

  private static Crossing between(String in, String out) {
    return new Crossing(
        in + ">" + out,
        "",
        "",
        Set.of(in),
        Set.of(out),
        AddressMatch.any(),
        AddressMatch.any(),
        Optional.empty());
  }

  private static Set<String> namedBy(AccessList list, List<String> interfaceNames) {
    Set<String> names = new TreeSet<>();
    for (AccessListEntry entry : list.entries()) {
      collect(entry.ingress(), interfaceNames, names);
      collect(entry.egress(), interfaceNames, names);
    }
    names.remove(LOOPBACK);
    return names;
  }

  private static void collect(InterfaceMatch match, List<String> known, Set<String> names) {
    if (match instanceof InterfaceMatch.Named named) {
      if (named.name().endsWith("+") || named.name().endsWith("*")) {
        known.stream().filter(named::matches).forEach(names::add);
      } else {
        names.add(named.name());
      }
    } else if (match instanceof InterfaceMatch.Not not) {
      collect(not.inner(), known, names);
    } else if (match instanceof InterfaceMatch.AnyOf anyOf) {
      anyOf.options().forEach(option -> collect(option, known, names));
    }
  }

  private static List<Crossing> withUniqueNames(List<Crossing> crossings) {
    Map<String, Crossing> unique = new LinkedHashMap<>();
    for (Crossing crossing : crossings) {
      String name = EvidenceText.line(crossing.name());
      String free = name;
      for (int next = 2; unique.containsKey(free); next++) {
        free = name + "~" + next;
      }
      unique.put(free, named(crossing, free));
    }
    return List.copyOf(unique.values());
  }

  private static Crossing named(Crossing crossing, String name) {
    return new Crossing(
        name,
        crossing.fromZone(),
        crossing.toZone(),
        crossing.ingress(),
        crossing.egress(),
        crossing.sources(),
        crossing.destinations(),
        crossing.onlyList());
  }
}

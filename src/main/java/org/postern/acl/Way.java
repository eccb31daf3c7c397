package org.postern.acl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One way through a device, by a pair of interfaces, and the access lists met on it in order.
 *
 * @param ingress empty if it is not known by which interface flows come in
 * @param egress likewise for going out
 * @param remarks about lists that are not on the way though they might be
 */
record Way(
    Optional<String> ingress, Optional<String> egress, List<Stop> stops, List<String> remarks) {
  /**
   * An access list on the way.
   *
   * @param doubt why it is not certain that the list is applied here; empty if it is
   */
  record Stop(AccessList list, Direction direction, String doubt) {
    boolean isSure() {
      return doubt.isEmpty();
    }
  }

  Way {
    stops = List.copyOf(stops);
    remarks = List.copyOf(remarks);
  }

  /** All ways of a crossing; never none. */
  static List<Way> of(List<AccessList> lists, Crossing crossing) {
    List<Way> ways = new ArrayList<>();
    List<Way> turningBack = new ArrayList<>();
    for (Optional<String> in : names(crossing.ingress())) {
      for (Optional<String> out : names(crossing.egress())) {
        boolean back = in.isPresent() && in.equals(out);
        (back ? turningBack : ways).add(of(lists, crossing, in, out));
      }
    }
    return ways.isEmpty() ? turningBack : ways;
  }

  private static List<Optional<String>> names(Set<String> names) {
    return names.isEmpty()
        ? List.of(Optional.empty())
        : new TreeSet<>(names).stream().map(Optional::of).toList();
  }

  private static Way of(
      List<AccessList> lists, Crossing crossing, Optional<String> in, Optional<String> out) {
    List<Stop> stops = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (crossing.onlyList().isPresent()) {
      only(lists, crossing.onlyList().get(), stops, remarks);
      return new Way(in, out, stops, remarks);
    }
    for (Direction direction : List.of(Direction.IN, Direction.FORWARD, Direction.OUT)) {
      for (AccessList list : lists) {
        stopAt(list, direction, in, out).ifPresent(stops::add);
      }
    }
    for (AccessList list : lists) {
      remark(list, in, out, stops.isEmpty(), remarks);
    }
    return new Way(in, out, stops, remarks);
  }

  private static void only(
      List<AccessList> lists, String name, List<Stop> stops, List<String> remarks) {
    List<AccessList> named = lists.stream().filter(list -> list.name().equals(name)).toList();
    for (AccessList list : named) {
      boolean ambiguous =
          named.stream()
                  .filter(other -> !Collections.disjoint(other.families(), list.families()))
                  .count()
              > 1;
      String doubt = ambiguous ? "more than one access list is named " + name : "";
      stops.add(new Stop(list, Direction.UNKNOWN, doubt));
    }
    if (stops.isEmpty()) {
      remarks.add("no access list is named " + name);
    }
  }

  private static Optional<Stop> stopAt(
      AccessList list, Direction direction, Optional<String> in, Optional<String> out) {
    Optional<Stop> possible = Optional.empty();
    for (Binding binding : list.bindings()) {
      if (binding.direction() != direction) {
        continue;
      }
      boolean everywhere = binding.interfaceName().equals(Binding.EVERY_INTERFACE);
      boolean seesIn = direction != Direction.OUT;
      boolean seesOut = direction != Direction.IN;
      if (everywhere
          || (seesIn && in.filter(binding::appliesTo).isPresent())
          || (seesOut && out.filter(binding::appliesTo).isPresent())) {
        return Optional.of(new Stop(list, direction, ""));
      }
      if ((seesIn && in.isEmpty()) || (seesOut && out.isEmpty())) {
        String doubt =
            "access list %s is bound %s at %s, and it is not known if flows pass there"
                .formatted(list.name(), word(direction), binding.interfaceName());
        possible = Optional.of(new Stop(list, direction, doubt));
      }
    }
    return possible;
  }

  private static void remark(
      AccessList list,
      Optional<String> in,
      Optional<String> out,
      boolean nothingApplies,
      List<String> remarks) {
    if (list.bindings().isEmpty() && nothingApplies) {
      remarks.add(
          "access list " + list.name() + " is not bound anywhere as far as the device says");
    }
    for (Binding binding : list.bindings()) {
      boolean here =
          in.map(binding::appliesTo).orElse(true) || out.map(binding::appliesTo).orElse(true);
      if (binding.direction() == Direction.UNKNOWN && here) {
        remarks.add(
            "access list %s is bound at %s in an unknown direction and was left out"
                .formatted(list.name(), binding.interfaceName()));
      }
    }
  }

  static String word(Direction direction) {
    return switch (direction) {
      case IN -> "inbound";
      case OUT -> "outbound";
      case FORWARD -> "for forwarded flows";
      case UNKNOWN -> "in an unknown direction";
    };
  }

  /** The pair of interfaces as text, "in0 > out0"; "?" for one that is not known. */
  String text() {
    return ingress.orElse("?") + " > " + egress.orElse("?");
  }

  /**
   * Equal for ways on which the same lists are met and their entries treat the interfaces alike:
   * one evaluation serves them all.
   */
  Object sameness() {
    Set<InterfaceMatch> asksIn = new HashSet<>();
    Set<InterfaceMatch> asksOut = new HashSet<>();
    for (Stop stop : stops) {
      for (AccessListEntry entry : stop.list().entries()) {
        asksIn.add(entry.ingress());
        asksOut.add(entry.egress());
      }
    }
    asksIn.removeIf(match -> !match.matches(ingress.orElse("")));
    asksOut.removeIf(match -> !match.matches(egress.orElse("")));
    return List.of(
        stops.stream().map(stop -> List.of(stop.list().source(), stop.list().name())).toList(),
        stops.stream().map(Stop::doubt).toList(),
        asksIn,
        asksOut,
        remarks);
  }
}

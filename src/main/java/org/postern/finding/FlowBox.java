package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;

/**
 * All flows from some addresses to others, within one family each; immutable. A family that only
 * one end has makes no flow and is dropped.
 */
record FlowBox(AddressRanges sources, AddressRanges destinations) {
  FlowBox {
    AddressRanges from = sources.inFamiliesOf(destinations);
    destinations = destinations.inFamiliesOf(sources);
    sources = from;
  }

  static FlowBox of(Crossing crossing) {
    return new FlowBox(
        AddressRanges.of(crossing.sources()), AddressRanges.of(crossing.destinations()));
  }

  boolean isEmpty() {
    return sources.isEmpty();
  }

  FlowBox intersect(FlowBox other) {
    return new FlowBox(
        sources.intersect(other.sources), destinations.intersect(other.destinations));
  }

  /** What is left, as at most two disjoint boxes. */
  List<FlowBox> minus(FlowBox other) {
    if (intersect(other).isEmpty()) {
      return List.of(this);
    }
    List<FlowBox> left = new ArrayList<>();
    FlowBox elsewhere = new FlowBox(sources.minus(other.sources), destinations);
    FlowBox otherEnds =
        new FlowBox(sources.intersect(other.sources), destinations.minus(other.destinations));
    for (FlowBox part : List.of(elsewhere, otherEnds)) {
      if (!part.isEmpty()) {
        left.add(part);
      }
    }
    return left;
  }

  static List<FlowBox> minus(List<FlowBox> boxes, FlowBox hole) {
    return boxes.stream().flatMap(box -> box.minus(hole).stream()).toList();
  }

  static List<FlowBox> intersect(List<FlowBox> boxes, FlowBox with) {
    return boxes.stream().map(box -> box.intersect(with)).filter(box -> !box.isEmpty()).toList();
  }

  /**
   * The crossing with only these of its flows. An end that is every address of the families the
   * other end has is said as "any": it is the same flows and reads better.
   */
  Crossing narrow(Crossing crossing) {
    return new Crossing(
        crossing.name(),
        crossing.fromZone(),
        crossing.toZone(),
        crossing.ingress(),
        crossing.egress(),
        sources.fillsFamilies() && !destinations.fillsFamilies()
            ? AddressMatch.any()
            : sources.toMatch(),
        destinations.fillsFamilies() && !sources.fillsFamilies()
            ? AddressMatch.any()
            : destinations.toMatch(),
        crossing.onlyList());
  }
}

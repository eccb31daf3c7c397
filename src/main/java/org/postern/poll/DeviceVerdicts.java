package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.Explanation;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;
import org.postern.finding.CrossingPlan;
import org.postern.finding.Policy;
import org.postern.finding.PortAssessment;

/**
 * What the access lists of one device do with mail, evaluated anew only when a list or the names of
 * interfaces change, from which the crossings follow. Confined to the device's evaluation; {@link
 * #explain} may be called from anywhere.
 */
final class DeviceVerdicts {
  private final MonitoredDevice device;
  private final Policy policy;
  private final FirstMatchEvaluator evaluator;
  private volatile Verdicts last = new Verdicts(List.of(), Optional.empty(), List.of(), List.of());

  /**
   * The verdicts of one set of lists.
   *
   * @param interfaces empty before the first answer
   */
  private record Verdicts(
      List<ListFacts> lists,
      Optional<List<String>> interfaces,
      List<Crossing> crossings,
      List<Decision> decisions) {}

  /** What the lists do with one mail port at one crossing. */
  private record Decision(Crossing crossing, PortVerdict verdict) {}

  DeviceVerdicts(MonitoredDevice device, Policy policy, FirstMatchEvaluator evaluator) {
    this.device = device;
    this.policy = policy;
    this.evaluator = evaluator;
  }

  /** One assessment for each crossing and watched mail port, with the hits of what decides. */
  List<PortAssessment> assess(ListTable lists, List<String> interfaces, PortHits hits) {
    Verdicts now = of(lists, interfaces);
    List<PortAssessment> ports = new ArrayList<>();
    for (Decision each : now.decisions()) {
      ports.add(
          new PortAssessment(
              each.crossing(),
              each.verdict(),
              hits.sum(each.verdict(), Action.PERMIT),
              hits.sum(each.verdict(), Action.DENY)));
    }
    return ports;
  }

  private Verdicts of(ListTable lists, List<String> interfaces) {
    Verdicts known = last;
    // Texts and ids may differ under one digest, and the verdict names them: the very lists count.
    if (known.lists().equals(lists.facts()) && known.interfaces().equals(Optional.of(interfaces))) {
      return known;
    }
    List<Crossing> crossings =
        CrossingPlan.crossings(policy, device.zones(), lists.lists(), interfaces);
    List<Decision> decisions = new ArrayList<>();
    for (Crossing crossing : crossings) {
      Map<MailPort, PortVerdict> byPort = evaluator.evaluate(lists.lists(), crossing);
      new TreeMap<>(byPort)
          .values()
          .forEach(verdict -> decisions.add(new Decision(crossing, verdict)));
    }
    last = new Verdicts(lists.facts(), Optional.of(interfaces), crossings, decisions);
    return last;
  }

  /**
   * Why each crossing's verdict for a port is what it is, by the lists that were evaluated last.
   *
   * @param crossing only this one; all if empty
   */
  List<String> explain(MailPort port, Optional<String> crossing) {
    Verdicts now = last;
    List<String> lines = new ArrayList<>();
    for (Crossing each : now.crossings()) {
      if (crossing.isEmpty() || crossing.get().equals(each.name())) {
        lines.addAll(
            Explanation.of(
                now.lists().stream().map(ListFacts::list).toList(), each, port, evaluator));
      }
    }
    return lines;
  }
}

package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.FlowChange;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.MailPort;
import org.postern.acl.PortMatch;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;

/**
 * Right for what the tests here use: lists of permit entries that only look at the destination,
 * with an implicit deny. A list with gaps makes everything unknown.
 */
final class PermitsOnlyEvaluator implements AclEvaluator {
  private final List<Crossing> asked = new ArrayList<>();
  private int comparisons;

  List<Crossing> asked() {
    return asked;
  }

  int comparisons() {
    return comparisons;
  }

  @Override
  public PortVerdict evaluate(List<AccessList> lists, Crossing crossing, MailPort port) {
    asked.add(crossing);
    List<String> gaps = lists.stream().flatMap(list -> list.gaps().stream()).toList();
    AddressRanges wanted = AddressRanges.of(crossing.destinations());
    AddressRanges permitted = permitted(lists, port).intersect(wanted);
    List<DecidingEntry> deciding = new ArrayList<>(deciding(lists, port, wanted));
    boolean all = permitted.contains(wanted);
    if (!all && !lists.isEmpty()) {
      deciding.add(
          new DecidingEntry(
              lists.get(0).name(), DecidingEntry.IMPLICIT, Action.DENY, "implicit deny"));
    }
    Verdict verdict =
        !gaps.isEmpty()
            ? Verdict.UNKNOWN
            : all ? Verdict.PERMITTED : permitted.isEmpty() ? Verdict.DENIED : Verdict.PARTLY;
    return new PortVerdict(
        port, verdict, deciding, blocks(permitted), false, gaps, Visibility.RULES);
  }

  @Override
  public FlowChange compare(
      List<AccessList> before, List<AccessList> after, Crossing crossing, MailPort port) {
    comparisons++;
    List<String> gaps =
        java.util.stream.Stream.concat(before.stream(), after.stream())
            .flatMap(list -> list.gaps().stream())
            .toList();
    AddressRanges wanted = AddressRanges.of(crossing.destinations());
    AddressRanges old = permitted(before, port).intersect(wanted);
    AddressRanges now = permitted(after, port).intersect(wanted);
    AddressRanges more = now.minus(old);
    return new FlowChange(blocks(more), blocks(old.minus(now)), deciding(after, port, more), gaps);
  }

  private static AddressRanges permitted(List<AccessList> lists, MailPort port) {
    return entries(lists, port).stream()
        .map(entry -> AddressRanges.of(entry.destination()))
        .reduce(AddressRanges.none(), AddressRanges::union);
  }

  private static List<AccessListEntry> entries(List<AccessList> lists, MailPort port) {
    return lists.stream()
        .flatMap(list -> list.entries().stream())
        .filter(entry -> entry.action() == Action.PERMIT)
        .filter(
            entry ->
                entry.destinationPorts() instanceof PortMatch.Ports ports
                    && ports.set().contains(port.number()))
        .toList();
  }

  private static List<DecidingEntry> deciding(
      List<AccessList> lists, MailPort port, AddressRanges wanted) {
    List<DecidingEntry> deciding = new ArrayList<>();
    for (AccessList list : lists) {
      for (AccessListEntry entry : entries(List.of(list), port)) {
        if (!AddressRanges.of(entry.destination()).intersect(wanted).isEmpty()) {
          deciding.add(new DecidingEntry(list.name(), entry.id(), entry.action(), entry.text()));
        }
      }
    }
    return deciding;
  }

  private static List<FlowPrefixes> blocks(AddressRanges addresses) {
    if (addresses.isEmpty()) {
      return List.of();
    }
    AddressMatch match = addresses.toMatch();
    List<AddressMatch> parts =
        Optional.of(match)
            .filter(AddressMatch.AnyOf.class::isInstance)
            .map(m -> ((AddressMatch.AnyOf) m).options())
            .orElse(List.of(match));
    return parts.stream().map(part -> new FlowPrefixes("any", "any", part.text())).toList();
  }
}

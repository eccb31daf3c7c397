package org.postern.acl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One evaluation of a crossing and port: its spaces, its flows asked about, and the verdict. */
final class CrossingEvaluation {
  /** Reasons beyond these are only counted: nobody reads a hundred. */
  private static final int MAX_REASONS = 16;

  private static final int MAX_WAYS_NAMED = 4;

  private final Crossing crossing;
  private final MailPort port;
  private final EvaluationLimits limits;
  private final Map<IpFamily, FlowSpace.Bounds> asked = new EnumMap<>(IpFamily.class);

  /**
   * One way's outcome.
   *
   * @param walks per family that some list on the way filters; none if the verdict is {@code
   *     UNKNOWN} for want of a list
   */
  record WayResult(
      Way way, Map<IpFamily, WayWalk> walks, Verdict verdict, Collection<String> reasons) {
    boolean sameAs(WayResult other) {
      return verdict == other.verdict && permitted().equals(other.permitted());
    }

    private Map<IpFamily, FlowSet> permitted() {
      Map<IpFamily, FlowSet> permitted = new EnumMap<>(IpFamily.class);
      walks.forEach((family, walk) -> permitted.put(family, walk.permitted()));
      return permitted;
    }
  }

  CrossingEvaluation(EvaluationLimits limits, Crossing crossing, MailPort port) {
    this.limits = limits;
    this.crossing = crossing;
    this.port = port;
  }

  PortVerdict verdict(List<AccessList> lists) {
    List<Way> ways = Way.of(lists, crossing);
    Map<Object, Group> groups = new LinkedHashMap<>();
    for (Way way : ways) {
      Object sameness = ways.size() == 1 ? "only" : way.sameness();
      groups
          .computeIfAbsent(sameness, none -> new Group(walk(way), new ArrayList<>()))
          .names()
          .add(way.text());
    }
    List<WayResult> results = groups.values().stream().map(Group::result).toList();
    FlowSet.Blocks permitted = permitted(results);
    return new PortVerdict(
        port,
        combine(results),
        List.copyOf(deciding(results)),
        permitted.list(),
        permitted.truncated(),
        reasons(List.copyOf(groups.values()), ways.size() == 1),
        visibility(ways));
  }

  /** Ways that the lists treat alike: one result and the names of them all. */
  private record Group(WayResult result, List<String> names) {
    @Override
    public String toString() {
      int more = names.size() - MAX_WAYS_NAMED;
      return result.verdict()
          + " by "
          + String.join(", ", names.subList(0, Math.min(names.size(), MAX_WAYS_NAMED)))
          + (more > 0 ? " and " + more + " more" : "");
    }
  }

  WayResult walk(Way way) {
    if (way.stops().isEmpty()) {
      return unknown(way, "no access list is known to be applied on this way");
    }
    Map<IpFamily, WayWalk> walks = new EnumMap<>(IpFamily.class);
    Set<String> reasons = new LinkedHashSet<>();
    List<String> unfiltered = new ArrayList<>();
    boolean anyAsked = false;
    for (IpFamily family : IpFamily.values()) {
      FlowSpace.Bounds flows = asked(family);
      anyAsked |= !flows.possible().isEmpty();
      boolean filtered =
          way.stops().stream().anyMatch(stop -> stop.list().families().contains(family));
      if (filtered && !flows.possible().isEmpty()) {
        WayWalk walk = new WayWalk(flows.possible(), way, port);
        walks.put(family, walk);
        reasons.addAll(walk.reasons());
        if (!flows.isExact()) {
          reasons.add("the addresses asked about are not all known");
        }
      } else if (isNamed(flows.possible())) {
        unfiltered.add("no access list on this way filters " + family + ", which is asked about");
      }
    }
    if (walks.isEmpty()) {
      return unknown(
          way,
          anyAsked
              ? "no access list on this way filters the address family asked about"
              : "no flows are asked about");
    }
    reasons.addAll(unfiltered);
    Verdict verdict = reasons.isEmpty() ? verdict(walks.values()) : Verdict.UNKNOWN;
    reasons.addAll(way.remarks());
    return new WayResult(way, walks, verdict, reasons);
  }

  /**
   * Whether addresses of the family are asked about by name. "Any" alone does not say that a family
   * is in use: it would leave no verdict on devices without IPv6.
   */
  private static boolean isNamed(FlowSet flows) {
    return !flows.isEmpty() && !flows.complement().isEmpty();
  }

  private static WayResult unknown(Way way, String reason) {
    List<String> reasons = new ArrayList<>(List.of(reason));
    reasons.addAll(way.remarks());
    return new WayResult(way, Map.of(), Verdict.UNKNOWN, reasons);
  }

  private FlowSpace.Bounds asked(IpFamily family) {
    return asked.computeIfAbsent(
        family,
        each ->
            new FlowSpace(each, limits)
                .flows(crossing.sources(), PortMatch.any(), crossing.destinations()));
  }

  private static Verdict verdict(Collection<WayWalk> walks) {
    return combineVerdicts(walks.stream().map(WayWalk::verdict).toList());
  }

  private static Verdict combine(Collection<WayResult> results) {
    return combineVerdicts(results.stream().map(WayResult::verdict).toList());
  }

  private static Verdict combineVerdicts(List<Verdict> verdicts) {
    if (verdicts.contains(Verdict.UNKNOWN)) {
      return Verdict.UNKNOWN;
    }
    Verdict first = verdicts.get(0);
    return verdicts.stream().allMatch(each -> each == first) ? first : Verdict.PARTLY;
  }

  private FlowSet.Blocks permitted(Collection<WayResult> results) {
    Map<IpFamily, FlowSet> permitted = new EnumMap<>(IpFamily.class);
    for (WayResult result : results) {
      result
          .walks()
          .forEach((family, walk) -> permitted.merge(family, walk.permitted(), FlowSet::union));
    }
    return blocks(permitted, limits.blocks());
  }

  /** Blocks of both families; "any" stands alone only where it cannot be misread. */
  static FlowSet.Blocks blocks(Map<IpFamily, FlowSet> sets, int limit) {
    if (sets.size() < 2 || sets.values().stream().allMatch(set -> set.complement().isEmpty())) {
      return sets.values().stream()
          .findFirst()
          .map(set -> set.toBlocks(limit))
          .orElse(new FlowSet.Blocks(List.of(), false));
    }
    List<FlowPrefixes> list = new ArrayList<>();
    boolean truncated = false;
    for (Map.Entry<IpFamily, FlowSet> each : sets.entrySet()) {
      String everything = each.getKey() == IpFamily.IPV4 ? "0.0.0.0/0" : "::/0";
      FlowSet.Blocks blocks = each.getValue().toBlocks(limit, everything);
      list.addAll(blocks.list());
      truncated |= blocks.truncated();
    }
    boolean tooMany = list.size() > limit;
    return new FlowSet.Blocks(tooMany ? list.subList(0, limit) : list, truncated || tooMany);
  }

  private static Set<DecidingEntry> deciding(Collection<WayResult> results) {
    Set<DecidingEntry> deciding = new LinkedHashSet<>();
    for (WayResult result : results) {
      SortedMap<WayWalk.Place, DecidingEntry> places = new TreeMap<>();
      result.walks().values().forEach(walk -> places.putAll(walk.deciding()));
      deciding.addAll(places.values());
    }
    return deciding;
  }

  private static List<String> reasons(List<Group> groups, boolean onlyWay) {
    Set<String> reasons = new LinkedHashSet<>();
    WayResult first = groups.get(0).result();
    if (!groups.stream().allMatch(group -> group.result().sameAs(first))) {
      reasons.add(
          groups.stream()
              .map(Group::toString)
              .collect(Collectors.joining("; ", "interface pairs differ: ", "")));
    }
    for (Group group : groups) {
      WayResult result = group.result();
      for (String reason : result.reasons()) {
        reasons.add(onlyWay ? reason : result.way().text() + ": " + reason);
      }
    }
    return capped(reasons);
  }

  static List<String> capped(Collection<String> reasons) {
    List<String> shown = new ArrayList<>(reasons.stream().limit(MAX_REASONS).toList());
    if (reasons.size() > MAX_REASONS) {
      shown.add("and " + (reasons.size() - MAX_REASONS) + " more reasons");
    }
    return shown;
  }

  /** The least visible of the lists on these ways. */
  static Visibility visibility(List<Way> ways) {
    Visibility least = Visibility.RULES;
    boolean any = false;
    for (Way way : ways) {
      for (Way.Stop stop : way.stops()) {
        any = true;
        Visibility visibility = stop.list().visibility();
        least = visibility.compareTo(least) > 0 ? visibility : least;
      }
    }
    return any ? least : Visibility.NONE;
  }
}

package org.postern.acl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says in words why a crossing's verdict for one port is what it is. */
public final class Explanation {
  private static final int MAX_BLOCKS = 3;
  private static final int MAX_WAYS = 4;

  private final Crossing crossing;
  private final MailPort port;
  private final EvaluationLimits limits;
  private final List<String> lines = new ArrayList<>();

  private Explanation(Crossing crossing, MailPort port, EvaluationLimits limits) {
    this.crossing = crossing;
    this.port = port;
    this.limits = limits;
  }

  /**
   * The lists on the way, each entry that can match the port in order with what it takes, the
   * entries passed over, and the conclusion; one line each, entries indented by two blanks.
   */
  public static List<String> of(
      List<AccessList> lists, Crossing crossing, MailPort port, FirstMatchEvaluator evaluator) {
    Explanation explanation = new Explanation(crossing, port, evaluator.limits());
    try {
      explanation.ways(Way.of(lists, crossing));
    } catch (TooComplexException e) {
      explanation.lines.add("the rest of the entries is " + e.getMessage());
    }
    explanation.conclude(evaluator.evaluate(lists, crossing, port));
    return List.copyOf(explanation.lines);
  }

  private void ways(List<Way> ways) {
    lines.add(
        "%s, port %d (%s): from %s to %s"
            .formatted(
                crossing.name(),
                port.number(),
                port.serviceName(),
                crossing.sources().text(),
                crossing.destinations().text()));
    for (Way way : ways.subList(0, Math.min(ways.size(), MAX_WAYS))) {
      lines.add("way " + way.text());
      if (way.stops().isEmpty()) {
        lines.add("no access list is known to be applied on this way");
      }
      lines.addAll(way.remarks());
      stops(way);
    }
    if (ways.size() > MAX_WAYS) {
      lines.add("and " + (ways.size() - MAX_WAYS) + " more interface pairs");
    }
  }

  private void stops(Way way) {
    Map<IpFamily, FlowSet> reaching = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      reaching.put(
          family,
          new FlowSpace(family, limits)
              .flows(crossing.sources(), PortMatch.any(), crossing.destinations())
              .possible());
    }
    for (Way.Stop stop : way.stops()) {
      lines.add(heading(stop));
      String obstacle = WayWalk.obstacle(stop.list());
      if (!obstacle.isEmpty()) {
        lines.add("  " + obstacle);
        continue;
      }
      for (IpFamily family : IpFamily.values()) {
        FlowSet flows = Objects.requireNonNull(reaching.get(family));
        if (stop.list().families().contains(family) && !flows.isEmpty()) {
          FlowSet passed = entries(way, stop.list(), flows);
          if (stop.isSure()) {
            reaching.put(family, passed);
          }
        }
      }
    }
  }

  private String heading(Way.Stop stop) {
    AccessList list = stop.list();
    String where =
        stop.direction() == Direction.UNKNOWN
            ? "as asked, wherever it is bound"
            : Way.word(stop.direction());
    String families =
        list.families().stream().sorted().map(IpFamily::name).collect(Collectors.joining(" and "));
    return "access list %s (%s, %s, %d entries)%s"
        .formatted(
            list.name(),
            where,
            families,
            list.entries().size(),
            stop.isSure() ? "" : ": " + stop.doubt());
  }

  /** Explains one list for one family; returns what may get through it. */
  private FlowSet entries(Way way, AccessList list, FlowSet flows) {
    EntryMatcher matcher = new EntryMatcher(port, way.ingress(), way.egress());
    Map<Integer, String> takes = new TreeMap<>();
    FlowSet[] left = {flows};
    ListWalk.Outcome outcome =
        ListWalk.walk(
            flows,
            list,
            matcher,
            (position, taken, sure) -> {
              FlowSet took = flows.space().keep(taken.getAsInt());
              String amount = amount(list, matcher, position, took, flows, left[0]);
              takes.put(position, takes(list, matcher, position, amount + blocks(took), sure));
              if (sure) {
                left[0] = left[0].minus(took);
              }
            });
    String family = list.families().size() > 1 ? flows.space().family() + " " : "";
    for (int i = 0; i < list.entries().size(); i++) {
      AccessListEntry entry = list.entries().get(i);
      String took = takes.get(i);
      if (took != null) {
        lines.add("  " + family + took);
      } else if (matcher.isPassedOver(entry)) {
        lines.add("  " + family + passedOver(entry));
      } else if (matcher.canMatch(entry) && sees(flows, matcher, entry)) {
        lines.add(
            "  " + family + name(entry) + ": takes nothing, earlier entries took all it matches");
      }
    }
    String end = takes.get(ListWalk.IMPLICIT);
    lines.add("  " + family + (end == null ? "no flow reaches the end of the list" : end));
    return outcome.mayPermit();
  }

  private static boolean sees(FlowSet flows, EntryMatcher matcher, AccessListEntry entry) {
    int match = matcher.match(flows.space(), entry).possible();
    return flows.space().diagram().and(match, flows.node()) != DecisionDiagram.FALSE;
  }

  private static String passedOver(AccessListEntry entry) {
    String why =
        entry.conditions().stream()
            .filter(condition -> !(condition instanceof Condition.Possible))
            .map(Condition::text)
            .collect(Collectors.joining(", "));
    return name(entry) + ": passed over, " + why;
  }

  /** "entry 8 denies tcp any -> 192.0.2.10 port 110", or with the device's own text in brackets. */
  private static String name(AccessListEntry entry) {
    String action = entry.action().name().toLowerCase(Locale.ROOT);
    String verb =
        switch (entry.action()) {
          case PERMIT -> "permits";
          case DENY -> "denies";
          case SKIP -> "skips";
        };
    String text = EntryText.of(entry);
    String start = "entry " + entry.id() + " " + verb;
    return text.startsWith(action + " ")
        ? start + text.substring(action.length())
        : start + " (" + text + ")";
  }

  /** Words before the blocks: is it all that is left, or what is left of the entry's match? */
  private static String amount(
      AccessList list,
      EntryMatcher matcher,
      int position,
      FlowSet took,
      FlowSet asked,
      FlowSet left) {
    if (position == ListWalk.IMPLICIT || (left.equals(took) && !left.equals(asked))) {
      return "all that is left: ";
    }
    FlowSpace space = took.space();
    int match = matcher.match(space, list.entries().get(position)).possible();
    int inQuestion = space.diagram().and(match, asked.node());
    return inQuestion == took.node() ? "" : "the rest of its flows: ";
  }

  private static String takes(
      AccessList list, EntryMatcher matcher, int position, String what, boolean sure) {
    if (position == ListWalk.IMPLICIT) {
      return list.implicitAction()
          .map(action -> "implicit " + action.name().toLowerCase(Locale.ROOT) + " takes " + what)
          .orElse("no entry matches, and what the list does then is not known: " + what);
    }
    AccessListEntry entry = list.entries().get(position);
    return sure
        ? name(entry) + ": takes " + what
        : name(entry)
            + ": may take "
            + what
            + ", depending on "
            + String.join("; ", matcher.doubts(entry));
  }

  private static String blocks(FlowSet flows) {
    FlowSet.Blocks blocks = flows.toBlocks(MAX_BLOCKS);
    String text =
        blocks.list().stream().map(FlowPrefixes::toString).collect(Collectors.joining("; "));
    return text + (blocks.truncated() ? "; and more" : "");
  }

  private void conclude(PortVerdict verdict) {
    lines.add(
        "verdict: "
            + verdict.verdict()
            + switch (verdict.verdict()) {
              case PERMITTED -> ", all flows asked about get through";
              case DENIED -> ", none of the flows asked about gets through";
              case PARTLY -> ", these get through:";
              case UNKNOWN -> verdict.permitted().isEmpty() ? "" : ", these surely get through:";
            });
    if (verdict.verdict() == Verdict.PARTLY || verdict.verdict() == Verdict.UNKNOWN) {
      verdict.permitted().forEach(block -> lines.add("  " + block));
      if (verdict.permittedTruncated()) {
        lines.add("  and more");
      }
    }
    verdict.reasons().forEach(reason -> lines.add("because " + reason));
  }
}

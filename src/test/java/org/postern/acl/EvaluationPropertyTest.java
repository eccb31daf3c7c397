package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The evaluator and the naive one agree on random lists and flows. */
class EvaluationPropertyTest {
  private static final EvaluationLimits LIMITS = EvaluationLimits.DEFAULT;
  private static final EvaluationLimits LITTLE = new EvaluationLimits(4000, 150_000_000L, 64);
  private static final Set<Action> PERMIT = Set.of(Action.PERMIT);
  private static final Set<Action> DENY = Set.of(Action.DENY);
  private static final Set<IpFamily> BOTH = EnumSet.allOf(IpFamily.class);

  /** 400 lists × 2 families × 150 flows = 120,000 flows, others in each run. */
  @Property(shrinking = ShrinkingMode.OFF)
  void setMembershipEqualsTheNaiveDecision(@ForAll long seed) {
    compareWithNaive(seed);
  }

  /** As many flows that are the same in each run. */
  @Property(shrinking = ShrinkingMode.OFF, seed = "25110143")
  void setMembershipEqualsTheNaiveDecisionOnFixedLists(@ForAll long seed) {
    compareWithNaive(seed);
  }

  private static void compareWithNaive(long seed) {
    Lists lists = new Lists(seed, true);
    AccessList list = lists.list("acl", BOTH, Binding.forward());
    Optional<String> in = seed % 2 == 0 ? Optional.of("in0") : Optional.empty();
    Optional<String> out = seed % 3 == 0 ? Optional.of("out0") : Optional.empty();
    Way way = new Way(in, out, List.of(new Way.Stop(list, Direction.FORWARD, "")), List.of());
    NaiveFilter naive = new NaiveFilter(MailPort.SMTP, in, out);
    for (IpFamily family : IpFamily.values()) {
      WayWalk walk = new WayWalk(new FlowSpace(family, LIMITS).all(), way, MailPort.SMTP);
      for (int i = 0; i < 150; i++) {
        Flow flow = lists.flow(family);
        Set<Action> outcomes = naive.outcomes(list, flow);
        if (!outcomes(walk, flow).equals(outcomes)) { // an assertion per flow takes the most time
          fail("%s %s: %s, naive %s", list, flow, outcomes(walk, flow), outcomes);
        }
      }
    }
  }

  /** Two algorithms, entry by entry and joined pairwise, name the same takers. */
  @Property(shrinking = ShrinkingMode.OFF)
  void takersAreThoseMetEntryByEntry(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 2 == 0);
    AccessList list = lists.list("acl", BOTH, Binding.forward());
    EntryMatcher matcher = new EntryMatcher(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));
    for (IpFamily family : IpFamily.values()) {
      FlowSet all = new FlowSpace(family, LIMITS).all();
      Set<Integer> met = new TreeSet<>();
      ListWalk.walk(all, list, matcher, (position, taken, sure) -> met.add(position));
      Set<Integer> takers = new TreeSet<>(FirstMatch.of(all, list, matcher).takers(all));
      met.removeIf(position -> skips(list, position));
      takers.removeIf(position -> skips(list, position));
      assertThat(takers).as("%s", list).isEqualTo(met);
    }
  }

  /** Dropping dead nodes on the way changes nothing: what fits is the same, the rest is refused. */
  @Property(shrinking = ShrinkingMode.OFF)
  void whatFitsIntoLittleSpaceComesOutTheSame(@ForAll long seed) {
    AccessList list = new Lists(seed, seed % 2 == 0).list("acl", BOTH, Binding.forward());
    EntryMatcher matcher = new EntryMatcher(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));
    for (IpFamily family : IpFamily.values()) {
      FlowSet wide = new FlowSpace(family, LIMITS).all();
      FlowSet little = new FlowSpace(family, LITTLE).all();
      try {
        assertThat(joined(little, list, matcher)).isEqualTo(joined(wide, list, matcher));
        assertThat(walked(little, list, matcher)).isEqualTo(walked(wide, list, matcher));
      } catch (TooComplexException e) {
        assertThat(e).hasMessage("too complex: more than " + LITTLE.nodes() + " nodes");
      }
    }
  }

  private static List<String> joined(FlowSet all, AccessList list, EntryMatcher matcher) {
    FirstMatch match = FirstMatch.of(all, list, matcher);
    return List.of(
        match.takers(all).toString(), match.permitted().toString(), match.undecided().toString());
  }

  private static List<String> walked(FlowSet all, AccessList list, EntryMatcher matcher) {
    List<String> met = new ArrayList<>();
    ListWalk.Outcome outcome =
        ListWalk.walk(
            all,
            list,
            matcher,
            (position, taken, sure) ->
                met.add(position + " " + all.space().keep(taken.getAsInt()) + " " + sure));
    met.add(outcome.mayPermit().toString());
    met.add(outcome.mayDeny().toString());
    return met;
  }

  private static boolean skips(AccessList list, int position) {
    return position != ListWalk.IMPLICIT && list.entries().get(position).action() == Action.SKIP;
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void allPortsAtOnceAreEachPortByItself(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 2 == 0);
    List<AccessList> all = List.of(lists.list("acl", BOTH, Binding.forward()));
    FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
    evaluator
        .evaluate(all, smallCrossing())
        .forEach(
            (port, verdict) ->
                assertThat(verdict).isEqualTo(evaluator.evaluate(all, smallCrossing(), port)));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void verdictAndBlocksEqualTheNaiveEnumeration(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 2 == 0);
    List<AccessList> all =
        List.of(
            lists.list("in", BOTH, new Binding("in0", Direction.IN)),
            lists.list("forward", Set.of(IpFamily.IPV4), Binding.forward()),
            lists.list("out", BOTH, new Binding("out0", Direction.OUT)),
            lists.list("elsewhere", BOTH, new Binding("other0", Direction.IN)));
    PortVerdict verdict = new FirstMatchEvaluator().evaluate(all, smallCrossing(), MailPort.SMTP);
    NaiveFilter naive = new NaiveFilter(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));
    Set<Set<Action>> seen = new HashSet<>();
    for (Flow flow : smallUniverse()) {
      Set<Action> outcomes = naive.outcomes(all.subList(0, 3), flow);
      seen.add(outcomes);
      boolean shown = BlockReader.contains(verdict.permitted(), flow);
      if (!verdict.permittedTruncated() && shown != outcomes.equals(PERMIT)) {
        fail("%s %s %s", all, flow, verdict);
      }
    }
    assertThat(verdict.verdict()).as("%s %s", all, verdict).isEqualTo(expected(seen));
    assertThat(verdict.reasons().isEmpty()).isEqualTo(verdict.verdict() != Verdict.UNKNOWN);
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void differenceEqualsTheNaiveEnumeration(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 3 == 0);
    AccessList in = lists.list("in", BOTH, new Binding("in0", Direction.IN));
    AccessList old = lists.list("out", BOTH, new Binding("out0", Direction.OUT));
    List<AccessList> before = List.of(in, old);
    List<AccessList> after = List.of(in, lists.edited(old));
    FlowChange change =
        new FirstMatchEvaluator().compare(before, after, smallCrossing(), MailPort.SMTP);
    NaiveFilter naive = new NaiveFilter(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));
    boolean uncertain = false;
    for (Flow flow : smallUniverse()) {
      Set<Action> was = naive.outcomes(before, flow);
      Set<Action> is = naive.outcomes(after, flow);
      uncertain |= was.size() == 2 || is.size() == 2;
      boolean wider = was.equals(DENY) && is.equals(PERMIT);
      boolean narrower = was.equals(PERMIT) && is.equals(DENY);
      if (wider != BlockReader.contains(change.widened(), flow)
          || narrower != BlockReader.contains(change.narrowed(), flow)) {
        fail("%s %s %s %s", before, after, flow, change);
      }
    }
    if (!uncertain) {
      assertThat(change.isKnown()).isTrue();
      assertThat(change.by().isEmpty())
          .isEqualTo(change.widened().isEmpty() && change.narrowed().isEmpty());
    }
  }

  private static Set<Action> outcomes(WayWalk walk, Flow flow) {
    boolean permitted = walk.permitted().contains(flow);
    boolean denied = walk.denied().contains(flow);
    boolean uncertain = walk.uncertain().contains(flow);
    assertThat((permitted ? 1 : 0) + (denied ? 1 : 0) + (uncertain ? 1 : 0)).isEqualTo(1);
    return uncertain ? Set.of(Action.PERMIT, Action.DENY) : permitted ? PERMIT : DENY;
  }

  private static Verdict expected(Set<Set<Action>> seen) {
    if (seen.stream().anyMatch(outcomes -> outcomes.size() == 2)) {
      return Verdict.UNKNOWN;
    }
    if (seen.size() == 2) {
      return Verdict.PARTLY;
    }
    return seen.contains(PERMIT) ? Verdict.PERMITTED : Verdict.DENIED;
  }

  /** Four addresses of each family on each side. */
  private static Crossing smallCrossing() {
    AddressMatch few =
        new AddressMatch.AnyOf(
            List.of(
                AddressMatch.parse("10.0.0.0/31"),
                AddressMatch.parse("10.1.1.2/31"),
                AddressMatch.parse("fd00::0a00:0/127"),
                AddressMatch.parse("fd00:0:0:1::a01:2")));
    return new Crossing("a>b", "a", "b", Set.of("in0"), Set.of("out0"), few, few, Optional.empty());
  }

  private static List<Flow> smallUniverse() {
    List<Flow> flows = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      List<IpBits> addresses = new ArrayList<>();
      if (family == IpFamily.IPV4) {
        for (long low : new long[] {0x0a00_0000L, 0x0a00_0001L, 0x0a01_0102L, 0x0a01_0103L}) {
          addresses.add(new IpBits(0, low));
        }
      } else {
        addresses.add(new IpBits(0xfd00_0000_0000_0000L, 0x0a00_0000L));
        addresses.add(new IpBits(0xfd00_0000_0000_0000L, 0x0a00_0001L));
        addresses.add(new IpBits(0xfd00_0000_0000_0001L, 0x0a01_0002L));
      }
      for (IpBits source : addresses) {
        for (IpBits destination : addresses) {
          for (int port : Lists.SOURCE_PORTS) {
            flows.add(new Flow(family, source, port, destination));
          }
        }
      }
    }
    return flows;
  }
}

package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The laws of sets hold, and blocks and samples mean the set. */
class FlowSetPropertyTest {
  @Property(shrinking = ShrinkingMode.OFF)
  void lawsOfSetsHold(@ForAll long seed) {
    Lists lists = new Lists(seed, false);
    IpFamily family = seed % 2 == 0 ? IpFamily.IPV4 : IpFamily.IPV6;
    FlowSpace space = new FlowSpace(family, EvaluationLimits.DEFAULT);
    FlowSet a = set(space, lists);
    FlowSet b = set(space, lists);
    FlowSet c = set(space, lists);
    assertThat(a.union(b)).isEqualTo(b.union(a));
    assertThat(a.intersect(b)).isEqualTo(b.intersect(a));
    assertThat(a.union(b).union(c)).isEqualTo(a.union(b.union(c)));
    assertThat(a.intersect(b.union(c))).isEqualTo(a.intersect(b).union(a.intersect(c)));
    assertThat(a.union(b).complement()).isEqualTo(a.complement().intersect(b.complement()));
    assertThat(a.minus(b)).isEqualTo(a.intersect(b.complement()));
    assertThat(a.minus(b).union(a.intersect(b))).isEqualTo(a);
    assertThat(a.complement().complement()).isEqualTo(a);
    assertThat(a.union(a.complement())).isEqualTo(space.all());
    assertThat(a.isSubsetOf(b)).isEqualTo(a.union(b).equals(b));
    assertThat(a.sample().isPresent()).isEqualTo(!a.isEmpty());
    a.sample().ifPresent(flow -> assertThat(a.contains(flow)).isTrue());
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void blocksHoldExactlyTheFlowsOfTheSet(@ForAll long seed) {
    Lists lists = new Lists(seed, false);
    IpFamily family = seed % 2 == 0 ? IpFamily.IPV4 : IpFamily.IPV6;
    FlowSpace space = new FlowSpace(family, EvaluationLimits.DEFAULT);
    FlowSet set = set(space, lists);
    FlowSet.Blocks blocks = set.toBlocks(100_000);
    assertThat(blocks.truncated()).isFalse();
    FlowSet.Blocks few = set.toBlocks(3);
    assertThat(few.list()).hasSizeLessThanOrEqualTo(3);
    for (int i = 0; i < 50; i++) {
      Flow flow = lists.flow(family);
      assertThat(BlockReader.contains(blocks.list(), flow))
          .as("%s %s", blocks, flow)
          .isEqualTo(set.contains(flow));
      boolean shown = BlockReader.contains(few.list(), flow);
      assertThat(shown || few.truncated() || !set.contains(flow)).as("%s %s", few, flow).isTrue();
      assertThat(set.contains(flow) || !shown).as("%s %s", few, flow).isTrue();
    }
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void droppingDeadNodesChangesNoSet(@ForAll long seed) {
    Lists lists = new Lists(seed, false);
    FlowSpace space = new FlowSpace(IpFamily.IPV4, EvaluationLimits.DEFAULT);
    List<FlowSet> sets = new ArrayList<>(List.of(set(space, lists), set(space, lists)));
    List<FlowSet.Blocks> texts = sets.stream().map(each -> each.toBlocks(1000)).toList();
    int[] loose = {sets.get(0).union(sets.get(1)).node()};
    space.compact(loose);
    assertThat(sets.stream().map(each -> each.toBlocks(1000)).toList()).isEqualTo(texts);
    assertThat(space.keep(loose[0])).isEqualTo(sets.get(0).union(sets.get(1)));
  }

  private static FlowSet set(FlowSpace space, Lists lists) {
    FlowSet set = space.none();
    for (int i = 0; i < 4; i++) {
      PortMatch ports = new PortMatch.Ports(i == 1 ? PortSet.range(1, 1024) : PortSet.any());
      FlowSpace.Bounds next = space.flows(lists.address(2), ports, lists.address(2));
      set = i == 2 ? set.minus(next.possible()) : set.union(next.sure());
    }
    return set;
  }
}

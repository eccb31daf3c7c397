package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, memory and numbering; that operations are those of sets is shown on flow sets. */
class DecisionDiagramTest {
  private static final int FALSE = DecisionDiagram.FALSE;
  private static final int TRUE = DecisionDiagram.TRUE;
  private static final int CONSTANTS = 2;

  private static DecisionDiagram diagram(int nodes, long steps) {
    return new DecisionDiagram(new EvaluationLimits(nodes, steps, 64));
  }

  /** The numbers whose bit at this level is 1. */
  private static int bit(DecisionDiagram diagram, int level) {
    return diagram.node(level, FALSE, TRUE);
  }

  private static List<Integer> bits(DecisionDiagram diagram, int count) {
    List<Integer> bits = new ArrayList<>();
    for (int level = 0; level < count; level++) {
      bits.add(bit(diagram, level));
    }
    return bits;
  }

  /** One end where the number of ones in the first bits is even, another where it is odd. */
  private static int parity(DecisionDiagram diagram, int bits, int even, int odd) {
    int now = diagram.end(even);
    int other = diagram.end(odd);
    for (int level = bits - 1; level >= 0; level--) {
      int flipped = diagram.node(level, other, now);
      now = diagram.node(level, now, other);
      other = flipped;
    }
    return now;
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 4096, 5000, 20_000})
  void holdsAsManyNodesAsTheLimitSaysAndNoMore(int limit) {
    DecisionDiagram diagram = diagram(limit, 1000);
    int room = limit - CONSTANTS;
    assertThat(bits(diagram, room)).doesNotHaveDuplicates();
    assertThat(bits(diagram, room)).doesNotHaveDuplicates();
    assertThatThrownBy(() -> bit(diagram, room))
        .isInstanceOf(TooComplexException.class)
        .hasMessage("too complex: more than " + limit + " nodes");
  }

  @Test
  void equalNodesHaveOneNumberHoweverManyThereAre() {
    DecisionDiagram diagram = diagram(100_000, 1000);
    List<Integer> first = bits(diagram, 20_000);
    assertThat(bits(diagram, 20_000)).isEqualTo(first);
    assertThat(diagram.end(7)).isEqualTo(diagram.end(7)).isNotEqualTo(diagram.end(8));
  }

  @Test
  void takesAsManyStepsAsTheLimitSaysAndNoMore() {
    DecisionDiagram diagram = diagram(1000, 1000);
    for (int i = 0; i < 1000; i++) {
      diagram.countStep();
    }
    assertThatThrownBy(diagram::countStep)
        .isInstanceOf(TooComplexException.class)
        .hasMessage("too complex: more than 1000 steps");
  }

  @Test
  void combiningCountsSteps() {
    DecisionDiagram diagram = diagram(100_000, 1000);
    List<Integer> bits = bits(diagram, 100);
    assertTooManySteps(() -> bits.stream().reduce(TRUE, diagram::and));
  }

  @Test
  void askingAFunctionCountsSteps() {
    DecisionDiagram diagram = diagram(100_000, 1000);
    int function = parity(diagram, 2000, 1, 2);
    assertTooManySteps(() -> diagram.select(function, outcome -> outcome == 1));
    DecisionDiagram other = diagram(100_000, 1000);
    int same = parity(other, 2000, 1, 2);
    assertTooManySteps(() -> other.ends(same, new BitSet()));
  }

  @Test
  void whatWasAskedBeforeCostsNoStep() {
    DecisionDiagram diagram = diagram(100_000, 1000);
    int a = diagram.or(bit(diagram, 1), bit(diagram, 3));
    int b = diagram.or(bit(diagram, 2), bit(diagram, 4));
    int both = diagram.and(a, b);
    int either = diagram.or(a, b);
    for (int i = 0; i < 2000; i++) {
      assertThat(diagram.and(a, b)).isEqualTo(both);
      assertThat(diagram.or(a, b)).isEqualTo(either);
      assertThat(diagram.and(b, a)).isEqualTo(both);
      assertThat(diagram.or(b, a)).isEqualTo(either);
      assertThat(diagram.minus(either, a)).isEqualTo(diagram.minus(b, a));
    }
  }

  @Test
  void sharedNodesAreVisitedOnce() {
    DecisionDiagram diagram = diagram(1000, 1000);
    int function = parity(diagram, 60, 3, 5); // 2^60 paths
    BitSet outcomes = new BitSet();
    diagram.ends(function, outcomes);
    assertThat(outcomes.stream()).containsExactly(3, 5);
    int odd = diagram.select(function, outcome -> outcome == 5);
    assertThat(diagram.contains(odd, level -> level == 17)).isTrue();
    assertThat(diagram.contains(odd, level -> level == 17 || level == 59)).isFalse();
  }

  @Test
  void constantsAreNoEnds() {
    DecisionDiagram diagram = diagram(1000, 1000);
    assertThat(diagram.isEnd(FALSE)).isFalse();
    assertThat(diagram.isEnd(TRUE)).isFalse();
    int end = diagram.end(0);
    assertThat(diagram.isEnd(end)).isTrue();
    assertThat(diagram.outcome(end)).isZero();
    assertThat(diagram.isEnd(bit(diagram, 0))).isFalse();
  }

  @Test
  void droppedNodesMakeRoomForAsLongAsThereAreSteps() {
    DecisionDiagram diagram = diagram(1000, 1_000_000);
    int kept = diagram.or(bit(diagram, 3), bit(diagram, 5));
    for (int level = 0; level < 20_000; level++) {
      bit(diagram, level);
      if (diagram.isCrowded()) {
        int[] roots = {kept};
        diagram.compact(roots);
        kept = roots[0];
        assertThat(diagram.isCrowded()).isFalse();
      }
    }
    assertThat(kept).isEqualTo(diagram.or(bit(diagram, 3), bit(diagram, 5)));
  }

  @Test
  void isCrowdedAboveHalfOfTheNodesAtFirst() {
    DecisionDiagram diagram = diagram(1000, 1000);
    bits(diagram, 500 - CONSTANTS);
    assertThat(diagram.isCrowded()).isFalse();
    bits(diagram, 501 - CONSTANTS);
    assertThat(diagram.isCrowded()).isTrue();
  }

  /** Whatever stays is not looked at again at once, and there is still room when it is. */
  @Test
  void isCrowdedAgainWhenThreeQuartersOfTheRestAreFull() {
    DecisionDiagram diagram = diagram(1000, 1000);
    diagram.compact(bits(diagram, 600 - CONSTANTS).stream().mapToInt(each -> each).toArray());
    bits(diagram, 900 - CONSTANTS);
    assertThat(diagram.isCrowded()).isFalse();
    bits(diagram, 901 - CONSTANTS);
    assertThat(diagram.isCrowded()).isTrue();
  }

  @Test
  void droppingNodesCountsAsWork() {
    DecisionDiagram diagram = diagram(1000, 1000);
    int[] roots = bits(diagram, 800 - CONSTANTS).stream().mapToInt(each -> each).toArray();
    for (int i = 0; i < 9; i++) {
      diagram.compact(roots); // an eighth of the nodes each time
    }
    for (int i = 0; i < 100; i++) {
      diagram.countStep();
    }
    assertTooManySteps(diagram::countStep);
  }

  @Test
  void resultsOfDroppedNodesAreForgotten() {
    DecisionDiagram diagram = diagram(1000, 1000);
    diagram.and(bit(diagram, 5), bit(diagram, 6));
    int[] roots = {bit(diagram, 7), bit(diagram, 8)}; // get the numbers of the others
    diagram.compact(roots);
    int both = diagram.and(roots[0], roots[1]);
    assertThat(both).isEqualTo(diagram.node(7, FALSE, bit(diagram, 8)));
  }

  @Test
  void endsAndWhatLeadsToThemOutliveOthers() {
    DecisionDiagram diagram = diagram(1000, 1000);
    bits(diagram, 50);
    int[] roots = {parity(diagram, 9, 4, 6), diagram.end(8)};
    diagram.compact(roots);
    assertThat(roots).containsExactly(parity(diagram, 9, 4, 6), diagram.end(8));
    assertThat(diagram.outcome(roots[1])).isEqualTo(8);
  }

  private static void assertTooManySteps(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOf(TooComplexException.class)
        .hasMessage("too complex: more than 1000 steps");
  }
}

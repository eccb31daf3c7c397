package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class JoinedListTest {
  @Property
  void isWhatItsPartsAre(@ForAll @Size(max = 9) List<@Size(max = 4) List<Integer>> parts) {
    List<Integer> all = new ArrayList<>();
    parts.forEach(all::addAll);
    List<Integer> joined = JoinedList.of(parts);
    assertThat(joined.size()).isEqualTo(all.size());
    for (int i = 0; i < all.size(); i++) {
      assertThat(joined.get(i)).isEqualTo(all.get(i));
    }
    List<Integer> iterated = new ArrayList<>();
    for (Integer each : joined) {
      iterated.add(each);
    }
    assertThat(iterated).isEqualTo(all);
    assertThat(joined.stream().toList()).isEqualTo(all);
    assertThat(joined).isEqualTo(all).hasSameHashCodeAs(all);
  }

  @Test
  void thereIsNothingBeyondItsEnds() {
    List<Integer> joined = JoinedList.of(List.of(List.of(1, 2), List.of(), List.of(3)));
    assertThat(joined.get(2)).isEqualTo(3);
    assertThatThrownBy(() -> joined.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> joined.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> joined.add(4)).isInstanceOf(UnsupportedOperationException.class);
    assertThat(JoinedList.of(List.of())).isEmpty();
  }

  @Test
  void isNotCopied() {
    List<Integer> joined = JoinedList.of(List.of(List.of(1), List.of(2)));
    assertThat(JoinedList.copyOf(joined)).isSameAs(joined);
    List<Integer> changing = new ArrayList<>(List.of(1));
    List<Integer> copy = JoinedList.copyOf(changing);
    changing.add(2);
    assertThat(copy).containsExactly(1);
  }
}

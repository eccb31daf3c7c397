package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PortSetTest {
  @Test
  void operatorsHoldAtBothEnds() {
    assertThat(PortSet.lt(0).isEmpty()).isTrue();
    assertThat(PortSet.gt(65_535).isEmpty()).isTrue();
    assertThat(PortSet.lt(1)).isEqualTo(PortSet.eq(0));
    assertThat(PortSet.gt(65_534)).isEqualTo(PortSet.eq(65_535));
    assertThat(PortSet.neq(0)).isEqualTo(PortSet.range(1, 65_535));
    assertThat(PortSet.neq(65_535)).isEqualTo(PortSet.range(0, 65_534));
    assertThat(PortSet.range(0, 65_535).isAny()).isTrue();
    assertThat(PortSet.any().complement()).isEqualTo(PortSet.none());
    assertThat(PortSet.none().complement()).isEqualTo(PortSet.any());
  }

  @Test
  void containsExactlyItsRanges() {
    PortSet set = PortSet.range(1, 24).union(PortSet.eq(110)).union(PortSet.eq(65_535));
    for (int port : new int[] {1, 24, 110, 65_535}) {
      assertThat(set.contains(port)).as("%d", port).isTrue();
      assertThat(set.complement().contains(port)).as("%d", port).isFalse();
    }
    for (int port : new int[] {0, 25, 109, 111, 65_534}) {
      assertThat(set.contains(port)).as("%d", port).isFalse();
      assertThat(set.complement().contains(port)).as("%d", port).isTrue();
    }
    assertThat(set).hasToString("1-24,110,65535");
    assertThat(set.intersect(PortSet.gt(24))).hasToString("110,65535");
  }

  @Test
  void neighboursAreOneRange() {
    assertThat(PortSet.range(1, 5).union(PortSet.range(6, 9))).isEqualTo(PortSet.range(1, 9));
    assertThatThrownBy(() -> PortSet.eq(65_536)).hasMessageContaining("65536");
    assertThatThrownBy(() -> PortSet.eq(-1)).hasMessageContaining("-1");
  }
}

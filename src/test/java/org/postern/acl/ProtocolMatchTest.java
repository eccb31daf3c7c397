package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ProtocolMatchTest {
  @Test
  void numbersAreThoseOfTheIpHeader() {
    assertThat(new ProtocolMatch.OneOf(Set.of(0, 255)).numbers()).containsOnly(0, 255);
    for (Set<Integer> wrong : Set.of(Set.<Integer>of(), Set.of(-1), Set.of(256))) {
      assertThatThrownBy(() -> new ProtocolMatch.OneOf(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Digests are made of it. */
  @Test
  void numbersAreWrittenInOrder() {
    assertThat(new ProtocolMatch.OneOf(Set.of(50, 6, 17))).hasToString("OneOf[6, 17, 50]");
    assertThat(new ProtocolMatch.NoneOf(Set.of(50, 6, 17))).hasToString("NoneOf[6, 17, 50]");
  }
}

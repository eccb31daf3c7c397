package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterfaceMatchTest {
  private static final InterfaceMatch ETH0 = new InterfaceMatch.Named("eth0");
  private static final InterfaceMatch PPP = new InterfaceMatch.Named("ppp+");

  @Test
  void aNameMatchesItselfAndAPatternWhateverBeginsSo() {
    assertThat(ETH0.matches("eth0")).isTrue();
    assertThat(ETH0.matches("eth01")).isFalse();
    assertThat(ETH0.matches("eth")).isFalse();
    for (InterfaceMatch pattern : List.of(PPP, new InterfaceMatch.Named("ppp*"))) {
      assertThat(pattern.matches("ppp")).isTrue();
      assertThat(pattern.matches("ppp12")).isTrue();
      assertThat(pattern.matches("pp")).isFalse();
      assertThat(pattern.matches("eth0")).isFalse();
    }
    assertThat(InterfaceMatch.any().matches("eth0")).isTrue();
  }

  @Test
  void severalMatchIfOneDoesAndNotTheOthers() {
    InterfaceMatch either = new InterfaceMatch.AnyOf(List.of(ETH0, PPP));
    InterfaceMatch neither = new InterfaceMatch.Not(either);
    for (String name : List.of("eth0", "ppp0")) {
      assertThat(either.matches(name)).isTrue();
      assertThat(neither.matches(name)).isFalse();
    }
    assertThat(either.matches("eth1")).isFalse();
    assertThat(neither.matches("eth1")).isTrue();
    assertThat(new InterfaceMatch.AnyOf(List.of()).matches("eth0")).isFalse();
    assertThat(neither.text()).isEqualTo("not {eth0, ppp+}");
    assertThat(InterfaceMatch.any().text()).isEqualTo("any");
  }
}

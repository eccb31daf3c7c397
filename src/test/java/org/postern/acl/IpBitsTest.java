package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IpBitsTest {
  @ParameterizedTest
  @EnumSource
  void masksAndBitsAreThoseOfTheBigNumber(IpFamily family) {
    int width = family.bits();
    BigInteger mask = BigInteger.ZERO;
    for (int length = 0; length <= width; length++) {
      assertThat(NaiveFilter.number(IpBits.prefixMask(family, length))).isEqualTo(mask);
      assertThat(IpBits.prefixMask(family, length).prefixLength(family)).isEqualTo(length);
      if (length < width) {
        BigInteger one = BigInteger.ONE.shiftLeft(width - 1 - length);
        assertThat(NaiveFilter.number(IpBits.single(family, length))).isEqualTo(one);
        assertThat(IpBits.single(family, length).bit(family, length)).isTrue();
        assertThat(IpBits.single(family, length).not(family).bit(family, length)).isFalse();
        mask = mask.or(one);
      }
    }
    assertThatThrownBy(() -> IpBits.prefixMask(family, width + 1))
        .hasMessage("prefix length 0.." + width + ": " + (width + 1));
    assertThatThrownBy(() -> IpBits.prefixMask(family, -1)).hasMessageEndingWith(": -1");
  }

  @ParameterizedTest
  @EnumSource
  void octetsReadBack(IpFamily family) {
    for (int position = 0; position < family.bits(); position++) {
      IpBits bits = IpBits.single(family, position);
      byte[] octets = bits.toOctets(family);
      assertThat(new BigInteger(1, octets)).isEqualTo(NaiveFilter.number(bits));
      assertThat(IpBits.of(octets)).isEqualTo(bits);
    }
  }
}

package org.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class FlowsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          any -> any; true
          192.0.2.7 -> any; true
          192.0.2.8 -> any; false
          192.0.2.0/29 -> 198.51.100.25; true
          192.0.2.0/30 -> any; false
          192.0.2.1-192.0.2.7 -> any; true
          192.0.2.1-192.0.2.6 -> any; false
          192.0.2.9, 192.0.2.7 -> any; true
          10.0.2.8 wildcard 255.255.255.0 -> any; false
          10.0.2.7 wildcard 255.255.0.0 -> any; true
          any -> 198.51.100.26; false
          any but 192.0.2.7 -> any; false
          any but {192.0.2.8, 192.0.2.9} -> any; true
          192.0.2.0/24 but 192.0.2.0/29 -> any; false
          2001:db8::/32 -> any; false
          """)
  void readsABlockAsItIsPrinted(String block, boolean permitted) {
    assertThat(Flows.isPermitted(partly(block, false), "192.0.2.7", "198.51.100.25"))
        .isEqualTo(permitted);
  }

  @Test
  void readsIpv6() {
    JsonNode port = partly("2001:db8:1::/48 -> any", false);
    assertThat(Flows.isPermitted(port, "2001:db8:1::7", "2001:db8::25")).isTrue();
    assertThat(Flows.isPermitted(port, "2001:db8:2::7", "2001:db8::25")).isFalse();
  }

  @Test
  void doesNotGuess() {
    assertThatThrownBy(() -> Flows.isPermitted(partly("any -> any", true), "192.0.2.7", "any"))
        .hasMessageContaining("not all");
    assertThatThrownBy(
            () -> Flows.isPermitted(Json.parse("{\"verdict\":\"unknown\"}"), "192.0.2.7", "any"))
        .hasMessageContaining("no verdict");
    assertThatThrownBy(() -> Flows.isPermitted(partly("inside -> any", false), "192.0.2.7", "any"))
        .hasMessageContaining("not an address");
  }

  private static JsonNode partly(String block, boolean truncated) {
    return Json.parse(
        "{\"verdict\":\"partly\",\"permittedTruncated\":%s,\"permitted\":[\"%s\"]}"
            .formatted(truncated, block));
  }
}

package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VarBindsTest {
  private static final Oid RULE = Oid.parse("1.3.6.1.4.1.32473.1.1");
  private static final Oid HITS = Oid.parse("1.3.6.1.4.1.32473.1.2");

  private static VarBinds table(long rule, SnmpValue hits) {
    return VarBinds.of(
        List.of(
            new VarBind(RULE.append(1), new SnmpValue.Gauge32(rule)),
            new VarBind(HITS.append(1), hits)));
  }

  private static String shape(VarBinds varBinds) {
    return varBinds.shape(List.of(HITS));
  }

  @Test
  void theShapeStaysWhileOnlyNumbersMove() {
    assertThat(shape(table(1, new SnmpValue.Counter32(5))))
        .isEqualTo(shape(table(1, new SnmpValue.Counter32(70_000))))
        .hasSize(64);
  }

  @Test
  void theShapeIsAnotherWhenAnythingElseChanges() {
    String shape = shape(table(1, new SnmpValue.Counter32(5)));
    assertThat(shape(table(2, new SnmpValue.Counter32(5)))).isNotEqualTo(shape);
    assertThat(shape(table(1, new SnmpValue.Counter64(5))))
        .as("another syntax")
        .isNotEqualTo(shape);
    assertThat(table(1, new SnmpValue.Counter32(5)).shape(List.of())).isNotEqualTo(shape);
    assertThat(shape(VarBinds.of(List.of()))).isNotEqualTo(shape);
    assertThat(shape(VarBinds.of(List.of(new VarBind(RULE.append(1), new SnmpValue.Gauge32(1))))))
        .as("a row less")
        .isNotEqualTo(shape);
  }

  @Test
  void textThatCountsIsNoNumberThatMoves() {
    assertThat(shape(table(1, new SnmpValue.Octets(new byte[] {'5'}))))
        .isNotEqualTo(shape(table(1, new SnmpValue.Octets(new byte[] {'6'}))));
  }

  @Test
  void picksThoseBelow() {
    VarBinds table = table(1, new SnmpValue.Counter32(5));
    assertThat(table.below(List.of(HITS)))
        .containsExactly(new VarBind(HITS.append(1), new SnmpValue.Counter32(5)));
    assertThat(table.below(List.of())).isEmpty();
    assertThat(table.isEmpty()).isFalse();
    assertThat(VarBinds.of(List.of()).isEmpty()).isTrue();
  }
}

package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OctetString;

class UsmKeysTest {
  private static final byte[] ENGINE = HexFormat.of().parseHex("000000000000000000000002");

  private final UsmKeys keys = new UsmKeys();

  @ParameterizedTest
  @CsvSource({
    "MD5,526f5eed9fcce26f8964c2930787d82b", // RFC 3414 A.3.1
    "SHA,6695febc9288e36282235fc7151f128497b38f3f" // RFC 3414 A.3.2
  })
  void derivesTheKeysOfTheStandard(AuthProtocol auth, String expected) {
    SnmpCredential.V3 user = SnmpBench.user("u", auth, "maplesyrup", null, "");
    assertThat(HexFormat.of().formatHex(keys.localize(user, ENGINE).authKey())).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(AuthProtocol.class)
  void derivesWhatSnmp4jDerives(AuthProtocol auth) {
    for (PrivProtocol priv : PrivProtocol.values()) {
      SnmpCredential.V3 user = SnmpBench.user("u", auth, "maplesyrup", priv, "maple and sugar");
      byte[] theirs =
          SecurityProtocols.passwordToKey(
              UsmKeys.protocol(priv),
              UsmKeys.protocol(auth),
              new OctetString("maple and sugar"),
              ENGINE);
      assertThat(keys.localize(user, ENGINE).privKey()).isEqualTo(theirs);
    }
  }

  @Test
  void keepsWhatItDerived() {
    SnmpCredential.V3 user = SnmpBench.user("u", AuthProtocol.SHA512, "maplesyrup", null, "");
    byte[] other = Arrays.copyOf(ENGINE, 11);
    assertThat(keys.known(user, ENGINE)).isEmpty();
    UsmKeys.Localized here = keys.localize(user, ENGINE);
    assertThat(keys.known(user, ENGINE)).isPresent();
    assertThat(keys.known(user, other)).isEmpty();
    assertThat(keys.localize(user, ENGINE)).isSameAs(here);
    assertThat(keys.localize(user, other).authKey()).isNotEqualTo(here.authKey());
  }

  @Test
  void hashesEachPasswordOnceForEachHashWhateverTheEngines() {
    SnmpCredential.V3 user =
        SnmpBench.user("u", AuthProtocol.SHA, "maplesyrup", PrivProtocol.AES128, "maple sugar");
    for (int engine = 0; engine < 200; engine++) {
      keys.localize(user, new byte[] {(byte) 0x80, 0, 0, 0, 5, (byte) engine});
      keys.localize(user, new byte[] {(byte) 0x80, 0, 0, 0, 5, (byte) engine});
    }
    assertThat(keys.derivations()).as("two passwords").isEqualTo(2);
    keys.localize(SnmpBench.user("v", AuthProtocol.SHA, "maple sugar", null, ""), ENGINE);
    assertThat(keys.derivations()).as("the same password of another user").isEqualTo(2);
    keys.localize(SnmpBench.user("u", AuthProtocol.SHA256, "maplesyrup", null, ""), ENGINE);
    assertThat(keys.derivations()).as("another hash").isEqualTo(3);
  }

  @Test
  void printsNoKey() {
    SnmpCredential.V3 user =
        SnmpBench.user("u", AuthProtocol.MD5, "maplesyrup", PrivProtocol.DES, "maplesyrup");
    assertThat(keys.localize(user, ENGINE)).hasToString("Localized[*****]");
    assertThat(user.toString()).doesNotContain("maplesyrup");
  }
}

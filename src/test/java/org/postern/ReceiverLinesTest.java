package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.agent.Receiver;
import org.postern.agent.UsmAccount;
import org.postern.finding.Severity;

/** What snmptrapd needs; that it takes it is seen in NotificationSenderIT. */
class ReceiverLinesTest {
  private static final String ENGINE = "80007ed90470737465726e";
  private static final UsmAccount USER =
      new UsmAccount(
          "ops", UsmAccount.Auth.SHA256, "a-secret-word", UsmAccount.Priv.AES128, "b-secret-word");

  private static List<String> lines(Receiver.Version version, boolean inform, UsmAccount user) {
    boolean v3 = version == Receiver.Version.V3;
    return ReceiverLines.of(
        new Receiver(
            "noc",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 162),
            version,
            v3 ? "" : "c-secret-word",
            v3 ? Optional.of(user) : Optional.empty(),
            inform,
            Severity.INFO,
            Set.of()),
        ENGINE);
  }

  @Test
  void aV3TrapNeedsTheEngineIdOfTheSender() {
    assertThat(lines(Receiver.Version.V3, false, USER))
        .containsExactly(
            "noc at 127.0.0.1:162, traps of SNMPv3",
            "  in snmptrapd.conf:",
            "    createUser -e 0x"
                + ENGINE
                + " ops SHA-256 \"AUTH-PASSWORD\" AES \"PRIV-PASSWORD\"",
            "    authUser log,execute,net ops priv");
  }

  @Test
  void aV3InformIsAuthenticatedByTheReceiversOwnEngine() {
    UsmAccount noPrivacy =
        new UsmAccount("ops", UsmAccount.Auth.MD5, "a-secret-word", UsmAccount.Priv.NONE, "");
    assertThat(lines(Receiver.Version.V3, true, noPrivacy))
        .contains(
            "    createUser ops MD5 \"AUTH-PASSWORD\"", "    authUser log,execute,net ops auth");
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(lines(Receiver.Version.V2C, true, USER))
        .contains("    authCommunity log,execute,net COMMUNITY")
        .noneMatch(line -> line.contains("secret"));
    assertThat(lines(Receiver.Version.V3, true, USER)).noneMatch(line -> line.contains("secret"));
  }
}

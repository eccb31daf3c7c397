package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.snmp4j.smi.OctetString;

/** The small values of the agent: prefixes, accounts, texts, times, limits. */
class AgentValuesTest {
  private static final Instant START = Boards.TIME;

  @Test
  void aPrefixContainsItsAddressesOnly() {
    SourcePrefix net = SourcePrefix.parse("192.0.2.77/26");
    assertThat(net).hasToString("192.0.2.64/26");
    assertThat(net.contains(Agents.address("192.0.2.64"))).isTrue();
    assertThat(net.contains(Agents.address("192.0.2.127"))).isTrue();
    assertThat(net.contains(Agents.address("192.0.2.128"))).isFalse();
    assertThat(SourcePrefix.parse("::/0").contains(Agents.address("192.0.2.1"))).isFalse();
    assertThat(SourcePrefix.parse("0.0.0.0/0").contains(Agents.address("198.51.100.1"))).isTrue();
    assertThatThrownBy(() -> SourcePrefix.parse("192.0.2.1-192.0.2.9"))
        .hasMessageContaining("192.0.2.1-192.0.2.9");
  }

  @Test
  void aCommunityWithoutSourcesIsForLoopbackOnly() {
    Community community = Community.reader("some-text", List.of());
    assertThat(community.isAcceptedFrom(Agents.address("127.0.0.1"))).isTrue();
    assertThat(community.isAcceptedFrom(Agents.address("::1"))).isTrue();
    assertThat(community.isAcceptedFrom(Agents.address("192.0.2.1"))).isFalse();
  }

  @Test
  void secretsAreNotPrinted() {
    UsmAccount user =
        new UsmAccount(
            "ops", UsmAccount.Auth.SHA256, "authsecret", UsmAccount.Priv.AES128, "privsecret");
    Receiver receiver =
        new Receiver(
            "noc",
            new InetSocketAddress(Agents.address("127.0.0.1"), 162),
            Receiver.Version.V3,
            "commsecret",
            Optional.of(user),
            true,
            Severity.INFO,
            Set.of());
    AgentSettings settings = Agents.settings(List.of(Community.reader("commsecret", List.of())));
    assertThat(user + " " + receiver + " " + settings).doesNotContain("secret");
  }

  @Test
  void accountsAndReceiversThatCannotWorkAreRefused() {
    assertThatThrownBy(
            () -> new UsmAccount("u", UsmAccount.Auth.NONE, "", UsmAccount.Priv.AES128, "x"))
        .hasMessageContaining("no authentication");
    assertThatThrownBy(
            () -> new UsmAccount("u", UsmAccount.Auth.SHA256, "short", UsmAccount.Priv.NONE, ""))
        .hasMessageContaining("below 8");
    InetSocketAddress address = new InetSocketAddress(Agents.address("127.0.0.1"), 162);
    assertThatThrownBy(() -> Receiver.v2cTrap("noc", address, ""))
        .hasMessageContaining("needs a community");
    assertThatThrownBy(
            () ->
                new Receiver(
                    "noc",
                    address,
                    Receiver.Version.V1,
                    "c",
                    Optional.empty(),
                    true,
                    Severity.INFO,
                    Set.of()))
        .hasMessageContaining("no informs");
    assertThatThrownBy(() -> new EngineIdentity("80", 1)).hasMessageContaining("5..32");
    assertThatThrownBy(() -> new EngineIdentity("8000000001", Integer.MAX_VALUE))
        .hasMessageContaining("boots");
  }

  @Test
  void theAgentListensOnExplicitAddressesOnly() {
    AgentSettings good = Agents.settings(List.of());
    assertThatThrownBy(
            () ->
                new AgentSettings(
                    List.of(new InetSocketAddress(Agents.address("0.0.0.0"), 161)),
                    good.arc(),
                    List.of(),
                    List.of(),
                    good.engine(),
                    "",
                    "",
                    "",
                    "",
                    1472,
                    false))
        .hasMessageContaining("explicit");
  }

  @Test
  void aReceiverGetsWhatItAskedFor() {
    Receiver majorSpikes =
        new Receiver(
            "noc",
            new InetSocketAddress(Agents.address("127.0.0.1"), 162),
            Receiver.Version.V2C,
            "c",
            Optional.empty(),
            false,
            Severity.MAJOR,
            Set.of(FindingKind.DENY_SPIKE));
    assertThat(wants(majorSpikes, FindingKind.DENY_SPIKE, Severity.MAJOR)).isTrue();
    assertThat(wants(majorSpikes, FindingKind.DENY_SPIKE, Severity.CRITICAL)).isTrue();
    assertThat(wants(majorSpikes, FindingKind.DENY_SPIKE, Severity.MINOR)).isFalse();
    assertThat(wants(majorSpikes, FindingKind.ACL_CHANGED, Severity.CRITICAL)).isFalse();
  }

  private static boolean wants(Receiver receiver, FindingKind kind, Severity severity) {
    return receiver.wants(Boards.finding(1, kind, severity, FindingState.OPEN));
  }

  @Test
  void textIsPrintableAsciiAndEndsVisiblyWhereItIsCut() {
    assertThat(MibValues.text("Köln\tgate\u0007 \uD83D\uDE00")).hasToString("K?ln gate? ?");
    String cut = MibValues.text("x".repeat(300)).toString();
    assertThat(cut).hasSize(255).endsWith("x...");
    assertThat(MibValues.text("x".repeat(255))).hasToString("x".repeat(255));
  }

  @Test
  void timesAreUtcInElevenOctets() {
    byte[] octets = ((OctetString) MibValues.time(START)).getValue();
    assertThat(octets).containsExactly(0x07, 0xEA, 3, 14, 9, 26, 53, 5, '+', 0, 0);
  }

  @Test
  void addressesComeWithTheirType() {
    assertThat(MibValues.addressType("192.0.2.1").toInt()).isEqualTo(1);
    assertThat(MibValues.addressType("2001:db8::1").toInt()).isEqualTo(2);
    assertThat(MibValues.addressType("gw.example.net").toInt()).isEqualTo(16);
    assertThat(MibValues.addressType("").toInt()).isZero();
    assertThat(((OctetString) MibValues.address("192.0.2.1", 128)).getValue())
        .containsExactly((byte) 192, 0, 2, 1);
    assertThat(((OctetString) MibValues.address("gw.example.net", 128)).getValue())
        .isEqualTo("gw.example.net".getBytes(StandardCharsets.US_ASCII));
    // Looks like an address and is none.
    assertThat(MibValues.addressType("999.1.1.1").toInt()).isEqualTo(16);
  }

  @Test
  void theLimitLetsABurstThroughAndRefills() {
    RateLimit limit = new RateLimit(3, Duration.ofSeconds(30), START);
    assertThat(admitted(limit, START, 5)).isEqualTo(3);
    assertThat(admitted(limit, START.plusSeconds(10), 5)).isEqualTo(1);
    assertThat(admitted(limit, START.plusSeconds(1_000), 5)).isEqualTo(3);
  }

  @Test
  void whatWasSuppressedIsSummedUpByKindWithTheWorst() {
    Suppression suppression = new Suppression();
    assertThat(suppression.isEmpty()).isTrue();
    suppression.add(step(FindingKind.DENY_SPIKE, Severity.MAJOR));
    suppression.add(step(FindingKind.ACL_CHANGED, Severity.WARNING));
    suppression.add(step(FindingKind.DENY_SPIKE, Severity.MINOR));
    suppression.add(4);
    assertThat(suppression.take())
        .isEqualTo(
            new Suppression.Summary(7, Optional.of(Severity.MAJOR), "aclChanged 1, denySpike 2"));
    assertThat(suppression.isEmpty()).isTrue();
    suppression.add(1);
    assertThat(suppression.take()).isEqualTo(new Suppression.Summary(1, Optional.empty(), ""));
  }

  private static Transition step(FindingKind kind, Severity severity) {
    return Boards.transition(
        1, TransitionType.RAISED, Boards.finding(1, kind, severity, FindingState.OPEN));
  }

  @Test
  void aClockSetBackRefillsNothing() {
    RateLimit limit = new RateLimit(1, Duration.ofSeconds(10), START);
    assertThat(admitted(limit, START, 1)).isEqualTo(1);
    assertThat(admitted(limit, START.minusSeconds(3_600), 1)).isZero();
    assertThat(admitted(limit, START.minusSeconds(3_595), 1)).isZero();
    assertThat(admitted(limit, START.minusSeconds(3_590), 1)).isEqualTo(1);
  }

  private static int admitted(RateLimit limit, Instant now, int asked) {
    int count = 0;
    for (int i = 0; i < asked; i++) {
      if (limit.hasRoom(now)) {
        limit.take();
        count++;
      }
    }
    return count;
  }
}

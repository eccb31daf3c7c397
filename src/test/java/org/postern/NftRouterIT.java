package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.MailPort;
import org.postern.testkit.Eventually;
import org.postern.testkit.RouterLab;
import org.postern.testkit.RouterLab.Host;
import tools.jackson.databind.JsonNode;

/**
 * A router with rules of nftables' own, read through the configuration for snmpd that is shipped:
 * its commands, its script, its view, its SNMPv3 user.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NftRouterIT {
  private static final String RULES =
      """
      table inet edge {
        set bastions {
          type ipv4_addr
          flags interval
          elements = { 172.29.10.50, 172.29.10.128-172.29.10.130 }
        }
        set encrypted {
          type inet_service
          elements = { 587, 993, 995 }
        }
        counter smtp-in {
        }
        chain forward {
          type filter hook forward priority filter; policy drop;
          ct state established,related counter accept
          ct state invalid counter drop
          iifname "out0" jump from-outside
          iifname "dmz0" oifname "out0" ip saddr 172.29.20.25 tcp dport 25 counter accept
          iifname "lan0" oifname "out0" tcp dport 25 counter reject with tcp reset
          iifname "lan0" ip daddr 172.29.20.25 tcp dport { 143, 587, 993-995 } counter accept
        }
        chain from-outside {
          ip daddr 172.29.20.25 tcp dport 25 counter name "smtp-in" accept
          ip daddr 172.29.20.25 tcp dport @encrypted counter accept
          ip saddr @bastions ip daddr 172.29.20.25 tcp dport { 110, 143 } counter accept
          tcp dport { 110, 143 } counter reject comment "no cleartext"
          tcp dport 465 ip saddr != 172.29.10.50 counter drop
          ip daddr 172.29.20.25 tcp dport 465 counter accept
        }
      }
      """;

  @TempDir static Path directory;

  private RouterWatch watch;

  @BeforeAll
  void startEverything() throws IOException {
    RouterLab.require();
    watch = new RouterWatch(directory);
    Path rules = directory.resolve("rules.nft");
    Files.writeString(rules, RULES, StandardCharsets.UTF_8);
    watch.lab().in(Host.ROUTER, "nft", "-f", rules.toString());
    watch.lab().startSnmpd(shipped());
    watch.startPostern(
        "{version: v3, user: postern, auth: {protocol: SHA256, password: authentication},"
            + " priv: {protocol: AES128, password: encryption}}");
  }

  /**
   * The shipped file with its suggestions taken up: the view and the user. Only the folder of the
   * script is another one.
   */
  private static String shipped() throws IOException {
    String text =
        Files.readString(
            Path.of("conf", "linux", "snmpd-mailfw.conf").toAbsolutePath(), StandardCharsets.UTF_8);
    Path script = Path.of("conf", "linux", "one-write").toAbsolutePath();
    assertThat(text).contains("/usr/local/lib/postern/one-write ").contains("#   rouser postern ");
    assertThat(script).isExecutable();
    String adapted = text.replace("/usr/local/lib/postern/one-write", script.toString());
    return Pattern.compile("^# {3}(?=view |rouser )", Pattern.MULTILINE)
            .matcher(adapted)
            .replaceAll("")
        + "createUser postern SHA-256 authentication AES encryption\n";
  }

  @AfterAll
  void stopEverything() {
    if (watch != null) {
      watch.close();
    }
  }

  @Test
  void verdictOfEachPortIsWhatTheKernelDoes() {
    watch.verdictsForetellWhatTheKernelDoes();
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.SMTP)).isEqualTo("permitted");
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.IMAPS)).isEqualTo("permitted");
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.POP3)).isEqualTo("partly");
    assertThat(watch.verdict("untrusted>mail-dmz", MailPort.SUBMISSIONS)).isEqualTo("partly");
    assertThat(watch.verdict("clients>untrusted", MailPort.SMTP)).isEqualTo("denied");
  }

  @Test
  void aNamedCounterCountsForTheEntryThatUsesIt() {
    long before = smtp().get("permitHits").asLong();
    for (int i = 0; i < 5; i++) {
      assertThat(watch.lab().connects(Host.OUTSIDE, RouterLab.MAIL_ADDRESS, 25)).isTrue();
    }
    Eventually.holds(
        "five connections are counted",
        RouterWatch.SOON,
        () -> smtp().get("permitHits").asLong() - before == 5,
        () -> before + " before: " + smtp());
  }

  private JsonNode smtp() {
    return watch.port("untrusted>mail-dmz", MailPort.SMTP);
  }
}

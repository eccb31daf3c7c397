package org.postern.profile.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.acl.AccessListEntry;
import org.postern.profile.mapping.EntryText;

class NftTest {
  private static final List<String> HEAD =
      List.of(
          "table inet fw { # handle 1",
          "\tcounter dropped { # handle 2",
          "\t\tpackets 7 bytes 420",
          "\t}",
          "\tset friends { # handle 3",
          "\t\ttype ipv4_addr",
          "\t\tflags interval,timeout",
          "\t\telements = { 10.0.0.0/8 timeout 1h expires 3m,",
          "\t\t             192.0.2.1-192.0.2.9 }",
          "\t}",
          "\tchain forward { # handle 4",
          "\t\ttype filter hook forward priority filter - 5; policy drop;");
  private static final List<String> TAIL = List.of("\t}", "}");

  private static List<String> listing(String... rules) {
    List<String> lines = new ArrayList<>(HEAD);
    for (int i = 0; i < rules.length; i++) {
      lines.add("\t\t" + rules[i] + " # handle " + (10 + i));
    }
    lines.addAll(TAIL);
    return lines;
  }

  private static NftLists.Part part(List<String> lines) {
    NftTextParser.Parsed parsed = new NftTextParser().parse(lines);
    NftRuleset ruleset = NftRuleset.of(parsed.document());
    return new NftLists(new NftListing(ruleset, java.util.Optional.empty(), parsed.gaps()))
        .parts()
        .get(0);
  }

  private static List<String> entries(String... rules) {
    return part(listing(rules)).flat().entries().stream().map(NftTest::line).toList();
  }

  private static String line(AccessListEntry entry) {
    return entry.id() + " " + entry.action() + " " + EntryText.match(entry);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tcp dport 25 accept; 10 PERMIT tcp any -> any port 25",
        "tcp dport != 25 drop; 10 DENY tcp any -> any port 0-24,26-65535",
        "tcp dport { 110, 143, 990-995 } accept; 10 PERMIT tcp any -> any port 110,143,990-995",
        "tcp dport < 1024 accept; 10 PERMIT tcp any -> any port 0-1023",
        "meta l4proto { tcp, udp } th dport 25 accept; 10 PERMIT tcp,udp any -> any port 25",
        "ip saddr @friends accept; 10 PERMIT ip { 10.0.0.0/8, 192.0.2.1-192.0.2.9 } -> any",
        "ip saddr != 10.0.0.0/8 drop; 10 DENY ip !10.0.0.0/8 -> any",
        "ip6 daddr 2001:db8::25 tcp dport 25 accept; 10 PERMIT tcp any -> 2001:db8::25 port 25",
        "ct state new,related accept; 10 PERMIT ip any -> any",
        "ct state != new drop; 10 DENY ip any -> any [established]",
        "ct state { established, related } accept; 10 PERMIT ip any -> any [established]",
        "tcp flags syn tcp dport 25 accept; 10 PERMIT tcp any -> any port 25",
        "tcp flags ack accept; 10 PERMIT tcp any -> any [established]",
        "reject with icmpx type port-unreachable; 10 DENY ip any -> any",
        "log prefix \"tcp dport 1 \" level warn accept; 10 PERMIT ip any -> any",
        "ip saddr @nobody accept; 10 PERMIT ip any -> any [if: match not evaluated: set nobody is not in the listing]",
        "limit rate 5/second accept; 10 PERMIT ip any -> any [if: statement not evaluated: limit rate 5/second]",
        "meta mark 0x00000001 accept; 10 PERMIT ip any -> any [if: match not evaluated: meta mark 0x00000001]",
        "xt match \"recent\" accept; 10 PERMIT ip any -> any [if: match recent of iptables]"
      })
  void readsRules(String rule, String expected) {
    assertThat(entries(rule)).containsExactly(expected);
  }

  @Test
  void makesARuleOfEachElementOfAVerdictMap() {
    assertThat(entries("ct state vmap { established : accept, related : accept, invalid : drop }"))
        .containsExactly(
            "10 PERMIT ip any -> any [established]",
            "10.2 PERMIT ip any -> any [established]",
            "10.3 DENY ip any -> any [never: only packets of no valid connection]");
  }

  @Test
  void doesNotKnowWhatAQueueDecides() {
    assertThat(entries("tcp dport 25 queue to 1")).hasSize(2);
    assertThat(entries("tcp dport 25 something new")).hasSize(2);
  }

  @Test
  void passesOverRulesThatOnlyLogOrMark() {
    assertThat(
            entries(
                "limit rate 5/minute burst 5 packets log prefix \"x\"",
                "meta mark set 0x1",
                "drop"))
        .containsExactly("12 DENY ip any -> any");
  }

  @Test
  void takesHitsFromTheRuleOrItsNamedCounter() {
    Map<String, org.postern.acl.HitReading> hits =
        part(listing(
                "tcp dport 25 counter packets 18446744073709551615 bytes 1 accept",
                "counter packets 5 bytes 5 tcp dport 110 accept",
                "counter name \"dropped\" drop"))
            .flat()
            .hits();
    assertThat(hits.get("10").value()).isEqualTo(-1L);
    assertThat(hits).as("counts before it matches").doesNotContainKey("11");
    assertThat(hits.get("12").value()).isEqualTo(7);
  }

  @Test
  void readsWhatIsCutAsIncomplete() {
    List<String> whole = listing("tcp dport 25 accept", "drop");
    assertThat(part(whole).gaps()).isEmpty();
    assertThat(part(whole.subList(0, whole.size() - 1)).gaps()).isNotEmpty();
    List<String> midLine = new ArrayList<>(whole.subList(0, HEAD.size()));
    midLine.add("\t\ttcp dport 2");
    assertThat(part(midLine).gaps())
        .anyMatch(gap -> gap.contains("without a handle"))
        .anyMatch(gap -> gap.contains("ends inside chain forward"));
  }

  @Test
  void namesChainsElsewhereThatMayDrop() {
    List<String> lines = new ArrayList<>(listing("accept"));
    lines.addAll(
        List.of(
            "table ip raw { # handle 2",
            "\tchain PREROUTING { # handle 1",
            "\t\ttype filter hook prerouting priority raw; policy accept;",
            "\t\ttcp dport 25 drop # handle 2",
            "\t}",
            "}"));
    NftTextParser.Parsed parsed = new NftTextParser().parse(lines);
    NftLists lists =
        new NftLists(
            new NftListing(
                NftRuleset.of(parsed.document()), java.util.Optional.empty(), parsed.gaps()));
    assertThat(lists.parts()).hasSize(1);
    assertThat(lists.notFollowed()).singleElement().asString().contains("prerouting");
  }

  @Property(tries = 300)
  void neverFails(@ForAll List<String> rules) {
    NftTextParser.Parsed parsed = new NftTextParser().parse(listing(rules.toArray(String[]::new)));
    assertThat(parsed.document().path("nftables").isArray()).isTrue();
  }
}

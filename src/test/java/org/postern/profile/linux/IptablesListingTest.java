package org.postern.profile.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.IpFamily;
import org.postern.profile.mapping.EntryText;

class IptablesListingTest {
  private static final String HEAD =
      "num   pkts bytes target     prot opt in     out     source               destination";
  private static final String RULE =
      "1  19  1140 ACCEPT  6  --  out0  *  0.0.0.0/0  172.29.20.25  tcp dpt:25 ctstate NEW /* mail */";

  private static ChainFlattener.Flat flat(IpFamily family, String... lines) {
    IptablesListing listing = IptablesListing.parse(List.of(lines), family);
    return new ChainFlattener(listing.chains()).flatten(listing.chain("FORWARD").orElseThrow());
  }

  private static AccessListEntry rule(String extras) {
    return flat(
            IpFamily.IPV4,
            "Chain FORWARD (policy DROP 0 packets, 0 bytes)",
            HEAD,
            "1 0 0 ACCEPT 6 -- * * 0.0.0.0/0 0.0.0.0/0 " + extras)
        .entries()
        .get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "tcp dpt:25; tcp any -> any port 25",
        "tcp dpt:!25; tcp any -> any port 0-24,26-65535",
        "tcp spts:1024:65535 dpts:110:143; tcp any port 1024-65535 -> any port 110-143",
        "multiport dports 110,143,990:995; tcp any -> any port 110,143,990-995",
        "multiport dports  !25,110; tcp any -> any port 0-24,26-109,111-65535",
        "multiport sports 25; tcp any port 25 -> any",
        "source IP range 10.0.0.1-10.0.0.9; tcp 10.0.0.1-10.0.0.9 -> any",
        "destination IP range ! 10.0.0.1-10.0.0.9; tcp any -> !10.0.0.1-10.0.0.9",
        "ctstate RELATED,ESTABLISHED; tcp any -> any [established]",
        "state NEW,ESTABLISHED; tcp any -> any",
        "! ctstate NEW; tcp any -> any [established]",
        "! ctstate INVALID; tcp any -> any",
        "ctstate INVALID; tcp any -> any [never: only packets of no valid connection]",
        "tcp flags:0x17/0x02; tcp any -> any",
        "tcp flags:!0x17/0x02; tcp any -> any [established]",
        "tcp flags:0x17/0x10; tcp any -> any [established]",
        "limit: avg 5/sec burst 5 tcp dpt:25; tcp any -> any port 25 [if: match not evaluated: limit: avg 5/sec burst 5]",
        "match-set friends src; tcp any -> any [if: match not evaluated: match-set friends src]",
        "multiport ports 25; tcp any -> any [if: match not evaluated: multiport ports 25]",
        "multiport ports !25,110; tcp any port 0-24,26-109,111-65535 -> any port 0-24,26-109,111-65535",
        "ctstate N; tcp any -> any [if: match not evaluated: ctstate]",
        "tcp dpt:25 reject-with tcp-reset; tcp any -> any port 25",
        "STRING match  \"tcp dpt:25\" ALGO name bm; tcp any -> any [if: match not evaluated: STRING match \"tcp dpt:25\" ALGO name bm]"
      })
  void readsMatches(String extras, String match) {
    assertThat(EntryText.match(rule(extras))).isEqualTo(match);
  }

  @Test
  void readsColumnsCountersAndComment() {
    ChainFlattener.Flat flat =
        flat(IpFamily.IPV4, "Chain FORWARD (policy DROP 0 packets, 0 bytes)", HEAD, RULE);
    assertThat(flat.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.id()).isEqualTo("1");
              assertThat(entry.comment()).isEqualTo("mail");
              assertThat(entry.ingress().matches("out0")).isTrue();
              assertThat(entry.ingress().matches("lan0")).isFalse();
              assertThat(entry.text())
                  .isEqualTo("ACCEPT 6 -- out0 * 0.0.0.0/0 172.29.20.25 tcp dpt:25 ctstate NEW");
            });
    assertThat(flat.hits().get("1").value()).isEqualTo(19);
  }

  @Test
  void readsNegationInterfaceEndingsAndIpv6() {
    AccessListEntry entry =
        flat(
                IpFamily.IPV6,
                "Chain FORWARD (policy ACCEPT 0 packets, 0 bytes)",
                HEAD,
                "1 0 0 DROP !udp  eth+ !lan0 !2001:db8::/32 ::/0 tcp dpt:25")
            .entries()
            .get(0);
    assertThat(EntryText.match(entry)).isEqualTo("!udp !2001:db8::/32 -> any port 25");
    assertThat(entry.ingress().matches("eth7")).isTrue();
    assertThat(entry.egress().matches("lan0")).isFalse();
    assertThat(entry.action()).isEqualTo(Action.DENY);
  }

  @Test
  void flattensJumpsReturnsAndGotos() {
    ChainFlattener.Flat flat =
        flat(
            IpFamily.IPV4,
            "Chain FORWARD (policy DROP 0 packets, 0 bytes)",
            HEAD,
            "1 0 0 MAIL 6 -- out0 * 0.0.0.0/0 10.0.0.0/8",
            "2 0 0 LAST 0 -- * * 0.0.0.0/0 0.0.0.0/0 [goto] ",
            "3 0 0 ACCEPT 0 -- * * 0.0.0.0/0 0.0.0.0/0",
            "",
            "Chain MAIL (1 references)",
            HEAD,
            "1 0 0 RETURN 6 -- * * 192.168.0.0/16 0.0.0.0/0",
            "2 0 0 LOG 0 -- * * 0.0.0.0/0 0.0.0.0/0 LOG flags 0 level 4 prefix \"x dpt:1 \"",
            "3 0 0 ACCEPT 6 -- * * 0.0.0.0/0 10.0.0.25 tcp dpt:25",
            "",
            "Chain LAST (1 references)",
            HEAD,
            "1 0 0 DROP 6 -- * * 0.0.0.0/0 0.0.0.0/0 tcp dpt:110");
    assertThat(flat.entries())
        .extracting(e -> e.id() + " " + e.action() + " " + e.skipTo() + " " + EntryText.match(e))
        .containsExactly(
            "1/MAIL:1 SKIP 2 tcp 192.168.0.0/16 -> 10.0.0.0/8",
            "1/MAIL:3 PERMIT 0 tcp any -> 10.0.0.0/8 & 10.0.0.25 port 25",
            "2/LAST:1 DENY 0 tcp any -> any port 110",
            "2/end SKIP 5 ip any -> any",
            "3 PERMIT 0 ip any -> any");
  }

  @Test
  void leavesTheEffectOpenWhereNobodyKnowsIt() {
    for (String target : List.of("NFQUEUE", "ELSEWHERE")) {
      assertThat(
              flat(
                      IpFamily.IPV4,
                      "Chain FORWARD (policy DROP 0 packets, 0 bytes)",
                      HEAD,
                      "1 0 0 " + target + " 6 -- * * 0.0.0.0/0 0.0.0.0/0")
                  .entries())
          .extracting(AccessListEntry::action)
          .containsExactly(Action.PERMIT, Action.DENY);
    }
  }

  @Test
  void endsWhereChainsCallEachOther() {
    ChainFlattener.Flat flat =
        flat(
            IpFamily.IPV4,
            "Chain FORWARD (policy DROP)",
            HEAD,
            "1 0 0 A 0 -- * * 0.0.0.0/0 0.0.0.0/0",
            "Chain A (1 references)",
            HEAD,
            "1 0 0 A 0 -- * * 0.0.0.0/0 0.0.0.0/0");
    assertThat(flat.entries()).hasSize(2);
    assertThat(EntryText.match(flat.entries().get(0))).contains("without end");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1  19  1140 ACCEPT  6  --  out0  *  0.0.0.0/0  172.2",
        "1  19  1140 ACCEPT  6  --  out0",
        "x  19  1140 ACCEPT  6  --  out0  *  0.0.0.0/0  172.29.20.25",
        "1  19  1140 ACCEPT  6  --  out0  *  0.0.0.300  172.29.20.25",
        "iptables: Permission denied (you must be root)."
      })
  void saysWhichLineItDidNotUnderstand(String line) {
    IptablesListing listing =
        IptablesListing.parse(List.of("Chain FORWARD (policy DROP)", HEAD, line), IpFamily.IPV4);
    assertThat(listing.gaps()).singleElement().asString().contains("not understood: " + line);
  }

  @Test
  void wantsInterfacesAndWholeHeads() {
    assertThat(
            IptablesListing.parse(
                    List.of(
                        "Chain FORWARD (policy DROP)",
                        "num  target prot opt source destination",
                        "1 ACCEPT 6 -- 0.0.0.0/0 0.0.0.0/0"),
                    IpFamily.IPV4)
                .gaps())
        .singleElement()
        .asString()
        .contains("needs the option -v");
    assertThat(IptablesListing.parse(List.of("Chain FORWARD (pol"), IpFamily.IPV4).gaps())
        .isNotEmpty();
    assertThat(IptablesListing.parse(List.of(), IpFamily.IPV4).gaps()).isNotEmpty();
  }

  @Property(tries = 200)
  void neverReadsACutRuleAsAnotherOneWithoutADoubt(@ForAll @IntRange(min = 1, max = 85) int cut) {
    String line = RULE.substring(0, Math.min(cut, RULE.indexOf("172.29")));
    IptablesListing listing =
        IptablesListing.parse(List.of("Chain FORWARD (policy DROP)", HEAD, line), IpFamily.IPV4);
    assertThat(listing.gaps()).isNotEmpty();
  }

  @Property(tries = 300)
  void neverFails(@ForAll List<String> lines, @ForAll String extras) {
    List<String> all = new java.util.ArrayList<>(List.of("Chain FORWARD (policy DROP)", HEAD));
    all.add(RULE + " " + extras);
    all.addAll(lines);
    assertThat(IptablesListing.parse(all, IpFamily.IPV4).chains()).isNotEmpty();
  }
}

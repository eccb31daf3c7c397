package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessListReading;
import org.postern.snmp.ReadResult;

/** Which of a device's listings is believed. */
class LinuxListingsTest {
  private static final String LINE = "1.3.6.1.4.1.8072.1.3.2.4.1.2.";
  private static final String COUNT = "1.3.6.1.4.1.8072.1.3.2.3.1.3.";
  private static final String STATUS = "1.3.6.1.4.1.8072.1.3.2.3.1.4.";
  private static final RecordedRows IPTABLES = lab("baseline-t0");
  private static final RecordedRows NFT = lab("nft-baseline-t0");

  private static RecordedRows lab(String label) {
    return RecordedRows.read(
        TestProfiles.RECORDINGS.resolve("linux-net-snmp/debian12-" + label + ".snmprec"));
  }

  private static String index(String name) {
    return name.length() + name.chars().mapToObj(c -> "." + c).collect(Collectors.joining());
  }

  private static RecordedRows without(RecordedRows rows, String... names) {
    RecordedRows left = rows;
    for (String name : names) {
      String part = "." + index(name);
      left = left.without(oid -> (oid + ".").contains(part + "."));
    }
    return left;
  }

  private static List<AccessListReading> lists(RecordedRows rows) {
    return rows.map(TestProfiles.builtIn()).accessLists();
  }

  @Test
  void believesIptablesAboutItsOwnTable() {
    assertThat(lists(IPTABLES))
        .singleElement()
        .satisfies(
            list -> {
              assertThat(list.list().source()).isEqualTo("linux-net-snmp/iptables");
              assertThat(list.list().isComplete()).isTrue();
            });
  }

  @Test
  void neverTakesTheEmptyChainForTheFirewallWhileNftFilters() {
    assertThat(lists(NFT))
        .singleElement()
        .satisfies(list -> assertThat(list.list().name()).isEqualTo("inet mailfw forward"));
  }

  @Test
  void doubtsTheEmptyChainIfNftIsSilent() {
    assertThat(lists(without(NFT, "mailfw-nft", "mailfw-nft-json", "mailfw-nft-raw")))
        .singleElement()
        .satisfies(
            list ->
                assertThat(list.list().gaps())
                    .anyMatch(gap -> gap.contains("nftables may filter")));
  }

  @Test
  void readsIptablesRulesFromTheTextOfNftIfThereIsNoOtherListing() {
    AccessListReading list = lists(without(IPTABLES, "mailfw-iptables")).get(0);
    assertThat(list.list().source()).isEqualTo("linux-net-snmp/nft");
    assertThat(list.list().isComplete()).isTrue();
    assertThat(list.list().entries())
        .extracting(ReadingText::match)
        .containsExactlyElementsOf(
            lists(IPTABLES).get(0).list().entries().stream()
                .map(ReadingText::match)
                .map(text -> text.replace("icmptype 8", "icmp type echo-request"))
                .toList());
  }

  @Test
  void saysSameThingInTextAndJson() {
    assertThat(lists(without(NFT, "mailfw-nft-json")).get(0).list().entries())
        .extracting(ReadingText::match)
        .containsExactlyElementsOf(
            lists(NFT).get(0).list().entries().stream().map(ReadingText::match).toList());
  }

  @Test
  void takesACutListingForIncompleteAndNotForRemovedRules() {
    RecordedRows rows = without(NFT, "mailfw-nft", "mailfw-nft-json");
    String raw = index("mailfw-nft-raw");
    RecordedRows cut =
        rows.without(oid -> oid.toString().matches("\\Q" + LINE + raw + "\\E\\.(2[0-9]|3[0-9])"));
    DeviceReading reading = cut.map(TestProfiles.builtIn());
    assertThat(reading.listsComplete()).isFalse();
    assertThat(reading.accessLists())
        .anySatisfy(
            list -> {
              assertThat(list.list().source()).isEqualTo("linux-net-snmp/nft");
              assertThat(list.list().gaps())
                  .anyMatch(gap -> gap.contains("lines, 19 were read"))
                  .anyMatch(gap -> gap.contains("ends inside"));
            });
  }

  @Test
  void saysThatACommandFailed() {
    RecordedRows failed =
        IPTABLES.with(STATUS + index("mailfw-iptables"), new org.postern.snmp.SnmpValue.Int(4));
    DeviceReading reading =
        without(failed, "mailfw-nft", "mailfw-nft-json", "mailfw-nft-raw")
            .map(TestProfiles.builtIn());
    assertThat(reading.listsComplete()).isFalse();
    assertThat(reading.accessLists().get(0).list().gaps())
        .anyMatch(gap -> gap.contains("failed with status 4"));
  }

  @Test
  void comparesTheNumberOfRulesWithWhatNftSays() {
    String name = index("mailfw-iptables");
    RecordedRows fewer =
        IPTABLES
            .without(oid -> oid.toString().equals(LINE + name + ".16"))
            .with(COUNT + name, new org.postern.snmp.SnmpValue.Int(15));
    DeviceReading reading = fewer.map(TestProfiles.builtIn());
    assertThat(reading.accessLists().get(0).list().source()).isEqualTo("linux-net-snmp/nft");
    assertThat(reading.accessLists().get(0).list().entries()).hasSize(14);
    assertThat(reading.gaps())
        .containsExactly("iptables listing not used: mailfw-iptables has 13 rules, nft says 14");
  }

  @Test
  void putsTheReasonOfAPartialReadIntoEveryList() {
    ProfileCatalog catalog = TestProfiles.builtIn();
    List<Profile> profiles = catalog.match(NFT.sysObjectId(), NFT::hasRows);
    Map<TableRead, ReadResult> reads = new HashMap<>(NFT.readAll(profiles));
    reads.replaceAll(
        (read, result) ->
            read.table().equals("output")
                ? new ReadResult.Partial(new ArrayList<>(result.varBindsOrEmpty()), "lost answer")
                : result);
    DeviceReading reading =
        Profiles.map(
                NFT.facts(),
                profiles,
                reads,
                NFT.get(List.of()),
                KnownMapping.nothing(),
                new SharedLists())
            .reading();
    assertThat(reading.listsComplete()).isFalse();
    assertThat(reading.accessLists())
        .allSatisfy(
            list ->
                assertThat(list.list().gaps()).contains("table output partly read: lost answer"));
    assertThat(reading.gaps()).contains("linux-net-snmp: table output partly read: lost answer");
  }

  @Test
  void hasNoListsButAReasonIfNothingCame() {
    List<Profile> profiles = TestProfiles.builtIn().match(NFT.sysObjectId(), NFT::hasRows);
    Map<TableRead, ReadResult> reads = new HashMap<>();
    NFT.readAll(profiles).keySet().forEach(read -> reads.put(read, new ReadResult.Timeout(3)));
    DeviceReading reading =
        Profiles.map(
                NFT.facts(),
                profiles,
                reads,
                NFT.get(List.of()),
                KnownMapping.nothing(),
                new SharedLists())
            .reading();
    assertThat(reading.accessLists()).isEmpty();
    assertThat(reading.listsComplete()).isFalse();
    assertThat(reading.gaps()).anyMatch(gap -> gap.contains("no answer to 3 tries"));
  }
}

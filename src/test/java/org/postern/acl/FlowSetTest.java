package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sets of flows by example, and how they are written. */
class FlowSetTest {
  private final FlowSpace space = new FlowSpace(IpFamily.IPV4, EvaluationLimits.DEFAULT);

  private FlowSet sources(String... texts) {
    List<AddressMatch> matches = new ArrayList<>();
    for (String text : texts) {
      matches.add(AddressMatch.parse(text));
    }
    return space.flows(new AddressMatch.AnyOf(matches), PortMatch.any(), AddressMatch.any()).sure();
  }

  private FlowSet wildcard(long address, long wildcard) {
    return space
        .flows(
            AddressMatch.wildcard(IpFamily.IPV4, new IpBits(0, address), new IpBits(0, wildcard)),
            PortMatch.any(),
            AddressMatch.any())
        .sure();
  }

  private static List<String> written(FlowSet.Blocks blocks) {
    assertThat(blocks.list()).allMatch(block -> block.destination().equals("any"));
    return blocks.list().stream().map(FlowPrefixes::source).toList();
  }

  @Test
  void theSampleIsTheLowestFlow() {
    AddressMatch sources = AddressMatch.parse("10.0.0.5-10.0.0.9");
    PortMatch ports = new PortMatch.Ports(PortSet.gt(1028));
    AddressMatch destinations = AddressMatch.parse("192.0.2.0/25");
    assertThat(space.flows(sources, ports, destinations).sure().sample())
        .contains(
            new Flow(
                IpFamily.IPV4, new IpBits(0, 0x0a00_0005L), 1029, new IpBits(0, 0xc000_0200L)));
    assertThat(space.none().sample()).isEqualTo(Optional.empty());
  }

  @Test
  void aMatchIsExactIfAllOfItIsResolved() {
    AddressMatch host = AddressMatch.parse("10.0.0.5");
    assertThat(space.flows(host, PortMatch.any(), host).isExact()).isTrue();
    AddressMatch group = new AddressMatch.Unresolved("group");
    FlowSpace.Bounds bounds = space.flows(group, PortMatch.any(), host);
    assertThat(bounds.isExact()).isFalse();
    assertThat(bounds.sure().isEmpty()).isTrue();
    assertThat(bounds.possible())
        .isEqualTo(space.flows(AddressMatch.any(), PortMatch.any(), host).sure());
  }

  @Test
  void setsOfTwoSpacesDoNotMix() {
    FlowSet other = new FlowSpace(IpFamily.IPV4, EvaluationLimits.DEFAULT).all();
    FlowSet all = space.all();
    assertThatThrownBy(() -> all.union(other)).isInstanceOf(IllegalArgumentException.class);
    assertThat(all).isNotEqualTo(other);
    assertThat(all.contains(new Flow(IpFamily.IPV6, IpBits.ZERO, 1, IpBits.ZERO))).isFalse();
  }

  @Test
  void textForTheDebuggerNamesBlocksAndThatThereAreMore() {
    assertThat(sources("10.0.0.0/8")).hasToString("[10.0.0.0/8 -> any]");
    String[] hosts = new String[17];
    for (int i = 0; i < hosts.length; i++) {
      hosts[i] = "10.0." + 15 * i + ".1";
    }
    assertThat(sources(hosts).toString()).startsWith("[10.0.0.1 -> any, ").endsWith("]…");
  }

  @Test
  void nestingDeeperThanAnyDeviceIsTooComplex() {
    AddressMatch match = AddressMatch.parse("10.0.0.5");
    for (int i = 0; i < 200; i++) {
      match = new AddressMatch.Not(IpFamily.IPV4, match);
    }
    AddressMatch deep = match;
    assertThat(space.flows(deep, PortMatch.any(), AddressMatch.any()).sure())
        .isEqualTo(sources("10.0.0.5"));
    AddressMatch deeper = new AddressMatch.AllOf(List.of(deep));
    assertThatThrownBy(() -> space.flows(deeper, PortMatch.any(), AddressMatch.any()))
        .isInstanceOf(TooComplexException.class)
        .hasMessage("too complex: addresses nested deeper than 200");
    AddressMatch either = new AddressMatch.AnyOf(List.of(deep));
    assertThatThrownBy(() -> space.flows(either, PortMatch.any(), AddressMatch.any()))
        .isInstanceOf(TooComplexException.class);
  }

  @Test
  void asManyBlocksAsTheLimitAreAllOfThem() {
    FlowSet hosts = sources("10.0.0.1", "10.0.0.6", "10.0.8.8");
    assertThat(hosts.toBlocks(3).truncated()).isFalse();
    assertThat(written(hosts.toBlocks(3))).containsExactly("10.0.0.1", "10.0.0.6", "10.0.8.8");
    assertThat(hosts.toBlocks(2).truncated()).isTrue();
    assertThat(written(hosts.toBlocks(2))).containsExactly("10.0.0.1", "10.0.0.6");
  }

  @Test
  void aRangeStaysARangeOfWhicheverField() {
    FlowSet range = sources("10.0.0.3-10.0.0.92");
    assertThat(written(range.toBlocks(1))).containsExactly("10.0.0.3-10.0.0.92");
    assertThat(range.toBlocks(1).truncated()).isFalse();
    FlowSet destinations =
        space
            .flows(AddressMatch.any(), PortMatch.any(), AddressMatch.parse("10.0.0.3-10.0.0.92"))
            .sure();
    assertThat(destinations.toBlocks(1).list())
        .containsExactly(new FlowPrefixes("any", "any", "10.0.0.3-10.0.0.92"));
  }

  @Test
  void aWildcardIsWrittenWhereItSavesFourAddresses() {
    assertThat(written(wildcard(0x0a00_0001L, 0x0000_0100L).toBlocks(64)))
        .containsExactly("10.0.0.1", "10.0.1.1");
    assertThat(written(wildcard(0x0a00_0001L, 0x0000_0300L).toBlocks(64)))
        .containsExactly("10.0.0.1 wildcard 0.0.3.0");
  }

  @Test
  void wildcardsAreWrittenWhereNothingElseFits() {
    FlowSet pairs = wildcard(0x0a00_0001L, 0x0000_0200L).union(wildcard(0x0a00_1002L, 0x200L));
    assertThat(pairs.toBlocks(3).truncated()).isFalse();
    assertThat(written(pairs.toBlocks(3)))
        .containsExactly("10.0.0.1 wildcard 0.0.2.0", "10.0.16.2 wildcard 0.0.2.0");
    assertThat(written(pairs.toBlocks(4)))
        .containsExactly("10.0.0.1", "10.0.2.1", "10.0.16.2", "10.0.18.2");
    FlowSet many = wildcard(0x0a00_0001L, 0x00ff_ff00L); // 65,536 hosts
    assertThat(written(many.toBlocks(1))).containsExactly("10.0.0.1 wildcard 0.255.255.0");
    assertThat(many.toBlocks(1).truncated()).isFalse();
  }

  private FlowSet flow(String source, String destination) {
    return space
        .flows(AddressMatch.parse(source), PortMatch.any(), AddressMatch.parse(destination))
        .sure();
  }

  private static List<String> texts(FlowSet.Blocks blocks) {
    return blocks.list().stream().map(FlowPrefixes::toString).toList();
  }

  @Test
  void asManyKindsOfSourcesAsTheLimitAreAllOfThem() {
    FlowSet three =
        flow("10.0.0.1", "192.0.2.1")
            .union(flow("10.0.0.6", "192.0.2.9"))
            .union(flow("10.0.8.8", "192.0.2.30"));
    assertThat(three.toBlocks(3).truncated()).isFalse();
    assertThat(texts(three.toBlocks(3)))
        .containsExactly(
            "10.0.0.1 -> 192.0.2.1", "10.0.0.6 -> 192.0.2.9", "10.0.8.8 -> 192.0.2.30");
    assertThat(three.toBlocks(2).truncated()).isTrue();
    assertThat(texts(three.toBlocks(2)))
        .containsExactly("10.0.0.1 -> 192.0.2.1", "10.0.0.6 -> 192.0.2.9");
  }

  @Test
  void pairsOfAddressesBeyondTheLimitAreNotListed() {
    FlowSet four = flow("10.0.0.1", "192.0.2.1");
    four = four.union(flow("10.0.0.1", "192.0.2.6")).union(flow("10.0.0.6", "192.0.2.1"));
    four = four.union(flow("10.0.0.6", "192.0.2.6"));
    assertThat(four.toBlocks(4).truncated()).isFalse();
    assertThat(four.toBlocks(4).list()).hasSize(4);
    assertThat(four.toBlocks(3).truncated()).isTrue();
    assertThat(texts(four.toBlocks(3)))
        .containsExactly("10.0.0.1 -> 192.0.2.1", "10.0.0.1 -> 192.0.2.6", "10.0.0.6 -> 192.0.2.1");
  }

  @Test
  void whatWiderBlocksHaveIsLeftOutOnlyWhereThatIsShorter() {
    FlowSet wide = flow("any", "198.51.100.1");
    FlowSet shorter = wide.union(flow("10.0.0.0/8", "192.0.2.1"));
    assertThat(texts(shorter.toBlocks(9)))
        .containsExactlyInAnyOrder("any -> 198.51.100.1", "10.0.0.0/8 -> 192.0.2.1");
    FlowSet whole = wide.union(flow("10.0.0.0/8", "198.51.100.0/24"));
    assertThat(texts(whole.toBlocks(9)))
        .containsExactlyInAnyOrder("any -> 198.51.100.1", "10.0.0.0/8 -> 198.51.100.0/24");
    FlowSet asLong =
        wide.union(flow("10.0.0.0/8", "198.51.100.0/31")).union(flow("10.0.0.0/8", "203.0.113.9"));
    assertThat(texts(asLong.toBlocks(9)))
        .containsExactlyInAnyOrder(
            "any -> 198.51.100.1", "10.0.0.0/8 -> 198.51.100.0/31", "10.0.0.0/8 -> 203.0.113.9");
  }

  @Test
  void sourcePortsAreWrittenAsRanges() {
    PortMatch ports = new PortMatch.Ports(PortSet.range(25, 110).union(PortSet.eq(65_535)));
    FlowSet set = space.flows(AddressMatch.any(), ports, AddressMatch.any()).sure();
    assertThat(set.toBlocks(1).list())
        .containsExactly(new FlowPrefixes("any", "25-110,65535", "any"));
  }
}

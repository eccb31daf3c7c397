package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class AddressCoverTest {
  private static AddressMatch.Range span(String low, String high) {
    return (AddressMatch.Range) AddressMatch.parse(low + "-" + high);
  }

  private static List<String> cover(IpFamily family, AddressMatch.Range... spans) {
    return AddressCover.of(family, List.of(spans)).stream().map(AddressMatch::text).toList();
  }

  private static List<String> cover(AddressMatch.Range... spans) {
    return cover(IpFamily.IPV4, spans);
  }

  @Test
  void allButOneHostIsSaidSo() {
    assertThat(cover(span("0.0.0.0", "172.29.10.49"), span("172.29.10.51", "255.255.255.255")))
        .containsExactly("any but 172.29.10.50");
  }

  @Test
  void aPrefixButAnotherIsSaidSo() {
    assertThat(cover(span("10.0.0.0", "10.1.1.255"), span("10.1.3.0", "10.255.255.255")))
        .containsExactly("10.0.0.0/8 but 10.1.2.0/24");
  }

  @Test
  void severalExceptionsStandTogether() {
    assertThat(
            cover(
                span("0.0.0.0", "9.255.255.255"),
                span("11.0.0.0", "172.15.255.255"),
                span("172.32.0.0", "192.167.255.255"),
                span("192.169.0.0", "255.255.255.255")))
        .containsExactly("any but {10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16}");
  }

  @Test
  void fewPrefixesStayAList() {
    assertThat(cover(span("10.0.0.0", "10.0.0.2"), span("192.0.2.0", "192.0.2.255")))
        .containsExactly("10.0.0.0/31", "10.0.0.2", "192.0.2.0/24");
  }

  @Test
  void aRangeStaysARange() {
    assertThat(cover(span("10.0.0.3", "10.0.0.93"))).containsExactly("10.0.0.3-10.0.0.93");
  }

  @Test
  void exceptionsOfFarPrefixesStayWithTheirs() {
    assertThat(
            cover(
                span("10.0.0.0", "10.0.0.9"),
                span("10.0.0.11", "10.0.0.255"),
                span("192.0.2.0", "192.0.2.76"),
                span("192.0.2.78", "192.0.2.255")))
        .containsExactly("10.0.0.0/24 but 10.0.0.10", "192.0.2.0/24 but 192.0.2.77");
  }

  @Test
  void everythingIsAny() {
    assertThat(cover(span("0.0.0.0", "255.255.255.255"))).containsExactly("0.0.0.0/0");
    assertThat(cover()).isEmpty();
    assertThat(
            cover(
                IpFamily.IPV6,
                span("::", "2001:db8::"),
                span("2001:db8::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")))
        .containsExactly("any but 2001:db8::1");
  }

  @Test
  void bothFamiliesButAHostAreSaidTogether() {
    AddressMatch hosts =
        new AddressMatch.AnyOf(
            List.of(
                new AddressMatch.Not(IpFamily.IPV4, AddressMatch.parse("192.0.2.1")),
                AddressMatch.parse("::/0")));
    assertThat(hosts.text()).isEqualTo("any but 192.0.2.1");
    AddressMatch oneFamily =
        new AddressMatch.AnyOf(
            List.of(
                new AddressMatch.Not(IpFamily.IPV4, AddressMatch.parse("192.0.2.1")),
                AddressMatch.parse("2001:db8::/32")));
    assertThat(oneFamily.text()).isEqualTo("{any but 192.0.2.1, 2001:db8::/32}");
  }

  @Test
  void spansThatTouchAreADefect() {
    assertThatThrownBy(() -> cover(span("10.0.0.0", "10.0.0.1"), span("10.0.0.2", "10.0.0.5")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.2-10.0.0.5");
  }

  @Test
  void wordsAreTheAddressesThatAReaderMeets() {
    AddressMatch host = AddressMatch.parse("192.0.2.1");
    AddressMatch net = AddressMatch.parse("10.0.0.0/8");
    AddressMatch range = AddressMatch.parse("10.0.0.1-10.0.0.9");
    AddressMatch both = new AddressMatch.AnyOf(List.of(host, net, range));
    assertThat(AddressCover.words(host)).isEqualTo(1);
    assertThat(AddressCover.words(range)).isEqualTo(1);
    assertThat(AddressCover.words(AddressMatch.parse("0.0.0.0/0"))).isZero();
    assertThat(AddressCover.words(both)).isEqualTo(3);
    AddressMatch.Not notBoth = new AddressMatch.Not(IpFamily.IPV4, both);
    assertThat(AddressCover.words(notBoth)).isEqualTo(4);
    assertThat(AddressCover.words(new AddressMatch.AllOf(List.of(net, notBoth)))).isEqualTo(4);
    assertThat(AddressCover.words(new AddressMatch.AllOf(List.of(net, host)))).isEqualTo(2);
  }

  @Test
  void tensOfThousandsOfSpansAreListedSoon() {
    List<AddressMatch.Range> spans = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      IpBits host = new IpBits(0, 0x0a00_0000L + 2L * i);
      spans.add(new AddressMatch.Range(IpFamily.IPV4, host, host));
    }
    assertTimeout(
        Duration.ofSeconds(20),
        () -> assertThat(AddressCover.of(IpFamily.IPV4, spans)).hasSize(60_000));
  }

  @Property(shrinking = ShrinkingMode.OFF)
  void textReadBackIsTheSet(@ForAll long seed) {
    Random random = new Random(seed);
    IpFamily family = random.nextBoolean() ? IpFamily.IPV4 : IpFamily.IPV6;
    boolean[] members = members(random);
    List<AddressMatch.Range> spans = spans(family, members);
    List<AddressMatch> terms = AddressCover.of(family, spans);
    List<String> texts = terms.stream().map(AddressMatch::text).toList();
    FlowSpace space = new FlowSpace(family, EvaluationLimits.DEFAULT);
    FlowSet all =
        space.flows(new AddressMatch.AnyOf(terms), PortMatch.any(), AddressMatch.any()).sure();
    for (int i = 0; i < members.length; i++) {
      for (IpBits address : List.of(block(family, i), block(family, i + 1).previous())) {
        IpBits within = address.and(IpBits.ones(family));
        assertThat(texts.stream().anyMatch(text -> BlockReader.address(text, family, within)))
            .as("%s in %s", within.toText(family), texts)
            .isEqualTo(members[i]);
        assertThat(all.contains(new Flow(family, within, 1, IpBits.ZERO))).isEqualTo(members[i]);
      }
    }
    assertThat(terms.size()).as("%s", texts).isLessThanOrEqualTo(2 * spans.size());
  }

  /** Whether each of 64 equal parts of a prefix, or of the whole family, belongs. */
  private static boolean[] members(Random random) {
    boolean[] members = new boolean[64];
    boolean now = random.nextBoolean();
    for (int i = 0; i < members.length; i++) {
      now ^= random.nextInt(6) == 0;
      members[i] = now;
    }
    return members;
  }

  /** The first address of a part; of one after the last, the family's end. */
  private static IpBits block(IpFamily family, int part) {
    return family == IpFamily.IPV4
        ? new IpBits(0, ((long) part << 26) & 0x1_ffff_ffffL)
        : new IpBits((long) part << 58, 0);
  }

  private static List<AddressMatch.Range> spans(IpFamily family, boolean[] members) {
    List<AddressMatch.Range> spans = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      int start = i;
      while (i < members.length && members[i]) {
        i++;
      }
      if (i > start) {
        spans.add(
            new AddressMatch.Range(
                family,
                block(family, start),
                block(family, i).previous().and(IpBits.ones(family))));
      }
    }
    return spans;
  }
}

package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;

class AddressRangesTest {
  private static AddressRanges of(String text) {
    return AddressRanges.of(AddressMatch.parse(text));
  }

  @Test
  void joinsNeighbouringPrefixesIntoOne() {
    AddressRanges both = of("192.0.2.0/25").union(of("192.0.2.128/25"));
    assertThat(both.toMatch()).isEqualTo(AddressMatch.parse("192.0.2.0/24"));
  }

  @Test
  void takesAHostOutOfAPrefix() {
    assertThat(of("192.0.2.0/30").minus(of("192.0.2.1"))).hasToString("{192.0.2.0, 192.0.2.2/31}");
  }

  @Test
  void holdsAtTheEndsOfTheAddressSpace() {
    AddressRanges rest = AddressRanges.any().minus(of("0.0.0.0")).minus(of("255.255.255.255"));
    assertThat(rest.intersect(of("0.0.0.0/0"))).hasToString("0.0.0.1-255.255.255.254");
    AddressRanges top = of("ffff::/16");
    assertThat(AddressRanges.any().minus(top).union(top)).isEqualTo(AddressRanges.any());
    assertThat(of("::/0").minus(of("0:0:0:1::/64")).toString()).isEqualTo("any but 0:0:0:1::/64");
  }

  @Test
  void negationIsOfOneFamily() {
    AddressMatch not = new AddressMatch.Not(IpFamily.IPV4, AddressMatch.parse("10.0.0.0/8"));
    assertThat(AddressRanges.of(not)).hasToString("any but 10.0.0.0/8");
  }

  @Test
  void conjunctionIsTheCommonPart() {
    AddressMatch both =
        new AddressMatch.AllOf(
            List.of(AddressMatch.parse("10.0.0.0/8"), AddressMatch.parse("10.1.0.0/16")));
    assertThat(AddressRanges.of(both)).hasToString("10.1.0.0/16");
  }

  @Test
  void refusesWhatItCannotSayExactly() {
    AddressMatch wildcard =
        AddressMatch.wildcard(
            IpFamily.IPV4,
            IpBits.of(new byte[] {10, 0, 0, 1}),
            IpBits.of(new byte[] {0, (byte) 255, 0, 0}));
    assertThatThrownBy(() -> AddressRanges.of(wildcard))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10.0.0.1/255.0.255.255");
    assertThatThrownBy(() -> AddressRanges.of(new AddressMatch.Unresolved("group MAIL")))
        .hasMessageContaining("group MAIL");
  }

  @Property
  void agreesWithCountingAddresses(
      @ForAll("sets") List<AddressMatch> one, @ForAll("sets") List<AddressMatch> two) {
    AddressRanges a = AddressRanges.anyOf(one);
    AddressRanges b = AddressRanges.anyOf(two);
    Set<Integer> union = members(a);
    union.addAll(members(b));
    Set<Integer> common = members(a);
    common.retainAll(members(b));
    Set<Integer> left = members(a);
    left.removeAll(members(b));
    assertThat(members(a.union(b))).isEqualTo(union);
    assertThat(members(a.intersect(b))).isEqualTo(common);
    assertThat(members(a.minus(b))).isEqualTo(left);
    assertThat(a.contains(b)).isEqualTo(members(a).containsAll(members(b)));
    assertThat(AddressRanges.of(a.toMatch())).isEqualTo(a);
  }

  @Property
  void piecesOfADifferenceAreDisjointAndWhole(
      @ForAll("sets") List<AddressMatch> fromOne,
      @ForAll("sets") List<AddressMatch> toOne,
      @ForAll("sets") List<AddressMatch> fromTwo,
      @ForAll("sets") List<AddressMatch> toTwo) {
    FlowBox one = new FlowBox(AddressRanges.anyOf(fromOne), AddressRanges.anyOf(toOne));
    FlowBox two = new FlowBox(AddressRanges.anyOf(fromTwo), AddressRanges.anyOf(toTwo));
    List<FlowBox> left = one.isEmpty() ? List.of() : one.minus(two);
    List<Integer> holding = new ArrayList<>();
    left.forEach(box -> holding.addAll(flows(box)));
    List<Integer> wanted = new ArrayList<>(flows(one));
    wanted.removeAll(flows(two));
    assertThat(holding).containsExactlyInAnyOrderElementsOf(wanted);
  }

  private static Set<Integer> flows(FlowBox box) {
    Set<Integer> flows = new TreeSet<>();
    Set<Integer> destinations = members(box.destinations());
    members(box.sources()).forEach(from -> destinations.forEach(to -> flows.add(16 * from + to)));
    return flows;
  }

  private static Set<Integer> members(AddressRanges ranges) {
    Set<Integer> members = new TreeSet<>();
    for (int last = 0; last < 16; last++) {
      if (ranges.contains(of("10.0.0." + last))) {
        members.add(last);
      }
    }
    return members;
  }

  @Provide
  Arbitrary<List<AddressMatch>> sets() {
    Arbitrary<AddressMatch> range =
        Combinators.combine(
                Arbitraries.integers().between(0, 15), Arbitraries.integers().between(0, 5))
            .as(
                (low, size) ->
                    AddressMatch.parse("10.0.0." + low + "-10.0.0." + Math.min(15, low + size)));
    return range.list().ofMaxSize(4);
  }
}

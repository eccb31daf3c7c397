package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ListDifferenceTest {
  @Test
  void anInsertionIsOneAdditionAlthoughWhatFollowsIsRenumbered() {
    AccessList before = list("A", permit("1", "192.0.2.1", 25), permit("2", "192.0.2.2", 25));
    AccessList after =
        list(
            "A",
            permit("1", "192.0.2.1", 25),
            permit("2", "192.0.2.9", 110),
            permit("3", "192.0.2.2", 25));
    ListDifference difference = ListDifference.between(before, after);
    assertThat(difference.words()).isEqualTo("added 2: permit tcp any host 192.0.2.9 eq 110");
    assertThat(difference.removed()).isEmpty();
    assertThat(difference.moved()).isEmpty();
  }

  @Test
  void aRemovalAndAReplacementAreTold() {
    AccessList before = list("A", permit("1", "192.0.2.1", 25), permit("2", "192.0.2.2", 25));
    AccessList after = list("A", permit("1", "192.0.2.3", 25));
    assertThat(ListDifference.between(before, after).words())
        .isEqualTo(
            "added 1: permit tcp any host 192.0.2.3 eq 25;"
                + " removed 1: permit tcp any host 192.0.2.1 eq 25 and 1 more");
  }

  @Test
  void aMoveIsNeitherAdditionNorRemoval() {
    AccessList before =
        list(
            "A",
            permit("1", "192.0.2.1", 25),
            permit("2", "192.0.2.2", 25),
            permit("3", "192.0.2.3", 25));
    AccessList after =
        list(
            "A",
            permit("1", "192.0.2.3", 25),
            permit("2", "192.0.2.1", 25),
            permit("3", "192.0.2.2", 25));
    ListDifference difference = ListDifference.between(before, after);
    assertThat(difference.added()).isEmpty();
    assertThat(difference.removed()).isEmpty();
    assertThat(difference.words()).isEqualTo("moved 1: permit tcp any host 192.0.2.3 eq 25");
  }

  @Test
  void anotherBindingIsToldWhereTheEntriesAreTheSame() {
    AccessList before = list("A", permit("1", "192.0.2.1", 25));
    AccessList after =
        new AccessList(
            "A",
            "",
            before.families(),
            List.of(),
            before.entries(),
            before.implicitAction(),
            before.visibility(),
            List.of());
    assertThat(ListDifference.between(before, after).words())
        .isEqualTo("binding, family or implicit action changed");
    assertThat(ListDifference.between(before, before).words())
        .isEqualTo("jumps or options changed");
  }

  /** Too long to compare each entry with each. */
  @Test
  void anInsertionIntoALongListIsOneAddition() {
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < 2100; i++) {
      before.add(i % 250);
    }
    List<Integer> after = new ArrayList<>(before);
    after.add(1050, 251);
    ListDifference difference = ListDifference.between(of(before), of(after));
    assertThat(difference.added()).extracting(AccessListEntry::id).containsExactly("1051");
    assertThat(difference.moved()).isEmpty();
    assertThat(difference.removed()).isEmpty();
  }

  @Test
  void anEntryWithoutTextIsDescribedByItsAction() {
    assertThat(ListDifference.describe(AccessListEntry.builder("7", Action.PERMIT).build()))
        .isEqualTo("7: permit");
    assertThat(ListDifference.describe(AccessListEntry.builder("8", Action.DENY).build()))
        .isEqualTo("8: deny");
    assertThat(ListDifference.describe(AccessListEntry.builder("9", Action.SKIP).build()))
        .isEqualTo("9: skip");
  }

  @Property
  void everyEntryIsAccountedForOnce(
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 5) Integer> before,
      @ForAll @Size(max = 8) List<@IntRange(min = 1, max = 5) Integer> after) {
    ListDifference difference = ListDifference.between(of(before), of(after));
    assertThat(after.size() - before.size())
        .isEqualTo(difference.added().size() - difference.removed().size());
    for (int kind = 1; kind <= 5; kind++) {
      String host = "192.0.2." + kind;
      long added = count(difference.added(), host);
      long removed = count(difference.removed(), host);
      int wanted = kind;
      long old = before.stream().filter(n -> n == wanted).count();
      long now = after.stream().filter(n -> n == wanted).count();
      assertThat(added).isEqualTo(Math.max(0, now - old));
      assertThat(removed).isEqualTo(Math.max(0, old - now));
    }
    if (before.equals(after)) {
      assertThat(difference.moved()).isEmpty();
    }
  }

  private static long count(List<AccessListEntry> entries, String host) {
    return entries.stream().filter(e -> e.text().contains("host " + host + " ")).count();
  }

  private static AccessList of(List<Integer> hosts) {
    List<AccessListEntry> entries = new ArrayList<>();
    for (int i = 0; i < hosts.size(); i++) {
      entries.add(permit(Integer.toString(i + 1), "192.0.2." + hosts.get(i), 25));
    }
    return list("A", entries.toArray(AccessListEntry[]::new));
  }

  private static AccessListEntry permit(String id, String destination, int port) {
    return AccessListEntry.builder(id, Action.PERMIT)
        .destination(AddressMatch.parse(destination))
        .destinationPorts(PortMatch.eq(port))
        .text("permit tcp any host " + destination + " eq " + port)
        .build();
  }

  private static AccessList list(String name, AccessListEntry... entries) {
    return new AccessList(
        name,
        "",
        Set.of(IpFamily.IPV4),
        List.of(Binding.forward()),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }
}

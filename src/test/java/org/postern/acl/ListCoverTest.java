package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class ListCoverTest {
  /** What tells apart all that the entries of {@link Lists} ask of an interface. */
  private static final List<Optional<String>> INTERFACES =
      List.of(Optional.of("in0"), Optional.of("eth0"), Optional.of("out0"), Optional.of("lo"));

  @Test
  void aUnionOfEarlierEntriesCovers() {
    List<EntryCover> covers =
        covers(
            permit("10", "192.0.2.0/25", 25),
            permit("20", "192.0.2.128/25", 25),
            permit("30", "192.0.2.0/24", 25));
    assertThat(covers.get(2).status()).isEqualTo(EntryCover.Status.REDUNDANT);
    assertThat(covers.get(2).by()).extracting(AccessListEntry::id).containsExactly("10", "20");
    assertThat(covers.get(0).status()).isEqualTo(EntryCover.Status.EFFECTIVE);
  }

  @Test
  void oneContraryPartMakesItShadowed() {
    List<EntryCover> covers =
        covers(
            entry("10", Action.DENY, "192.0.2.0/25", 25),
            permit("20", "192.0.2.128/25", 25),
            permit("30", "192.0.2.0/24", 25));
    assertThat(covers.get(2).status()).isEqualTo(EntryCover.Status.SHADOWED);
    assertThat(covers.get(2).by()).extracting(AccessListEntry::id).containsExactly("10", "20");
    assertThat(covers.get(2).contrary()).extracting(AccessListEntry::id).containsExactly("10");
    assertThat(covers.get(2).status().isCovered()).isTrue();
  }

  @Test
  void anOverlapIsNoCoverAndOtherPortsAreNotMail() {
    List<EntryCover> covers =
        covers(
            permit("10", "192.0.2.0/25", 25),
            permit("20", "192.0.2.0/24", 25),
            permit("30", "192.0.2.0/24", 80));
    assertThat(covers.get(1).status()).isEqualTo(EntryCover.Status.PARTLY_COVERED);
    assertThat(covers.get(1).status().isCovered()).isFalse();
    assertThat(covers.get(2).status()).isEqualTo(EntryCover.Status.NOT_MAIL);
  }

  @Test
  void aPossibleMatchNeverCovers() {
    AccessListEntry group =
        AccessListEntry.builder("5", Action.DENY)
            .source(new AddressMatch.Unresolved("object group PARTNERS"))
            .build();
    List<EntryCover> covers = covers(group, permit("10", "192.0.2.1", 25));
    assertThat(covers).allMatch(cover -> cover.status() == EntryCover.Status.UNKNOWN);
  }

  @Test
  void anInterfaceThatEarlierEntriesDoNotAskForKeepsItEffective() {
    AccessListEntry onEth0 =
        AccessListEntry.builder("1", Action.PERMIT)
            .ingress(new InterfaceMatch.Named("eth0"))
            .build();
    AccessListEntry others =
        AccessListEntry.builder("2", Action.PERMIT)
            .ingress(new InterfaceMatch.Not(new InterfaceMatch.Named("eth0")))
            .build();
    assertThat(covers(onEth0, permit("3", "192.0.2.1", 25)).get(1).status())
        .isEqualTo(EntryCover.Status.PARTLY_COVERED);
    assertThat(covers(onEth0, others, permit("3", "192.0.2.1", 25)).get(2).status())
        .isEqualTo(EntryCover.Status.REDUNDANT);
  }

  @Test
  void whatCannotBeAnalysedSaysWhy() {
    AccessList part =
        new AccessList(
            "edge",
            "test",
            Set.of(IpFamily.IPV4),
            List.of(),
            List.of(),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of("the table ended early"));
    assertThat(ListCover.of(part, EvaluationLimits.DEFAULT).obstacle())
        .hasValueSatisfying(why -> assertThat(why).contains("the table ended early"));
  }

  @Test
  void sixteenEntriesOfACoverAreNamedAndMoreAreCounted() {
    EntryCover sixteen = wholeAfterHosts(16);
    assertThat(sixteen.by()).hasSize(16);
    assertThat(sixteen.unnamed()).isZero();
    EntryCover thirtyTwo = wholeAfterHosts(32);
    assertThat(thirtyTwo.by()).hasSize(16).first().extracting(AccessListEntry::id).isEqualTo("0");
    assertThat(thirtyTwo.contrary()).hasSize(16);
    assertThat(thirtyTwo.unnamed()).isEqualTo(32);
    assertThat(thirtyTwo.status()).isEqualTo(EntryCover.Status.SHADOWED);
  }

  /** A permitted prefix all of whose hosts, a power of two, were denied one by one. */
  private static EntryCover wholeAfterHosts(int hosts) {
    AccessListEntry[] entries = new AccessListEntry[hosts + 1];
    for (int i = 0; i < hosts; i++) {
      entries[i] = entry(Integer.toString(i), Action.DENY, "192.0.2." + i, 25);
    }
    entries[hosts] = permit("last", "192.0.2.0/" + (32 - Integer.numberOfTrailingZeros(hosts)), 25);
    return covers(entries).get(hosts);
  }

  @Test
  void moreThan144PairsOfInterfacesAreTooComplex() {
    assertThat(ListCover.of(list(interfaces(11)), EvaluationLimits.DEFAULT).obstacle()).isEmpty();
    assertThat(ListCover.of(list(interfaces(12)), EvaluationLimits.DEFAULT).obstacle())
        .contains("too complex: entries tell more than 144 pairs of interfaces apart");
  }

  /** Entries that name so many interfaces on one side and 11 on the other; then all others. */
  private static AccessListEntry[] interfaces(int ingress) {
    List<InterfaceMatch> in = new ArrayList<>();
    List<InterfaceMatch> out = new ArrayList<>();
    for (int i = 0; i < ingress; i++) {
      in.add(new InterfaceMatch.Named("in" + i));
    }
    for (int i = 0; i < 11; i++) {
      out.add(new InterfaceMatch.Named("out" + i));
    }
    return new AccessListEntry[] {
      AccessListEntry.builder("1", Action.PERMIT)
          .ingress(new InterfaceMatch.AnyOf(in))
          .egress(new InterfaceMatch.AnyOf(out))
          .build()
    };
  }

  /** A covered entry decides about no flow; and one that decides about some is not covered. */
  @Property(shrinking = ShrinkingMode.OFF)
  void takingACoveredEntryAwayChangesNothing(@ForAll long seed) {
    Lists lists = new Lists(seed, seed % 3 == 0);
    AccessList list = lists.edited(lists.list("acl", EnumSet.allOf(IpFamily.class)));
    ListCover cover = ListCover.of(list, EvaluationLimits.DEFAULT);
    assertThat(cover.obstacle()).isEmpty();
    for (EntryCover each : cover.entries()) {
      if (!each.status().isCovered()) {
        continue;
      }
      List<AccessListEntry> rest = new ArrayList<>(list.entries());
      rest.remove(each.position());
      AccessList without = with(list, rest);
      for (MailPort port : MailPort.values()) {
        NaiveFilter naive = new NaiveFilter(port, Optional.of("in0"), Optional.of("out0"));
        for (int i = 0; i < 20; i++) {
          Flow flow = lists.flow(i % 2 == 0 ? IpFamily.IPV4 : IpFamily.IPV6);
          if (!naive.outcomes(list, flow).equals(naive.outcomes(without, flow))) {
            fail("%s matters to %s in %s", each, flow, list);
          }
        }
      }
    }
  }

  /** Every entry of lists with skips, possible matches and interfaces, against the definition. */
  @Property(shrinking = ShrinkingMode.OFF)
  void statusAndCoverFollowFromTheDefinition(@ForAll long seed) {
    boolean doubts = seed % 3 == 0;
    AccessList list = new Lists(seed, doubts).list("acl", EnumSet.allOf(IpFamily.class));
    List<EntryCover> covers = ListCover.of(list, EvaluationLimits.DEFAULT).entries();
    assertThat(covers).hasSameSizeAs(list.entries());
    for (EntryCover each : covers) {
      EntryByEntryCover expected = EntryByEntryCover.of(list, each.position(), INTERFACES);
      boolean mayLose =
          doubts
              && each.status() == EntryCover.Status.PARTLY_COVERED
              && expected.status() == EntryCover.Status.EFFECTIVE;
      if (!mayLose) {
        assertThat(each.status()).as("%s in %s", each, list).isEqualTo(expected.status());
      }
      if (each.status().isCovered()) {
        assertThat(each.by())
            .as("%s in %s", each, list)
            .containsExactlyElementsOf(expected.by().stream().map(list.entries()::get).toList());
      }
    }
  }

  @Test
  void aSkipThatTakesFlowsIsEffective() {
    AccessListEntry skip =
        AccessListEntry.builder("1", Action.SKIP)
            .destination(AddressMatch.parse("192.0.2.1"))
            .skipTo(2)
            .build();
    List<EntryCover> covers =
        covers(skip, entry("2", Action.DENY, "192.0.2.0/24", 25), permit("3", "192.0.2.1", 25));
    assertThat(covers)
        .extracting(EntryCover::status)
        .containsExactly(
            EntryCover.Status.EFFECTIVE,
            EntryCover.Status.PARTLY_COVERED,
            EntryCover.Status.EFFECTIVE);
  }

  @Test
  void whatASkipJumpsOverIsShadowedByIt() {
    AccessListEntry skip =
        AccessListEntry.builder("1", Action.SKIP)
            .destination(AddressMatch.parse("192.0.2.0/24"))
            .skipTo(2)
            .build();
    List<EntryCover> covers =
        covers(skip, entry("2", Action.DENY, "192.0.2.1", 25), permit("3", "192.0.2.0/24", 25));
    assertThat(covers.get(1).status()).isEqualTo(EntryCover.Status.SHADOWED);
    assertThat(covers.get(1).by()).extracting(AccessListEntry::id).containsExactly("1");
    assertThat(covers.get(1).contrary()).extracting(AccessListEntry::id).containsExactly("1");
  }

  @Test
  void anEntryThatOnlyAPossibleSkipLeadsToIsUnknown() {
    AccessListEntry skip =
        AccessListEntry.builder("1", Action.SKIP)
            .destination(AddressMatch.parse("192.0.2.1"))
            .conditions(List.of(new Condition.Possible("rate limit")))
            .skipTo(2)
            .build();
    List<EntryCover> covers =
        covers(skip, entry("2", Action.DENY, "192.0.2.0/24", 25), permit("3", "192.0.2.1", 25));
    assertThat(covers.get(2).status()).isEqualTo(EntryCover.Status.UNKNOWN);
  }

  @Test
  void anEntryThatOnlyPossiblyMatchesIsNoPartOfACover() {
    AccessListEntry group =
        AccessListEntry.builder("5", Action.DENY)
            .source(new AddressMatch.Unresolved("object group PARTNERS"))
            .build();
    EntryCover last =
        covers(group, permit("10", "192.0.2.0/24", 25), permit("20", "192.0.2.1", 25)).get(2);
    assertThat(last.status()).isEqualTo(EntryCover.Status.REDUNDANT);
    assertThat(last.by()).extracting(AccessListEntry::id).containsExactly("10");
  }

  private static List<EntryCover> covers(AccessListEntry... entries) {
    return ListCover.of(list(entries), EvaluationLimits.DEFAULT).entries();
  }

  private static AccessListEntry permit(String id, String destination, int port) {
    return entry(id, Action.PERMIT, destination, port);
  }

  private static AccessListEntry entry(String id, Action action, String destination, int port) {
    return AccessListEntry.builder(id, action)
        .protocol(ProtocolMatch.tcp())
        .destination(AddressMatch.parse(destination))
        .destinationPorts(PortMatch.eq(port))
        .build();
  }

  private static AccessList list(AccessListEntry... entries) {
    return new AccessList(
        "edge",
        "test",
        Set.of(IpFamily.IPV4),
        List.of(Binding.forward()),
        List.of(entries),
        Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private static AccessList with(AccessList list, List<AccessListEntry> entries) {
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        entries,
        list.implicitAction(),
        list.visibility(),
        list.gaps());
  }
}

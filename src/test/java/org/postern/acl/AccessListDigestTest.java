package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessListDigestTest {
  private static AccessListEntry.Builder permit() {
    return FirstMatchEvaluatorTest.permit("10", "any", "192.0.2.10");
  }

  private static String digest(AccessListEntry.Builder... entries) {
    return AccessListDigest.of(
        FirstMatchEvaluatorTest.list("acl", new Binding("in0", Direction.IN), entries));
  }

  private static String digestOfSource(AddressMatch source) {
    return digest(permit().source(source));
  }

  private static String digestOfIngress(InterfaceMatch ingress) {
    return digest(permit().ingress(ingress));
  }

  @Test
  void leavesOutIdsTextAndRemarks() {
    assertThat(digest(permit()))
        .hasSize(64)
        .isEqualTo(
            digest(
                FirstMatchEvaluatorTest.permit("99", "any", "192.0.2.10")
                    .text("rule 99")
                    .comment("mail")));
  }

  @Test
  void foldsSpellingsOfTheSameMatch() {
    AddressMatch a = AddressMatch.parse("10.0.0.0/8");
    AddressMatch b = AddressMatch.parse("192.0.2.1");
    assertThat(digest(permit().source(new AddressMatch.AnyOf(List.of(a, b)))))
        .isEqualTo(digest(permit().source(new AddressMatch.AnyOf(List.of(b, a, b)))));
    assertThat(digest(permit().source(new AddressMatch.AnyOf(List.of(a)))))
        .isEqualTo(digest(permit().source(AddressMatch.parse("10.0.0.0-10.255.255.255"))));
    assertThat(digest(permit().source(AddressMatch.parse("10.0.0.1-10.255.255.255"))))
        .isNotEqualTo(digest(permit().source(a)));
  }

  @Test
  void changesWithEveryFieldThatMatters() {
    List<String> digests =
        List.of(
            digest(permit()),
            digest(),
            digest(permit(), permit()),
            digest(FirstMatchEvaluatorTest.deny("10", "any", "192.0.2.10")),
            digest(permit().source(AddressMatch.parse("10.0.0.0/8"))),
            digest(permit().destination(AddressMatch.parse("10.0.0.0/8"))),
            digest(permit().source(new AddressMatch.Unresolved("A"))),
            digest(permit().source(new AddressMatch.Unresolved("B"))),
            digest(permit().sourcePorts(PortMatch.eq(25))),
            digest(permit().destinationPorts(PortMatch.eq(26))),
            digest(permit().protocol(ProtocolMatch.any())),
            digest(permit().ingress(new InterfaceMatch.Named("in0"))),
            digest(permit().egress(new InterfaceMatch.Named("in0"))),
            digest(permit().conditions(List.of(new Condition.Established()))),
            digest(permit(), FirstMatchEvaluatorTest.deny("1", "any", "any")),
            digest(FirstMatchEvaluatorTest.deny("1", "any", "any"), permit()),
            AccessListDigest.of(
                FirstMatchEvaluatorTest.list("acl", new Binding("in0", Direction.OUT), permit())),
            AccessListDigest.of(
                new AccessList(
                    "acl",
                    "test",
                    Set.of(IpFamily.IPV4),
                    List.of(new Binding("in0", Direction.IN)),
                    List.of(permit().build()),
                    Optional.empty(),
                    Visibility.RULES,
                    List.of())));
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void changesWithEveryPartOfAnAddress() {
    AddressMatch net = AddressMatch.parse("10.0.0.0/8");
    AddressMatch host = AddressMatch.parse("192.0.2.1");
    assertThat(
            List.of(
                digestOfSource(net),
                digestOfSource(host),
                digestOfSource(new AddressMatch.Not(IpFamily.IPV4, net)),
                digestOfSource(new AddressMatch.Not(IpFamily.IPV4, host)),
                digestOfSource(new AddressMatch.Not(IpFamily.IPV6, host)),
                digestOfSource(new AddressMatch.AllOf(List.of(net, host))),
                digestOfSource(new AddressMatch.AnyOf(List.of(net, host))),
                digestOfSource(AddressMatch.parse("10.0.0.0-10.0.0.2")),
                digestOfSource(AddressMatch.parse("10.0.0.1-10.0.0.2")),
                digestOfSource(AddressMatch.parse("10.0.0.0/32")),
                digestOfSource(AddressMatch.parse("::/0")),
                digestOfSource(AddressMatch.parse("0.0.0.0/0"))))
        .doesNotHaveDuplicates();
    assertThat(digestOfSource(AddressMatch.parse("0.0.0.0-255.255.255.255")))
        .isEqualTo(digestOfSource(AddressMatch.parse("0.0.0.0/0")));
  }

  @Test
  void changesWithEveryPartOfAnInterfaceButNotItsSpelling() {
    InterfaceMatch eth0 = new InterfaceMatch.Named("eth0");
    InterfaceMatch eth1 = new InterfaceMatch.Named("eth1");
    assertThat(
            List.of(
                digestOfIngress(InterfaceMatch.any()),
                digestOfIngress(eth0),
                digestOfIngress(eth1),
                digestOfIngress(new InterfaceMatch.Not(eth0)),
                digestOfIngress(new InterfaceMatch.Not(eth1)),
                digestOfIngress(new InterfaceMatch.AnyOf(List.of())),
                digestOfIngress(new InterfaceMatch.AnyOf(List.of(eth0, eth1)))))
        .doesNotHaveDuplicates();
    assertThat(digestOfIngress(new InterfaceMatch.AnyOf(List.of(eth1, eth0))))
        .isEqualTo(digestOfIngress(new InterfaceMatch.AnyOf(List.of(eth0, eth1))));
    assertThat(digestOfIngress(new InterfaceMatch.AnyOf(List.of(eth0))))
        .isEqualTo(digestOfIngress(eth0));
  }

  @Test
  void foldsEveryProtocolButNone() {
    assertThat(digest(permit().protocol(new ProtocolMatch.NoneOf(Set.of()))))
        .isEqualTo(digest(permit().protocol(ProtocolMatch.any())))
        .isNotEqualTo(digest(permit().protocol(new ProtocolMatch.NoneOf(Set.of(17)))));
    assertThat(digest(permit().protocol(ProtocolMatch.of(17))))
        .isNotEqualTo(digest(permit().protocol(new ProtocolMatch.NoneOf(Set.of(17)))))
        .isNotEqualTo(digest(permit().protocol(ProtocolMatch.tcp())));
  }

  @Test
  void changesWithTheFamilies() {
    AccessList list = FirstMatchEvaluatorTest.list("acl", Binding.forward(), permit());
    AccessList both =
        new AccessList(
            "acl",
            "test",
            EnumSet.allOf(IpFamily.class),
            list.bindings(),
            list.entries(),
            Optional.of(Action.DENY),
            Visibility.RULES,
            List.of());
    assertThat(AccessListDigest.of(both)).isNotEqualTo(AccessListDigest.of(list));
  }

  /** What a device says freely may look like the start of the next part. */
  @Test
  void keepsPartsApart() {
    String between = "]anyUnresolved[reason=";
    assertThat(
            digest(
                permit()
                    .protocol(new ProtocolMatch.Unresolved("a" + between + "b"))
                    .sourcePorts(new PortMatch.Unresolved("c"))))
        .isNotEqualTo(
            digest(
                permit()
                    .protocol(new ProtocolMatch.Unresolved("a"))
                    .sourcePorts(new PortMatch.Unresolved("b" + between + "c"))));
  }
}

package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntryMatcherTest {
  private static final AddressMatch GROUP = new AddressMatch.Unresolved("group A");
  private static final EntryMatcher MATCHER =
      new EntryMatcher(MailPort.SMTP, Optional.of("in0"), Optional.of("out0"));

  private static AccessListEntry.Builder permit() {
    return AccessListEntry.builder("10", Action.PERMIT);
  }

  @Test
  void everyPartThatIsNotResolvedIsADoubt() {
    AccessListEntry entry =
        permit()
            .protocol(new ProtocolMatch.Unresolved("protocols P"))
            .source(GROUP)
            .sourcePorts(new PortMatch.Unresolved("services S"))
            .destination(new AddressMatch.Unresolved("group B"))
            .destinationPorts(new PortMatch.Unresolved("services D"))
            .conditions(List.of(new Condition.Established(), new Condition.Possible("a user")))
            .build();
    assertThat(MATCHER.doubts(entry))
        .containsExactly(
            "protocol: protocols P",
            "source: group A",
            "source port: services S",
            "destination: group B",
            "destination port: services D",
            "a user");
  }

  @Test
  void doubtsAreFoundInsideOfAddresses() {
    AddressMatch host = AddressMatch.parse("192.0.2.1");
    for (AddressMatch match :
        List.of(
            new AddressMatch.Not(IpFamily.IPV4, GROUP),
            new AddressMatch.AnyOf(List.of(host, GROUP)),
            new AddressMatch.AllOf(List.of(host, GROUP)))) {
      assertThat(MATCHER.doubts(permit().source(match).build())).containsExactly("source: group A");
    }
    assertThat(MATCHER.doubts(permit().source(host).build())).isEmpty();
  }

  @Test
  void interfacesAreADoubtOnlyIfAskedForAndNotKnown() {
    AccessListEntry entry =
        permit()
            .ingress(new InterfaceMatch.Named("in0"))
            .egress(new InterfaceMatch.Named("out0"))
            .build();
    assertThat(MATCHER.doubts(entry)).isEmpty();
    EntryMatcher blind = new EntryMatcher(MailPort.SMTP, Optional.empty(), Optional.empty());
    assertThat(blind.doubts(entry))
        .containsExactly(
            "ingress interface not known, the entry asks for in0",
            "egress interface not known, the entry asks for out0");
    assertThat(blind.doubts(permit().build())).isEmpty();
  }

  @Test
  void protocolsOtherThanTcpAreNeverMatched() {
    assertThat(MATCHER.canMatch(permit().protocol(ProtocolMatch.of(17)).build())).isFalse();
    assertThat(MATCHER.canMatch(permit().protocol(new ProtocolMatch.NoneOf(Set.of(6))).build()))
        .isFalse();
    assertThat(MATCHER.canMatch(permit().protocol(new ProtocolMatch.NoneOf(Set.of(17))).build()))
        .isTrue();
    assertThat(MATCHER.canMatch(permit().protocol(new ProtocolMatch.OneOf(Set.of(6, 17))).build()))
        .isTrue();
  }

  @Test
  void isPassedOverOnlyForItsConditions() {
    assertThat(MATCHER.isPassedOver(established().build())).isTrue();
    assertThat(MATCHER.isPassedOver(permit().build())).isFalse();
    assertThat(
            MATCHER.isPassedOver(
                permit().conditions(List.of(new Condition.Possible("a user"))).build()))
        .isFalse();
    assertThat(MATCHER.isPassedOver(established().protocol(ProtocolMatch.of(17)).build()))
        .isFalse();
    assertThat(MATCHER.isPassedOver(established().destinationPorts(PortMatch.eq(80)).build()))
        .isFalse();
    assertThat(MATCHER.isPassedOver(established().ingress(new InterfaceMatch.Named("in1")).build()))
        .isFalse();
  }

  private static AccessListEntry.Builder established() {
    return permit().conditions(List.of(new Condition.Established()));
  }

  @Test
  void portsThatNoEntryTellsApartAreGrouped() {
    AccessList pop3 =
        FirstMatchEvaluatorTest.list(
            "acl", Binding.forward(), permit().destinationPorts(PortMatch.eq(110)));
    AccessList vague =
        FirstMatchEvaluatorTest.list(
            "other",
            Binding.forward(),
            permit().destinationPorts(new PortMatch.Unresolved("services")));
    assertThat(EntryMatcher.portsAlike(List.of(pop3, vague)))
        .containsExactly(
            List.of(
                MailPort.SMTP,
                MailPort.IMAP,
                MailPort.SUBMISSIONS,
                MailPort.SUBMISSION,
                MailPort.IMAPS,
                MailPort.POP3S),
            List.of(MailPort.POP3));
  }

  @Test
  void anEntryForNoAddressesOrPortsHasNothingToDoWithMail() {
    AddressMatch none = new AddressMatch.AnyOf(List.of());
    AddressMatch host = AddressMatch.parse("192.0.2.1");
    assertThat(ports(permit().source(none))).isEmpty();
    assertThat(ports(permit().destination(none))).isEmpty();
    assertThat(ports(permit().source(new AddressMatch.AllOf(List.of(host, none))))).isEmpty();
    assertThat(ports(permit().source(new AddressMatch.AnyOf(List.of(host, none))))).hasSize(7);
    assertThat(ports(permit().source(new AddressMatch.AllOf(List.of(host))))).hasSize(7);
    assertThat(ports(permit().sourcePorts(new PortMatch.Ports(PortSet.none())))).isEmpty();
  }

  private static Set<MailPort> ports(AccessListEntry.Builder entry) {
    return MailRelevance.mailPorts(entry.build());
  }
}

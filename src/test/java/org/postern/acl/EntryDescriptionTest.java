package org.postern.acl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts, mail relevance and explanations of entries. */
class EntryDescriptionTest {
  private static AccessListEntry.Builder permit() {
    return FirstMatchEvaluatorTest.permit("10", "any", "192.0.2.10");
  }

  private static AccessList list(AccessListEntry.Builder... entries) {
    return FirstMatchEvaluatorTest.list("acl", new Binding("in0", Direction.IN), entries);
  }

  @Test
  void writesAnEntryInOneLine() {
    AccessListEntry entry =
        permit()
            .ingress(new InterfaceMatch.Named("in0"))
            .egress(new InterfaceMatch.Not(new InterfaceMatch.Named("out+")))
            .conditions(List.of(new Condition.Established(), new Condition.Possible("user known")))
            .build();
    assertThat(EntryText.of(entry))
        .isEqualTo(
            "permit tcp any -> 192.0.2.10 port 25 in in0 out not out+"
                + " (established only, if user known)");
    AccessListEntry plain = AccessListEntry.builder("1", Action.DENY).build();
    assertThat(EntryText.of(plain)).isEqualTo("deny ip any -> any");
    AccessListEntry skip = AccessListEntry.builder("1", Action.SKIP).skipTo(7).build();
    assertThat(EntryText.of(skip)).isEqualTo("skip to position 7 ip any -> any");
    assertThat(EntryText.of(permit().text(" rule 10 permit ").build())).isEqualTo("rule 10 permit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"any", "192.0.2.1", "192.0.2.0/24", "0.0.0.0/0", "10.0.0.1-10.0.0.9", "fd00::/8"})
  void addressTextReadsBack(String text) {
    assertThat(AddressMatch.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "300.1.1.1",
        "1.2.3.256",
        "1.2.3",
        "10.0.0.1-10.0.0.300",
        "999.0.0.0/8",
        "localhost",
        "cafe",
        ".:1",
        "1:2",
        "10.0.0.0/33"
      })
  void whatIsNoAddressIsRefusedWithoutAskingTheResolver(String text) {
    assertThatThrownBy(() -> AddressMatch.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @Test
  void writesEveryKindOfMatch() {
    AddressMatch host = AddressMatch.parse("192.0.2.1");
    AddressMatch net = AddressMatch.parse("10.0.0.0/8");
    assertThat(new AddressMatch.Not(IpFamily.IPV4, host).text()).isEqualTo("any but 192.0.2.1");
    assertThat(new AddressMatch.AnyOf(List.of(host, net)).text())
        .isEqualTo("{192.0.2.1, 10.0.0.0/8}");
    assertThat(new AddressMatch.AnyOf(List.of()).text()).isEqualTo("none");
    assertThat(new AddressMatch.AllOf(List.of(host, net)).text())
        .isEqualTo("192.0.2.1 and 10.0.0.0/8");
    assertThat(new AddressMatch.Unresolved("group G").text()).isEqualTo("unresolved (group G)");
    assertThat(new AddressMatch.AnyOf(java.util.Collections.nCopies(11, host)).text())
        .endsWith("192.0.2.1 and 3 more}");
    assertThat(new ProtocolMatch.OneOf(Set.of(17, 6)).text()).isEqualTo("{tcp, udp}");
    assertThat(new ProtocolMatch.NoneOf(Set.of(47)).text()).isEqualTo("not protocol 47");
    assertThat(new PortMatch.Ports(PortSet.lt(0)).text()).isEqualTo("none");
    assertThat(new PortMatch.Unresolved("service S").text()).isEqualTo("unresolved (service S)");
    assertThat(new Condition.NotInForce("night").text()).isEqualTo("not in force: night");
  }

  @Test
  void mailPortsAreThoseAnEntryCouldMatch() {
    assertThat(MailRelevance.mailPorts(permit().build())).containsExactly(MailPort.SMTP);
    assertThat(MailRelevance.mailPorts(AccessListEntry.builder("1", Action.DENY).build()))
        .containsExactly(MailPort.values());
    assertThat(
            MailRelevance.mailPorts(
                permit().destinationPorts(new PortMatch.Ports(PortSet.range(110, 465))).build()))
        .containsExactly(MailPort.POP3, MailPort.IMAP, MailPort.SUBMISSIONS);
    assertThat(
            MailRelevance.mailPorts(
                permit().destinationPorts(new PortMatch.Unresolved("services")).build()))
        .hasSize(7);
    assertThat(MailRelevance.mailPorts(permit().ingress(new InterfaceMatch.Named("in0")).build()))
        .containsExactly(MailPort.SMTP);
  }

  @Test
  void entriesThatNoSynMatchHaveNoMailPorts() {
    assertThat(MailRelevance.mailPorts(permit().protocol(ProtocolMatch.of(17)).build())).isEmpty();
    assertThat(
            MailRelevance.mailPorts(
                permit().conditions(List.of(new Condition.Established())).build()))
        .isEmpty();
    assertThat(MailRelevance.mailPorts(permit().source(new AddressMatch.AnyOf(List.of())).build()))
        .isEmpty();
    assertThat(
            MailRelevance.mailPorts(
                permit().sourcePorts(new PortMatch.Ports(PortSet.none())).build()))
        .isEmpty();
  }

  @Test
  void explainsWhatEachEntryTakes() {
    AccessList list =
        list(
            permit().conditions(List.of(new Condition.Established())),
            FirstMatchEvaluatorTest.deny("20", "10.0.0.0/8", "192.0.2.10"),
            FirstMatchEvaluatorTest.permit("30", "any", "192.0.2.10"),
            FirstMatchEvaluatorTest.deny("35", "10.1.0.0/16", "192.0.2.10"),
            FirstMatchEvaluatorTest.tcp("40", Action.PERMIT, 443),
            FirstMatchEvaluatorTest.deny("50", "any", "any").text("rule 50 deny tcp"));
    List<String> lines =
        Explanation.of(
            List.of(list),
            FirstMatchEvaluatorTest.crossing("10.0.0.0/7", "192.0.2.10/31"),
            MailPort.SMTP,
            new FirstMatchEvaluator());
    assertThat(lines)
        .containsExactly(
            "a>b, port 25 (smtp): from 10.0.0.0/7 to 192.0.2.10/31",
            "way in0 > out0",
            "access list acl (inbound, IPV4, 6 entries)",
            "  entry 10 permits tcp any -> 192.0.2.10 port 25 (established only):"
                + " passed over, established only",
            "  entry 20 denies tcp 10.0.0.0/8 -> 192.0.2.10 port 25:"
                + " takes 10.0.0.0/8 -> 192.0.2.10",
            "  entry 30 permits tcp any -> 192.0.2.10 port 25:"
                + " takes the rest of its flows: 11.0.0.0/8 -> 192.0.2.10",
            "  entry 35 denies tcp 10.1.0.0/16 -> 192.0.2.10 port 25:"
                + " takes nothing, earlier entries took all it matches",
            "  entry 50 denies (rule 50 deny tcp):"
                + " takes all that is left: 10.0.0.0/7 -> 192.0.2.11",
            "  no flow reaches the end of the list",
            "verdict: PARTLY, these get through:",
            "  11.0.0.0/8 -> 192.0.2.10");
  }

  @Test
  void explainsWhatIsNotKnown() {
    AccessList list = list(permit().source(new AddressMatch.Unresolved("group G")));
    List<String> lines =
        Explanation.of(
            List.of(list),
            FirstMatchEvaluatorTest.crossing("any", "192.0.2.10"),
            MailPort.SMTP,
            new FirstMatchEvaluator());
    assertThat(lines)
        .contains(
            "  entry 10 permits tcp unresolved (group G) -> 192.0.2.10 port 25:"
                + " may take any -> 192.0.2.10, depending on source: group G",
            "  implicit deny takes all that is left: any -> 192.0.2.10",
            "verdict: UNKNOWN",
            "because access list acl entry 10 may match or not: source: group G");
  }
}

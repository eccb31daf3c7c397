package org.postern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.Condition;
import org.postern.acl.Direction;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;
import org.postern.acl.ProtocolMatch;
import org.postern.acl.Visibility;
import tools.jackson.core.JacksonException;

class AccessListJsonTest {
  @Property(tries = 500)
  void givesBackWhatWasWritten(@ForAll("lists") AccessList list) {
    byte[] json = AccessListJson.write(list);

    assertThat(AccessListJson.read(json)).isEqualTo(list);
    assertThat(AccessListJson.write(AccessListJson.read(json))).isEqualTo(json);
  }

  @Example
  void keepsTheTextThatOlderStoresHold() {
    AccessListEntry entry =
        AccessListEntry.builder("10", Action.PERMIT)
            .protocol(new ProtocolMatch.OneOf(Set.of(17, 6)))
            .source(AddressMatch.parse("198.51.100.0/24"))
            .destination(
                new AddressMatch.Not(IpFamily.IPV6, AddressMatch.parse("2001:db8::-2001:db8::ff")))
            .destinationPorts(new PortMatch.Ports(PortSet.eq(25).union(PortSet.range(587, 588))))
            .egress(new InterfaceMatch.Not(new InterfaceMatch.Named("eth+")))
            .conditions(List.of(new Condition.Established(), new Condition.Possible("rate limit")))
            .text("10 permit")
            .build();
    AccessList list =
        new AccessList(
            "mail-in",
            "example",
            Set.of(IpFamily.IPV6, IpFamily.IPV4),
            List.of(Binding.forward()),
            List.of(entry),
            Optional.empty(),
            Visibility.RULES,
            List.of("row 3 missing"));
    String json =
        """
        {"name":"mail-in","source":"example","families":["IPV4","IPV6"],\
        "bindings":[{"interfaceName":"*","direction":"FORWARD"}],\
        "entries":[{"id":"10","action":"PERMIT","skipTo":0,\
        "protocol":{"is":"oneOf","numbers":[6,17]},\
        "source":{"is":"masked","family":"IPV4","value":"000000000000000000000000c6336400",\
        "care":"000000000000000000000000ffffff00"},\
        "sourcePorts":{"is":"ports","set":[0,65535]},\
        "destination":{"is":"not","family":"IPV6","inner":{"is":"range","family":"IPV6",\
        "low":"20010db8000000000000000000000000","high":"20010db80000000000000000000000ff"}},\
        "destinationPorts":{"is":"ports","set":[25,25,587,588]},\
        "ingress":{"is":"any"},"egress":{"is":"not","inner":{"is":"named","name":"eth+"}},\
        "conditions":[{"is":"established"},{"is":"possible","reason":"rate limit"}],\
        "text":"10 permit","comment":""}],\
        "implicitAction":null,"visibility":"RULES","gaps":["row 3 missing"]}\
        """;

    assertThat(new String(AccessListJson.write(list), StandardCharsets.UTF_8)).isEqualTo(json);
    assertThat(AccessListJson.read(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(list);
  }

  @Example
  void refusesAnUnknownPart() {
    byte[] json =
        new String(AccessListJson.write(Examples.list("mail-in", 1)), StandardCharsets.UTF_8)
            .replace("\"comment\"", "\"remark\":\"\",\"comment\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> AccessListJson.read(json))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("remark");
  }

  @Example
  void refusesPortsWithAnEndMissing() {
    byte[] json =
        new String(AccessListJson.write(Examples.list("mail-in", 1)), StandardCharsets.UTF_8)
            .replace("[25,25]", "[25]")
            .getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> AccessListJson.read(json))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("a port range has two ends");
  }

  @Provide
  Arbitrary<AccessList> lists() {
    Arbitrary<Binding> bindings =
        Combinators.combine(texts(), Arbitraries.of(Direction.class)).as(Binding::new);
    return Combinators.combine(
            texts(),
            texts(),
            Arbitraries.of(IpFamily.class).set(),
            bindings.list().ofMaxSize(3),
            entries().list().ofMaxSize(6).map(AccessListJsonTest::placed),
            Arbitraries.of(Action.PERMIT, Action.DENY).optional(),
            Arbitraries.of(Visibility.class),
            texts().list().ofMaxSize(2))
        .as(AccessList::new);
  }

  /** A skip points forward, to the end of the list at most; other entries point nowhere. */
  private static List<AccessListEntry> placed(List<AccessListEntry> entries) {
    List<AccessListEntry> placed = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      AccessListEntry entry = entries.get(i);
      int target = i + 1 + entry.skipTo() % (entries.size() - i);
      placed.add(
          AccessListEntry.builder(entry.id(), entry.action())
              .skipTo(entry.action() == Action.SKIP ? target : 0)
              .protocol(entry.protocol())
              .source(entry.source())
              .sourcePorts(entry.sourcePorts())
              .destination(entry.destination())
              .destinationPorts(entry.destinationPorts())
              .ingress(entry.ingress())
              .egress(entry.egress())
              .conditions(entry.conditions())
              .text(entry.text())
              .comment(entry.comment())
              .build());
    }
    return placed;
  }

  private Arbitrary<AccessListEntry> entries() {
    Arbitrary<AccessListEntry.Builder> first =
        Combinators.combine(
                texts(),
                Arbitraries.of(Action.class),
                Arbitraries.integers().between(0, 1000),
                protocols(),
                addresses(2),
                ports(),
                addresses(2),
                ports())
            .as(
                (id, action, skip, protocol, source, sourcePorts, destination, ports) ->
                    AccessListEntry.builder(id, action)
                        .skipTo(skip)
                        .protocol(protocol)
                        .source(source)
                        .sourcePorts(sourcePorts)
                        .destination(destination)
                        .destinationPorts(ports));
    return Combinators.combine(
            first, interfaces(2), interfaces(2), conditions().list().ofMaxSize(3), texts(), texts())
        .as(
            (entry, ingress, egress, conditions, text, comment) ->
                entry
                    .ingress(ingress)
                    .egress(egress)
                    .conditions(conditions)
                    .text(text)
                    .comment(comment)
                    .build());
  }

  private Arbitrary<ProtocolMatch> protocols() {
    Arbitrary<Set<Integer>> numbers = Arbitraries.integers().between(0, 255).set().ofMinSize(1);
    return Arbitraries.oneOf(
        Arbitraries.just(new ProtocolMatch.Any()),
        numbers.map(ProtocolMatch.OneOf::new),
        numbers.map(ProtocolMatch.NoneOf::new),
        texts().map(ProtocolMatch.Unresolved::new));
  }

  private Arbitrary<PortMatch> ports() {
    Arbitrary<PortSet.Range> ranges =
        Combinators.combine(
                Arbitraries.integers().between(0, PortSet.MAX),
                Arbitraries.integers().between(0, PortSet.MAX))
            .as((a, b) -> new PortSet.Range(Math.min(a, b), Math.max(a, b)));
    return Arbitraries.oneOf(
        ranges.list().ofMaxSize(4).map(all -> new PortMatch.Ports(PortSet.of(all))),
        Arbitraries.just(PortMatch.any()),
        texts().map(PortMatch.Unresolved::new));
  }

  private Arbitrary<AddressMatch> addresses(int depth) {
    Arbitrary<IpFamily> families = Arbitraries.of(IpFamily.class);
    Arbitrary<IpBits> bits =
        Combinators.combine(Arbitraries.longs(), Arbitraries.longs()).as(IpBits::new);
    List<Arbitrary<AddressMatch>> kinds = new ArrayList<>();
    kinds.add(Arbitraries.just(new AddressMatch.Any()));
    kinds.add(Combinators.combine(families, bits, bits).as(AddressMatch.Masked::new));
    kinds.add(
        Combinators.combine(families, bits, bits)
            .as(
                (family, a, b) ->
                    a.compareTo(b) <= 0
                        ? new AddressMatch.Range(family, a, b)
                        : new AddressMatch.Range(family, b, a)));
    kinds.add(texts().map(AddressMatch.Unresolved::new));
    if (depth > 0) {
      Arbitrary<List<AddressMatch>> inner = addresses(depth - 1).list().ofMaxSize(3);
      kinds.add(inner.map(AddressMatch.AnyOf::new));
      kinds.add(inner.map(AddressMatch.AllOf::new));
      kinds.add(Combinators.combine(families, addresses(depth - 1)).as(AddressMatch.Not::new));
    }
    return Arbitraries.oneOf(kinds);
  }

  private Arbitrary<InterfaceMatch> interfaces(int depth) {
    List<Arbitrary<InterfaceMatch>> kinds = new ArrayList<>();
    kinds.add(Arbitraries.just(new InterfaceMatch.Any()));
    kinds.add(texts().map(InterfaceMatch.Named::new));
    if (depth > 0) {
      kinds.add(interfaces(depth - 1).map(InterfaceMatch.Not::new));
      kinds.add(interfaces(depth - 1).list().ofMaxSize(3).map(InterfaceMatch.AnyOf::new));
    }
    return Arbitraries.oneOf(kinds);
  }

  private Arbitrary<Condition> conditions() {
    return Arbitraries.oneOf(
        Arbitraries.just(new Condition.Established()),
        texts().map(Condition.NotInForce::new),
        texts().map(Condition.Possible::new));
  }

  /** Any text a device might hand out, but no half surrogates: those are not text. */
  private Arbitrary<String> texts() {
    return Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12);
  }
}

package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.IpFamily;
import org.postern.acl.Visibility;

class SharedFactsTest {
  private final SharedFacts shared = new SharedFacts();

  private static AccessList list(String name, int port) {
    return new AccessList(
        name,
        "test",
        java.util.Set.of(IpFamily.IPV4),
        List.of(),
        List.of(Gateway.entry("10", Action.PERMIT, "192.0.2.20", port)),
        java.util.Optional.of(Action.DENY),
        Visibility.RULES,
        List.of());
  }

  private ListFacts facts(AccessList list, Map<String, List<Binding>> configured) {
    AccessListReading reading = new AccessListReading(list, Map.of());
    return ListTable.of(List.of(reading), configured, List.of(), shared).facts().get(0);
  }

  @Test
  void equalListsOfTwoDevicesHaveTheirFactsInCommon() {
    ListFacts one = facts(list("in", 25), Map.of());

    assertThat(facts(list("in", 25), Map.of())).isSameAs(one);
    assertThat(one.list()).isEqualTo(list("in", 25));
  }

  @Test
  void anotherListOrAnotherBindingHasFactsOfItsOwn() {
    ListFacts one = facts(list("in", 25), Map.of());
    Binding outside = new Binding("eth0", Direction.IN);

    assertThat(facts(list("in", 587), Map.of()).list()).isEqualTo(list("in", 587));
    assertThat(facts(list("out", 25), Map.of()).list().name()).isEqualTo("out");
    assertThat(facts(list("in", 25), Map.of("in", List.of(outside))).list().bindings())
        .containsExactly(outside);
    assertThat(one.list().bindings()).isEmpty();
  }
}

package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;

class EntryKeysTest {
  private static AccessListEntry.Builder host(String id, String address) {
    return AccessListEntry.builder(id, Action.PERMIT).destination(AddressMatch.parse(address));
  }

  @Test
  void anEntryIsWhatItMatchesNotItsNumberOrText() {
    assertThat(EntryKeys.of(List.of(host("1", "192.0.2.1").build())))
        .isEqualTo(
            EntryKeys.of(List.of(host("7", "192.0.2.1").text("rule 7").comment("x").build())));
  }

  @Test
  void equalEntriesAreToldApartByTheirOrder() {
    List<String> keys =
        EntryKeys.of(
            List.of(
                host("1", "192.0.2.1").build(),
                host("2", "192.0.2.2").build(),
                host("3", "192.0.2.1").build()));
    assertThat(new HashSet<>(keys)).hasSize(3);
    assertThat(keys.get(2)).isEqualTo(keys.get(0) + "#2");
  }
}

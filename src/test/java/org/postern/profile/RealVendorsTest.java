package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessListReading;
import org.postern.testkit.SharedRecordings;

/** What the profiles make of real devices, where the folder of their recordings is there. */
class RealVendorsTest {
  private static DeviceReading read(String file) {
    return RecordedRows.read(SharedRecordings.folder().resolve(file)).map(TestProfiles.builtIn());
  }

  private static AccessListReading list(DeviceReading reading, String name) {
    return reading.accessLists().stream()
        .filter(each -> each.list().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> entries(AccessListReading reading) {
    return reading.list().entries().stream()
        .map(entry -> entry.action() + " " + ReadingText.match(entry))
        .toList();
  }

  @Test
  void readsAnyAddressAndProtocolOfTheMe60() {
    DeviceReading reading = read("huawei-me60-x8.snmprec");
    assertThat(reading.profiles()).contains("huawei-acl");
    assertThat(entries(list(reading, "3001")))
        .singleElement(STRING)
        .startsWith("PERMIT ip ")
        .endsWith(" -> any");
    assertThat(list(reading, "2001").list().entries()).hasSize(1);
  }

  @Test
  void readsTheUsersListOfThe7150AndDoesNotBelieveTheBuiltInOnes() {
    DeviceReading reading = read("arista-7150s-52.snmprec");
    assertThat(reading.profiles()).contains("arista-acl");
    AccessListReading multi = list(reading, "multi");
    assertThat(entries(multi)).containsExactly("DENY udp any -> any", "PERMIT ip any -> any");
    assertThat(multi.list().isComplete()).isTrue();
    assertThat(reading.accessLists().stream().filter(each -> !each.list().isComplete()))
        .hasSizeGreaterThan(10);
  }
}

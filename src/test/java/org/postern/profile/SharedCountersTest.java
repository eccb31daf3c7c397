package org.postern.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.acl.HitUnit;
import org.postern.acl.NamedCounter;
import org.postern.acl.Visibility;
import org.postern.testkit.SharedRecordings;

/** The counters of real devices; skipped where their recordings are not at hand. */
class SharedCountersTest {
  private static DeviceReading map(String recording) {
    return RecordedRows.read(SharedRecordings.folder().resolve(recording + ".snmprec"))
        .map(TestProfiles.builtIn());
  }

  private static List<String> totals(String recording) {
    return map(recording).namedCounters().stream()
        .filter(counter -> counter.visibility() == Visibility.TOTALS)
        .map(each -> each.list() + "/" + each.name() + " " + each.hits().value())
        .toList();
  }

  @Test
  void readsTheSixtyFourBitsOfEveryFortigatePolicy() {
    List<NamedCounter> counters = map("fortinet-fortigate-300d").namedCounters();
    assertThat(counters).extracting(NamedCounter::list).containsOnly("root", "root IPv6");
    assertThat(counters).filteredOn(counter -> counter.list().equals("root")).hasSize(90);
    assertThat(counters).filteredOn(counter -> counter.list().equals("root IPv6")).hasSize(2);
    assertThat(counters).allSatisfy(each -> assertThat(each.hits().width()).isEqualTo(64));
  }

  @Test
  void namesTheClassesOfACatalyst() {
    List<NamedCounter> counters = map("cisco-c9400-svl").namedCounters();
    assertThat(counters).isNotEmpty();
    assertThat(counters).extracting(NamedCounter::name).contains("class-default");
    assertThat(counters).allSatisfy(c -> assertThat(c.hits().unit()).isEqualTo(HitUnit.PACKETS));
  }

  @Test
  void readsTotals() {
    assertThat(totals("checkpoint-gaia-1"))
        .containsExactly("fw/accepted 1365", "fw/rejected 0", "fw/dropped 60");
    assertThat(totals("paloalto-pa5000")).containsExactly("flow/policy-deny 646252143");
    assertThat(totals("pfsense-2.3.2")).containsExactly("pf/matched 1527007", "pf/states 1466041");
    assertThat(totals("openbsd-7.1-pf")).hasSize(2);
  }
}

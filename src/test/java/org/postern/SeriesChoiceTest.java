package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.SeriesKey;
import org.postern.finding.SeriesKey.Quantity;
import org.postern.finding.Subject;

class SeriesChoiceTest {
  private static final SeriesKey IN = new SeriesKey(Quantity.IN_BITS, "wan0", "");
  private static final SeriesKey OUT = new SeriesKey(Quantity.OUT_BITS, "wan0", "");
  private static final SeriesKey DENIES = new SeriesKey(Quantity.DENY_HITS, "a>b", "smtp");
  private static final SeriesKey PERMITS = new SeriesKey(Quantity.PERMIT_HITS, "a>b", "smtp");

  @Test
  void namesAreReadBack() {
    for (SeriesKey key : new SeriesKey[] {IN, OUT, DENIES, PERMITS}) {
      assertThat(SeriesChoice.parse(SeriesChoice.name(key)).one()).contains(key);
    }
    assertThat(SeriesChoice.name(DENIES)).isEqualTo("a>b:25 denies");
    assertThat(SeriesChoice.parse("a>b:smtp denies").one()).contains(DENIES);
    SeriesKey spaced = new SeriesKey(Quantity.OUT_BITS, "Gi 0/0", "");
    assertThat(SeriesChoice.parse("Gi 0/0 out").one()).contains(spaced);
  }

  @Test
  void aSubjectIsAllOfItsSeries() {
    SeriesChoice line = SeriesChoice.parse("wan0");
    assertThat(line.one()).isEmpty();
    assertThat(line.includes(IN)).isTrue();
    assertThat(line.includes(OUT)).isTrue();
    assertThat(line.mayBeHits()).isFalse();
    assertThat(SeriesChoice.parse("wan0 in").includes(OUT)).isFalse();
    SeriesChoice flow = SeriesChoice.parse("a>b:25");
    assertThat(flow.includes(DENIES)).isTrue();
    assertThat(flow.includes(PERMITS)).isTrue();
    assertThat(flow.includes(IN)).isFalse();
    assertThat(flow.mayBeHits()).isTrue();
    assertThat(SeriesChoice.parse("a>b:25 permits").includes(DENIES)).isFalse();
    assertThat(SeriesChoice.parse("eth0:25 in").mayBeHits()).isFalse();
    assertThat(SeriesChoice.parse("in").one()).as("an interface of that name").isEmpty();
  }

  @Test
  void findingsGoWithTheirSubject() {
    FindingKey traffic = new FindingKey(FindingKind.TRAFFIC_SPIKE, Subject.of("gw", "wan0"));
    FindingKey spike =
        new FindingKey(FindingKind.DENY_SPIKE, Subject.of("gw", "a>b", MailPort.SMTP));
    assertThat(SeriesChoice.parse("wan0").includes(traffic)).isTrue();
    assertThat(SeriesChoice.parse("wan0 out").includes(traffic)).isTrue();
    assertThat(SeriesChoice.parse("wan1").includes(traffic)).isFalse();
    assertThat(SeriesChoice.parse("a>b:25").includes(spike)).isTrue();
    assertThat(SeriesChoice.parse("a>b:25 denies").includes(spike)).isTrue();
    assertThat(SeriesChoice.parse("a>b:25 permits").includes(spike)).isFalse();
    assertThat(SeriesChoice.parse("a>b:587").includes(spike)).isFalse();
  }
}

package org.postern.snmp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.testkit.MutableClock;
import org.postern.testkit.SharedRecordings;

class ContentTest {
  private static final Oid UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final Oid OCTETS = Oid.parse("1.3.6.1.2.1.2.2.1.10.1");
  private static final Oid HC_OCTETS = Oid.parse("1.3.6.1.2.1.31.1.1.1.6.1");
  private static final Oid SPEED = Oid.parse("1.3.6.1.2.1.2.2.1.5.1");

  private final MutableClock clock = new MutableClock(Instant.EPOCH);

  private static SnmpRecording recording(long upTime, long octets, long hcOctets, long speed) {
    return SnmpRecording.of(
        List.of(
            new VarBind(UP_TIME, new SnmpValue.TimeTicks(upTime)),
            new VarBind(OCTETS, new SnmpValue.Counter32(octets)),
            new VarBind(HC_OCTETS, new SnmpValue.Counter64(hcOctets)),
            new VarBind(SPEED, new SnmpValue.Gauge32(speed))));
  }

  private static SnmpValue value(MibView view, Oid oid) {
    SnmpValue value = view.value(oid).orElseThrow();
    assertThat(view.next(justBefore(oid)).orElseThrow()).isEqualTo(new VarBind(oid, value));
    return value;
  }

  private static Oid justBefore(Oid oid) {
    int[] numbers = oid.toArray();
    int last = numbers.length - 1;
    numbers[last]--;
    return numbers[last] < 0 ? Oid.of(Arrays.copyOf(numbers, last)) : Oid.of(numbers);
  }

  @Test
  void aStaticDeviceStandsStillButForItsUpTime() {
    RecordedDevice device =
        new RecordedDevice(new StaticContent(recording(4_294_967_290L, 5, 6, 7)), clock, 1);
    clock.advance(Duration.ofMillis(150));
    assertThat(value(device.view(), UP_TIME)).isEqualTo(new SnmpValue.TimeTicks(9));
    assertThat(value(device.view(), OCTETS)).isEqualTo(new SnmpValue.Counter32(5));
  }

  @Test
  void countersGoOnAtTheirRateThroughTheWrap() {
    // 60 s between the recordings; the 32-bit counter wraps on the way, the speed is no counter.
    DeviceContent content =
        new RatedContent(
            recording(1000, 4_294_967_000L, 1_000_000_000_000L, 10),
            recording(7000, 304, 1_000_000_060_000L, 20));
    RecordedDevice device = new RecordedDevice(content, clock, 10);
    clock.advance(Duration.ofSeconds(3));
    MibView half = device.view();
    assertThat(value(half, UP_TIME)).isEqualTo(new SnmpValue.TimeTicks(4000));
    assertThat(value(half, OCTETS)).isEqualTo(new SnmpValue.Counter32(4));
    assertThat(value(half, HC_OCTETS)).isEqualTo(new SnmpValue.Counter64(1_000_000_030_000L));
    assertThat(value(half, SPEED)).isEqualTo(new SnmpValue.Gauge32(10));
    clock.advance(Duration.ofSeconds(6));
    assertThat(value(device.view(), HC_OCTETS))
        .isEqualTo(new SnmpValue.Counter64(1_000_000_090_000L));
    // A view that was taken does not move.
    assertThat(value(half, OCTETS)).isEqualTo(new SnmpValue.Counter32(4));
  }

  @Test
  void refusesRecordingsBetweenWhichNoTimePassed() {
    SnmpRecording one = recording(1000, 0, 0, 0);
    assertThatThrownBy(() -> new RatedContent(one, one))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not grow from 1000 to 1000");
  }

  @Test
  void aSequencePlaysEachStepFromItsOffset() {
    DeviceContent content =
        new SequenceContent(
            List.of(
                new SequenceContent.Step(Duration.ZERO, new StaticContent(recording(100, 1, 1, 1))),
                new SequenceContent.Step(
                    Duration.ofSeconds(60), new StaticContent(recording(50, 2, 2, 2)))));
    assertThat(value(content.at(Duration.ofSeconds(59)), OCTETS))
        .isEqualTo(new SnmpValue.Counter32(1));
    MibView second = content.at(Duration.ofSeconds(61));
    assertThat(value(second, OCTETS)).isEqualTo(new SnmpValue.Counter32(2));
    assertThat(value(second, UP_TIME)).isEqualTo(new SnmpValue.TimeTicks(150));
  }

  @Test
  void aSwapJumpsAndAContinuationDoesNot() {
    DeviceContent rated = new RatedContent(recording(0, 0, 0, 10), recording(100, 1000, 1000, 10));
    RecordedDevice device = new RecordedDevice(rated, clock, 1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(value(device.view(), OCTETS)).isEqualTo(new SnmpValue.Counter32(10_000));

    device.continueWith(new RatedContent(recording(500, 7, 7, 99), recording(600, 8, 8, 99)));
    assertThat(value(device.view(), OCTETS)).isEqualTo(new SnmpValue.Counter32(10_000));
    clock.advance(Duration.ofSeconds(5));
    assertThat(value(device.view(), OCTETS)).isEqualTo(new SnmpValue.Counter32(10_005));
    assertThat(value(device.view(), UP_TIME)).isEqualTo(new SnmpValue.TimeTicks(1500));
    assertThat(value(device.view(), SPEED)).isEqualTo(new SnmpValue.Gauge32(99));

    device.swap(new StaticContent(recording(3, 4, 5, 6)));
    assertThat(value(device.view(), OCTETS)).isEqualTo(new SnmpValue.Counter32(4));
  }

  @Test
  void meetsTheSecondRecordingOfARealRouterAtItsTime() throws Exception {
    Path lab = SharedRecordings.folder().resolve("linux-lab");
    SnmpRecording first = SnmpRecording.load(lab.resolve("rtr1.baseline-t0.snmprec"));
    SnmpRecording second = SnmpRecording.load(lab.resolve("rtr1.baseline-t60.snmprec"));
    long ticks =
        ((SnmpValue.TimeTicks) second.value(UP_TIME).orElseThrow()).value()
            - ((SnmpValue.TimeTicks) first.value(UP_TIME).orElseThrow()).value();
    MibView then = new RatedContent(first, second).at(Duration.ofMillis(ticks * 10));
    int moved = 0;
    for (VarBind varBind : second.below(Oid.parse("1.3.6.1.2.1.31.1.1.1"))) {
      if (varBind.value() instanceof SnmpValue.Counter64 counter
          && first.value(varBind.oid()).isPresent()) {
        long simulated = ((SnmpValue.Counter64) then.value(varBind.oid()).orElseThrow()).value();
        assertThat(simulated)
            .as("%s", varBind.oid())
            .isBetween(counter.value() - 1, counter.value());
        moved += first.value(varBind.oid()).orElseThrow().equals(counter) ? 0 : 1;
      }
    }
    assertThat(moved).isGreaterThan(5);
  }
}

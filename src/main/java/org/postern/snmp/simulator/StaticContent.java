package org.postern.snmp.simulator;

import java.time.Duration;
import java.util.Optional;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** A recording that stands still, but for sysUpTime. Immutable. */
public final class StaticContent implements DeviceContent {
  private static final Oid SYS_UP_TIME = Oid.of(1, 3, 6, 1, 2, 1, 1, 3, 0);
  private static final long TICKS = 1L << 32;

  private final SnmpRecording recording;

  public StaticContent(SnmpRecording recording) {
    this.recording = recording;
  }

  @Override
  public MibView at(Duration elapsed) {
    long ticks = elapsed.toMillis() / 10;
    return new MibView() {
      @Override
      public Optional<SnmpValue> value(Oid instance) {
        return recording.value(instance).map(value -> advance(instance, value, ticks));
      }

      @Override
      public Optional<VarBind> next(Oid oid) {
        return recording
            .next(oid)
            .map(found -> new VarBind(found.oid(), advance(found.oid(), found.value(), ticks)));
      }
    };
  }

  private static SnmpValue advance(Oid oid, SnmpValue value, long ticks) {
    return value instanceof SnmpValue.TimeTicks upTime && oid.equals(SYS_UP_TIME)
        ? new SnmpValue.TimeTicks((upTime.value() + ticks) % TICKS)
        : value;
  }
}

package org.postern.snmp.simulator;

import java.time.Duration;
import java.util.Optional;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/**
 * A device whose counters go on at the rates found between two recordings of it.
 *
 * <p>The time between them is the difference of their sysUpTimes. Counter32 and TimeTicks move
 * modulo 2^32; a Counter64 that fell, and whatever is in only one of the two, stands still as in
 * the first. All else is as in the first. Immutable.
 */
public final class RatedContent implements DeviceContent {
  private static final Oid SYS_UP_TIME = Oid.of(1, 3, 6, 1, 2, 1, 1, 3, 0);
  private static final long MODULUS = 1L << 32;

  private final SnmpRecording first;

  /** By position in the first recording: what is added per hundredth of a second. */
  private final double[] perTick;

  /**
   * Takes the rates from two recordings of the same device.
   *
   * @throws IllegalArgumentException if either has no sysUpTime or it does not grow
   */
  public RatedContent(SnmpRecording first, SnmpRecording second) {
    this.first = first;
    long ticks = upTime(second) - upTime(first);
    if (ticks <= 0) {
      throw new IllegalArgumentException(
          "sysUpTime does not grow from " + upTime(first) + " to " + upTime(second));
    }
    perTick = new double[first.size()];
    for (int i = 0; i < perTick.length; i++) {
      VarBind before = first.varBind(i);
      Optional<SnmpValue> after = second.value(before.oid());
      perTick[i] = after.isEmpty() ? 0 : growth(before.value(), after.get()) / ticks;
    }
  }

  private static long upTime(SnmpRecording recording) {
    return recording
        .value(SYS_UP_TIME)
        .filter(SnmpValue.TimeTicks.class::isInstance)
        .map(value -> ((SnmpValue.TimeTicks) value).value())
        .orElseThrow(() -> new IllegalArgumentException("a recording has no sysUpTime"));
  }

  private static double growth(SnmpValue before, SnmpValue after) {
    if (before instanceof SnmpValue.Counter32 old && after instanceof SnmpValue.Counter32 now) {
      return Math.floorMod(now.value() - old.value(), MODULUS);
    } else if (before instanceof SnmpValue.TimeTicks old
        && after instanceof SnmpValue.TimeTicks now) {
      return Math.floorMod(now.value() - old.value(), MODULUS);
    } else if (before instanceof SnmpValue.Counter64 old
        && after instanceof SnmpValue.Counter64 now) {
      return Long.compareUnsigned(now.value(), old.value()) < 0 ? 0 : now.value() - old.value();
    }
    return 0;
  }

  @Override
  public MibView at(Duration elapsed) {
    double ticks = elapsed.toMillis() / 10.0;
    return new MibView() {
      @Override
      public Optional<SnmpValue> value(Oid instance) {
        int position = first.positionOf(instance);
        return position < 0 ? Optional.empty() : Optional.of(moved(position, ticks).value());
      }

      @Override
      public Optional<VarBind> next(Oid oid) {
        int position = first.positionAfter(oid);
        return position == first.size() ? Optional.empty() : Optional.of(moved(position, ticks));
      }
    };
  }

  private VarBind moved(int position, double ticks) {
    VarBind varBind = first.varBind(position);
    long growth = (long) (perTick[position] * ticks);
    if (growth == 0) {
      return varBind;
    }
    return new VarBind(varBind.oid(), Counters.plus(varBind.value(), growth));
  }
}

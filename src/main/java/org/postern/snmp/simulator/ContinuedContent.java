package org.postern.snmp.simulator;

import java.time.Duration;
import java.util.Optional;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/**
 * A content whose counters and sysUpTime go on from where another left off: of the new one only the
 * growth counts, where both have the instance. Immutable.
 */
final class ContinuedContent implements DeviceContent {
  private final MibView before;
  private final DeviceContent content;
  private final MibView beginning;

  ContinuedContent(MibView before, DeviceContent content) {
    this.before = before;
    this.content = content;
    this.beginning = content.at(Duration.ZERO);
  }

  @Override
  public MibView at(Duration elapsed) {
    MibView now = content.at(elapsed);
    return new MibView() {
      @Override
      public Optional<SnmpValue> value(Oid instance) {
        return now.value(instance).map(value -> continued(instance, value));
      }

      @Override
      public Optional<VarBind> next(Oid oid) {
        return now.next(oid)
            .map(found -> new VarBind(found.oid(), continued(found.oid(), found.value())));
      }
    };
  }

  private SnmpValue continued(Oid oid, SnmpValue now) {
    if (!(now instanceof SnmpValue.Counter32
        || now instanceof SnmpValue.Counter64
        || now instanceof SnmpValue.TimeTicks)) {
      return now;
    }
    Optional<SnmpValue> left = before.value(oid);
    Optional<SnmpValue> began = beginning.value(oid);
    if (left.isEmpty() || began.isEmpty() || left.get().getClass() != now.getClass()) {
      return now;
    }
    return Counters.plus(left.get(), Counters.difference(began.get(), now));
  }
}

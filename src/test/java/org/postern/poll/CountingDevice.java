package org.postern.poll;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.MibView;
import org.postern.snmp.simulator.StaticContent;

/**
 * A device whose interfaces count at rates that are known: the interface eth<i>n</i> takes in
 * 1000(n+1) octets, 60(n+1) packets and (n+1) errors in a second and sends half of that. The last
 * one has 32-bit counters only. Something may happen to it while it is being asked. Thread-safe.
 */
final class CountingDevice implements DeviceContent {
  static final int INTERFACES = 6;
  static final Oid NAMES = Oid.parse("1.3.6.1.2.1.31.1.1.1.1");

  private static final Oid SYSTEM = Oid.parse("1.3.6.1.2.1.1");
  private static final Oid IF = Oid.parse("1.3.6.1.2.1.2.2.1");
  private static final Oid IFX = Oid.parse("1.3.6.1.2.1.31.1.1.1");
  private static final long START_TICKS = 400_000_000L;
  private static final long START_COUNTS = 1_000_000_000L;

  private final AtomicInteger requests = new AtomicInteger();
  private volatile int eventAt = Integer.MAX_VALUE;
  private volatile Event event = Event.NOTHING;
  private volatile State state = new State(Duration.ZERO, Duration.ZERO, false, false);

  /** What may happen to it. */
  enum Event {
    NOTHING,
    /** Counters and sysUpTime begin anew. */
    RESTART,
    /** Two interfaces have each other's ifIndex from now on. */
    SWAP,
    RESTART_AND_SWAP,
    /** The counters begin anew, sysUpTime goes on. */
    CLEAR
  }

  private record State(Duration booted, Duration cleared, boolean restarted, boolean swapped) {
    State after(Event event, Duration now) {
      return switch (event) {
        case NOTHING -> this;
        case RESTART -> new State(now, now, true, swapped);
        case SWAP -> new State(booted, cleared, restarted, !swapped);
        case RESTART_AND_SWAP -> new State(now, now, true, !swapped);
        case CLEAR -> new State(booted, now, restarted, swapped);
      };
    }
  }

  /**
   * Lets {@code event} happen just before it answers the request number {@code request} from now.
   */
  void prepare(Event event, int request) {
    this.event = event;
    eventAt = requests.get() + request;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public MibView at(Duration elapsed) {
    if (requests.incrementAndGet() == eventAt) {
      state = state.after(event, elapsed);
    }
    return new StaticContent(recording(state, elapsed)).at(Duration.ZERO);
  }

  private static SnmpRecording recording(State now, Duration elapsed) {
    List<VarBind> all = new ArrayList<>();
    long upTicks =
        elapsed.minus(now.booted()).toMillis() / 10 + (now.restarted() ? 0 : START_TICKS);
    all.add(text(SYSTEM.append(1).append(0), "counts"));
    all.add(
        new VarBind(
            SYSTEM.append(2).append(0), new SnmpValue.ObjectId(Oid.parse("1.3.6.1.4.1.32473.1"))));
    all.add(new VarBind(SYSTEM.append(3).append(0), new SnmpValue.TimeTicks(upTicks)));
    all.add(text(SYSTEM.append(5).append(0), "counter"));
    boolean begunAnew = !now.cleared().isZero();
    long seconds = elapsed.minus(now.cleared()).toSeconds();
    LongUnaryOperator count = rate -> rate * seconds + (begunAnew ? 0 : START_COUNTS);
    for (int index = 1; index <= INTERFACES; index++) {
      int number = now.swapped() && index <= 2 ? 2 - index : index - 1;
      add(all, index, number, count);
    }
    return SnmpRecording.of(all);
  }

  private static void add(List<VarBind> all, int index, int number, LongUnaryOperator count) {
    long factor = number + 1L;
    all.add(text(IF.append(2).append(index), "card " + number));
    all.add(new VarBind(IF.append(5).append(index), new SnmpValue.Gauge32(100_000_000)));
    all.add(new VarBind(IF.append(7).append(index), new SnmpValue.Int(1)));
    all.add(new VarBind(IF.append(8).append(index), new SnmpValue.Int(1)));
    all.add(narrow(10, index, count.applyAsLong(1000 * factor)));
    all.add(narrow(11, index, count.applyAsLong(50 * factor)));
    all.add(narrow(14, index, count.applyAsLong(factor)));
    all.add(narrow(16, index, count.applyAsLong(500 * factor)));
    all.add(text(IFX.append(1).append(index), "eth" + number));
    all.add(new VarBind(IFX.append(15).append(index), new SnmpValue.Gauge32(100)));
    if (number < INTERFACES - 1) {
      all.add(wide(6, index, count.applyAsLong(1000 * factor)));
      all.add(wide(7, index, count.applyAsLong(50 * factor)));
      all.add(wide(8, index, count.applyAsLong(7 * factor)));
      all.add(wide(9, index, count.applyAsLong(3 * factor)));
      all.add(wide(10, index, count.applyAsLong(500 * factor)));
    }
  }

  private static VarBind narrow(int column, int index, long value) {
    return new VarBind(IF.append(column).append(index), new SnmpValue.Counter32(value));
  }

  private static VarBind wide(int column, int index, long value) {
    return new VarBind(IFX.append(column).append(index), new SnmpValue.Counter64(value));
  }

  private static VarBind text(Oid oid, String text) {
    return new VarBind(oid, new SnmpValue.Octets(text.getBytes(StandardCharsets.UTF_8)));
  }
}

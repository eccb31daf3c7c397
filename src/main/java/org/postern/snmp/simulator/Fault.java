package org.postern.snmp.simulator;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** What is wrong with an agent; real ones have shown each of these. */
public sealed interface Fault {
  /** Nothing is wrong. */
  record None() implements Fault {}

  /** Answers nothing. */
  record Silent() implements Fault {}

  /** Answers nothing that asks for {@code oid} or what is after it: a walk breaks off there. */
  record SilentFrom(Oid oid) implements Fault {}

  /** Answers the same as ever, later. */
  record Slow(Duration delay, ScheduledExecutorService scheduler) implements Fault {}

  /** Answers octets that are no message. */
  record Garbage() implements Fault {}

  /** Cuts each GETBULK answer after so many variable bindings; 0 and up. */
  record ShortAnswers(int varBinds) implements Fault {}

  /** GETNEXT from {@code oid} or after it finds {@code oid} again: a walk never ends. */
  record Loop(Oid oid) implements Fault {}

  /** GETNEXT below {@code asked} finds what is first below {@code told} instead. */
  record WrongTable(Oid asked, Oid told) implements Fault {}

  /**
   * Answers each authentic SNMPv3 request with the same Report, such as an engine whose boots and
   * time never settle.
   */
  record Refusing(UsmStatistic statistic) implements Fault {}

  /** The view as this fault distorts it. */
  default MibView distort(MibView view) {
    if (this instanceof Loop loop) {
      return new Distorted(view) {
        @Override
        public Optional<VarBind> next(Oid oid) {
          return oid.compareTo(loop.oid()) < 0
              ? view.next(oid)
              : view.value(loop.oid()).map(value -> new VarBind(loop.oid(), value));
        }
      };
    } else if (this instanceof WrongTable wrong) {
      return new Distorted(view) {
        @Override
        public Optional<VarBind> next(Oid oid) {
          return view.next(oid.startsWith(wrong.asked()) ? wrong.told() : oid);
        }
      };
    }
    return view;
  }

  /** A view of which only the order is distorted. */
  abstract class Distorted implements MibView {
    private final MibView view;

    Distorted(MibView view) {
      this.view = view;
    }

    @Override
    public Optional<SnmpValue> value(Oid instance) {
      return view.value(instance);
    }
  }
}

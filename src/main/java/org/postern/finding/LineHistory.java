package org.postern.finding;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.postern.counter.Rate;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;

/** The traffic of one interface, window by window. Confined to the device's evaluation. */
final class LineHistory {
  private final LevelHistory in;
  private final LevelHistory out;
  private final FlatRun flatIn;
  private final FlatRun flatOut;
  private final LineSettings limits;
  private float seconds;
  private double inBits;
  private double outBits;
  private float packets;
  private float errors;
  private float discards;
  private boolean packetsKnown = true;
  private boolean errorsKnown = true;
  private boolean discardsKnown = true;

  LineHistory(SeriesModel in, SeriesModel out, DetectionSettings settings) {
    this.in = new LevelHistory(in, settings.traffic());
    this.out = new LevelHistory(out, settings.traffic());
    flatIn = new FlatRun(settings.flatline());
    flatOut = new FlatRun(settings.flatline());
    limits = settings.lines();
  }

  /**
   * A window of an interface.
   *
   * @param inBits per second
   * @param outBits per second
   * @param packets per second, both ways, with those that were lost; empty if not counted
   * @param errors share of {@code packets}, 0..1; empty if not counted
   * @param discards share of {@code packets}, 0..1; empty if not counted
   */
  record Window(
      double inBits,
      double outBits,
      OptionalDouble packets,
      OptionalDouble errors,
      OptionalDouble discards,
      LevelHistory.Opinion in,
      LevelHistory.Opinion out,
      boolean flat,
      boolean varies) {}

  /** When it is too busy or loses packets. */
  LineSettings limits() {
    return limits;
  }

  LevelHistory in() {
    return in;
  }

  LevelHistory out() {
    return out;
  }

  /** The level as it is now is right: what is usual is learned anew. */
  void accept() {
    in.accept();
    out.accept();
  }

  /** A poll that cannot be judged: whatever was consecutive is so no longer. */
  void interrupted() {
    drop();
    in.interrupted();
    out.interrupted();
    flatIn.interrupted();
    flatOut.interrupted();
  }

  /** Takes in a poll; a window if one is over now. */
  Optional<Window> add(Board.InterfaceRow row, Duration covered, Duration whole, Slot slot) {
    double passed = covered.toNanos() / 1e9;
    seconds += (float) passed;
    inBits += row.inBits().perSecond().orElse(0) * passed;
    outBits += row.outBits().perSecond().orElse(0) * passed;
    packets += (float) (sum(row.inPackets(), row.outPackets()) * passed);
    errors += (float) (sum(row.inErrors(), row.outErrors()) * passed);
    discards += (float) (sum(row.inDiscards(), row.outDiscards()) * passed);
    packetsKnown &= row.inPackets().quality().isExact() && row.outPackets().quality().isExact();
    errorsKnown &= row.inErrors().quality().isExact() || row.outErrors().quality().isExact();
    discardsKnown &= row.inDiscards().quality().isExact() || row.outDiscards().quality().isExact();
    if (seconds < WindowSum.FULL * whole.toMillis() / 1e3) {
      return Optional.empty();
    }
    double all = (double) packets + errors + discards;
    boolean inStuck = flatIn.isFlat(inBits);
    boolean outStuck = flatOut.isFlat(outBits);
    Window window =
        new Window(
            inBits / seconds,
            outBits / seconds,
            packetsKnown ? OptionalDouble.of(all / seconds) : OptionalDouble.empty(),
            share(errors, all, packetsKnown && errorsKnown),
            share(discards, all, packetsKnown && discardsKnown),
            in.window(slot, inBits / seconds),
            out.window(slot, outBits / seconds),
            inStuck || outStuck,
            !flatIn.isRunning() && !flatOut.isRunning());
    drop();
    return Optional.of(window);
  }

  private static double sum(Rate one, Rate other) {
    return one.perSecond().orElse(0) + other.perSecond().orElse(0);
  }

  private static OptionalDouble share(double part, double all, boolean known) {
    return known && all > 0 ? OptionalDouble.of(part / all) : OptionalDouble.empty();
  }

  private void drop() {
    seconds = 0;
    inBits = 0;
    outBits = 0;
    packets = 0;
    errors = 0;
    discards = 0;
    packetsKnown = true;
    errorsKnown = true;
    discardsKnown = true;
  }
}

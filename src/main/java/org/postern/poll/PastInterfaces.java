package org.postern.poll;

import java.util.Optional;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.TrafficRates;
import org.postern.finding.Board;
import org.postern.store.RollUp;
import org.postern.store.SampleRate;

/** Interfaces as they were in a window. */
final class PastInterfaces {
  private static final int UNKNOWN = 0;

  private PastInterfaces() {}

  /** Its rates are the means of the window; the speed of the interface is not kept. */
  static Board.InterfaceRow row(DeviceHistory.Line line, RollUp window) {
    TrafficRates rates =
        new TrafficRates.Builder()
            .putBits(InterfaceCounter.IN_OCTETS, rate(window, SampleRate.IN_BITS))
            .putBits(InterfaceCounter.OUT_OCTETS, rate(window, SampleRate.OUT_BITS))
            .put(InterfaceCounter.IN_PACKETS, rate(window, SampleRate.IN_PACKETS))
            .put(InterfaceCounter.OUT_PACKETS, rate(window, SampleRate.OUT_PACKETS))
            .put(InterfaceCounter.IN_ERRORS, rate(window, SampleRate.IN_ERRORS))
            .put(InterfaceCounter.OUT_ERRORS, rate(window, SampleRate.OUT_ERRORS))
            .put(InterfaceCounter.IN_DISCARDS, rate(window, SampleRate.IN_DISCARDS))
            .put(InterfaceCounter.OUT_DISCARDS, rate(window, SampleRate.OUT_DISCARDS))
            .build();
    return new Board.InterfaceRow(
        UNKNOWN,
        line.series().first(),
        UNKNOWN,
        line.name(),
        "",
        Math.toIntExact(window.last()),
        false,
        rates,
        window.quality(),
        BaselineState.NONE);
  }

  private static Rate rate(RollUp window, SampleRate which) {
    return Optional.ofNullable(window.rates().get(which))
        .map(each -> Rate.of(each.mean(), window.quality()))
        .orElse(Rate.none(missing(window.quality())));
  }

  /** A rate that no sample had is not exact, though others may be. */
  private static Quality missing(Quality ofWindow) {
    return ofWindow.isExact() ? Quality.UNAVAILABLE : ofWindow;
  }
}

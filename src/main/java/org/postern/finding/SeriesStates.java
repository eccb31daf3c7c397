package org.postern.finding;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.postern.acl.MailPort;
import org.postern.counter.BaselineState;
import org.postern.finding.SeriesKey.Quantity;

/** How much is known of what is usual for the series of a device at one moment; immutable. */
public record SeriesStates(Map<SeriesKey, BaselineState> states) {
  public SeriesStates {
    states = Map.copyOf(states);
  }

  /** No series was seen. */
  public static SeriesStates none() {
    return new SeriesStates(Map.of());
  }

  /** Of an interface's traffic: of the way of which less is known. */
  public BaselineState ofLine(String name) {
    return least(SeriesKey.of(Quantity.IN_BITS, name), SeriesKey.of(Quantity.OUT_BITS, name));
  }

  /** Of the hits of a port at a crossing: of the action of which less is known. */
  public BaselineState ofPort(String crossing, MailPort port) {
    DeviceMemory.Flow flow = new DeviceMemory.Flow(crossing, port);
    return least(SeriesKey.of(Quantity.DENY_HITS, flow), SeriesKey.of(Quantity.PERMIT_HITS, flow));
  }

  private BaselineState least(SeriesKey one, SeriesKey other) {
    return Stream.of(one, other)
        .flatMap(key -> Optional.ofNullable(states.get(key)).stream())
        .min(Comparator.naturalOrder())
        .orElse(BaselineState.NONE);
  }
}

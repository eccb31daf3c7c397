package org.postern.poll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.NamedCounter;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.Moment;
import org.postern.finding.PortAssessment;
import org.postern.finding.WindowHits;

/**
 * Ports of devices that show counters with names (visibility L1) or totals (L0) and nothing else:
 * what a counter counts is known from the configuration only, so there are hits but never a
 * verdict.
 */
final class NamedCounterPorts {
  private final List<MonitoredDevice.CounterBinding> bindings;
  private final HitWindows hits;
  private final Moment moment;

  NamedCounterPorts(List<MonitoredDevice.CounterBinding> bindings, HitWindows hits, Moment moment) {
    this.bindings = bindings;
    this.hits = hits;
    this.moment = moment;
  }

  /** One assessment for each list and port that a binding speaks of. */
  List<PortAssessment> assess(List<NamedCounter> counters) {
    Map<HitWindows.CounterName, Optional<HitWindows.Window>> windows = hits.take(counters, moment);
    Map<HitWindows.CounterName, NamedCounter> known = new HashMap<>();
    counters.forEach(each -> known.put(HitWindows.name(each), each));
    Map<PortKey, List<MonitoredDevice.CounterBinding>> byPort = new LinkedHashMap<>();
    for (MonitoredDevice.CounterBinding binding : bindings) {
      byPort
          .computeIfAbsent(new PortKey(binding.list(), binding.port()), key -> new ArrayList<>())
          .add(binding);
    }
    List<PortAssessment> ports = new ArrayList<>();
    byPort.forEach(
        (key, bound) ->
            ports.add(
                new PortAssessment(
                    Crossing.throughList(key.crossing()),
                    verdict(key, bound, known),
                    sum(bound, Action.PERMIT, windows),
                    sum(bound, Action.DENY, windows))));
    return ports;
  }

  private static PortVerdict verdict(
      PortKey key,
      List<MonitoredDevice.CounterBinding> bound,
      Map<HitWindows.CounterName, NamedCounter> known) {
    String names =
        String.join(", ", bound.stream().map(MonitoredDevice.CounterBinding::counter).toList());
    List<String> reasons = new ArrayList<>();
    Visibility visibility = Visibility.NAMED_COUNTERS;
    for (MonitoredDevice.CounterBinding binding : bound) {
      @Nullable NamedCounter counter = known.get(name(binding));
      if (counter == null) {
        reasons.add("not among the counters the device showed: " + binding.counter());
      } else if (!counter.hits().counted()) {
        reasons.add("the device does not count " + binding.counter());
      } else if (counter.visibility() == Visibility.TOTALS) {
        visibility = Visibility.TOTALS;
      }
    }
    reasons.add(
        0,
        (visibility == Visibility.TOTALS
                ? "the device shows totals only, no entries; the configuration binds "
                : "the device shows named counters only, no entries; the configuration binds ")
            + names
            + " to this port");
    return new PortVerdict(
        key.port(), Verdict.UNKNOWN, List.of(), List.of(), false, reasons, visibility);
  }

  private static HitWindows.CounterName name(MonitoredDevice.CounterBinding binding) {
    return HitWindows.name(binding.list(), binding.counter());
  }

  private static WindowHits sum(
      List<MonitoredDevice.CounterBinding> bound,
      Action action,
      Map<HitWindows.CounterName, Optional<HitWindows.Window>> windows) {
    HitSum sum = new HitSum();
    for (MonitoredDevice.CounterBinding binding : bound) {
      if (binding.action() == action) {
        sum.add(windows.getOrDefault(name(binding), Optional.empty()));
      }
    }
    return sum.total();
  }
}

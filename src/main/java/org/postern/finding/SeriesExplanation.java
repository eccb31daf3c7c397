package org.postern.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.postern.acl.MailPort;
import org.postern.counter.Band;
import org.postern.counter.Peaks;
import org.postern.counter.Seasons.Slot;
import org.postern.counter.SeriesModel;

/** Says in words what is usual now for the series of a device, and what was seen last. */
final class SeriesExplanation {
  private final DetectionSettings settings;
  private final String device;
  private final Slot slot;

  SeriesExplanation(DetectionSettings settings, String device, Instant now) {
    this.settings = settings;
    this.device = device;
    slot = settings.series().calendar().apply(device).slot(now);
  }

  List<String> ofPort(SeriesMemory memory, MailPort port, Optional<String> crossing) {
    List<String> lines = new ArrayList<>();
    for (DeviceMemory.Flow flow : memory.flows(port)) {
      if (crossing.isEmpty() || flow.isOf(crossing.get())) {
        String subject = flow.crossing() + ":" + port.number();
        if (memory.hasPermits(flow)) {
          SeriesModel permits = memory.permits(flow, settingsOf(flow)).model();
          lines.add(line(subject + " permit hits", permits, EvidenceText::number));
        }
        if (memory.hasDenies(flow)) {
          SeriesModel denies = memory.denies(flow, settingsOf(flow)).model();
          lines.add(line(subject + " deny hits", denies, EvidenceText::number));
        }
      }
    }
    return lines;
  }

  private Supplier<DetectionSettings> settingsOf(DeviceMemory.Flow flow) {
    return () -> settings.of(Subject.of(device, flow.crossing(), flow.port()));
  }

  List<String> ofInterface(SeriesMemory memory, String name) {
    return memory
        .knownLine(name)
        .map(
            line ->
                List.of(
                    line("interface " + name + " in", line.in().model(), LineRule::bits),
                    line("interface " + name + " out", line.out().model(), LineRule::bits)))
        .orElse(List.of());
  }

  private String line(String subject, SeriesModel model, DoubleFunction<String> words) {
    String last =
        model.last().isPresent()
            ? "last window " + words.apply(model.last().getAsDouble())
            : "no window yet";
    return subject + ": " + last + "; " + usual(model, words);
  }

  private String usual(SeriesModel model, DoubleFunction<String> words) {
    Optional<Peaks> peaks = model.peaks();
    if (peaks.isPresent()) {
      Peaks each = peaks.get();
      return "bursty, in %d days at most %s in a window and %s over an hour"
          .formatted(each.days(), words.apply(each.window()), words.apply(each.hour()));
    }
    Optional<Band> band = model.band(slot);
    if (band.isEmpty()) {
      return "learning: what is usual at this time of such a day is not known yet";
    }
    Band usual = band.get();
    double reach = settings.traffic().above().raise();
    return "usually %s, band %s to %s, from %d days and %d half hours around this one (%s)"
        .formatted(
            words.apply(usual.centre()),
            words.apply(Math.max(0, usual.at(-reach))),
            words.apply(usual.at(reach)),
            usual.seasons(),
            usual.samples(),
            slot.dayClass().label());
  }
}

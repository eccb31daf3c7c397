package org.postern;

import java.util.List;
import java.util.Optional;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AccessListReading;
import org.postern.acl.Binding;
import org.postern.acl.EntryText;
import org.postern.acl.HitReading;
import org.postern.counter.InterfaceSample;
import org.postern.profile.DeviceReading;

/** What a device told in one poll, as JSON shows it. */
record ReadingView(
    String sysDescr,
    long sysUpTime,
    List<InterfaceView> interfaces,
    List<ListView> accessLists,
    List<CounterView> namedCounters,
    List<String> gaps) {
  /** An interface; counters are in the table of the poll only. */
  record InterfaceView(
      int ifIndex, String name, String alias, int ifOperStatus, Optional<Long> speedBits) {}

  /** An access list in the order of evaluation. */
  record ListView(
      String name,
      String source,
      List<String> bindings,
      Optional<String> implicitAction,
      String visibility,
      List<String> gaps,
      List<EntryView> entries) {}

  /** An entry; hits as the device shows them, absent where it does not count. */
  record EntryView(String id, String action, String text, String comment, Optional<String> hits) {}

  /** A counter with a name and nothing else. */
  record CounterView(String list, String name, Optional<String> hits) {}

  static ReadingView of(DeviceReading reading) {
    return new ReadingView(
        reading.facts().sysDescr(),
        reading.facts().sysUpTime(),
        reading.interfaces().stream().map(ReadingView::of).toList(),
        reading.accessLists().stream().map(ReadingView::of).toList(),
        reading.namedCounters().stream()
            .map(each -> new CounterView(each.list(), each.name(), hits(Optional.of(each.hits()))))
            .toList(),
        reading.gaps());
  }

  private static InterfaceView of(InterfaceSample sample) {
    return new InterfaceView(
        sample.ifIndex(),
        sample.name(),
        sample.alias(),
        sample.operStatus(),
        sample.speedBits().isPresent()
            ? Optional.of(sample.speedBits().getAsLong())
            : Optional.empty());
  }

  private static ListView of(AccessListReading reading) {
    return new ListView(
        reading.list().name(),
        reading.list().source(),
        reading.list().bindings().stream().map(ReadingView::text).toList(),
        reading.list().implicitAction().map(Labels::of),
        reading.list().visibility().label(),
        reading.list().gaps(),
        reading.list().entries().stream().map(entry -> of(entry, reading)).toList());
  }

  private static EntryView of(AccessListEntry entry, AccessListReading reading) {
    return new EntryView(
        entry.id(),
        Labels.of(entry.action()),
        EntryText.of(entry),
        entry.comment(),
        hits(Optional.ofNullable(reading.hits().get(entry.id()))));
  }

  static Optional<String> hits(Optional<HitReading> hits) {
    return hits.filter(HitReading::counted).map(each -> Long.toUnsignedString(each.value()));
  }

  static String text(Binding binding) {
    return Labels.of(binding.direction())
        + (binding.interfaceName().equals(Binding.EVERY_INTERFACE)
            ? ""
            : " " + binding.interfaceName());
  }
}

package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postern.acl.Action;
import org.postern.acl.DecidingEntry;

/**
 * Hits that are judged together: all of a crossing and port, or one entry's that has levels of its
 * own, or what those leave.
 *
 * @param key what a finding about them is about
 * @param series under which what is usual for them is learned
 * @param deciding the entries whose hits they are
 */
record HitPart(
    FindingKey key, DeviceMemory.Flow series, WindowHits hits, List<DecidingEntry> deciding) {
  private static final String BUT = " but" + EntrySubject.ENTRY;

  /**
   * The hits of the entries with {@code action} that decide. Where some are judged by themselves
   * the rest has another usual level than all had, so it is another series.
   */
  static List<HitPart> of(
      FindingKind kind, Action action, String device, PortAssessment port, SubjectRules rules) {
    WindowHits hits = action == Action.DENY ? port.denyHits() : port.permitHits();
    FindingKey key = new FindingKey(kind, Subject.of(device, port.crossing().name(), port.port()));
    List<DecidingEntry> deciding =
        port.verdict().deciding().stream().filter(entry -> entry.action() == action).toList();
    List<EntryHits> rest = new ArrayList<>();
    List<HitPart> parts = new ArrayList<>();
    if (rules.nameEntries(kind)) {
      for (EntryHits each : hits.entries()) {
        FindingKey own = new FindingKey(kind, EntrySubject.of(device, port, each.entry()));
        if (rules.namesEntry(own)) {
          parts.add(
              new HitPart(own, flow(own, ""), HitSum.of(List.of(each)), List.of(each.entry())));
        } else {
          rest.add(each);
        }
      }
    }
    if (parts.isEmpty()) {
      return List.of(new HitPart(key, flow(key, ""), hits, deciding));
    }
    if (!rest.isEmpty()) {
      List<DecidingEntry> others = rest.stream().map(EntryHits::entry).toList();
      parts.add(new HitPart(key, flow(key, but(parts)), HitSum.of(rest), others));
    }
    return parts;
  }

  private static String but(List<HitPart> parts) {
    return parts.stream()
        .flatMap(part -> EntrySubject.entry(part.key()).stream())
        .sorted()
        .collect(Collectors.joining(", ", BUT, ""));
  }

  /** Whether the series with this name is what a finding about {@code object} speaks of. */
  static boolean isOf(String object, String series) {
    return series.equals(object) || series.startsWith(object + BUT);
  }

  private static DeviceMemory.Flow flow(FindingKey key, String but) {
    Subject subject = key.subject();
    return new DeviceMemory.Flow(subject.object() + but, subject.port().orElseThrow());
  }
}

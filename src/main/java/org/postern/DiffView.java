package org.postern;

import java.util.List;
import java.util.Optional;
import org.postern.acl.AccessListEntry;
import org.postern.acl.EntryText;
import org.postern.acl.FlowPrefixes;
import org.postern.acl.FlowSet;
import org.postern.acl.PortChange;
import org.postern.poll.DeviceDiff;
import org.postern.store.AccessListVersion;

/**
 * How access lists changed, as the command line shows it; also its JSON.
 *
 * @param since the earlier moment; absent without history
 * @param versions of the lists asked about, newest first for each list
 */
record DiffView(
    String device,
    Optional<String> since,
    Optional<String> until,
    List<ListView> lists,
    List<CrossingView> crossings,
    List<VersionView> versions,
    List<String> known,
    List<String> notes) {
  /** One list that differs. */
  record ListView(
      String list,
      String source,
      String effect,
      Optional<VersionView> before,
      Optional<VersionView> after,
      List<EntryView> added,
      List<EntryView> removed,
      List<EntryView> moved,
      boolean otherParts,
      List<ChangeView> ports) {}

  /** A crossing with flows that changed. */
  record CrossingView(String crossing, List<ChangeView> ports) {}

  /** A stretch of time in which a list was the same. */
  record VersionView(
      String list, String source, String digest, String firstSeen, String lastSeen) {}

  record EntryView(String entry, String text) {}

  /** What happened to one mail port. */
  record ChangeView(
      int port,
      String service,
      String effect,
      List<String> widened,
      boolean widenedTruncated,
      List<String> narrowed,
      boolean narrowedTruncated,
      List<CauseView> causes,
      int moreCauses,
      List<String> reasons) {}

  /** An entry that decides about flows that changed. */
  record CauseView(
      String role,
      String list,
      String entry,
      String text,
      String edit,
      List<String> flows,
      boolean flowsTruncated) {}

  static DiffView of(DeviceDiff diff) {
    return new DiffView(
        diff.device(),
        diff.before().map(Object::toString),
        diff.after().map(Object::toString),
        diff.lists().stream().map(DiffView::list).toList(),
        diff.crossings().stream()
            .map(each -> new CrossingView(each.crossing(), changes(each.ports())))
            .toList(),
        diff.histories().stream()
            .flatMap(
                each ->
                    java.util.stream.IntStream.range(0, each.versions().size())
                        .mapToObj(i -> each.versions().get(each.versions().size() - 1 - i)))
            .map(DiffView::version)
            .toList(),
        diff.known(),
        diff.notes());
  }

  private static ListView list(DeviceDiff.ComparedList compared) {
    return new ListView(
        compared.change().name(),
        compared.change().source(),
        Labels.of(compared.change().effect()),
        compared.before().map(DiffView::version),
        compared.after().map(DiffView::version),
        entries(compared.change().edits().added()),
        entries(compared.change().edits().removed()),
        entries(compared.change().edits().moved()),
        compared.change().edits().other(),
        changes(compared.change().ports()));
  }

  private static VersionView version(AccessListVersion version) {
    return new VersionView(
        version.name(),
        version.source(),
        version.digest(),
        version.firstSeen().toString(),
        version.lastSeen().toString());
  }

  private static List<EntryView> entries(List<AccessListEntry> entries) {
    return entries.stream().map(each -> new EntryView(each.id(), EntryText.of(each))).toList();
  }

  private static List<ChangeView> changes(List<PortChange> ports) {
    return ports.stream().map(DiffView::change).toList();
  }

  private static ChangeView change(PortChange change) {
    return new ChangeView(
        change.port().number(),
        change.port().serviceName(),
        Labels.of(change.effect()),
        flows(change.widened()),
        change.widened().truncated(),
        flows(change.narrowed()),
        change.narrowed().truncated(),
        change.causes().stream().map(DiffView::cause).toList(),
        change.moreCauses(),
        change.reasons());
  }

  private static CauseView cause(PortChange.Cause cause) {
    return new CauseView(
        Labels.of(cause.role()),
        cause.entry().list(),
        cause.entry().entryId(),
        cause.entry().text(),
        Labels.of(cause.edit()),
        flows(cause.flows()),
        cause.flows().truncated());
  }

  private static List<String> flows(FlowSet.Blocks blocks) {
    return blocks.list().stream().map(FlowPrefixes::toString).toList();
  }
}

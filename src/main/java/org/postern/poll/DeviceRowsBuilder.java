package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.NamedCounter;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.finding.Board;
import org.postern.finding.PortAssessment;
import org.postern.finding.PortConformance;
import org.postern.finding.SeriesStates;
import org.postern.finding.WindowHits;

/** Makes the board's rows of one device from its evaluated and judged polls. Confined. */
final class DeviceRowsBuilder {
  private final String device;
  private final Indexes indexes;
  private final ListSince since;
  private final Map<PortKey, PortMemory> ports = new HashMap<>();
  private final Map<Integer, Numbered> numbered = new HashMap<>();
  private Optional<Instant> before = Optional.empty();
  private Optional<DeviceRows> last = Optional.empty();

  /** The indexes of the entries of one version of a list. */
  private record Numbered(List<ListFacts.MailEntry> entries, List<Integer> indexes) {}

  DeviceRowsBuilder(String device, Indexes indexes, ListSince since) {
    this.device = device;
    this.indexes = indexes;
    this.since = since;
  }

  /** The rows after a poll that was answered. */
  DeviceRows answered(
      Evaluation evaluation, List<PortConformance> conformance, SeriesStates baselines) {
    Instant now = evaluation.assessment().time();
    List<Board.AclRow> acls = new ArrayList<>();
    List<Board.EntryRow> entries = new ArrayList<>();
    for (ListHits hits : evaluation.hits()) {
      ListTable.Row list = hits.list();
      int index = indexes.accessList(device, list.list().source(), list.list().name());
      List<Board.EntryRow> own = entries(evaluation, hits, index);
      acls.add(acl(evaluation, list, index, own.size(), now));
      entries.addAll(own);
    }
    acls.addAll(counterLists(evaluation, now));
    acls.sort(Comparator.comparingInt(Board.AclRow::aclIndex));
    entries.sort(
        Comparator.comparingInt(Board.EntryRow::aclIndex)
            .thenComparingInt(Board.EntryRow::entryIndex));
    DeviceRows rows =
        new DeviceRows(
            evaluation.device(),
            ports(evaluation, conformance, baselines, now),
            acls,
            entries,
            evaluation.interfaces().stream()
                .map(row -> row.with(baselines.ofLine(row.name())))
                .toList());
    before = Optional.of(now);
    last = Optional.of(rows);
    return rows;
  }

  /** The rows after a poll without an answer: what was last known, with no number to be trusted. */
  DeviceRows silent(Board.DeviceRow row) {
    DeviceRows known = last.orElse(new DeviceRows(row, List.of(), List.of(), List.of(), List.of()));
    return StaleRows.of(known, row);
  }

  private List<Board.PortRow> ports(
      Evaluation evaluation,
      List<PortConformance> conformance,
      SeriesStates baselines,
      Instant now) {
    Map<PortKey, PortConformance> judged = new HashMap<>();
    conformance.forEach(each -> judged.put(new PortKey(each.crossing(), each.port()), each));
    double seconds =
        before
            .map(then -> java.time.Duration.between(then, now).toNanos() / 1e9)
            .filter(passed -> passed > 0)
            .orElse(Double.NaN);
    List<Board.PortRow> rows = new ArrayList<>();
    for (PortAssessment port : evaluation.assessment().ports()) {
      PortKey key = new PortKey(port.crossing().name(), port.port());
      PortMemory known =
          ports.computeIfAbsent(
              key, unseen -> new PortMemory(indexes.crossing(device, key.crossing())));
      known.take(port, now);
      Optional<PortConformance> judgement = Optional.ofNullable(judged.get(key));
      rows.add(
          new Board.PortRow(
              evaluation.device().index(),
              known.crossingIndex(),
              key.port(),
              key.crossing(),
              port.verdict(),
              judgement.flatMap(PortConformance::expected),
              judgement.map(PortConformance::conformance).orElse(Board.Conformance.UNKNOWN),
              judgement.map(PortConformance::excepted).orElse(List.of()),
              known.decidingText(),
              known.permitHits(),
              known.denyHits(),
              rate(port.permitHits(), seconds),
              rate(port.denyHits(), seconds),
              known.since(),
              port.permitHits().quality().orWorse(port.denyHits().quality()),
              baselines.ofPort(key.crossing(), key.port())));
    }
    rows.sort(
        Comparator.comparingInt(Board.PortRow::crossingIndex)
            .thenComparingInt(row -> row.port().number()));
    return rows;
  }

  private static Rate rate(WindowHits hits, double seconds) {
    boolean usable =
        switch (hits.quality()) {
          case COMPLETE, WRAP, PARTIAL, GAP -> true;
          case RESET, IMPLAUSIBLE, UNAVAILABLE -> false;
        };
    return usable && !Double.isNaN(seconds)
        ? Rate.of(hits.count() / seconds, hits.quality())
        : Rate.none(hits.quality());
  }

  private Board.AclRow acl(
      Evaluation evaluation, ListTable.Row row, int index, int mailEntries, Instant now) {
    AccessList list = row.list();
    Optional<Binding> binding = list.bindings().stream().findFirst();
    return new Board.AclRow(
        evaluation.device().index(),
        index,
        list.name(),
        list.source(),
        binding.map(Binding::interfaceName).orElse(""),
        binding.map(Binding::direction).orElse(Direction.UNKNOWN),
        list.entries().size(),
        mailEntries,
        list.implicitAction(),
        list.visibility(),
        since.seen(ListSince.key(list.source(), list.name()), row.digest(), now),
        row.digest(),
        list.isComplete());
  }

  private List<Board.AclRow> counterLists(Evaluation evaluation, Instant now) {
    Map<String, List<NamedCounter>> byList = new java.util.TreeMap<>();
    evaluation
        .namedCounters()
        .forEach(each -> byList.computeIfAbsent(each.list(), list -> new ArrayList<>()).add(each));
    List<Board.AclRow> rows = new ArrayList<>();
    byList.forEach(
        (name, counters) -> {
          Set<String> names = new TreeSet<>();
          counters.forEach(counter -> names.add(counter.name()));
          String digest = ContentDigest.of(names.toString());
          rows.add(
              new Board.AclRow(
                  evaluation.device().index(),
                  indexes.accessList(device, "counters", name),
                  name,
                  "counters",
                  "",
                  Direction.UNKNOWN,
                  names.size(),
                  0,
                  Optional.empty(),
                  Visibility.NAMED_COUNTERS,
                  since.seen(ListSince.key("counters", name), digest, now),
                  digest,
                  true));
        });
    return rows;
  }

  private List<Board.EntryRow> entries(Evaluation evaluation, ListHits hits, int aclIndex) {
    List<ListFacts.MailEntry> mail = hits.list().facts().mail();
    List<Integer> given = numbers(aclIndex, mail);
    List<Board.EntryRow> rows = new ArrayList<>();
    for (int i = 0; i < mail.size(); i++) {
      ListFacts.MailEntry each = mail.get(i);
      ListFacts.Words words = each.words();
      AccessListEntry entry = each.entry();
      Optional<HitWindows.Window> window = hits.mail().get(i);
      rows.add(
          new Board.EntryRow(
              evaluation.device().index(),
              aclIndex,
              given.get(i),
              each.position() + 1,
              entry.id(),
              entry.action(),
              words.protocol(),
              words.source(),
              words.destination(),
              words.destinationPorts(),
              words.all(),
              window.stream().mapToLong(HitWindows.Window::total).findFirst(),
              window.map(counted -> counted.delta().rate()).orElse(Rate.none(Quality.UNAVAILABLE)),
              each.ports(),
              each.cover(),
              each.coveredBy()));
    }
    return rows;
  }

  private List<Integer> numbers(int aclIndex, List<ListFacts.MailEntry> mail) {
    Numbered known = numbered.get(aclIndex);
    if (known == null || !known.entries().equals(mail)) {
      Map<String, Integer> given =
          indexes.entries(device, aclIndex, mail.stream().map(ListFacts.MailEntry::key).toList());
      known = new Numbered(mail, mail.stream().map(each -> number(each, given)).toList());
      numbered.put(aclIndex, known);
    }
    return known.indexes();
  }

  private int number(ListFacts.MailEntry entry, Map<String, Integer> given) {
    Integer index = given.get(entry.key());
    if (index == null) {
      throw new IllegalStateException(device + ": no index for entry key " + entry.key());
    }
    return index;
  }
}

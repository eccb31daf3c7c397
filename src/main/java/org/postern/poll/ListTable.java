package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.Binding;
import org.postern.finding.DigestedList;

/**
 * The access lists of one reading with what is derived from their content once: digest, entry keys,
 * and the binding that only the operator knows.
 */
record ListTable(List<Row> rows) {
  ListTable {
    rows = List.copyOf(rows);
  }

  /** A list as it was read, and what is derived from its version. */
  record Row(AccessListReading reading, ListFacts facts) {
    AccessList list() {
      return facts.list();
    }

    String digest() {
      return facts.digest();
    }

    /** Rows are keys of maps; the digest tells them apart without a look at every entry. */
    @Override
    public int hashCode() {
      return digest().hashCode();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && reading.equals(row.reading) && list().equals(row.list());
    }
  }

  /**
   * Derives what is new.
   *
   * @param before of the reading before: most lists do not change from poll to poll
   * @param shared what is known of all other lists
   */
  static ListTable of(
      List<AccessListReading> readings,
      Map<String, List<Binding>> configured,
      List<ListFacts> before,
      SharedFacts shared) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      AccessListReading reading = readings.get(i);
      AccessList list = bound(reading.list(), configured);
      ListFacts facts =
          i < before.size() && before.get(i).list().equals(list) ? before.get(i) : shared.of(list);
      rows.add(new Row(new AccessListReading(facts.list(), reading.hits()), facts));
    }
    return new ListTable(rows);
  }

  List<ListFacts> facts() {
    return rows.stream().map(Row::facts).toList();
  }

  List<AccessList> lists() {
    return rows.stream().map(Row::list).toList();
  }

  List<DigestedList> digested() {
    return rows.stream().map(row -> new DigestedList(row.list(), row.digest())).toList();
  }

  /** The first list with this name, as verdicts name it. */
  Optional<Row> named(String name) {
    return rows.stream().filter(row -> row.list().name().equals(name)).findFirst();
  }

  boolean areComplete() {
    return rows.stream().allMatch(row -> row.list().isComplete());
  }

  /** What the operator says goes before what the device says. */
  private static AccessList bound(AccessList list, Map<String, List<Binding>> configured) {
    List<Binding> bindings = configured.get(list.name());
    return bindings == null
        ? list
        : new AccessList(
            list.name(),
            list.source(),
            list.families(),
            bindings,
            list.entries(),
            list.implicitAction(),
            list.visibility(),
            list.gaps());
  }
}

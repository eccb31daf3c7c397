package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
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

  /** A list, its digest and one key for each of its entries. */
  record Row(AccessListReading reading, String digest, List<String> entryKeys) {
    AccessList list() {
      return reading.list();
    }

    private boolean isOf(AccessList list) {
      return list().equals(list);
    }

    /** Rows are keys of maps; the digest tells them apart without a look at every entry. */
    @Override
    public int hashCode() {
      return digest.hashCode();
    }
  }

  /**
   * Derives what is new.
   *
   * @param before the rows of the reading before: what a list that has not changed has is taken
   *     from there, since most lists do not change from poll to poll
   */
  static ListTable of(
      List<AccessListReading> readings, Map<String, List<Binding>> configured, List<Row> before) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      AccessListReading reading = readings.get(i);
      AccessList list = bound(reading.list(), configured);
      if (i < before.size() && before.get(i).isOf(list)) {
        Row known = before.get(i);
        rows.add(
            new Row(
                new AccessListReading(known.list(), reading.hits()),
                known.digest(),
                known.entryKeys()));
      } else {
        rows.add(
            new Row(
                new AccessListReading(list, reading.hits()),
                AccessListDigest.of(list),
                EntryKeys.of(list.entries())));
      }
    }
    return new ListTable(rows);
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

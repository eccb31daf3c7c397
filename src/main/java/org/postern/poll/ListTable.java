package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.Binding;
import org.postern.acl.HitReading;
import org.postern.finding.DigestedList;

/**
 * The access lists of one reading with what is derived from their content once: digest, entry keys,
 * and the binding that only the operator knows.
 */
record ListTable(List<Row> rows) {
  ListTable {
    rows = List.copyOf(rows);
  }

  /**
   * What a list was found to be.
   *
   * @param read as the device has it, before the operator's word; most often the very same in the
   *     next poll
   */
  record Known(AccessList read, ListFacts facts) {}

  /** A list as it was read, and what is derived from its version. */
  record Row(Known known, Map<String, HitReading> hits) {
    ListFacts facts() {
      return known.facts();
    }

    AccessList list() {
      return known.facts().list();
    }

    String digest() {
      return known.facts().digest();
    }
  }

  /**
   * Derives what is new.
   *
   * @param before the lists of the poll before: most do not change
   * @param shared what is known of all other lists
   */
  static ListTable of(
      List<AccessListReading> readings,
      Map<String, List<Binding>> configured,
      List<Known> before,
      SharedFacts shared) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      AccessListReading reading = readings.get(i);
      boolean same = i < before.size() && before.get(i).read().equals(reading.list());
      Known known =
          same
              ? before.get(i)
              : new Known(reading.list(), shared.of(bound(reading.list(), configured)));
      rows.add(new Row(known, reading.hits()));
    }
    return new ListTable(rows);
  }

  List<Known> known() {
    return rows.stream().map(Row::known).toList();
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

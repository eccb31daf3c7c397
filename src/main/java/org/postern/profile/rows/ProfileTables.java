package org.postern.profile.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postern.profile.language.JoinDefinition;
import org.postern.snmp.SnmpValue;

/** All that was read for one profile, and how its tables are joined; confined. */
public final class ProfileTables {
  private final Map<String, RowTable> tables;
  private final Map<String, SnmpValue> scalars;

  public ProfileTables(Map<String, RowTable> tables, Map<String, SnmpValue> scalars) {
    this.tables = Map.copyOf(tables);
    this.scalars = Map.copyOf(scalars);
  }

  public RowTable table(String name) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  public Optional<SnmpValue> scalar(String name) {
    return Optional.ofNullable(scalars.get(name));
  }

  /** A row with the answered scalars as its fields {@code scalar.name}. */
  public Row withScalars(Row row) {
    Row with = row;
    for (Map.Entry<String, SnmpValue> scalar : scalars.entrySet()) {
      with = with.with("scalar." + scalar.getKey(), scalar.getValue());
    }
    return with;
  }

  /** Why these tables are not whole. */
  public List<String> gaps(Collection<String> names) {
    return names.stream().distinct().sorted().flatMap(name -> table(name).gap().stream()).toList();
  }

  /**
   * The rows of a table that belong to {@code row}.
   *
   * @param on the table's field → the row's field, or a template in braces
   */
  public List<Row> related(
      String table, Map<String, String> on, Map<String, List<String>> where, Row row) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (Map.Entry<String, String> pair : on.entrySet()) {
      Optional<String> value =
          pair.getValue().contains("{") ? row.fill(pair.getValue()) : row.text(pair.getValue());
      if (value.isEmpty()) {
        return List.of();
      }
      wanted.put(pair.getKey(), value.get());
    }
    return table(table).find(wanted).stream().filter(found -> found.satisfies(where)).toList();
  }

  /** A row with its joins, made in their order, so that one may build on the one before. */
  public Joined join(Row row, List<JoinDefinition> joins) {
    Row joined = row;
    List<String> doubts = new ArrayList<>();
    for (JoinDefinition join : joins) {
      if (join.pivot().isPresent()) {
        joined = pivot(joined, join, join.pivot().get(), doubts);
      } else {
        List<Row> found = related(join.table(), join.on(), join.where(), joined);
        joined = found.isEmpty() ? joined : joined.join(join.as(), found.get(0));
      }
    }
    return new Joined(joined, doubts);
  }

  /**
   * A row with what belongs to it.
   *
   * @param doubts pointers that lead nowhere or to something unknown
   */
  public record Joined(Row row, List<String> doubts) {
    public Joined {
      doubts = List.copyOf(doubts);
    }
  }

  private Row pivot(
      Row row, JoinDefinition join, JoinDefinition.PivotDefinition pivot, List<String> doubts) {
    Row joined = row;
    for (String pointer : pivot.pointers()) {
      Optional<String> target = row.text(pointer).filter(text -> !pivot.none().contains(text));
      if (target.isEmpty()) {
        continue;
      }
      Optional<Row> found =
          table(join.table()).find(Map.of(pivot.key(), target.get())).stream()
              .filter(each -> each.satisfies(join.where()))
              .findFirst();
      Optional<Map<String, String>> made =
          found.flatMap(each -> each.text(pivot.by())).map(type -> pivot.values().get(type));
      if (found.isEmpty() || made.isEmpty()) {
        doubts.add(
            join.as() + " " + target.get() + (found.isEmpty() ? " not there" : " not known"));
        continue;
      }
      for (Map.Entry<String, String> field : made.get().entrySet()) {
        Optional<SnmpValue> value = found.get().value(field.getValue());
        joined =
            value.isPresent() ? joined.with(join.as() + "." + field.getKey(), value.get()) : joined;
      }
    }
    return joined;
  }
}

package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.profile.language.HitsDefinition;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;
import org.postern.snmp.SnmpValue;

/** Finds what counts an entry's hits. */
final class HitsMapper {
  private final ProfileTables tables;

  HitsMapper(ProfileTables tables) {
    this.tables = tables;
  }

  /** The first definition that gives a count; one that counts goes before one that does not. */
  Optional<HitCount> map(List<HitsDefinition> definitions, Row row) {
    List<HitCount> counts =
        definitions.stream().flatMap(definition -> map(definition, row).stream()).toList();
    return counts.stream()
        .filter(HitCount::counted)
        .findFirst()
        .or(() -> counts.stream().findFirst());
  }

  Optional<HitCount> map(HitsDefinition definition, Row row) {
    List<Row> rows =
        definition.table().isPresent()
            ? tables.related(definition.table().get(), definition.on(), definition.where(), row)
            : List.of(row);
    List<SnmpValue> addends = new ArrayList<>();
    for (Row each : rows) {
      for (String field : definition.fields()) {
        each.value(field).filter(value -> Values.number(value).isPresent()).ifPresent(addends::add);
      }
    }
    return addends.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HitCount(
                addends,
                definition.width(),
                definition.unit(),
                definition.counted().map(row::holds).orElse(true)));
  }
}

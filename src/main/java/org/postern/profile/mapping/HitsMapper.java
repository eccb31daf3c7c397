package org.postern.profile.mapping;

import java.util.List;
import java.util.Optional;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.profile.language.HitsDefinition;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;
import org.postern.snmp.SnmpValue;

/** Finds an entry's hits. */
final class HitsMapper {
  private final ProfileTables tables;

  HitsMapper(ProfileTables tables) {
    this.tables = tables;
  }

  /** The first definition that gives a reading; one that counts goes before one that does not. */
  Optional<HitReading> map(List<HitsDefinition> definitions, Row row) {
    List<HitReading> readings =
        definitions.stream().flatMap(definition -> map(definition, row).stream()).toList();
    return readings.stream()
        .filter(HitReading::counted)
        .findFirst()
        .or(() -> readings.stream().findFirst());
  }

  /** What one value shows; empty if it is no number. */
  static Optional<HitReading> reading(SnmpValue value, HitUnit unit, Optional<Integer> width) {
    int syntax = value instanceof SnmpValue.Counter64 ? 64 : 32;
    return Values.number(value).stream()
        .mapToObj(number -> new HitReading(number, width.orElse(syntax), unit, true))
        .findFirst();
  }

  Optional<HitReading> map(HitsDefinition definition, Row row) {
    List<Row> rows =
        definition.table().isPresent()
            ? tables.related(definition.table().get(), definition.on(), definition.where(), row)
            : List.of(row);
    long sum = 0;
    int width = 0;
    for (Row each : rows) {
      for (String field : definition.fields()) {
        Optional<SnmpValue> value = each.value(field);
        if (value.isPresent() && Values.number(value.get()).isPresent()) {
          sum += Values.number(value.get()).getAsLong();
          width = Math.max(width, value.get() instanceof SnmpValue.Counter64 ? 64 : 32);
        }
      }
    }
    if (width == 0) {
      return Optional.empty();
    }
    // A sum of 32-bit counters wraps as one of them does.
    sum = width == 32 ? sum & 0xffff_ffffL : sum;
    boolean counted = definition.counted().map(row::holds).orElse(true);
    return Optional.of(
        new HitReading(sum, definition.width().orElse(width), definition.unit(), counted));
  }
}

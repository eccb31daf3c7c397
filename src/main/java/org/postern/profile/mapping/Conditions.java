package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.acl.Condition;
import org.postern.profile.language.ConditionDefinition;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;

/** Finds which conditions a row's values set. */
final class Conditions {
  private Conditions() {}

  static List<Condition> of(List<ConditionDefinition> definitions, Row row) {
    List<Condition> conditions = new ArrayList<>();
    for (ConditionDefinition definition : definitions) {
      if (holds(definition, row)) {
        String reason = row.fillOrMark(definition.reasonText());
        conditions.add(
            switch (definition.then()) {
              case NEVER -> new Condition.NotInForce(reason);
              case ESTABLISHED -> new Condition.Established();
              case POSSIBLE -> new Condition.Possible(reason);
            });
      }
    }
    return conditions;
  }

  /** The reasons of those that hold. */
  static List<String> reasons(List<ConditionDefinition> definitions, Row row) {
    return definitions.stream()
        .filter(definition -> holds(definition, row))
        .map(definition -> row.fillOrMark(definition.reasonText()))
        .toList();
  }

  private static boolean holds(ConditionDefinition definition, Row row) {
    Optional<String> text = row.text(definition.field());
    if (text.isEmpty()) {
      return definition.holdsIfAbsent();
    }
    if (!definition.anyBits().isEmpty()) {
      byte[] octets = row.value(definition.field()).flatMap(Values::octets).orElse(new byte[0]);
      return definition.anyBits().stream().anyMatch(bit -> isSet(octets, bit));
    }
    return definition.when().isEmpty()
        ? !row.isOneOf(definition.field(), definition.unless())
        : row.isOneOf(definition.field(), definition.when());
  }

  /** BITS number from the first octet's highest bit (RFC 2578 §7.1.4). */
  private static boolean isSet(byte[] octets, int bit) {
    return bit / 8 < octets.length && (octets[bit / 8] & (0x80 >> (bit % 8))) != 0;
  }
}

package org.postern.profile.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.ProtocolMatch;
import org.postern.profile.language.EntryDefinition.ProtocolDefinition;
import org.postern.profile.rows.Row;

/** Turns protocol columns into a match. */
final class ProtocolMapper {
  private ProtocolMapper() {}

  static ProtocolMatch map(ProtocolDefinition definition, Row row) {
    for (String field : definition.unresolved()) {
      Optional<String> name = row.text(field).filter(text -> !text.isBlank());
      if (name.isPresent()) {
        return new ProtocolMatch.Unresolved(field + " " + name.get() + " is not read");
      }
    }
    boolean answered = false;
    for (String field : definition.fields()) {
      Optional<String> value = row.text(field);
      answered |= value.isPresent();
      if (value.isPresent() && !definition.unset().contains(value.get())) {
        return map(definition, value.get());
      }
    }
    return answered || definition.fields().isEmpty()
        ? ProtocolMatch.any()
        : new ProtocolMatch.Unresolved("the protocol is not answered");
  }

  private static ProtocolMatch map(ProtocolDefinition definition, String value) {
    if (definition.any().contains(value)) {
      return ProtocolMatch.any();
    }
    List<Integer> numbers = definition.values().get(value);
    if (numbers != null) {
      return new ProtocolMatch.OneOf(Set.copyOf(numbers));
    }
    boolean number = value.matches("\\d{1,3}") && Integer.parseInt(value) <= 255;
    return number && !definition.isOwnNumbering()
        ? ProtocolMatch.of(Integer.parseInt(value))
        : new ProtocolMatch.Unresolved("protocol " + value + " is not known");
  }
}

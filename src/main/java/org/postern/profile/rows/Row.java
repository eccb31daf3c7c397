package org.postern.profile.rows;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.profile.language.Template;
import org.postern.profile.language.ValueTest;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;

/**
 * A conceptual row as named fields: its index parts, the columns it was answered with, and what was
 * joined to it.
 *
 * @param fields taken over: whoever made the map must not change it any more
 */
public record Row(Oid index, Map<String, SnmpValue> fields) {
  public Row {
    // No copy: rows are made for each poll, and of maps that nobody else keeps.
    fields = Collections.unmodifiableMap(fields);
  }

  public Optional<SnmpValue> value(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The field as text; empty if it was not answered. */
  public Optional<String> text(String field) {
    return value(field).map(Values::text);
  }

  public OptionalLong number(String field) {
    return value(field).map(Values::number).orElse(OptionalLong.empty());
  }

  /** Whether the field was answered with one of these values, or within a "low..high" of them. */
  public boolean isOneOf(String field, Collection<String> values) {
    Optional<String> text = text(field);
    return text.isPresent()
        && (values.contains(text.get())
            || values.stream().anyMatch(value -> isWithin(number(field), value)));
  }

  private static boolean isWithin(OptionalLong number, String range) {
    int dots = range.indexOf("..");
    return dots > 0
        && number.isPresent()
        && number.getAsLong() >= Long.parseLong(range.substring(0, dots))
        && number.getAsLong() <= Long.parseLong(range.substring(dots + 2));
  }

  public boolean holds(ValueTest test) {
    return isOneOf(test.field(), test.values());
  }

  /** Whether every named field has one of its values. */
  public boolean satisfies(Map<String, List<String>> where) {
    return where.entrySet().stream().allMatch(test -> isOneOf(test.getKey(), test.getValue()));
  }

  /** A template filled with this row's fields; empty if one of them has no text. */
  public Optional<String> fill(String template) {
    return Template.of(template).fill(this::text);
  }

  /** A template with "?" where a field has no text. */
  public String fillOrMark(String template) {
    return Template.of(template)
        .fill(field -> Optional.of(text(field).filter(found -> !found.isEmpty()).orElse("?")))
        .orElse(template);
  }

  /** This row and the fields of another one as {@code as.field}. */
  public Row join(String as, Row other) {
    Map<String, SnmpValue> joined = new HashMap<>(fields);
    other.fields.forEach((name, value) -> joined.put(as + "." + name, value));
    return new Row(index, joined);
  }

  public Row with(String field, SnmpValue value) {
    Map<String, SnmpValue> more = new HashMap<>(fields);
    more.put(field, value);
    return new Row(index, more);
  }
}

package org.postern.profile.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds the fields of another table's row, as {@code as.field}.
 *
 * @param on the other table's field → the field here that it must equal
 * @param where values the other table's fields must have
 * @param pivot if present, several rows become one
 */
public record JoinDefinition(
    String as,
    String table,
    Map<String, String> on,
    Map<String, List<String>> where,
    Optional<PivotDefinition> pivot) {
  public JoinDefinition {
    on = Defaults.map(on);
    where = Defaults.map(where);
  }

  /**
   * For entries that point to rows of "type, value" (RADLAN's tuples).
   *
   * @param pointers fields here that hold the other table's key
   * @param key the other table's field they point to
   * @param none pointers that point nowhere
   * @param by the other table's field that says what its row means
   * @param values what → new field name → the other table's field it is taken from
   */
  public record PivotDefinition(
      List<String> pointers,
      String key,
      List<String> none,
      String by,
      Map<String, Map<String, String>> values) {
    public PivotDefinition {
      pointers = Defaults.list(pointers);
      none = Defaults.list(none);
      values = Defaults.map(values);
    }
  }
}

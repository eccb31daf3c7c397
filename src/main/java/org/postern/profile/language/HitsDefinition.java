package org.postern.profile.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.HitUnit;

/**
 * Where an entry's hits are: in its own row, or summed over the rows of another table.
 *
 * @param table left out for the entry's own row
 * @param on the table's field → the entry's field, or a template in braces
 * @param fields counters, which are added up
 * @param width 32 or 64; left out if the value's syntax tells (Counter64 or not)
 * @param counted if present and it does not hold, the device does not count this entry
 */
public record HitsDefinition(
    Optional<String> table,
    Map<String, String> on,
    Map<String, List<String>> where,
    List<String> fields,
    HitUnit unit,
    Optional<Integer> width,
    Optional<ValueTest> counted) {
  public HitsDefinition {
    on = Defaults.map(on);
    where = Defaults.map(where);
    fields = Defaults.list(fields);
  }
}

package org.postern.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postern.snmp.Oid;

/**
 * One table to walk for a profile.
 *
 * @param profile the profile's id
 * @param table the table's name in it
 * @param columns what to walk side by side
 * @param hits those of them that count hits of access lists; empty if no access list depends on the
 *     table at all
 * @param maxRows where to give up with a partial result
 */
public record TableRead(
    String profile, String table, List<Oid> columns, Optional<List<Oid>> hits, int maxRows) {
  public TableRead {
    columns = List.copyOf(columns);
    hits = hits.map(List::copyOf);
  }

  /** The object of which the columns are. */
  public Oid entry() {
    Oid column = columns.get(0);
    return Oid.of(Arrays.copyOf(column.toArray(), column.length() - 1));
  }

  /** The columns that change while access lists stay as they are. */
  public List<Oid> moving() {
    return hits.orElse(columns);
  }

  /** Reads are keys of maps; their names tell them apart. */
  @Override
  public int hashCode() {
    return 31 * profile.hashCode() + table.hashCode();
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof TableRead that
            && profile.equals(that.profile)
            && table.equals(that.table)
            && columns.equals(that.columns)
            && hits.equals(that.hits)
            && maxRows == that.maxRows);
  }
}

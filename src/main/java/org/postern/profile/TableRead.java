package org.postern.profile;

import java.util.List;
import org.postern.snmp.Oid;

/**
 * One table to walk for a profile.
 *
 * @param profile the profile's id
 * @param table the table's name in it
 * @param columns what to walk side by side
 * @param maxRows where to give up with a partial result
 */
public record TableRead(String profile, String table, List<Oid> columns, int maxRows) {
  public TableRead {
    columns = List.copyOf(columns);
  }
}

package org.postern.profile.mapping;

import java.util.List;
import org.postern.profile.language.EntryDefinition.PoolDefinition;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;

/** Finds the members of a named set. */
final class Pools {
  private Pools() {}

  static List<Row> members(PoolDefinition pool, Row row, ProfileTables tables) {
    ProfileTables.Joined joined = tables.join(row, pool.joins());
    return tables.related(pool.table(), pool.on(), pool.where(), joined.row());
  }
}

package org.postern.profile.rows;

import java.util.List;
import java.util.Map;
import org.postern.profile.language.TableDefinition.ColumnDefinition;
import org.postern.profile.language.TableDefinition.IndexPart;
import org.postern.snmp.Oid;

/** A table of a profile with its root filled in. */
public record TableSpec(
    String name,
    Oid oid,
    List<IndexPart> index,
    Map<String, ColumnDefinition> columns,
    int maxRows) {
  /** The columns' object identifiers, in the order of their numbers. */
  public List<Oid> columnOids() {
    return columns.values().stream().map(this::oidOf).sorted().toList();
  }

  /** Where the instances of a column are; the row object is always 1 (RFC 2578 §7.1.12). */
  public Oid oidOf(ColumnDefinition column) {
    return oid.append(1, column.number());
  }
}

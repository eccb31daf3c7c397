package org.postern.profile;

import java.util.List;
import org.postern.acl.OwnConnections;
import org.postern.profile.language.ConnectionsDefinition;
import org.postern.profile.mapping.ConnectionsMapper;
import org.postern.profile.rows.TableSpec;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;

/** Where a device has its own TCP connections; read by itself, where it is of use. */
public final class ConnectionTable {
  private final TableSpec table;
  private final ConnectionsMapper mapper;

  ConnectionTable(TableSpec table, ConnectionsDefinition definition) {
    this.table = table;
    this.mapper = new ConnectionsMapper(definition);
  }

  public Oid oid() {
    return table.oid();
  }

  /** What to walk side by side. */
  public List<Oid> columns() {
    return table.columnOids();
  }

  /** Where to give up: a busy host has very many. */
  public int maxRows() {
    return table.maxRows();
  }

  /** The connections that a read of it told. */
  public OwnConnections map(ReadResult read) {
    return mapper.map(table, read);
  }
}

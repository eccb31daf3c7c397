package org.postern.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.h2.api.ErrorCode;

/**
 * Reads every row of every table, once as it lies there and once along each index, and compares:
 * after a crash, a torn transaction shows as a difference long before an operator meets it.
 */
final class IntegrityCheck {
  private IntegrityCheck() {}

  /** What one pass over a table saw: order does not matter. */
  private record Pass(long rows, long checksum) {}

  /**
   * Checks the whole database.
   *
   * @throws SQLException with H2's code for a corrupt file, if an index and its table disagree
   */
  static void verify(Connection connection) throws SQLException {
    for (String table : tables(connection)) {
      Pass scan = read(connection, "SELECT * FROM " + quote(table) + " USE INDEX ()");
      for (Map.Entry<String, List<String>> index : indexes(connection, table).entrySet()) {
        Pass along =
            read(
                connection,
                "SELECT * FROM "
                    + quote(table)
                    + " USE INDEX ("
                    + quote(index.getKey())
                    + ") ORDER BY "
                    + String.join(
                        ", ", index.getValue().stream().map(IntegrityCheck::quote).toList()));
        if (!scan.equals(along)) {
          throw new SQLException(
              "table "
                  + table
                  + " has "
                  + scan.rows()
                  + " rows, its index "
                  + index.getKey()
                  + " shows "
                  + along.rows()
                  + (scan.rows() == along.rows() ? " with other content" : ""),
              "HY000",
              ErrorCode.FILE_CORRUPTED_1);
        }
      }
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'PUBLIC' AND table_type = 'BASE TABLE'")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static Map<String, List<String>> indexes(Connection connection, String table)
      throws SQLException {
    Map<String, List<String>> indexes = new TreeMap<>();
    try (var statement =
        connection.prepareStatement(
            "SELECT index_name, column_name FROM information_schema.index_columns"
                + " WHERE table_schema = 'PUBLIC' AND table_name = ?"
                + " ORDER BY index_name, ordinal_position")) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          indexes
              .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
              .add(rows.getString(2));
        }
      }
    }
    return indexes;
  }

  private static Pass read(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      int columns = rows.getMetaData().getColumnCount();
      long count = 0;
      long checksum = 0;
      while (rows.next()) {
        int row = 1;
        for (int column = 1; column <= columns; column++) {
          Object value = rows.getObject(column);
          int hash =
              value instanceof byte[] octets
                  ? Arrays.hashCode(octets)
                  : String.valueOf(value).hashCode();
          row = 31 * row + hash;
        }
        count++;
        checksum += row;
      }
      return new Pass(count, checksum);
    }
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}

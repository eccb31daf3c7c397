package org.postern.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.h2.api.ErrorCode;

/**
 * Reads what a crash may have torn, every row once as it lies there and once along each index, and
 * compares: a difference shows long before an operator meets it. Of samples, which may be gigabytes
 * and have no other index, it is the newest rows.
 */
final class IntegrityCheck {
  /** The name of a table that has the rows of a stretch of time. */
  private static final Pattern DATED = Pattern.compile("(.+_)(\\d{8}_\\d{4})");

  /** Of such tables the newest is written to, and late rows may go to the one before it. */
  private static final int WRITTEN_TO = 2;

  /** So many rows of such a table, the newest, are read: it may have gigabytes of them. */
  private static final int NEWEST_ROWS = 5_000;

  private IntegrityCheck() {}

  /** What one pass over a table saw: order does not matter. */
  private record Pass(long rows, long checksum) {}

  /**
   * Checks the database: of tables for stretches of time the newest rows, of all others each row.
   *
   * @throws SQLException with H2's code for a corrupt file, if an index and its table disagree
   */
  static void verify(Connection connection) throws SQLException {
    List<String> tables = tables(connection);
    for (String table : newest(tables)) {
      read(
          connection,
          "SELECT * FROM " + quote(table) + " ORDER BY _ROWID_ DESC LIMIT " + NEWEST_ROWS);
    }
    tables.removeIf(table -> DATED.matcher(table).matches());
    for (String table : tables) {
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

  /** The newest tables for stretches of time, of each kind. */
  static List<String> newest(List<String> tables) {
    Map<String, NavigableSet<String>> kinds = new TreeMap<>();
    for (String table : tables) {
      Matcher name = DATED.matcher(table);
      if (name.matches()) {
        kinds.computeIfAbsent(name.group(1), kind -> new TreeSet<>()).add(table);
      }
    }
    return kinds.values().stream()
        .flatMap(kind -> kind.descendingSet().stream().limit(WRITTEN_TO))
        .toList();
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

package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.snmp.SnmpValue;

/**
 * What a command printed, as the agent serves it (NET-SNMP-EXTEND-MIB).
 *
 * @param name the extend's name, nsExtendToken
 * @param lines nsExtendOutLine, in order
 * @param gaps why it may not be all the command had to say
 */
record Listing(String name, List<String> lines, List<String> gaps) {
  Listing {
    lines = List.copyOf(lines);
    gaps = List.copyOf(gaps);
  }

  boolean isWhole() {
    return gaps.isEmpty();
  }

  /** The first of these extends that the device has, or empty if it has none. */
  static Optional<Listing> find(List<String> names, ProfileTables tables) {
    return names.stream().flatMap(name -> find(name, tables).stream()).findFirst();
  }

  static Optional<Listing> find(String name, ProfileTables tables) {
    List<Row> rows = tables.table("output").find(Map.of("token", name));
    List<Row> results = tables.table("results").find(Map.of("token", name));
    if (rows.isEmpty() && results.isEmpty()) {
      return Optional.empty();
    }
    List<String> gaps = new ArrayList<>(tables.gaps(List.of("output", "results")));
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      if (row.number("line").orElse(0) != lines.size() + 1 && gaps.isEmpty()) {
        gaps.add("line " + (lines.size() + 1) + " of " + name + " is missing");
      }
      lines.add(row.value("text").map(Listing::text).orElse(""));
    }
    for (Row result : results) {
      long said = result.number("numLines").orElse(lines.size());
      if (said != lines.size()) {
        gaps.add(name + " has " + said + " lines, " + lines.size() + " were read");
      }
      long status = result.number("result").orElse(0);
      if (status != 0) {
        gaps.add("the command of " + name + " failed with status " + status);
      }
    }
    return Optional.of(new Listing(name, lines, gaps));
  }

  /** Tabs and all, unlike a display string. */
  private static String text(SnmpValue value) {
    return value instanceof SnmpValue.Octets octets ? octets.text() : "";
  }
}

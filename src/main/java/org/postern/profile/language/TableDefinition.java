package org.postern.profile.language;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conceptual table: where it is and what its parts are called.
 *
 * @param oid of the table; its row object is the first below it
 * @param index parts in their order
 * @param columns those that are read, by name
 * @param maxRows where a walk gives up, 1..1000000
 */
public record TableDefinition(
    String oid,
    List<IndexPart> index,
    Map<String, ColumnDefinition> columns,
    @Nullable Integer maxRows) {
  private static final int DEFAULT_MAX_ROWS = 20_000;

  public TableDefinition {
    index = Defaults.list(index);
    columns = Defaults.map(columns);
    maxRows = maxRows == null ? DEFAULT_MAX_ROWS : maxRows;
  }

  public int rowLimit() {
    return maxRows == null ? DEFAULT_MAX_ROWS : maxRows;
  }

  /**
   * One part of an index (RFC 2578 §7.7).
   *
   * @param size octets of {@link IndexKind#OCTETS}
   */
  public record IndexPart(String name, IndexKind kind, Optional<Integer> size) {}

  /**
   * A column that is read.
   *
   * @param number 1 and up
   * @param syntax values of another one count as not answered
   */
  public record ColumnDefinition(int number, ColumnSyntax syntax) {
    public ColumnDefinition {
      syntax = syntax == null ? ColumnSyntax.ANY : syntax;
    }
  }

  /** How a part of an index is written as sub-identifiers. */
  public enum IndexKind {
    /** One sub-identifier. */
    @JsonProperty("integer")
    INTEGER,
    /** IpAddress: four sub-identifiers. */
    @JsonProperty("ip-address")
    IP_ADDRESS,
    /** The length, then one sub-identifier an octet. */
    @JsonProperty("string")
    STRING,
    /** Whatever is left of the index, one sub-identifier an octet. */
    @JsonProperty("implied-string")
    IMPLIED_STRING,
    /**
     * An InetAddress: its length, then its octets. Its InetAddressType is an integer part before.
     */
    @JsonProperty("inet-address")
    INET_ADDRESS,
    /** A fixed number of octets. */
    @JsonProperty("octets")
    OCTETS
  }

  /** What a column's values must be. */
  public enum ColumnSyntax {
    @JsonProperty("any")
    ANY,
    @JsonProperty("integer")
    INTEGER,
    @JsonProperty("text")
    TEXT
  }
}

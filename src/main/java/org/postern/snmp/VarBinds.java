package org.postern.snmp;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variable bindings that were read, decoded only when someone looks at them. Immutable;
 * thread-safe.
 */
public final class VarBinds {
  private final @Nullable WireRows wire;
  private volatile @Nullable List<VarBind> decoded;

  private VarBinds(@Nullable WireRows wire, @Nullable List<VarBind> decoded) {
    this.wire = wire;
    this.decoded = decoded;
  }

  /** Bindings that need no decoding. */
  public static VarBinds of(List<VarBind> varBinds) {
    return new VarBinds(null, List.copyOf(varBinds));
  }

  /** Takes the rows over; nothing may be added to them any more. */
  static VarBinds of(WireRows rows) {
    return new VarBinds(rows, null);
  }

  /** All of them. */
  public List<VarBind> all() {
    List<VarBind> known = decoded;
    if (known == null) {
      known = rows().decoded();
      decoded = known;
    }
    return known;
  }

  public boolean isEmpty() {
    return wire != null ? wire.size() == 0 : all().isEmpty();
  }

  /** Those below these objects, in their order. */
  public List<VarBind> below(List<Oid> objects) {
    return rows().below(encoded(objects));
  }

  /** The values of those below these objects, in their order. */
  public List<SnmpValue> valuesBelow(List<Oid> objects) {
    return rows().valuesBelow(encoded(objects));
  }

  /**
   * Visits the cells of a table in their order. After {@link #all} the values are those of all.
   *
   * @param entry the object below which the columns are, such as ifEntry
   */
  public void cells(Oid entry, CellVisitor visitor) {
    rows().cells(new EncodedOid(entry), decoded, visitor);
  }

  /**
   * Names what does not move: all names, the syntax of all values, and the values that are no
   * numbers below {@code moving}. Two readings with the same shape differ in those numbers only.
   *
   * @return SHA-256, 64 hexadecimal digits
   */
  public String shape(List<Oid> moving) {
    return HexFormat.of().formatHex(rows().shape(encoded(moving)));
  }

  private WireRows rows() {
    return wire != null ? wire : WireRows.of(all());
  }

  private static List<EncodedOid> encoded(List<Oid> objects) {
    return objects.stream().map(EncodedOid::new).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VarBinds that && all().equals(that.all());
  }

  @Override
  public int hashCode() {
    return all().hashCode();
  }

  @Override
  public String toString() {
    return all().toString();
  }
}

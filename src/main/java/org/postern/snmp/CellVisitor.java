package org.postern.snmp;

/** Takes the cells of a conceptual table (RFC 2578 §7.1.12), as they were answered. */
@FunctionalInterface
public interface CellVisitor {
  /**
   * Takes a cell.
   *
   * @param column sub-identifier of the column, unsigned
   * @param index of the row; the same object as in the column before, if the rows are the same
   */
  void cell(int column, Oid index, SnmpValue value);
}

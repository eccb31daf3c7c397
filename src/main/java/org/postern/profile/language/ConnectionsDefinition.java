package org.postern.profile.language;

import java.util.Map;

/**
 * A table of the device's own TCP connections. It is read by itself, where it is of use, and is not
 * among the profile's tables.
 */
public record ConnectionsDefinition(
    TableDefinition table, EndDefinition local, EndDefinition remote, StateDefinition state) {
  /** The fields with one end's address (IpAddress or octets) and port. */
  public record EndDefinition(String address, String port) {}

  /**
   * The field with a connection's state.
   *
   * @param values names of states by the field's values; rows with other values are left out
   */
  public record StateDefinition(String field, Map<String, String> values) {
    public StateDefinition {
      values = Defaults.map(values);
    }
  }
}

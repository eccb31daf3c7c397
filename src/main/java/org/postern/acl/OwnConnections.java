package org.postern.acl;

import java.util.List;
import java.util.OptionalInt;

/**
 * TCP connections that a device itself has to and from mail ports (RFC 4022, tcpConnectionTable).
 * What it forwards is not among them.
 *
 * @param groups the most connections first
 * @param cutAt rows that were read where the device has more, 0 and up; empty if all were read
 */
public record OwnConnections(List<Counted> groups, OptionalInt cutAt) {
  public OwnConnections {
    groups = List.copyOf(groups);
  }

  /** None are known. */
  public static OwnConnections none() {
    return new OwnConnections(List.of(), OptionalInt.empty());
  }

  /**
   * Connections from one host to a mail port of another that are in the same state.
   *
   * @param source address of the host whose port is not a mail port
   * @param destination address of the host with the mail port
   * @param state by its name in the MIB, such as synSent
   */
  public record Group(String source, String destination, MailPort port, String state) {}

  /** How many connections a group has, 1 and up. */
  public record Counted(Group group, int count) {}

  /** Those to one port, the most first. */
  public List<Counted> to(MailPort port) {
    return groups.stream().filter(each -> each.group().port() == port).toList();
  }
}

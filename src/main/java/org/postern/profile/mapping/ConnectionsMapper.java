package org.postern.profile.mapping;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.acl.OwnConnections.Counted;
import org.postern.acl.OwnConnections.Group;
import org.postern.profile.language.ConnectionsDefinition;
import org.postern.profile.language.ConnectionsDefinition.EndDefinition;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.RowTable;
import org.postern.profile.rows.TableSpec;
import org.postern.profile.rows.Values;
import org.postern.snmp.ReadResult;

/** Counts a device's own connections to and from mail ports. */
public final class ConnectionsMapper {
  private final ConnectionsDefinition definition;

  public ConnectionsMapper(ConnectionsDefinition definition) {
    this.definition = definition;
  }

  /** Maps what was read of the table; rows that do not tell all of a connection are left out. */
  public OwnConnections map(TableSpec table, ReadResult read) {
    List<Row> rows = RowTable.of(table, read).rows();
    Map<Group, Integer> counts =
        new TreeMap<>(
            Comparator.comparing(Group::port)
                .thenComparing(Group::source)
                .thenComparing(Group::destination)
                .thenComparing(Group::state));
    rows.forEach(row -> group(row).ifPresent(group -> counts.merge(group, 1, Integer::sum)));
    return new OwnConnections(
        counts.entrySet().stream()
            .map(each -> new Counted(each.getKey(), each.getValue()))
            .sorted(Comparator.comparingInt(Counted::count).reversed())
            .toList(),
        read instanceof ReadResult.Complete ? OptionalInt.empty() : OptionalInt.of(rows.size()));
  }

  private Optional<Group> group(Row row) {
    Optional<String> state =
        row.text(definition.state().field())
            .flatMap(value -> Optional.ofNullable(definition.state().values().get(value)));
    Optional<String> local = address(row, definition.local());
    Optional<String> remote = address(row, definition.remote());
    if (state.isEmpty() || local.isEmpty() || remote.isEmpty()) {
      return Optional.empty();
    }
    // The end with the mail port was called, whichever of the two it is.
    return port(row, definition.local())
        .map(port -> new Group(remote.get(), local.get(), port, state.get()))
        .or(
            () ->
                port(row, definition.remote())
                    .map(port -> new Group(local.get(), remote.get(), port, state.get())));
  }

  private static Optional<MailPort> port(Row row, EndDefinition end) {
    return row.text(end.port()).flatMap(MailPort::parse);
  }

  private static Optional<String> address(Row row, EndDefinition end) {
    return row.value(end.address()).flatMap(Values::octets).flatMap(ConnectionsMapper::address);
  }

  /** An InetAddress (RFC 4001) with or without zone; an IPv4-mapped one as IPv4. */
  private static Optional<String> address(byte[] octets) {
    int length = octets.length < 16 ? 4 : 16;
    int zone = octets.length - length;
    if (zone != 0 && zone != 4) {
      return Optional.empty();
    }
    try {
      byte[] bits = InetAddress.getByAddress(Arrays.copyOf(octets, length)).getAddress();
      return Optional.of(IpBits.of(bits).toText(bits.length == 4 ? IpFamily.IPV4 : IpFamily.IPV6));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are addresses", e);
    }
  }
}

package org.postern.poll;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.postern.acl.OwnConnections;
import org.postern.profile.CatalogResult;
import org.postern.profile.Profile;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;
import org.postern.testkit.Conversation;

/** A program that asks an agent for its own connections, as Postern does, whatever it is asked. */
public final class ConnectionTeller {
  private ConnectionTeller() {}

  /** Asks the agent at the address given, with the community given. */
  public static void main(String[] arguments) throws IOException {
    ProfileCatalog catalog = ((CatalogResult.Loaded) ProfileCatalog.load(List.of())).catalog();
    List<Profile> profiles = List.of(catalog.byId("if-mib").orElseThrow());
    SnmpTarget target =
        new SnmpTarget(
            "router",
            new InetSocketAddress(arguments[0], 161),
            new SnmpCredential.V2c(new Secret(arguments[1])),
            Duration.ofMillis(500),
            8, // the agent has just been started
            10);
    try (Snmp4jReader reader = Snmp4jReader.open(1)) {
      ConnectionReader connections = new ConnectionReader(reader, new RowProbe(reader));
      Conversation.answer(
          any ->
              connections
                  .read(target, profiles, ConnectionReader.Sought.none().next(true, true))
                  .join()
                  .connections()
                  .groups()
                  .stream()
                  .map(ConnectionTeller::text)
                  .collect(Collectors.joining(", ")));
    }
  }

  static String text(OwnConnections.Counted each) {
    OwnConnections.Group group = each.group();
    return "%s -> %s:%d %s %d"
        .formatted(
            group.source(),
            group.destination(),
            group.port().number(),
            group.state(),
            each.count());
  }
}

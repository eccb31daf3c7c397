package org.postern.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AddressMatch;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpCredential;

/**
 * How Postern answers as an SNMP agent.
 *
 * @param enabled false if nothing shall be answered and no notification sent
 * @param listen UDP addresses to answer on; at least one
 * @param arc where POSTERN-MIB is rooted
 * @param engineIdFile holds the snmpEngineID in hex; the store keeps it if this is empty
 * @param maxMessageSize octets of the largest message that is sent, 484..65507
 * @param authenticationTraps whether receivers are told of requests that are not authenticated
 * @param access who may ask; nobody if empty
 * @param views by name, the built-in ones included
 */
public record AgentConfig(
    boolean enabled,
    List<InetSocketAddress> listen,
    Oid arc,
    Optional<Path> engineIdFile,
    int maxMessageSize,
    boolean authenticationTraps,
    List<Access> access,
    Map<String, View> views) {
  /** Reserved for documentation by RFC 5612; an operator puts an arc of his own here. */
  public static final Oid DEFAULT_ARC = Oid.parse("1.3.6.1.4.1.32473.25");

  /** The smallest size that every SNMP engine must take (RFC 3417 §3.2.1). */
  public static final int LEAST_MESSAGE_SIZE = 484;

  /** What fits a UDP datagram over IPv4. */
  public static final int MOST_MESSAGE_SIZE = 65_507;

  /** What fits an Ethernet frame: 1500 octets less IPv4 and UDP headers. */
  public static final int DEFAULT_MESSAGE_SIZE = 1472;

  /** The port of an agent (RFC 3417 §3.1). */
  public static final int SNMP_PORT = 161;

  /** Port 161 needs privileges, so the agent begins with another one: 127.0.0.1:1161. */
  public static final InetSocketAddress DEFAULT_LISTEN =
      Addresses.socket("127.0.0.1:1161", SNMP_PORT).orElseThrow();

  public AgentConfig {
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("an agent listens somewhere");
    }
    listen = List.copyOf(listen);
    access = List.copyOf(access);
    views = Map.copyOf(views);
  }

  /**
   * Someone who may ask this agent.
   *
   * @param name of the credential in the configuration
   * @param sources addresses the requests may come from; loopback only if empty
   * @param readView what may be read
   * @param writeView what may be set
   * @param notifyView what may be sent to receivers with this credential
   */
  public record Access(
      String name,
      SnmpCredential credential,
      List<AddressMatch> sources,
      View readView,
      View writeView,
      View notifyView) {
    public Access {
      sources = List.copyOf(sources);
    }
  }

  /**
   * A part of the object tree (RFC 3415 §2.4); the longest subtree that contains an object decides.
   *
   * @param include subtrees that belong to it; none at all means an empty view
   * @param exclude subtrees that do not
   */
  public record View(String name, List<Oid> include, List<Oid> exclude) {
    /** Security tables: RFC 3414 USM, RFC 3415 VACM and RFC 3584 communities name who may ask. */
    private static final List<Oid> WHO_MAY_ASK =
        List.of(
            Oid.parse("1.3.6.1.6.3.15"), Oid.parse("1.3.6.1.6.3.16"), Oid.parse("1.3.6.1.6.3.18"));

    public View {
      include = List.copyOf(include);
      exclude = List.copyOf(exclude);
    }

    /** Everything but the tables that tell who may ask. */
    public static View all() {
      return new View("all", List.of(Oid.parse("1.3.6.1")), WHO_MAY_ASK);
    }

    /** POSTERN-MIB only. */
    public static View postern(Oid arc) {
      return new View("postern", List.of(arc), List.of());
    }

    /** Nothing. */
    public static View none() {
      return new View("none", List.of(), List.of());
    }
  }
}

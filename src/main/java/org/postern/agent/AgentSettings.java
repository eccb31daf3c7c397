package org.postern.agent;

import java.net.InetSocketAddress;
import java.util.List;
import org.snmp4j.smi.OID;

/**
 * How the agent is served.
 *
 * @param listen explicit addresses, one socket each, so that every answer leaves from the address
 *     that was asked; port 0 lets the system choose
 * @param arc where POSTERN-MIB is rooted, dotted, below 1.3.6.1.4.1
 * @param users who may ask by SNMPv3, each at its own security level or above
 * @param description sysDescr
 * @param maxMessageSize octets of the largest message that is sent, 484..65507; 1472 fills an
 *     Ethernet frame
 * @param authenticationTraps snmpEnableAuthenTraps
 */
public record AgentSettings(
    List<InetSocketAddress> listen,
    String arc,
    List<Community> communities,
    List<AgentUser> users,
    EngineIdentity engine,
    String description,
    String sysName,
    String sysContact,
    String sysLocation,
    int maxMessageSize,
    boolean authenticationTraps) {
  /** RFC 5612 documentation arc; a site uses one of its own. */
  public static final String DOCUMENTATION_ARC = "1.3.6.1.4.1.32473.25";

  /** What fits an Ethernet frame: 1500 octets less IPv4 and UDP headers. */
  public static final int ETHERNET_MESSAGE_SIZE = 1472;

  /** The smallest size that every SNMP engine must take (RFC 3417 §3.2.1). */
  static final int LEAST_MESSAGE_SIZE = 484;

  static final int GREATEST_MESSAGE_SIZE = 65_507;

  public AgentSettings {
    listen = List.copyOf(listen);
    communities = List.copyOf(communities);
    users = List.copyOf(users);
    MibText.checkArc(arc);
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("the agent needs an address to listen on");
    }
    for (InetSocketAddress address : listen) {
      if (address.isUnresolved() || address.getAddress().isAnyLocalAddress()) {
        throw new IllegalArgumentException("not an explicit local address: " + address);
      }
    }
    if (maxMessageSize < LEAST_MESSAGE_SIZE || maxMessageSize > GREATEST_MESSAGE_SIZE) {
      throw new IllegalArgumentException("message size 484..65507: " + maxMessageSize);
    }
  }

  OID arcOid() {
    return new OID(arc);
  }
}

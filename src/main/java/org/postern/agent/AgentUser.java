package org.postern.agent;

import java.net.InetAddress;
import java.util.List;

/**
 * A user of SNMPv3 who may ask, from some addresses only.
 *
 * @param sources from where it is accepted; an empty list is taken as loopback only
 */
public record AgentUser(UsmAccount account, List<SourcePrefix> sources, Rights rights) {
  public AgentUser {
    sources = sources.isEmpty() ? SourcePrefix.LOOPBACK : List.copyOf(sources);
  }

  /** A user on this machine who may read everything. */
  public static AgentUser reader(UsmAccount account) {
    return new AgentUser(account, List.of(), Rights.READ_ALL);
  }

  boolean isAcceptedFrom(InetAddress source) {
    return sources.stream().anyMatch(prefix -> prefix.contains(source));
  }
}

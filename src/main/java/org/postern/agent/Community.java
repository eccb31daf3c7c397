package org.postern.agent;

import java.net.InetAddress;
import java.util.List;

/**
 * A community that may read by SNMPv1 and v2c, from some addresses only. Never prints its text.
 *
 * @param text as sent by managers; not empty
 * @param sources from where it is accepted; an empty list is taken as loopback only
 */
public record Community(String text, List<SourcePrefix> sources) {
  public Community {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a community must not be empty");
    }
    sources = sources.isEmpty() ? SourcePrefix.LOOPBACK : List.copyOf(sources);
  }

  boolean isAcceptedFrom(InetAddress source) {
    return sources.stream().anyMatch(prefix -> prefix.contains(source));
  }

  @Override
  public String toString() {
    return "Community[text=***, sources=" + sources + "]";
  }
}

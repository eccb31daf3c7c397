package org.postern.agent;

import java.net.InetAddress;
import java.util.List;

/**
 * A community that may ask by SNMPv1 and v2c, from some addresses only. Never prints its text.
 *
 * @param name what it is called in logs and beside what it sets
 * @param text as sent by managers; not empty
 * @param sources from where it is accepted; an empty list is taken as loopback only
 */
public record Community(String name, String text, List<SourcePrefix> sources, Rights rights) {
  public Community {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a community must not be empty");
    }
    sources = sources.isEmpty() ? SourcePrefix.LOOPBACK : List.copyOf(sources);
  }

  /** A community that may read everything. */
  public static Community reader(String text, List<SourcePrefix> sources) {
    return new Community("readers", text, sources, Rights.READ_ALL);
  }

  boolean isAcceptedFrom(InetAddress source) {
    return sources.stream().anyMatch(prefix -> prefix.contains(source));
  }

  @Override
  public String toString() {
    return "Community[" + name + ", text=***, sources=" + sources + "]";
  }
}

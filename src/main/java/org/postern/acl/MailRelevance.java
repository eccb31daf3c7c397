package org.postern.acl;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Tells which entries have to do with mail at all. */
public final class MailRelevance {
  private MailRelevance() {}

  /**
   * The mail ports a new TCP connection to which could match the entry; possible matches count.
   * Earlier entries of its list are not looked at.
   */
  public static Set<MailPort> mailPorts(AccessListEntry entry) {
    Set<MailPort> ports = EnumSet.noneOf(MailPort.class);
    if (matchesNone(entry.source())
        || matchesNone(entry.destination())
        || (entry.sourcePorts() instanceof PortMatch.Ports sources && sources.set().isEmpty())) {
      return Collections.unmodifiableSet(ports);
    }
    for (MailPort port : MailPort.values()) {
      if (new EntryMatcher(port, Optional.empty(), Optional.empty()).canMatch(entry)) {
        ports.add(port);
      }
    }
    return Collections.unmodifiableSet(ports);
  }

  /** Whether the match is empty by its form; contradictions between parts are not searched for. */
  private static boolean matchesNone(AddressMatch match) {
    if (match instanceof AddressMatch.AnyOf anyOf) {
      return anyOf.options().stream().allMatch(MailRelevance::matchesNone);
    }
    return match instanceof AddressMatch.AllOf allOf
        && allOf.parts().stream().anyMatch(MailRelevance::matchesNone);
  }
}

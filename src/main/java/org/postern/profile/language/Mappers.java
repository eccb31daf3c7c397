package org.postern.profile.language;

import java.util.Set;

/** The mappers a profile may name; each is described in an ADR. */
public final class Mappers {
  /** IF-MIB tables to interface samples. */
  public static final String INTERFACES = "interfaces";

  /** Firewall listings in NET-SNMP-EXTEND-MIB to access lists. */
  public static final String LINUX_LISTINGS = "linux-listings";

  static final Set<String> NAMES = Set.of(INTERFACES, LINUX_LISTINGS);

  private Mappers() {}
}

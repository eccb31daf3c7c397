package org.postern.acl;

import java.util.List;

/**
 * What the earlier entries of its list leave an entry, over new TCP connections to the seven mail
 * ports, both families and all interfaces.
 *
 * @param position in the list, from 0
 * @param by for {@code SHADOWED} and {@code REDUNDANT}: the earlier entries that take its flows,
 *     whose union covers it; in order
 * @param contrary for {@code SHADOWED}: earlier entries that take some of its flows and do
 *     something else with them; in order
 * @param unnamed how many more entries belong to {@code by} or {@code contrary}, beyond those
 *     listed ({@value #MOST_NAMED} each)
 */
public record EntryCover(
    int position,
    AccessListEntry entry,
    Status status,
    List<AccessListEntry> by,
    List<AccessListEntry> contrary,
    int unnamed) {
  /** Most entries listed as cover of one entry: nobody reads more. */
  public static final int MOST_NAMED = 16;

  /** How much of an entry earlier ones take. */
  public enum Status {
    /** It matches no new TCP connection to a mail port. */
    NOT_MAIL,
    /** No earlier entry takes any of its flows. */
    EFFECTIVE,
    /** Earlier entries take some of its flows; common and often meant. */
    PARTLY_COVERED,
    /** Earlier entries take all its flows, and do something else with at least one of them. */
    SHADOWED,
    /** Earlier entries take all its flows and do just what it would. */
    REDUNDANT,
    /** It depends on possible matches, its own or earlier ones, whether it takes any flow. */
    UNKNOWN;

    /** Whether the entry surely takes no flow because of earlier ones. */
    public boolean isCovered() {
      return this == SHADOWED || this == REDUNDANT;
    }
  }

  public EntryCover {
    by = List.copyOf(by);
    contrary = List.copyOf(contrary);
  }
}

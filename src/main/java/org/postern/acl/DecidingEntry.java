package org.postern.acl;

/**
 * An entry that settles some of the flows asked about.
 *
 * @param list name of its access list
 * @param entryId its id there, or {@link #IMPLICIT} for the action when no entry matches
 */
public record DecidingEntry(String list, String entryId, Action action, String text) {
  /** Stands in for an entry id where the list's implicit action decides. */
  public static final String IMPLICIT = "implicit";
}

package org.postern.finding;

import org.postern.acl.ListCover;

/**
 * What earlier entries of a list leave later ones.
 *
 * @param listKey as {@link DigestedList#key} gives it
 */
public record CoveredList(String listKey, ListCover cover) {}

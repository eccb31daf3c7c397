package org.postern.acl;

import java.util.Map;

/**
 * An access list and the hits of its entries, from the same read.
 *
 * @param hits by entry id; an entry without one has no counter
 */
public record AccessListReading(AccessList list, Map<String, HitReading> hits) {
  public AccessListReading {
    hits = Map.copyOf(hits);
  }
}

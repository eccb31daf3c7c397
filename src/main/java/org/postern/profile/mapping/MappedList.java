package org.postern.profile.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.HitReading;

/**
 * An access list and what counts its entries.
 *
 * @param hits by entry id, in the order of the entries; an entry without one has no counter
 */
public record MappedList(AccessList list, Map<String, HitCount> hits) {
  public MappedList {
    hits = Collections.unmodifiableMap(new LinkedHashMap<>(hits));
  }

  public AccessListReading reading() {
    Map<String, HitReading> readings = new LinkedHashMap<>();
    hits.forEach((entry, count) -> readings.put(entry, count.reading()));
    return new AccessListReading(list, readings);
  }
}

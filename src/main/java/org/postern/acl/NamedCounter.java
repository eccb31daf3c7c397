package org.postern.acl;

/**
 * A counter a device gives a name but no match fields (level L1), or a total (level L0).
 *
 * @param list the filter or policy it belongs to
 * @param name the counter's name; unique in its list together with the list's name
 * @param visibility {@code NAMED_COUNTERS} or {@code TOTALS}
 */
public record NamedCounter(String list, String name, HitReading hits, Visibility visibility) {}

package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How long the entries of a device that count hits have not been hit. Confined to the device's
 * evaluation.
 *
 * <p>Only time in which a counter was seen not to move counts as silence: a reset, a restart of the
 * device or of this daemon and a poll without an answer before them add nothing.
 */
public final class EntryUses {
  /** The end of a silence this long must not be forgotten by a crash. */
  private static final Duration LONG = Duration.ofDays(1);

  private final Map<String, Map<String, Silence>> lists;
  private boolean urgent;

  private EntryUses(Map<String, Map<String, Silence>> lists) {
    this.lists = lists;
  }

  /**
   * Since when an entry has not been hit.
   *
   * @param since its last hit, or when it was first counted
   * @param hitBefore whether {@code since} is a hit
   * @param observed time since then in which its counter surely stood still
   * @param others hits of the other entries of its list in that time
   */
  public record Silence(Instant since, boolean hitBefore, Duration observed, long others) {
    private static Silence begin(Instant now, boolean hit) {
      return new Silence(now, hit, Duration.ZERO, 0);
    }

    private Silence goOn(Duration window, long hits) {
      long sum = others + hits;
      return new Silence(since, hitBefore, observed.plus(window), sum < 0 ? Long.MAX_VALUE : sum);
    }
  }

  /**
   * An entry's counter in one poll.
   *
   * @param key names the entry by what it matches, whatever its number
   * @param hits since the poll before; empty where the two readings cannot be compared
   */
  public record Count(String key, String id, String text, OptionalLong hits) {}

  /** Nothing is known yet. */
  public static EntryUses fresh() {
    return new EntryUses(new HashMap<>());
  }

  /** Goes on from what {@link #stored} gave. */
  public static EntryUses restored(Map<String, Map<String, Silence>> stored) {
    return new EntryUses(new HashMap<>(stored));
  }

  /** By key of the list, then by key of the entry. */
  public Map<String, Map<String, Silence>> stored() {
    return Map.copyOf(lists);
  }

  /** Whether the end of a long silence waits to be stored; asking takes note that it is. */
  public boolean takeUrgent() {
    boolean was = urgent;
    urgent = false;
    return was;
  }

  /**
   * Takes in a complete read of a list; entries that are not among {@code counts} are forgotten.
   *
   * @param window the time since the read before, 0 and up
   */
  public ListUse observe(String listKey, List<Count> counts, Duration window, Instant now) {
    Map<String, Silence> before = lists.getOrDefault(listKey, Map.of());
    long all = counts.stream().mapToLong(count -> count.hits().orElse(0)).sum();
    Map<String, Silence> after = new HashMap<>();
    List<ListUse.Entry> entries = new ArrayList<>();
    for (Count count : counts) {
      Silence old = before.get(count.key());
      Silence silence = old == null ? Silence.begin(now, false) : old;
      if (count.hits().orElse(0) > 0) {
        urgent |= silence.observed().compareTo(LONG) >= 0;
        silence = Silence.begin(now, true);
      } else if (old != null && count.hits().isPresent()) {
        silence = old.goOn(window, all);
      }
      after.put(count.key(), silence);
      entries.add(new ListUse.Entry(count.id(), count.text(), silence));
    }
    lists.put(listKey, Map.copyOf(after));
    return new ListUse(listKey, entries);
  }

  /** Forgets lists that the device does not show any more. */
  public void retain(java.util.Collection<String> listKeys) {
    lists.keySet().retainAll(listKeys);
  }
}

package org.postern.finding;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postern.acl.Crossing;
import org.postern.acl.MailPort;

/**
 * What judging one device needs to remember between polls; confined to that device's evaluation.
 *
 * <p>A list is believed when two complete reads in a row give it with the same digest. The believed
 * lists are compared with those an operator reviewed and with those whose permits are accepted; the
 * first believed lists ever are both.
 *
 * <p>What is usual for its series is in {@link #series}, which is stored apart.
 */
public final class DeviceMemory {
  private final String device;
  private final Map<String, DigestedList> lastRead = new LinkedHashMap<>();
  private final Map<String, DigestedList> confirmed = new LinkedHashMap<>();
  private final Map<String, DigestedList> reviewed = new LinkedHashMap<>();
  private final Map<String, DigestedList> permits = new LinkedHashMap<>();
  private final EngineMemory engine = new EngineMemory();
  private boolean readBefore;
  private boolean known;
  private boolean settled;
  private boolean widened;
  private final SeriesMemory series;
  private @Nullable Cached<PolicyPart> policyPart;
  private @Nullable Cached<List<Observation>> wideningPart;

  /**
   * A crossing and a port: what hits are counted for.
   *
   * @param crossing its name, for a part of its hits with " entry ..." or " but entry ..."
   */
  record Flow(String crossing, MailPort port) {
    boolean isOf(String name) {
      return HitPart.isOf(name, crossing) || crossing.startsWith(name + EntrySubject.ENTRY);
    }
  }

  /** Everything a cached judgement depends on; the matcher counts by identity. */
  record Stamp(
      List<String> digests,
      ExpectationMatcher expectations,
      LocalDate today,
      List<Crossing> crossings,
      List<MailPort> ports) {}

  /** What the lists and the policy say together, the same until one of them changes. */
  record PolicyPart(
      List<Observation> observations,
      List<PortConformance> conformance,
      Map<Flow, List<String>> expectationIds) {}

  private record Cached<T>(Stamp stamp, T value) {}

  private DeviceMemory(String device, SeriesMemory series) {
    this.device = device;
    this.series = series;
  }

  /** Nothing is known of the device: its first confirmed lists become the accepted ones. */
  public static DeviceMemory fresh(String device) {
    return fresh(device, SeriesMemory.fresh());
  }

  /** Nothing is known of the lists; the series go on. */
  public static DeviceMemory fresh(String device, SeriesMemory series) {
    return new DeviceMemory(device, series);
  }

  /**
   * Goes on from stored lists, so that no change is reported twice and none is missed. Their
   * digests must come from the same computation as those of later reads.
   */
  public static DeviceMemory restored(String device, Baselines stored, SeriesMemory series) {
    DeviceMemory memory = new DeviceMemory(device, series);
    replace(memory.confirmed, stored.confirmed());
    replace(memory.reviewed, stored.reviewed());
    replace(memory.permits, stored.permits());
    replace(memory.lastRead, stored.confirmed());
    memory.readBefore = true;
    memory.known = true;
    // Until it is computed again: else a review before the first poll would accept the permits.
    memory.widened = !digests(memory.permits).equals(digests(memory.confirmed));
    return memory;
  }

  public String device() {
    return device;
  }

  /** The SNMPv3 engine that the device is known by. */
  public EngineMemory engine() {
    return engine;
  }

  /**
   * What to store; see {@link Judgement#baselinesChanged}. Empty lists before the first is known.
   */
  public Baselines baselines() {
    return new Baselines(
        List.copyOf(confirmed.values()),
        List.copyOf(reviewed.values()),
        List.copyOf(permits.values()));
  }

  /** Whether there are believed lists at all. */
  boolean isKnown() {
    return known;
  }

  /** Whether the last complete read gave the believed lists. */
  boolean isSettled() {
    return settled;
  }

  Collection<DigestedList> confirmed() {
    return List.copyOf(confirmed.values());
  }

  Collection<DigestedList> permits() {
    return List.copyOf(permits.values());
  }

  Map<String, DigestedList> confirmedByKey() {
    return confirmed;
  }

  Map<String, DigestedList> reviewedByKey() {
    return reviewed;
  }

  void widened(boolean any) {
    widened = any;
  }

  /**
   * Takes in the lists of a complete read.
   *
   * @return whether the baselines changed
   */
  boolean read(List<DigestedList> lists) {
    Map<String, DigestedList> before = new LinkedHashMap<>(lastRead);
    replace(lastRead, lists);
    boolean equal = readBefore && digests(before).equals(digests(lastRead));
    readBefore = true;
    if (!equal) {
      series.listsChanged();
    }
    boolean changed = equal && !(known && digests(confirmed).equals(digests(lastRead)));
    if (changed) {
      replace(confirmed, lists);
    }
    if (equal && !known) {
      known = true;
      replace(reviewed, lists);
      replace(permits, lists);
    }
    settled = known && digests(confirmed).equals(digests(lastRead));
    return changed;
  }

  /** The operator has seen this list as it is believed now. */
  boolean review(String listKey) {
    DigestedList now = confirmed.get(listKey);
    DigestedList before = now == null ? reviewed.remove(listKey) : reviewed.put(listKey, now);
    boolean changed = now == null ? before != null : !now.equals(before);
    if (!widened && digests(reviewed).equals(digests(confirmed))) {
      changed |= acceptPermits();
    }
    return changed;
  }

  /** What the believed lists permit is accepted. */
  boolean acceptPermits() {
    boolean changed = !digests(permits).equals(digests(confirmed));
    replace(permits, List.copyOf(confirmed.values()));
    wideningPart = null;
    return changed;
  }

  /** What is usual for the series of the device. */
  public SeriesMemory series() {
    return series;
  }

  Optional<PolicyPart> policyPart(Stamp stamp) {
    return cached(policyPart, stamp);
  }

  void policyPart(Stamp stamp, PolicyPart part) {
    policyPart = new Cached<>(stamp, part);
  }

  Optional<List<Observation>> wideningPart(Stamp stamp) {
    return cached(wideningPart, stamp);
  }

  void wideningPart(Stamp stamp, List<Observation> part) {
    wideningPart = new Cached<>(stamp, part);
  }

  private static <T> Optional<T> cached(@Nullable Cached<T> cached, Stamp stamp) {
    return cached != null && cached.stamp().equals(stamp)
        ? Optional.of(cached.value())
        : Optional.empty();
  }

  private static Map<String, String> digests(Map<String, DigestedList> lists) {
    Map<String, String> digests = new HashMap<>();
    lists.forEach((key, list) -> digests.put(key, list.digest()));
    return digests;
  }

  private static void replace(Map<String, DigestedList> map, Collection<DigestedList> lists) {
    map.clear();
    lists.forEach(list -> map.put(list.key(), list));
  }
}

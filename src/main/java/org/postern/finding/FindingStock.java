package org.postern.finding;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The findings of a book, its log and its two number sequences; confined to the book. At most one
 * active finding has a key.
 */
final class FindingStock {
  private static final Set<Long> NONE = Set.of();

  private final TreeMap<Long, Finding> findings = new TreeMap<>();
  private final Map<FindingKey, Long> latest = new HashMap<>();

  /** Numbers of the findings of each device: a poll asks for those of one. */
  private final Map<String, Set<Long>> ofDevice = new HashMap<>();

  private final Deque<Transition> log = new ArrayDeque<>();
  private final int logLength;
  private long nextNumber;
  private long nextSequence;

  /**
   * The stock as it was stored.
   *
   * @throws IllegalArgumentException if two active findings have one key or two findings one number
   */
  FindingStock(BookState stored, int logLength) {
    this.logLength = logLength;
    nextNumber = stored.nextNumber();
    nextSequence = stored.nextSequence();
    stored.findings().forEach(this::restore);
    stored.recent().forEach(this::remember);
  }

  private void restore(Finding finding) {
    if (findings.put(finding.number(), finding) != null) {
      throw new IllegalArgumentException("two stored findings have number " + finding.number());
    }
    Optional<Finding> other = latest(finding.key());
    boolean active = finding.state().isActive();
    boolean otherActive = other.isPresent() && other.get().state().isActive();
    if (active && otherActive) {
      throw new IllegalArgumentException("two stored findings are active: " + finding.key().text());
    }
    ofDevice(finding).add(finding.number());
    boolean newer = other.isEmpty() || other.get().number() < finding.number();
    if (active || (newer && !otherActive)) {
      latest.put(finding.key(), finding.number());
    }
  }

  long takeNumber() {
    return nextNumber++;
  }

  long lastSequence() {
    return nextSequence - 1;
  }

  /** Writes down a step with the next sequence number. */
  Transition record(TransitionType type, Finding finding, String actor, Instant time) {
    put(finding);
    Transition transition = new Transition(nextSequence++, type, time, finding, actor);
    remember(transition);
    return transition;
  }

  /** Keeps a finding as it is now without a step. */
  void put(Finding finding) {
    findings.put(finding.number(), finding);
    ofDevice(finding).add(finding.number());
    latest.put(finding.key(), finding.number());
  }

  private Set<Long> ofDevice(Finding finding) {
    return ofDevice.computeIfAbsent(finding.key().subject().device(), unseen -> new TreeSet<>());
  }

  /** The findings of a device, active or cleared not long ago, by number. */
  List<Finding> of(String device) {
    return ofDevice.getOrDefault(device, NONE).stream().map(findings::get).toList();
  }

  private void remember(Transition transition) {
    log.addLast(transition);
    while (log.size() > logLength) {
      log.removeFirst();
    }
  }

  Optional<Finding> find(long number) {
    return Optional.ofNullable(findings.get(number));
  }

  /** The finding that last had this key, active or not. */
  Optional<Finding> latest(FindingKey key) {
    return Optional.ofNullable(latest.get(key)).map(findings::get);
  }

  Optional<Finding> active(FindingKey key) {
    return latest(key).filter(finding -> finding.state().isActive());
  }

  List<Finding> active(Predicate<Finding> wanted) {
    return findings.values().stream().filter(f -> f.state().isActive()).filter(wanted).toList();
  }

  List<Finding> cleared() {
    return findings.values().stream().filter(f -> !f.state().isActive()).toList();
  }

  List<Transition> log() {
    return List.copyOf(log);
  }

  /** Forgets what was cleared before {@code oldest}. */
  void dropClearedBefore(Instant oldest) {
    if (findings.values().removeIf(f -> !f.state().isActive() && f.lastSeen().isBefore(oldest))) {
      latest.values().removeIf(number -> !findings.containsKey(number));
      ofDevice.values().forEach(numbers -> numbers.removeIf(each -> !findings.containsKey(each)));
      ofDevice.values().removeIf(Collection::isEmpty);
    }
  }
}

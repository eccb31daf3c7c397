package org.postern.finding;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The findings of a book, its log and its two number sequences; confined to the book. At most one
 * active finding has a key.
 */
final class FindingStock {
  private final TreeMap<Long, Finding> findings = new TreeMap<>();
  private final Map<FindingKey, Long> latest = new HashMap<>();

  /** Numbers by device: what is asked at every poll is about one. */
  private final Map<String, TreeSet<Long>> byDevice = new HashMap<>();

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
    index(finding);
    Optional<Finding> other = latest(finding.key());
    boolean active = finding.state().isActive();
    boolean otherActive = other.isPresent() && other.get().state().isActive();
    if (active && otherActive) {
      throw new IllegalArgumentException("two stored findings are active: " + finding.key().text());
    }
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
    latest.put(finding.key(), finding.number());
    index(finding);
  }

  private void index(Finding finding) {
    byDevice
        .computeIfAbsent(finding.key().subject().device(), none -> new TreeSet<>())
        .add(finding.number());
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

  /** All findings of a device, active or not, by number. */
  List<Finding> of(String device) {
    return byDevice.getOrDefault(device, new TreeSet<>()).stream()
        .flatMap(number -> find(number).stream())
        .toList();
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
    findings.values().removeIf(f -> !f.state().isActive() && f.lastSeen().isBefore(oldest));
    latest.values().removeIf(number -> !findings.containsKey(number));
    byDevice.values().forEach(numbers -> numbers.removeIf(number -> !findings.containsKey(number)));
    byDevice.values().removeIf(TreeSet::isEmpty);
  }
}

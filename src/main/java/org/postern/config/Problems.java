package org.postern.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what is wrong; of several complaints about one key at one place the first is kept. */
final class Problems {
  private record Spot(Place place, String key) {}

  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();
  private final Set<Spot> seenSpots = new HashSet<>();

  /** Something is wrong with the value {@code node}; what stands there is shown if it may be. */
  void atValue(KeyPath path, YamlNode node, String message) {
    add(node.place(), path, Shown.of(path, node), message);
  }

  /** Something is wrong at a place where no value needs to be shown. */
  void at(Place place, KeyPath path, String message) {
    add(place, path, Optional.empty(), message);
  }

  /** Something is allowed but doubtful. */
  void warn(Place place, KeyPath path, String message) {
    warnings.add(problem(place, path, Optional.empty(), message));
  }

  private void add(Place place, KeyPath path, Optional<String> seen, String message) {
    if (seenSpots.add(new Spot(place, path.toString()))) {
      errors.add(problem(place, path, seen, message));
    }
  }

  private static Problem problem(Place place, KeyPath path, Optional<String> seen, String message) {
    return new Problem(place.file(), place.line(), place.column(), path.toString(), seen, message);
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<Problem> errors() {
    return errors.stream().sorted().toList();
  }

  List<Problem> warnings() {
    return warnings.stream().sorted().toList();
  }
}

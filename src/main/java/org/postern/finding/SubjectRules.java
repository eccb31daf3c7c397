package org.postern.finding;

import java.util.List;
import java.util.Optional;

/** What holds otherwise for some subjects: of each kind the first override that fits; immutable. */
public record SubjectRules(List<SubjectRule> all) {
  public SubjectRules {
    all = List.copyOf(all);
  }

  /** All subjects are alike. */
  public static SubjectRules none() {
    return new SubjectRules(List.of());
  }

  Optional<SubjectRule> of(FindingKey key) {
    return all.stream().filter(each -> each.fits(key)).findFirst();
  }

  /** Whether some entries are judged by themselves for this kind. */
  boolean nameEntries(FindingKind kind) {
    return all.stream().anyMatch(each -> each.kind() == kind && !each.whose().entries().isEmpty());
  }

  /** Whether this is the finding of an entry that is judged by itself. */
  boolean namesEntry(FindingKey key) {
    return of(key).map(rule -> !rule.whose().entries().isEmpty()).orElse(false);
  }

  /** The detection of a subject: {@code general} with the levels that are overridden. */
  DetectionSettings levels(DetectionSettings general, Subject subject) {
    if (all.isEmpty()) {
      return general;
    }
    return new LevelOverrides(kind -> of(new FindingKey(kind, subject))).over(general);
  }
}

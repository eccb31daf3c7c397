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

  /** The detection of a subject: {@code general} with the levels that are overridden. */
  DetectionSettings levels(DetectionSettings general, Subject subject) {
    if (all.isEmpty()) {
      return general;
    }
    return new LevelOverrides(kind -> of(new FindingKey(kind, subject))).over(general);
  }
}

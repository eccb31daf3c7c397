package org.postern.finding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.postern.acl.MailPort;

/**
 * What an operator wants otherwise for some subjects of one kind of finding; what is empty stays as
 * it is in general.
 *
 * @param whose the subjects
 * @param enabled false if the kind is not looked for there
 * @param severity instead of the kind's own and the expectation's
 * @param raise evaluations in a row that must be bad, 1 and up
 * @param clear evaluations in a row that must be good, 1 and up
 * @param raiseLevel in the unit of the kind's level
 * @param clearLevel below it
 * @param minimum least evidence, in the unit of the kind's minimum
 */
public record SubjectRule(
    FindingKind kind,
    Subjects whose,
    Optional<Boolean> enabled,
    Optional<Severity> severity,
    OptionalInt raise,
    OptionalInt clear,
    OptionalDouble raiseLevel,
    OptionalDouble clearLevel,
    OptionalDouble minimum) {
  /**
   * Some subjects; each part that is empty allows all.
   *
   * @param devices names
   * @param objects interfaces, crossings or access lists as findings name them; * stands for any
   *     part
   * @param entries of access lists, such as "20 of edge-in", whose hits are judged by themselves; *
   *     stands for any part
   */
  public record Subjects(
      Set<String> devices, List<String> objects, List<String> entries, Set<MailPort> ports) {
    public Subjects {
      devices = Set.copyOf(devices);
      objects = List.copyOf(objects);
      entries = List.copyOf(entries);
      ports = Set.copyOf(ports);
    }

    boolean include(FindingKey key) {
      Subject subject = key.subject();
      return (devices.isEmpty() || devices.contains(subject.device()))
          && (ports.isEmpty() || subject.port().map(ports::contains).orElse(false))
          && (objects.isEmpty() || fits(objects, EntrySubject.crossing(key)))
          && (entries.isEmpty()
              || EntrySubject.entry(key).map(entry -> fits(entries, entry)).orElse(false));
    }

    private static boolean fits(List<String> patterns, String text) {
      return patterns.stream().anyMatch(each -> glob(each).matcher(text).matches());
    }
  }

  /** Whether the hits of one entry can be judged by themselves for findings of this kind. */
  public static boolean mayNameEntries(FindingKind kind) {
    return EntrySubject.isPossible(kind);
  }

  /** A text in which * stands for any part. */
  public static Pattern glob(String text) {
    return Pattern.compile("\\Q" + text.replace("*", "\\E.*\\Q") + "\\E");
  }

  boolean fits(FindingKey key) {
    return key.kind() == kind && whose.include(key);
  }
}

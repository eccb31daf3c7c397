package org.postern.finding;

import java.time.Instant;
import java.util.Optional;

/** The steps that evaluations bring into the life of a finding; confined to the book. */
final class FindingLife {
  private final BookSettings settings;
  private final FindingStock stock;
  private final FindingTracks tracks;

  FindingLife(BookSettings settings, FindingStock stock, FindingTracks tracks) {
    this.settings = settings;
    this.stock = stock;
    this.tracks = tracks;
  }

  Transition raise(Observation observation, Instant time) {
    FindingKey key = observation.key();
    tracks.of(key).turned(time);
    Evidence evidence = withCause(tracks.told(key, observation.evidence(), time), key, time);
    Finding raised =
        stock
            .latest(key)
            .filter(old -> !old.lastSeen().plus(settings.sameFinding()).isBefore(time))
            .map(old -> old.again(time, observation.severity(), evidence))
            .orElseGet(() -> first(key, time, observation.severity(), evidence));
    return stock.record(TransitionType.RAISED, raised, FindingBook.SELF, time);
  }

  private Finding first(FindingKey key, Instant time, Severity severity, Evidence evidence) {
    return new Finding(
        stock.takeNumber(),
        key,
        severity,
        FindingState.OPEN,
        time,
        time,
        1,
        evidence,
        Optional.empty(),
        "");
  }

  /** It is still there; a step if that is worth telling. */
  Optional<Transition> refresh(Finding finding, Observation observation, Instant time) {
    FindingKey key = finding.key();
    boolean worse = observation.severity().compareTo(finding.severity()) < 0;
    boolean tells =
        observation.severity() != finding.severity()
            || (FindingWords.areNews(key.kind())
                && !FindingWords.areSame(finding.evidence(), observation.evidence()));
    Evidence evidence =
        withCause(tracks.told(key, observation.evidence(), time), key, finding.firstSeen());
    Finding now = finding.seen(time, observation.severity(), evidence);
    if (!tells || finding.state() == FindingState.SHELVED) {
      stock.put(now);
      return Optional.empty();
    }
    // What an operator acknowledged was less than this.
    boolean reopen = worse && finding.state() == FindingState.ACKNOWLEDGED;
    return Optional.of(
        stock.record(
            TransitionType.CHANGED,
            reopen ? now.in(FindingState.OPEN) : now,
            FindingBook.SELF,
            time));
  }

  /** One more evaluation speaks for the end; the step if there were enough. */
  Optional<Transition> clearOnStreak(Finding finding, Instant time, Evidence evidence) {
    FindingKey key = finding.key();
    int needed = tracks.clearsNeeded(key, time);
    return tracks.of(key).clearing() >= needed
        ? Optional.of(clear(finding, time, evidence, FindingBook.SELF))
        : Optional.empty();
  }

  Transition clear(Finding finding, Instant time, Evidence evidence, String actor) {
    FindingKey key = finding.key();
    tracks.of(key).turned(time);
    Evidence told = tracks.told(key, evidence, time).causedAs(finding.evidence());
    Finding cleared = finding.seen(time, finding.severity(), told).in(FindingState.CLEARED);
    return stock.record(TransitionType.CLEARED, cleared, actor, time);
  }

  private Evidence withCause(Evidence evidence, FindingKey key, Instant raised) {
    return Causes.of(key, raised, stock.of(key.subject().device()))
        .map(cause -> Causes.told(evidence, cause))
        .orElse(evidence);
  }
}

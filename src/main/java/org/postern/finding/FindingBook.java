package org.postern.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Every finding and its life: what was observed goes in, transitions come out; thread-safe, each
 * call is one step.
 *
 * <p>A trouble is raised after enough evaluations in a row that find it, and cleared after enough
 * at its clear level. While a device is unreachable or in maintenance its other findings are not
 * raised, but counted on, so that one still there afterwards is raised at once; clears always flow.
 * A finding that turns too often flaps: it says so, and needs more evaluations to clear. {@code
 * aclChanged} only ends by acknowledgement, or with its list or device.
 */
public final class FindingBook {
  /** The actor of what nobody asked for. */
  public static final String SELF = "postern";

  private final BookSettings settings;
  private final Maintenance maintenance;
  private final FindingStock stock;
  private final Map<FindingKey, FindingTrack> tracks = new HashMap<>();
  private long suppressedRaises;

  /**
   * A book that goes on where {@code stored} ends.
   *
   * @throws IllegalArgumentException if two active findings have one key or two findings one number
   */
  public FindingBook(BookState stored, BookSettings settings, Maintenance maintenance) {
    this.settings = settings;
    this.maintenance = maintenance;
    stock = new FindingStock(stored, settings.keepTransitions());
    for (Transition transition : stored.recent()) {
      if (isTurn(transition.type())) {
        track(transition.finding().key()).turned(transition.time());
      }
    }
  }

  /** Takes in what one poll said about a device; the same again gives no transition. */
  public synchronized List<Transition> apply(Judgement judgement) {
    List<Transition> made = new ArrayList<>();
    Set<FindingKey> seen = new HashSet<>();
    for (Observation observation : causesFirst(judgement)) {
      if (!seen.add(observation.key())) {
        throw new IllegalArgumentException("observed twice: " + observation.key().text());
      }
      if (observation.says() != Observation.Says.WAITING) {
        apply(observation, judgement.time(), made);
      }
    }
    if (judgement.whole()) {
      for (Finding finding : stock.active(f -> isOn(f, judgement.device()))) {
        if (!seen.contains(finding.key())
            && finding.key().kind() != FindingKind.DEVICE_UNREACHABLE) {
          clearOnStreak(
              finding,
              judgement.time(),
              FindingWords.ended(finding, "is no longer looked at"),
              made);
        }
      }
    }
    return made;
  }

  /** Whether the device answers decides what becomes of the rest; a change comes before effects. */
  private static List<Observation> causesFirst(Judgement judgement) {
    List<Observation> ordered = new ArrayList<>();
    List<Observation> changes = new ArrayList<>();
    List<Observation> rest = new ArrayList<>();
    for (Observation observation : judgement.observations()) {
      if (!observation.key().subject().device().equals(judgement.device())) {
        throw new IllegalArgumentException(
            judgement.device() + ": observation of another: " + observation.key().text());
      }
      FindingKind kind = observation.key().kind();
      if (kind == FindingKind.DEVICE_UNREACHABLE) {
        ordered.add(observation);
      } else {
        (kind == FindingKind.ACL_CHANGED ? changes : rest).add(observation);
      }
    }
    ordered.addAll(changes);
    ordered.addAll(rest);
    return ordered;
  }

  private void apply(Observation observation, Instant time, List<Transition> made) {
    FindingTrack track = track(observation.key());
    Optional<Finding> active = stock.active(observation.key());
    if (observation.present()) {
      int streak = track.present();
      if (active.isPresent()) {
        refresh(active.get(), observation, time, made);
      } else if (streak >= settings.levelsOf(observation.key().kind()).raise()
          && !isReviewedSince(observation.key(), time)) {
        raise(observation, track, time, made);
      }
    } else if (!observation.clearing()) {
      track.undecided();
    } else if (active.isEmpty()) {
      track.clearing();
    } else if (observation.key().kind() != FindingKind.ACL_CHANGED) {
      clearOnStreak(active.get(), time, observation.evidence(), made);
    }
  }

  /** A poll that was under way while its finding was acknowledged has not seen the review. */
  private boolean isReviewedSince(FindingKey key, Instant time) {
    return key.kind() == FindingKind.ACL_CHANGED
        && stock.latest(key).map(ended -> ended.lastSeen().isAfter(time)).orElse(false);
  }

  private void raise(
      Observation observation, FindingTrack track, Instant time, List<Transition> made) {
    FindingKey key = observation.key();
    if (isMuted(key, time)) {
      if (track.withhold()) {
        suppressedRaises++;
      }
      return;
    }
    track.turned(time);
    Evidence evidence = withCause(told(observation.evidence(), track, time), key, time);
    Finding raised =
        stock
            .latest(key)
            .filter(old -> !old.lastSeen().plus(settings.sameFinding()).isBefore(time))
            .map(old -> old.again(time, observation.severity(), evidence))
            .orElseGet(() -> first(key, time, observation.severity(), evidence));
    made.add(stock.record(TransitionType.RAISED, raised, SELF, time));
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

  private boolean isMuted(FindingKey key, Instant time) {
    String device = key.subject().device();
    FindingKey parent = new FindingKey(FindingKind.DEVICE_UNREACHABLE, Subject.device(device));
    return maintenance.covers(device, time)
        || (!key.equals(parent) && stock.active(parent).isPresent());
  }

  private void refresh(
      Finding finding, Observation observation, Instant time, List<Transition> made) {
    boolean worse = observation.severity().compareTo(finding.severity()) < 0;
    boolean tells =
        observation.severity() != finding.severity()
            || (FindingWords.areNews(finding.key().kind())
                && !FindingWords.areSame(finding.evidence(), observation.evidence()));
    Evidence evidence =
        withCause(
            told(observation.evidence(), track(finding.key()), time),
            finding.key(),
            finding.firstSeen());
    Finding now = finding.seen(time, observation.severity(), evidence);
    if (!tells || finding.state() == FindingState.SHELVED) {
      stock.put(now);
      return;
    }
    // What an operator acknowledged was less than this.
    boolean reopen = worse && finding.state() == FindingState.ACKNOWLEDGED;
    made.add(
        stock.record(TransitionType.CHANGED, reopen ? now.in(FindingState.OPEN) : now, SELF, time));
  }

  private void clearOnStreak(
      Finding finding, Instant time, Evidence evidence, List<Transition> made) {
    FindingTrack track = track(finding.key());
    int needed = settings.levelsOf(finding.key().kind()).clear();
    if (isFlapping(track, time)) {
      needed *= settings.flapHold();
    }
    if (track.clearing() >= needed) {
      clear(finding, time, evidence, SELF, made);
    }
  }

  private void clear(
      Finding finding, Instant time, Evidence evidence, String actor, List<Transition> made) {
    FindingTrack track = track(finding.key());
    track.turned(time);
    Finding cleared =
        finding
            .seen(time, finding.severity(), told(evidence, track, time))
            .in(FindingState.CLEARED);
    made.add(stock.record(TransitionType.CLEARED, cleared, actor, time));
  }

  private boolean isFlapping(FindingTrack track, Instant time) {
    return track.turnsSince(time.minus(settings.flapWindow())) >= settings.flapCount();
  }

  private Evidence withCause(Evidence evidence, FindingKey key, Instant raised) {
    List<Finding> known = new ArrayList<>(stock.active(f -> isOn(f, key.subject().device())));
    known.addAll(stock.cleared());
    return Causes.of(key, raised, known)
        .map(cause -> Causes.told(evidence, cause))
        .orElse(evidence);
  }

  /** The evidence, saying so if the finding flaps. */
  private Evidence told(Evidence evidence, FindingTrack track, Instant time) {
    return isFlapping(track, time)
        ? FindingWords.flapping(
            evidence, track.turnsSince(time.minus(settings.flapWindow())), settings.flapWindow())
        : evidence;
  }

  /** Ends the findings of devices that are configured no longer. */
  public synchronized List<Transition> retain(Set<String> devices, Instant time) {
    List<Transition> made = new ArrayList<>();
    for (Finding finding : stock.active(f -> !devices.contains(f.key().subject().device()))) {
      clear(
          finding,
          time,
          FindingWords.ended(finding, "ended: the device is not configured"),
          SELF,
          made);
    }
    tracks.forEach(
        (key, track) -> {
          if (!devices.contains(key.subject().device())) {
            track.forgetRows();
          }
        });
    return made;
  }

  /** Ends the shelves whose time has come and drops findings that were cleared long ago. */
  public synchronized List<Transition> tick(Instant time) {
    List<Transition> made = new ArrayList<>();
    for (Finding finding : stock.active(f -> isDue(f, time))) {
      made.add(stock.record(TransitionType.UNSHELVED, finding.in(FindingState.OPEN), SELF, time));
    }
    Instant keep = time.minus(settings.keepCleared());
    Instant same = time.minus(settings.sameFinding());
    stock.dropClearedBefore(keep.isBefore(same) ? keep : same);
    Instant flaps = time.minus(settings.flapWindow());
    tracks.values().removeIf(track -> track.turnsSince(flaps) == 0 && track.isBlank());
    return made;
  }

  private static boolean isDue(Finding finding, Instant time) {
    return finding.shelvedUntil().map(until -> !until.isAfter(time)).orElse(false);
  }

  /**
   * An operator has taken notice. An {@code aclChanged} is reviewed by that and ends with it.
   *
   * @param note replaces the finding's note unless it is blank; kept as one line of at most 255
   *     characters
   */
  public synchronized OperatorResult acknowledge(
      long number, String actor, Instant time, String note) {
    return change(
        number,
        finding -> {
          String kept = note.isBlank() ? finding.note() : FindingWords.note(note);
          Finding noted = finding.in(FindingState.ACKNOWLEDGED).noted(kept);
          List<Transition> made = new ArrayList<>();
          if (!noted.equals(finding)) {
            made.add(stock.record(TransitionType.ACKNOWLEDGED, noted, actor, time));
            if (finding.key().kind() == FindingKind.ACL_CHANGED) {
              clear(noted, time, noted.evidence(), actor, made);
            }
          }
          return made;
        });
  }

  /** Writes the operator's note, one line of at most 255 characters; the state stays. */
  public synchronized OperatorResult annotate(
      long number, String actor, Instant time, String note) {
    return change(
        number,
        finding ->
            step(
                TransitionType.CHANGED,
                finding,
                finding.noted(FindingWords.note(note)),
                actor,
                time));
  }

  /** Keeps a finding quiet until a time: it does not change aloud, only its end is told. */
  public synchronized OperatorResult shelve(
      long number, Instant until, String actor, Instant time) {
    if (!until.isAfter(time)) {
      return new OperatorResult.NotInFuture(until);
    }
    return change(
        number,
        finding -> step(TransitionType.SHELVED, finding, finding.shelved(until), actor, time));
  }

  /** Takes a finding off the shelf; it is open again, whatever it was before. */
  public synchronized OperatorResult unshelve(long number, String actor, Instant time) {
    return change(
        number,
        finding ->
            finding.state() == FindingState.SHELVED
                ? step(
                    TransitionType.UNSHELVED, finding, finding.in(FindingState.OPEN), actor, time)
                : List.of());
  }

  /**
   * Takes several words at once, in their order, all of them or none.
   *
   * @return {@code Done} with all steps; {@code Unchanged} if there are none; else the first word's
   *     refusal, with nothing done
   */
  public synchronized OperatorResult act(List<OperatorWord> words, String actor, Instant time) {
    List<Transition> made = new ArrayList<>();
    OperatorResult last = new OperatorResult.Done(made);
    for (OperatorWord word : words) {
      Optional<OperatorResult> refusal = refusal(word, time);
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    for (OperatorWord word : words) {
      last = act(word, actor, time);
      if (last instanceof OperatorResult.Done done) {
        made.addAll(done.transitions());
      }
    }
    return made.isEmpty() ? last : new OperatorResult.Done(made);
  }

  private OperatorResult act(OperatorWord word, String actor, Instant time) {
    if (word instanceof OperatorWord.Acknowledge acknowledge) {
      return acknowledge(word.number(), actor, time, acknowledge.note());
    } else if (word instanceof OperatorWord.Shelve shelve) {
      return shelve(word.number(), shelve.until(), actor, time);
    } else if (word instanceof OperatorWord.Note note) {
      return annotate(word.number(), actor, time, note.text());
    }
    return unshelve(word.number(), actor, time);
  }

  private Optional<OperatorResult> refusal(OperatorWord word, Instant time) {
    Optional<Finding> found = stock.find(word.number());
    if (found.isEmpty()) {
      return Optional.of(new OperatorResult.UnknownNumber(word.number()));
    }
    if (!found.get().state().isActive()) {
      return Optional.of(new OperatorResult.AlreadyCleared(found.get()));
    }
    return word instanceof OperatorWord.Shelve shelve && !shelve.until().isAfter(time)
        ? Optional.of(new OperatorResult.NotInFuture(shelve.until()))
        : Optional.empty();
  }

  private List<Transition> step(
      TransitionType type, Finding before, Finding after, String actor, Instant time) {
    return before.equals(after) ? List.of() : List.of(stock.record(type, after, actor, time));
  }

  private OperatorResult change(long number, Function<Finding, List<Transition>> change) {
    Optional<Finding> found = stock.find(number);
    if (found.isEmpty()) {
      return new OperatorResult.UnknownNumber(number);
    }
    Finding finding = found.get();
    if (!finding.state().isActive()) {
      return new OperatorResult.AlreadyCleared(finding);
    }
    List<Transition> made = change.apply(finding);
    return made.isEmpty() ? new OperatorResult.Unchanged(finding) : new OperatorResult.Done(made);
  }

  private static boolean isTurn(TransitionType type) {
    return switch (type) {
      case RAISED, CLEARED -> true;
      case CHANGED, ACKNOWLEDGED, SHELVED, UNSHELVED -> false;
    };
  }

  private static boolean isOn(Finding finding, String device) {
    return finding.key().subject().device().equals(device);
  }

  private FindingTrack track(FindingKey key) {
    return tracks.computeIfAbsent(key, k -> new FindingTrack());
  }

  /** The finding with this number, active or recently cleared. */
  public synchronized Optional<Finding> find(long number) {
    return stock.find(number);
  }

  /** The active findings, by number. */
  public synchronized List<Finding> active() {
    return stock.active(finding -> true);
  }

  /** The findings that ended not long ago, by number; see {@link BookSettings#keepCleared}. */
  public synchronized List<Finding> recentlyCleared() {
    return stock.cleared();
  }

  /** The newest transitions, oldest first. */
  public synchronized List<Transition> log() {
    return stock.log();
  }

  /** Sequence number of the last transition, 0 if there was none. */
  public synchronized long lastSequence() {
    return stock.lastSequence();
  }

  /** Raises withheld since the start, for an unreachable device or in maintenance. */
  public synchronized long suppressedRaises() {
    return suppressedRaises;
  }
}

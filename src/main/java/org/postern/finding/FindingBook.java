package org.postern.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private final Maintenance schedule;
  private final MaintenanceOrders maintenance;
  private final FindingStock stock;
  private final FindingTracks tracks;
  private final FindingLife life;
  private final OperatorDesk desk;
  private long suppressedRaises;

  /**
   * A book that goes on where {@code stored} ends.
   *
   * @param schedule when devices are in maintenance without an operator's word
   * @throws IllegalArgumentException if two active findings have one key or two findings one number
   */
  public FindingBook(BookState stored, BookSettings settings, Maintenance schedule) {
    this.settings = settings;
    this.schedule = schedule;
    maintenance = new MaintenanceOrders(stored.maintenance());
    stock = new FindingStock(stored, settings.keepTransitions());
    tracks = new FindingTracks(settings);
    life = new FindingLife(settings, stock, tracks);
    desk = new OperatorDesk(stock, life, maintenance);
    for (Transition transition : stored.recent()) {
      if (isTurn(transition.type())) {
        tracks.of(transition.finding().key()).turned(transition.time());
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
        apply(observation, judgement.time()).ifPresent(made::add);
      }
    }
    if (judgement.whole()) {
      for (Finding finding : stock.of(judgement.device())) {
        if (finding.state().isActive()
            && !seen.contains(finding.key())
            && finding.key().kind() != FindingKind.DEVICE_UNREACHABLE) {
          life.clearOnStreak(
                  finding, judgement.time(), FindingWords.ended(finding, "is no longer looked at"))
              .ifPresent(made::add);
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

  private Optional<Transition> apply(Observation observation, Instant time) {
    FindingKey key = observation.key();
    Optional<Finding> active = stock.active(key);
    if (observation.present()) {
      FindingTrack track = tracks.of(key);
      int streak = track.present();
      if (active.isPresent()) {
        return life.refresh(active.get(), observation, time);
      }
      return streak >= settings.levelsOf(key).raise() && !isReviewedSince(key, time)
          ? raise(observation, track, time)
          : Optional.empty();
    }
    if (!observation.clearing()) {
      tracks.undecided(key);
    } else if (active.isEmpty()) {
      tracks.absent(key);
    } else if (key.kind() != FindingKind.ACL_CHANGED) {
      return life.clearOnStreak(active.get(), time, observation.evidence());
    }
    return Optional.empty();
  }

  /** A poll that was under way while its finding was acknowledged has not seen the review. */
  private boolean isReviewedSince(FindingKey key, Instant time) {
    return key.kind() == FindingKind.ACL_CHANGED
        && stock.latest(key).map(ended -> ended.lastSeen().isAfter(time)).orElse(false);
  }

  private Optional<Transition> raise(Observation observation, FindingTrack track, Instant time) {
    if (!isMuted(observation.key(), time)) {
      return Optional.of(life.raise(observation, time));
    }
    if (track.withhold()) {
      suppressedRaises++;
    }
    return Optional.empty();
  }

  private boolean isMuted(FindingKey key, Instant time) {
    String device = key.subject().device();
    FindingKey parent = new FindingKey(FindingKind.DEVICE_UNREACHABLE, Subject.device(device));
    return isMaintained(device, time) || (!key.equals(parent) && stock.active(parent).isPresent());
  }

  /** Whether a device is in maintenance, by the schedule or by an operator's word. */
  public synchronized boolean isMaintained(String device, Instant time) {
    return schedule.covers(device, time) || maintenance.covers(device, time);
  }

  /** Ends the findings of devices that are configured no longer. */
  public synchronized List<Transition> retain(Set<String> devices, Instant time) {
    List<Transition> made = new ArrayList<>();
    for (Finding finding : stock.active(f -> !devices.contains(f.key().subject().device()))) {
      made.add(
          life.clear(
              finding,
              time,
              FindingWords.ended(finding, "ended: the device is not configured"),
              SELF));
    }
    tracks.retain(devices);
    maintenance.retain(devices);
    return made;
  }

  /** Ends the shelves and maintenances whose time has come, drops what was cleared long ago. */
  public synchronized List<Transition> tick(Instant time) {
    List<Transition> made = new ArrayList<>();
    for (Finding finding : stock.active(f -> isDue(f, time))) {
      made.add(stock.record(TransitionType.UNSHELVED, finding.in(FindingState.OPEN), SELF, time));
    }
    maintenance.dropEnded(time);
    Instant keep = time.minus(settings.keepCleared());
    Instant same = time.minus(settings.sameFinding());
    stock.dropClearedBefore(keep.isBefore(same) ? keep : same);
    tracks.dropBlank(time);
    return made;
  }

  private static boolean isDue(Finding finding, Instant time) {
    return finding.shelvedUntil().map(until -> !until.isAfter(time)).orElse(false);
  }

  /**
   * Takes several words at once, in their order, all of them or none.
   *
   * @return {@code Done} with all steps; {@code Unchanged} if nothing changed; else the first
   *     word's refusal, with nothing done
   */
  public synchronized OperatorResult act(List<OperatorWord> words, String actor, Instant time) {
    return desk.act(words, actor, time);
  }

  private static boolean isTurn(TransitionType type) {
    return switch (type) {
      case RAISED, CLEARED -> true;
      case CHANGED, ACKNOWLEDGED, SHELVED, UNSHELVED -> false;
    };
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

  /** What operators said of devices that are worked on, by device. */
  public synchronized List<MaintenanceOrder> maintenance() {
    return maintenance.all();
  }

  /** Raises withheld since the start, for an unreachable device or in maintenance. */
  public synchronized long suppressedRaises() {
    return suppressedRaises;
  }
}

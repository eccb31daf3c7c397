package org.postern.finding;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How findings came to where they are, and which of them flap; confined to the book. What was never
 * found has no track: possible findings are far more than those that come.
 */
final class FindingTracks {
  private final BookSettings settings;
  private final Map<FindingKey, FindingTrack> tracks = new HashMap<>();

  FindingTracks(BookSettings settings) {
    this.settings = settings;
  }

  FindingTrack of(FindingKey key) {
    return tracks.computeIfAbsent(key, k -> new FindingTrack());
  }

  /** An evaluation tells nothing of it. */
  void undecided(FindingKey key) {
    FindingTrack known = tracks.get(key);
    if (known != null) {
      known.undecided();
    }
  }

  /** An evaluation does not find it, and nobody waits for its end. */
  void absent(FindingKey key) {
    FindingTrack known = tracks.get(key);
    if (known != null) {
      known.forgetRows();
    }
  }

  /** How many evaluations in a row must speak for the end. */
  int clearsNeeded(FindingKey key, Instant time) {
    int needed = settings.levelsOf(key).clear();
    return isFlapping(key, time) ? needed * settings.flapHold() : needed;
  }

  private boolean isFlapping(FindingKey key, Instant time) {
    return turns(key, time) >= settings.flapCount();
  }

  private int turns(FindingKey key, Instant time) {
    FindingTrack known = tracks.get(key);
    return known == null ? 0 : known.turnsSince(time.minus(settings.flapWindow()));
  }

  /** The evidence, saying so if the finding flaps. */
  Evidence told(FindingKey key, Evidence evidence, Instant time) {
    return isFlapping(key, time)
        ? FindingWords.flapping(evidence, turns(key, time), settings.flapWindow())
        : evidence;
  }

  /** Nobody looks at other devices any more. */
  void retain(Set<String> devices) {
    tracks.forEach(
        (key, track) -> {
          if (!devices.contains(key.subject().device())) {
            track.forgetRows();
          }
        });
  }

  void dropBlank(Instant time) {
    Instant flaps = time.minus(settings.flapWindow());
    tracks.values().removeIf(track -> track.turnsSince(flaps) == 0 && track.isBlank());
  }
}

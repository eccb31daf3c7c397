package org.postern.finding;

import java.util.Optional;

/**
 * The engine that a device is known by: the first one seen, until an operator accepts another.
 * Confined like the {@link DeviceMemory} that it belongs to.
 */
public final class EngineMemory {
  private Optional<Known> known = Optional.empty();
  private Optional<Known> seen = Optional.empty();

  /**
   * An engine.
   *
   * @param boots the most that were seen
   */
  public record Known(String id, int boots) {}

  EngineMemory() {}

  /** What to keep over a restart. */
  public Optional<Known> known() {
    return known;
  }

  /** Goes on from what was kept. */
  public void restore(Known kept) {
    known = Optional.of(kept);
  }

  /**
   * Takes in what a poll saw.
   *
   * @return what the device is known by
   */
  Known see(EngineSighting sighting) {
    Known now = new Known(sighting.id(), sighting.boots());
    seen = Optional.of(now);
    boolean wentOn =
        known.isEmpty() || (known.get().id().equals(now.id()) && known.get().boots() < now.boots());
    if (wentOn) {
      known = seen;
    }
    return known.orElse(now);
  }

  /**
   * What was seen last is what the device is known by from now on.
   *
   * @return whether that is anything else than before
   */
  boolean accept() {
    boolean changed = seen.isPresent() && !seen.equals(known);
    if (changed) {
      known = seen;
    }
    return changed;
  }
}

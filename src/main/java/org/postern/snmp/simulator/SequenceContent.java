package org.postern.snmp.simulator;

import java.time.Duration;
import java.util.List;

/** Contents that follow each other, each from its offset on. Immutable. */
public final class SequenceContent implements DeviceContent {
  private final List<Step> steps;

  /**
   * One content and when it begins.
   *
   * @param offset after the beginning of the sequence, in the device's own time
   */
  public record Step(Duration offset, DeviceContent content) {}

  /**
   * Takes the steps in order.
   *
   * @throws IllegalArgumentException if the first does not begin at zero or offsets do not grow
   */
  public SequenceContent(List<Step> steps) {
    this.steps = List.copyOf(steps);
    if (steps.isEmpty() || !steps.get(0).offset().isZero()) {
      throw new IllegalArgumentException("the first step does not begin at zero");
    }
    for (int i = 1; i < steps.size(); i++) {
      if (steps.get(i).offset().compareTo(steps.get(i - 1).offset()) <= 0) {
        throw new IllegalArgumentException(
            "step " + i + " does not begin after the one before: " + steps.get(i).offset());
      }
    }
  }

  @Override
  public MibView at(Duration elapsed) {
    Step current = steps.get(0);
    for (Step step : steps) {
      if (step.offset().compareTo(elapsed) <= 0) {
        current = step;
      }
    }
    return current.content().at(elapsed.minus(current.offset()));
  }
}

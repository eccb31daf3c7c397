package org.postern.finding;

import java.time.Instant;
import java.util.List;

/**
 * What one poll of one device says about every trouble it can have.
 *
 * @param whole whether each trouble that the device can have now is among the observations; an
 *     active finding that is missing then has lost its subject (a crossing or an expectation that
 *     is no longer configured) and ends
 * @param baselinesChanged whether {@link DeviceMemory#baselines} must be stored again
 * @param conformance one for each crossing and port; empty if the lists could not be judged
 */
public record Judgement(
    String device,
    Instant time,
    List<Observation> observations,
    boolean whole,
    boolean baselinesChanged,
    List<PortConformance> conformance) {
  public Judgement {
    observations = List.copyOf(observations);
    conformance = List.copyOf(conformance);
  }
}

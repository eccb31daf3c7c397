package org.postern.finding;

import java.util.List;
import java.util.Optional;
import org.postern.counter.Quality;

/**
 * Judges the identity of a device's SNMPv3 engine (A15): its id changed, its boots went back, or
 * another device has the same id. Each of them breaks managers that remember (RFC 3414 §2.2).
 */
final class EngineRule {
  /** What findings about a changed id, fallen boots and a shared id are about. */
  static final String ID = "engineId";

  static final String BOOTS = "engineBoots";
  static final String SHARED = "sharedEngineId";

  private EngineRule() {}

  /** Nothing for a device that is not asked by SNMPv3, or did not answer. */
  static List<Observation> judge(DeviceAssessment assessment, EngineMemory memory) {
    Optional<EngineSighting> engine = assessment.contact().engine();
    if (engine.isEmpty()) {
      return List.of();
    }
    EngineSighting now = engine.get();
    EngineMemory.Known known = memory.see(now);
    String device = assessment.device();
    boolean same = known.id().equals(now.id());
    boolean fell = same && now.boots() < known.boots();
    String others = String.join(", ", now.sharedWith());
    return List.of(
        observation(
            device,
            ID,
            !same,
            now.id(),
            known.id(),
            same
                ? "the engine id is as it was"
                : "the engine id is "
                    + now.id()
                    + ", it was "
                    + known.id()
                    + ": another device, or its identity was made anew"),
        observation(
            device,
            BOOTS,
            fell,
            now.boots() + " boots",
            fell ? "at least " + known.boots() + " boots" : "no fewer boots than before",
            fell
                ? "engine boots went back from "
                    + known.boots()
                    + " to "
                    + now.boots()
                    + ": managers that remember refuse its messages"
                : "engine boots did not go back"),
        observation(
            device,
            SHARED,
            !others.isEmpty(),
            now.id(),
            "an engine id of its own",
            others.isEmpty()
                ? "no other device has this engine id"
                : "engine id " + now.id() + " is also that of " + others));
  }

  private static Observation observation(
      String device, String what, boolean present, String observed, String expected, String text) {
    FindingKey key = new FindingKey(FindingKind.ENGINE_IDENTITY, Subject.of(device, what));
    Evidence evidence =
        EvidenceText.of("", "", observed, expected, device + ": " + text, Quality.COMPLETE);
    return present
        ? Observation.present(key, FindingKind.ENGINE_IDENTITY.severity(), evidence)
        : Observation.absent(key, evidence);
  }
}

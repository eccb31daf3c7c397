package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EngineRuleTest {
  private static final String OURS = "80007ed9050001";
  private static final String OTHER = "80007ed9050002";

  private final DeviceMemory memory = DeviceMemory.fresh("gw");
  private final Judge judge =
      new Judge(new PermitsOnlyEvaluator(), DetectionSettings.defaults(), ZoneOffset.UTC);

  private List<Observation> judge(Optional<EngineSighting> engine) {
    DeviceAssessment assessment =
        new DeviceAssessment(
            "gw",
            Instant.parse("2026-11-24T12:00:00Z"),
            new DeviceAssessment.Contact(Board.Reachability.UP, "answers", 0, false, engine),
            true,
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            DeviceAssessment.Traffic.none());
    return judge.judge(assessment, memory, Sample.noExpectations()).observations().stream()
        .filter(each -> each.key().kind() == FindingKind.ENGINE_IDENTITY)
        .toList();
  }

  /** What is found about an engine: the objects of the findings. */
  private List<String> found(String id, int boots, String... sharedWith) {
    return judge(Optional.of(new EngineSighting(id, boots, List.of(sharedWith)))).stream()
        .filter(Observation::present)
        .map(each -> each.key().subject().object())
        .toList();
  }

  private String text(String object, String id, int boots, String... sharedWith) {
    return judge(Optional.of(new EngineSighting(id, boots, List.of(sharedWith)))).stream()
        .filter(each -> each.key().subject().object().equals(object))
        .map(each -> each.evidence().text())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstEngineIsTheOneTheDeviceIsKnownBy() {
    assertThat(found(OURS, 5)).isEmpty();
    assertThat(memory.engine().known()).contains(new EngineMemory.Known(OURS, 5));
    assertThat(found(OURS, 5)).isEmpty();
    assertThat(found(OURS, 9)).as("restarts are no trouble").isEmpty();
    assertThat(memory.engine().known()).contains(new EngineMemory.Known(OURS, 9));
  }

  @Test
  void anotherIdIsFoundUntilItIsTheOldOneOrAccepted() {
    found(OURS, 5);
    assertThat(found(OTHER, 1)).as("its boots are its own").containsExactly(EngineRule.ID);
    assertThat(text(EngineRule.ID, OTHER, 1)).contains("gw: ", OTHER, "it was " + OURS);
    assertThat(found(OURS, 5)).isEmpty();
    assertThat(found(OTHER, 1)).containsExactly(EngineRule.ID);
    FindingKey key = new FindingKey(FindingKind.ENGINE_IDENTITY, Subject.of("gw", EngineRule.ID));
    assertThat(judge.acknowledged(memory, key)).as("seen is not accepted").isFalse();
    assertThat(judge.accept(memory, key)).isTrue();
    assertThat(judge.accept(memory, key)).as("nothing to store again").isFalse();
    assertThat(found(OTHER, 1)).isEmpty();
    assertThat(found(OURS, 5)).containsExactly(EngineRule.ID);
  }

  @Test
  void bootsThatWentBackAreFoundUntilTheyHaveCaughtUpOrAreAccepted() {
    found(OURS, 5);
    assertThat(found(OURS, 1)).containsExactly(EngineRule.BOOTS);
    assertThat(text(EngineRule.BOOTS, OURS, 1)).contains("from 5 to 1");
    assertThat(found(OURS, 4)).containsExactly(EngineRule.BOOTS);
    assertThat(found(OURS, 5)).isEmpty();
    found(OURS, 1);
    judge.accept(
        memory, new FindingKey(FindingKind.ENGINE_IDENTITY, Subject.of("gw", EngineRule.BOOTS)));
    assertThat(found(OURS, 1)).isEmpty();
  }

  @Test
  void anIdThatOthersHaveTooIsFoundAsLongAsTheyHaveIt() {
    assertThat(found(OURS, 5, "fw1", "fw2")).containsExactly(EngineRule.SHARED);
    assertThat(text(EngineRule.SHARED, OURS, 5, "fw1", "fw2")).endsWith("is also that of fw1, fw2");
    assertThat(found(OURS, 5)).isEmpty();
  }

  @Test
  void aDeviceThatIsNotAskedByV3HasNoEngine() {
    assertThat(judge(Optional.empty())).isEmpty();
  }

  @Test
  void whatWasKnownIsKnownAfterARestart() {
    memory.engine().restore(new EngineMemory.Known(OURS, 7));
    assertThat(found(OURS, 6)).containsExactly(EngineRule.BOOTS);
    assertThat(found(OTHER, 8)).containsExactly(EngineRule.ID);
  }
}

package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.DecidingEntry;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.Quality;

/** Entries whose hits have levels of their own; every poll is a window and a day. */
class EntryOverridesTest {
  private static final Crossing CROSSING = Sample.inbound();
  private static final String WHOLE = CROSSING.name();
  private static final String OWN = WHOLE + " entry 20 of edge-in";
  private static final SubjectRule NOISY = rule(FindingKind.DENY_SPIKE, 2_000, "20 of edge-*");

  private final DeviceMemory memory = DeviceMemory.fresh(Sample.DEVICE);
  private Instant now = Sample.NOON;

  private static SubjectRule rule(FindingKind kind, double minimum, String... entries) {
    return new SubjectRule(
        kind,
        new SubjectRule.Subjects(Set.of(), List.of(), List.of(entries), Set.of()),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.of(minimum));
  }

  private static DetectionSettings settings(SubjectRule... rules) {
    return Sample.with(Sample.quick(), rules);
  }

  private static DecidingEntry entry(String id, Action action) {
    return new DecidingEntry("edge-in", id, action, "");
  }

  private static EntryHits hits(DecidingEntry entry, long count) {
    return new EntryHits(entry, true, count, Quality.COMPLETE);
  }

  /** Two entries decide: 20 and 30, hit so often. */
  private static PortAssessment port(Action action, long twenty, long thirty) {
    DecidingEntry first = entry("20", action);
    DecidingEntry second = entry("30", action);
    WindowHits hits = HitSum.of(List.of(hits(first, twenty), hits(second, thirty)));
    WindowHits none = WindowHits.none(Quality.UNAVAILABLE);
    PortVerdict verdict =
        new PortVerdict(
            MailPort.SMTP,
            action == Action.DENY ? Verdict.DENIED : Verdict.PERMITTED,
            List.of(first, second),
            List.of(),
            false,
            List.of(),
            Visibility.RULES);
    return new PortAssessment(
        CROSSING,
        verdict,
        action == Action.PERMIT ? hits : none,
        action == Action.DENY ? hits : none);
  }

  private Map<String, Observation> judge(
      DetectionSettings settings, FindingKind kind, PortAssessment port) {
    now = now.plus(Sample.WINDOW);
    DeviceAssessment assessment =
        new DeviceAssessment(
            Sample.DEVICE,
            now,
            DeviceAssessment.Contact.up(),
            true,
            false,
            List.of(),
            List.of(port),
            List.of(),
            List.of(),
            List.of(),
            new DeviceAssessment.Traffic(Sample.WINDOW, List.of()));
    Map<String, Observation> observations = new LinkedHashMap<>();
    new HitRule(settings)
        .judge(assessment, memory.series(), Map.of()).stream()
            .filter(each -> each.key().kind() == kind)
            .forEach(each -> observations.put(each.key().subject().object(), each));
    return observations;
  }

  private Map<String, Observation> denied(DetectionSettings settings, long twenty, long thirty) {
    return judge(settings, FindingKind.DENY_SPIKE, port(Action.DENY, twenty, thirty));
  }

  private void learn(DetectionSettings settings) {
    for (int i = 0; i < 4; i++) {
      denied(settings, 300, 10);
    }
  }

  @Test
  void withoutAnOverrideAllHitsAreJudgedTogether() {
    for (DetectionSettings settings :
        List.of(
            settings(),
            settings(rule(FindingKind.DENY_SPIKE, 60)),
            settings(rule(FindingKind.PERMIT_HITS_ZERO, 60, "20 of edge-in")),
            settings(rule(FindingKind.DENY_SPIKE, 60, "7 of edge-in")),
            settings(rule(FindingKind.DENY_SPIKE, 60), NOISY))) {
      assertThat(denied(settings, 1, 2)).as("%s", settings.overrides()).containsOnlyKeys(WHOLE);
    }
    assertThat(memory.series().stored().keySet()).extracting(SeriesKey::object).containsOnly(WHOLE);
  }

  @Test
  void aNoisyEntryHasAMinimumOfItsOwnAndTheOthersAreWatchedAsEver() {
    DetectionSettings settings = settings(NOISY);
    learn(settings);
    denied(settings, 1_500, 10);
    Map<String, Observation> noise = denied(settings, 1_500, 10);
    assertThat(noise).containsOnlyKeys(OWN, WHOLE);
    assertThat(noise.get(OWN).present()).as("below its minimum").isFalse();
    assertThat(noise.get(WHOLE).clearing()).as("not its noise").isTrue();

    denied(settings, 3_000, 200);
    Map<String, Observation> both = denied(settings, 3_000, 200);
    assertThat(both.get(OWN).present()).isTrue();
    assertThat(both.get(OWN).evidence().text())
        .startsWith(WHOLE + ":25: 3000 deny hits in the window")
        .endsWith("; entry 20 of edge-in");
    assertThat(both.get(WHOLE).present()).isTrue();
    assertThat(both.get(WHOLE).evidence().text())
        .contains("200 deny hits in the window, usually about 10")
        .endsWith("most of the last poll: entry 30 of edge-in 200; entry 30 of edge-in");
  }

  @Test
  void whatIsLeftOfACrossingIsLearnedAnew() {
    DetectionSettings all = settings();
    learn(all);
    DetectionSettings settings = settings(NOISY);
    denied(settings, 300, 500);
    assertThat(denied(settings, 300, 500).get(WHOLE).evidence().text())
        .contains("the usual level is not learned yet");
    assertThat(memory.series().stored().keySet())
        .extracting(SeriesKey::object)
        .contains(WHOLE, OWN, WHOLE + " but entry 20 of edge-in");
  }

  @Test
  void whereAllEntriesAreJudgedByThemselvesNothingIsLeft() {
    DetectionSettings settings = settings(rule(FindingKind.DENY_SPIKE, 60, "*"));
    assertThat(denied(settings, 1, 2)).containsOnlyKeys(OWN, WHOLE + " entry 30 of edge-in");
  }

  @Test
  void theSilenceOfOnePermitIsSeenBesideOthers() {
    DetectionSettings settings = settings(rule(FindingKind.PERMIT_HITS_ZERO, 10, "30 of edge-in"));
    for (int i = 0; i < 4; i++) {
      judge(settings, FindingKind.PERMIT_HITS_ZERO, port(Action.PERMIT, 900, 40));
    }
    Map<String, Observation> silent = Map.of();
    for (int i = 0; i < 3; i++) {
      silent = judge(settings, FindingKind.PERMIT_HITS_ZERO, port(Action.PERMIT, 900, 0));
    }
    assertThat(silent.get(WHOLE + " entry 30 of edge-in").present()).isTrue();
    assertThat(silent.get(WHOLE).clearing()).isTrue();
  }

  @Test
  void acceptingAFindingForgetsItsOwnSeriesOnly() {
    DetectionSettings settings = settings(NOISY);
    Judge judge = new Judge(new PermitsOnlyEvaluator(), settings, ZoneOffset.UTC);
    learn(settings);
    FindingKey whole =
        new FindingKey(FindingKind.DENY_SPIKE, Subject.of(Sample.DEVICE, WHOLE, MailPort.SMTP));
    judge.accept(memory, whole);
    Map<String, Observation> after = denied(settings, 300, 10);
    assertThat(after.get(WHOLE).evidence().expected()).isEqualTo("not learned yet");
    assertThat(after.get(OWN).evidence().expected()).isEqualTo("about 300");
    judge.accept(
        memory,
        new FindingKey(FindingKind.DENY_SPIKE, Subject.of(Sample.DEVICE, OWN, MailPort.SMTP)));
    assertThat(denied(settings, 300, 10).get(OWN).evidence().expected())
        .isEqualTo("not learned yet");
    // Without the override the crossing's own series is meant again.
    denied(settings(), 300, 10);
    assertThat(memory.series().series(whole)).contains(new DeviceMemory.Flow(WHOLE, MailPort.SMTP));
  }

  @Test
  void explainShowsThePartsOfACrossing() {
    DetectionSettings settings = settings(NOISY);
    learn(settings);
    Judge judge = new Judge(new PermitsOnlyEvaluator(), settings, ZoneOffset.UTC);
    List<String> lines = judge.explain(memory, MailPort.SMTP, Optional.of(WHOLE), now);
    assertThat(lines)
        .hasSize(2)
        .anyMatch(line -> line.startsWith(OWN + ":25 deny hits: last window 300; usually 300"))
        .anyMatch(line -> line.startsWith(WHOLE + " but entry 20 of edge-in:25 deny hits: "));
    assertThat(judge.explain(memory, MailPort.SMTP, Optional.of("untrusted>mail"), now)).isEmpty();
  }
}

package org.postern.finding;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.postern.acl.AclEvaluator;
import org.postern.acl.MailPort;

/**
 * Judges what one poll of a device told against the policy and the past; immutable. What it
 * remembers is in the {@link DeviceMemory} it is given, so one judge serves all devices.
 */
public final class Judge {
  private final ExpectationRule expectationRule;
  private final WideningRule wideningRule;
  private final HitRule hitRule;
  private final CleartextRule cleartextRule;
  private final LineRule lineRule;
  private final DiscontinuityRule discontinuityRule;
  private final EntryUseRule entryUseRule;
  private final DetectionSettings settings;
  private final ZoneId zone;

  /**
   * A judge that asks {@code evaluator}.
   *
   * @param zone where a day ends, and with it an exception
   */
  public Judge(AclEvaluator evaluator, DetectionSettings settings, ZoneId zone) {
    expectationRule = new ExpectationRule(evaluator);
    wideningRule = new WideningRule(evaluator);
    hitRule = new HitRule(settings);
    cleartextRule = new CleartextRule(settings);
    lineRule = new LineRule(settings);
    discontinuityRule = new DiscontinuityRule(settings);
    entryUseRule = new EntryUseRule(settings);
    this.settings = settings;
    this.zone = zone;
  }

  /** Judges one poll; {@code memory} is the device's and learns from it. */
  public Judgement judge(
      DeviceAssessment assessment, DeviceMemory memory, ExpectationMatcher expectations) {
    if (!memory.device().equals(assessment.device())) {
      throw new IllegalArgumentException(
          "memory of " + memory.device() + " for a poll of " + assessment.device());
    }
    List<Observation> observations = new ArrayList<>(ContactRule.judge(assessment));
    observations.addAll(EngineRule.judge(assessment, memory.engine()));
    if (assessment.contact().answers()) {
      observations.addAll(lineRule.judge(assessment, memory.series()));
      observations.add(discontinuityRule.judge(assessment, memory.series().discontinuities()));
    }
    if (!assessment.complete()) {
      return new Judgement(
          assessment.device(), assessment.time(), observations, false, false, List.of());
    }
    boolean baselinesChanged = memory.read(assessment.lists());
    LocalDate today = assessment.time().atZone(zone).toLocalDate();
    DeviceMemory.PolicyPart policy = policyPart(assessment, memory, expectations, today);
    observations.addAll(policy.observations());
    if (memory.isKnown()) {
      observations.addAll(ListRule.judge(memory));
      observations.addAll(widenings(assessment, memory, expectations, today));
    }
    observations.addAll(hitRule.judge(assessment, memory.series(), policy.expectationIds()));
    observations.addAll(UncountedRule.judge(assessment, policy.expectationIds()));
    observations.addAll(cleartextRule.judge(assessment, memory.series()));
    observations.addAll(ShadowRule.judge(assessment));
    observations.addAll(entryUseRule.judge(assessment));
    return new Judgement(
        assessment.device(),
        assessment.time(),
        observations,
        memory.isSettled(),
        baselinesChanged,
        policy.conformance());
  }

  private DeviceMemory.PolicyPart policyPart(
      DeviceAssessment assessment,
      DeviceMemory memory,
      ExpectationMatcher expectations,
      LocalDate today) {
    DeviceMemory.Stamp stamp = stamp(assessment, assessment.lists(), expectations, today);
    Optional<DeviceMemory.PolicyPart> known = memory.policyPart(stamp);
    if (known.isPresent()) {
      return known.get();
    }
    DeviceMemory.PolicyPart part = expectationRule.judge(assessment, expectations, today);
    memory.policyPart(stamp, part);
    return part;
  }

  private List<Observation> widenings(
      DeviceAssessment assessment,
      DeviceMemory memory,
      ExpectationMatcher expectations,
      LocalDate today) {
    List<DigestedList> both = new ArrayList<>(memory.permits());
    both.addAll(memory.confirmed());
    DeviceMemory.Stamp stamp = stamp(assessment, both, expectations, today);
    Optional<List<Observation>> known = memory.wideningPart(stamp);
    if (known.isPresent()) {
      return known.get();
    }
    List<Observation> part = wideningRule.judge(assessment, memory, expectations, today);
    memory.wideningPart(stamp, part);
    memory.widened(part.stream().anyMatch(observation -> !observation.clearing()));
    return part;
  }

  private static DeviceMemory.Stamp stamp(
      DeviceAssessment assessment,
      Collection<DigestedList> lists,
      ExpectationMatcher expectations,
      LocalDate today) {
    return new DeviceMemory.Stamp(
        lists.stream().map(list -> list.key() + "|" + list.digest()).toList(),
        expectations,
        today,
        assessment.ports().stream().map(PortAssessment::crossing).toList(),
        assessment.ports().stream().map(PortAssessment::port).toList());
  }

  /** What is usual now for the hits of a port, and what was counted last. */
  public List<String> explain(
      DeviceMemory memory, MailPort port, Optional<String> crossing, Instant now) {
    return new SeriesExplanation(settings, memory.device(), now)
        .ofPort(memory.series(), port, crossing);
  }

  /** What an interface usually carries now, and did last; empty if there is none. */
  public List<String> explain(DeviceMemory memory, String interfaceName, Instant now) {
    return new SeriesExplanation(settings, memory.device(), now)
        .ofInterface(memory.series(), interfaceName);
  }

  /**
   * An operator acknowledged a finding: to be called with each {@code ACKNOWLEDGED} transition. An
   * {@code aclChanged} is reviewed by that, so its list is the accepted one from now on; an
   * acknowledged {@code permitWidened} stays until the flows are denied again, excepted, or {@link
   * #accept}ed.
   *
   * @return whether {@link DeviceMemory#baselines} must be stored again
   */
  public boolean acknowledged(DeviceMemory memory, FindingKey key) {
    return key.kind() == FindingKind.ACL_CHANGED && memory.review(key.subject().object());
  }

  /**
   * An operator accepts what a finding shows as the new normal: its lists, its hit level or the
   * device's engine; the coming polls end the finding. What is permitted is accepted for the lists
   * as a whole: accepting one {@code permitWidened} accepts all of the device. Other kinds have no
   * normal to accept.
   *
   * @return whether {@link DeviceMemory#baselines} or {@link DeviceMemory#engine} must be stored
   *     again
   */
  public boolean accept(DeviceMemory memory, FindingKey key) {
    Optional<DeviceMemory.Flow> flow = memory.series().series(key);
    Supplier<DetectionSettings> own = () -> settings.of(key.subject());
    return switch (key.kind()) {
      case ACL_CHANGED -> memory.review(key.subject().object());
      case PERMIT_WIDENED -> memory.acceptPermits();
      case DENY_SPIKE -> {
        flow.ifPresent(each -> memory.series().denies(each, own).accept());
        yield false;
      }
      case PERMIT_HITS_ZERO -> {
        flow.ifPresent(each -> memory.series().permits(each, own).acceptSilence());
        yield false;
      }
      case CLEARTEXT_SHARE_RISING -> {
        flow.ifPresent(each -> memory.series().cleartext(each, own).accept());
        yield false;
      }
      case TRAFFIC_SPIKE, TRAFFIC_DROP -> {
        memory.series().line(key.subject().object(), own).accept();
        yield false;
      }
      case ENGINE_IDENTITY -> memory.engine().accept();
      case EXPECTED_DENY,
          EXPECTED_PERMIT,
          DEVICE_UNREACHABLE,
          MONITOR_BLIND,
          RULE_SHADOWED,
          ENTRY_UNUSED,
          FLATLINE,
          COUNTER_DISCONTINUITY,
          UTILISATION_HIGH,
          ERRORS_HIGH,
          DISCARDS_HIGH ->
          false;
    };
  }
}

package org.postern.finding;

import java.time.ZoneId;
import org.postern.acl.AclEvaluator;

/** Judges what one poll of a device told against the policy and the past; immutable. */
public final class Judge {
  /**
   * @param zone where exceptions end at midnight
   */
  public Judge(AclEvaluator evaluator, DetectionSettings settings, ZoneId zone) {
    throw new UnsupportedOperationException("signatures first");
  }

  /** Judges one poll; {@code memory} is the device's and learns from it. */
  public Judgement judge(
      DeviceAssessment assessment, DeviceMemory memory, ExpectationMatcher expectations) {
    throw new UnsupportedOperationException("signatures first");
  }

  /**
   * An operator acknowledged a finding: to be called with each {@code ACKNOWLEDGED} transition. An
   * {@code aclChanged} is reviewed by that, so its list is the accepted one from now on.
   *
   * @return whether {@link DeviceMemory#baselines} must be stored again
   */
  public boolean acknowledged(DeviceMemory memory, FindingKey key) {
    throw new UnsupportedOperationException("signatures first");
  }

  /**
   * An operator accepts what a finding shows as the new normal: its lists or its hit level; the
   * next poll ends the finding.
   *
   * @return whether {@link DeviceMemory#baselines} must be stored again
   */
  public boolean accept(DeviceMemory memory, FindingKey key) {
    throw new UnsupportedOperationException("signatures first");
  }
}

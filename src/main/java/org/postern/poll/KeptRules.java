package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.postern.snmp.ReadResult;

/**
 * The answers of a device's last full read, so that polls until the next one need only its
 * counters.
 *
 * @param answers with the counters of the last poll
 * @param lists that they mean
 * @param fullyRead when the rules were read
 */
record KeptRules(PlanReader.Answers answers, SteadyLists lists, Instant fullyRead) {
  /** Nothing is kept of a read that was not whole. */
  static Optional<KeptRules> of(SteadyRead.Told told) {
    PlanReader.Answers answers = told.answers();
    boolean whole =
        told.reading().listsComplete()
            && answers.tables().values().stream().allMatch(ReadResult.Complete.class::isInstance);
    return whole
        ? Optional.of(
            new KeptRules(
                answers, SteadyLists.of(told.reading(), answers.witness()), answers.end()))
        : Optional.empty();
  }

  boolean isYoungerThan(Duration age, Instant now) {
    return fullyRead.plus(age).isAfter(now);
  }

  /** The same rules, with counters read later. */
  KeptRules with(PlanReader.Answers later) {
    return new KeptRules(later, lists, fullyRead);
  }
}

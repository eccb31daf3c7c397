package org.postern.poll;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.postern.profile.DeviceReading;
import org.postern.profile.KnownMapping;
import org.postern.profile.Profiles;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.SnmpTarget;

/**
 * Reads a device so that its access lists are of one moment. A walk takes many requests, and a list
 * edited meanwhile comes as neither the old nor the new one. So a list that differs from the last
 * one is taken over only if a change witness announced the change and stood still during the read,
 * or if a second read at once brings the same. Lists that did not change cost nothing more.
 *
 * @param empty tables that had no row before
 * @param map from answers to values; called on {@code mapping}
 */
record SteadyRead(
    PlanReader plans,
    SnmpTarget target,
    ReadPlan plan,
    Set<TableRead> empty,
    Function<PlanReader.Answers, Profiles.Mapped> map,
    Executor mapping) {
  /**
   * What was read.
   *
   * @param mapping what of it serves the next one
   * @param lists the last lists that were surely of one moment: the reading's, or older ones if
   *     those are not whole or changed while they were read
   */
  record Told(
      DeviceReading reading, KnownMapping mapping, SteadyLists lists, PlanReader.Answers answers) {
    static Told of(Profiles.Mapped mapped, SteadyLists lists, PlanReader.Answers answers) {
      return new Told(mapped.reading(), mapped.known(), lists, answers);
    }

    Instant end() {
      return answers.end();
    }
  }

  CompletableFuture<Told> read(SteadyLists known) {
    return plans
        .read(target, plan, empty)
        .thenComposeAsync(
            answers -> {
              Profiles.Mapped mapped = map.apply(answers);
              DeviceReading reading = mapped.reading();
              SteadyLists read = SteadyLists.of(reading, answers.witness());
              if (!isWhole(reading)) {
                return CompletableFuture.completedFuture(Told.of(mapped, known, answers));
              }
              Told told = Told.of(mapped, read, answers);
              return known.areThoseOf(reading)
                  ? CompletableFuture.completedFuture(told)
                  : changed(known, told);
            },
            mapping);
  }

  private CompletableFuture<Told> changed(SteadyLists known, Told told) {
    CompletableFuture<Boolean> stoodStill =
        known.areBefore(told.lists().witness())
            ? plans.witness(target, plan).thenApply(told.lists().witness()::equals)
            : CompletableFuture.completedFuture(false);
    return stoodStill.thenCompose(
        still -> still ? CompletableFuture.completedFuture(told) : again(known, told.lists()));
  }

  /** Only the lists of the first read are held meanwhile: its answers are large. */
  private CompletableFuture<Told> again(SteadyLists known, SteadyLists first) {
    return plans
        .read(target, plan, Set.of())
        .thenApplyAsync(again -> compared(known, first, again), mapping);
  }

  private Told compared(SteadyLists known, SteadyLists first, PlanReader.Answers again) {
    Profiles.Mapped mapped = map.apply(again);
    DeviceReading second = mapped.reading();
    if (isWhole(second) && first.areThoseOf(second)) {
      return Told.of(mapped, SteadyLists.of(second, again.witness()), again);
    }
    return new Told(first.doubted(second), mapped.known(), known, again);
  }

  private static boolean isWhole(DeviceReading reading) {
    return reading.listsComplete()
        && reading.accessLists().stream().allMatch(each -> each.list().isComplete());
  }
}

package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.counter.Seasons;
import org.postern.counter.SiteCalendar;
import org.postern.finding.BookSettings;
import org.postern.finding.BookState;
import org.postern.finding.DetectionSettings;
import org.postern.finding.ExpectationMatcher;
import org.postern.finding.FindingBook;
import org.postern.finding.FindingKind;
import org.postern.finding.Judge;
import org.postern.finding.Maintenance;
import org.postern.finding.Policy;
import org.postern.finding.SeriesPlan;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.poll.MonthOfTraffic.Fault;

/** Five weeks with known faults, from raw counters to findings, with the shipped levels. */
class MonthOfTrafficIT {
  private static final Map<Fault, FindingKind> FOUND =
      Map.of(
          Fault.SPAM_BURST, FindingKind.DENY_SPIKE,
          Fault.TRAFFIC_SPIKE, FindingKind.TRAFFIC_SPIKE,
          Fault.MAIL_STOPS, FindingKind.PERMIT_HITS_ZERO,
          Fault.RENUMBERED, FindingKind.COUNTER_DISCONTINUITY,
          Fault.FLATLINE, FindingKind.FLATLINE,
          Fault.REBOOT, FindingKind.COUNTER_DISCONTINUITY,
          Fault.LINE_DROPS, FindingKind.TRAFFIC_DROP,
          Fault.ERRORS, FindingKind.ERRORS_HIGH,
          Fault.LINE_FULL, FindingKind.UTILISATION_HIGH);

  private static final Seasons BERLIN =
      new SiteCalendar(MonthOfTraffic.BERLIN, MonthOfTraffic.EASTER);

  private static List<Transition> raised(long seed) {
    SeriesPlan standard = SeriesPlan.defaults();
    DetectionSettings settings =
        DetectionSettings.defaults()
            .with(new SeriesPlan(standard.rates(), standard.counts(), device -> BERLIN));
    Judge judge = new Judge(Gateway.EVALUATOR, settings, ZoneOffset.UTC);
    MonitoredDevice plain = Gateway.device();
    MonitoredDevice device =
        new MonitoredDevice(
            plain.name(),
            plain.target(),
            MonthOfTraffic.INTERVAL,
            plain.profiles(),
            plain.zones(),
            Map.of(),
            List.of());
    DeviceState state = Gateway.state(device, Indexes.inMemory());
    FindingBook book =
        new FindingBook(BookState.empty(), BookSettings.defaults(), Maintenance.never());
    ExpectationMatcher nothing = new ExpectationMatcher(Policy.empty());
    MonthOfTraffic month = new MonthOfTraffic(seed);
    List<Transition> raised = new ArrayList<>();
    for (Instant time : month.times()) {
      Evaluation evaluation = state.evaluate(month.answer(time));
      book.apply(judge.judge(evaluation.assessment(), state.memory(), nothing)).stream()
          .filter(step -> step.type() == TransitionType.RAISED)
          .forEach(raised::add);
    }
    assertThat(book.active()).as("all of it is over at the end").isEmpty();
    return raised;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void everyFaultIsFoundAndNothingElse(long seed) {
    Set<Fault> found = EnumSet.noneOf(Fault.class);
    for (Transition step : raised(seed)) {
      FindingKind kind = step.finding().key().kind();
      List<Fault> causes =
          FOUND.entrySet().stream()
              .filter(each -> each.getValue() == kind && each.getKey().explains(step.time()))
              .map(Map.Entry::getKey)
              .toList();
      if (causes.isEmpty() && isSideEffect(kind, step.time())) {
        continue;
      }
      assertThat(causes)
          .as("%s at %s: %s", kind, step.time(), step.finding().evidence().text())
          .hasSize(1);
      found.addAll(causes);
    }
    assertThat(found).isEqualTo(EnumSet.allOf(Fault.class));
  }

  /** A full line carries more than is usual, too. */
  private static boolean isSideEffect(FindingKind kind, Instant time) {
    return kind == FindingKind.TRAFFIC_SPIKE && Fault.LINE_FULL.explains(time);
  }
}

package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.MailPort;
import org.postern.acl.NamedCounter;
import org.postern.acl.Visibility;
import org.postern.counter.InterfaceSample;
import org.postern.counter.Moment;
import org.postern.finding.Board;
import org.postern.finding.DeviceAssessment;
import org.postern.finding.DeviceMemory;
import org.postern.finding.EntryUses;
import org.postern.finding.Policy;
import org.postern.finding.PortAssessment;
import org.postern.profile.DeviceFacts;
import org.postern.profile.DeviceReading;
import org.postern.snmp.SnmpEngine;
import org.postern.store.StoredDevice;
import org.postern.store.StoredEngine;

/**
 * What is known of one device between polls, and how the next answer is evaluated against it.
 * Confined to the device's evaluation, whose polls do not overlap; {@link #explain} may be called
 * from anywhere.
 */
final class DeviceState {
  private final MonitoredDevice device;
  private final DeviceMemory memory;
  private final DeviceVerdicts verdicts;
  private final Indexes indexes;
  private final HitWindows hits;
  private final InterfaceWindows interfaces;
  private final EntryUses uses;
  private final DeviceEngine engine;
  private final SharedFacts facts;

  private DevicePoller.Acquaintance acquaintance = DevicePoller.Acquaintance.none();
  private List<ListTable.Known> lastLists = List.of();
  private Optional<Moment> lastMoment = Optional.empty();
  private Optional<DeviceFacts> lastFacts = Optional.empty();
  private Optional<StoredDevice> before = Optional.empty();
  private Board.DeviceRow row;

  DeviceState(
      MonitoredDevice device,
      DeviceMemory memory,
      Policy policy,
      FirstMatchEvaluator evaluator,
      Indexes indexes,
      EntryUses uses,
      EngineIds engineIds,
      SharedFacts facts) {
    this.device = device;
    this.memory = memory;
    this.verdicts = new DeviceVerdicts(device, policy, evaluator);
    this.indexes = indexes;
    this.uses = uses;
    this.facts = facts;
    this.engine = new DeviceEngine(device, memory.engine(), engineIds);
    this.hits = new HitWindows(device.interval());
    this.interfaces = new InterfaceWindows(device.interval());
    this.row =
        new Board.DeviceRow(
            indexes.device(device.name()),
            device.name(),
            device.target().address().getHostString(),
            device.target().address().getPort(),
            device.profiles(),
            "",
            "",
            Board.Reachability.UNKNOWN,
            "not polled yet",
            Optional.empty(),
            Duration.ZERO,
            Duration.ZERO,
            0,
            0,
            Visibility.NONE,
            Optional.empty(),
            0,
            Board.MaintenanceState.none());
  }

  MonitoredDevice device() {
    return device;
  }

  DeviceMemory memory() {
    return memory;
  }

  EntryUses uses() {
    return uses;
  }

  DevicePoller.Acquaintance acquaintance() {
    return acquaintance;
  }

  void learn(DevicePoller.Acquaintance learned) {
    acquaintance = learned;
  }

  /** After a poll was judged: asks for the sources of a spike where the next may show one. */
  void seekSources(DeviceAssessment judged) {
    // Hits of an incomplete poll are not judged: the window would be due for ever.
    boolean due = judged.complete() && memory.series().isSpikeDue();
    acquaintance =
        acquaintance.seeking(acquaintance.sought().next(memory.series().isSpikeSuspected(), due));
  }

  /** Goes on from what was known before a restart, if it is of the same address. */
  void restore(StoredDevice stored, Optional<StoredEngine> answering) {
    if (KnownDevice.isOf(stored, row)) {
      before = Optional.of(stored);
      row = KnownDevice.row(row, stored);
      lastMoment = stored.lastGoodPoll().map(time -> Moment.of(time, stored.sysUpTime()));
      answering.ifPresent(engine::restore);
    }
  }

  DeviceEngine engine() {
    return engine;
  }

  /** What to keep over a restart. */
  StoredDevice stored() {
    boolean unpolled = row.reachability() == Board.Reachability.UNKNOWN;
    return unpolled && before.isPresent() ? before.get() : KnownDevice.stored(row, lastFacts);
  }

  /** The row of a device that was not polled yet, or as its last poll left it. */
  Board.DeviceRow row() {
    return row;
  }

  /** Evaluates a poll. */
  Evaluation evaluate(PollOutcome outcome) {
    if (outcome instanceof PollOutcome.Answered answered) {
      return answered(answered);
    }
    if (outcome instanceof PollOutcome.Failed failed) {
      return failed(failed);
    }
    throw new IllegalArgumentException("unknown outcome: " + outcome);
  }

  private Evaluation failed(PollOutcome.Failed failed) {
    int failures = row.consecutiveFailures() + 1;
    row =
        new Board.DeviceRow(
            row.index(),
            row.name(),
            row.address(),
            row.port(),
            row.profiles(),
            row.sysObjectId(),
            row.sysName(),
            failed.reachability(),
            failed.text(),
            row.lastGoodPoll(),
            failed.took(),
            Duration.ZERO,
            failures,
            row.restartsSeen(),
            row.visibility(),
            Optional.empty(),
            0,
            Board.MaintenanceState.none());
    DeviceAssessment assessment =
        DeviceAssessment.silent(
            device.name(),
            failed.time(),
            new DeviceAssessment.Contact(failed.reachability(), failed.text(), failures, false));
    return new Evaluation(
        assessment,
        Moment.of(failed.time()),
        new ListTable(List.of()),
        List.of(),
        List.of(),
        List.of(),
        row);
  }

  private Evaluation answered(PollOutcome.Answered answered) {
    DeviceReading reading = answered.reading();
    long upTime = reading.facts().sysUpTime();
    // 0 is what a device without sysUpTime has; that is no restart at every poll.
    Moment moment =
        new Moment(
            answered.time(),
            upTime > 0 ? OptionalLong.of(upTime) : OptionalLong.empty(),
            answered.engine().stream().mapToLong(SnmpEngine::boots).findFirst(),
            answered.took());
    boolean restarted = lastMoment.isPresent() && moment.isRestartedSince(lastMoment.get());
    Optional<Moment> previous = lastMoment;
    lastMoment = Optional.of(moment);
    lastFacts = Optional.of(reading.facts());

    ListTable lists = ListTable.of(reading.accessLists(), device.listBindings(), lastLists, facts);
    lastLists = lists.known();
    List<ListHits> counted = hits.take(lists, moment);
    List<String> names = reading.interfaces().stream().map(InterfaceSample::name).toList();
    List<PortAssessment> ports =
        new ArrayList<>(verdicts.assess(lists, names, new PortHits(counted)));
    NamedCounterPorts bound = new NamedCounterPorts(device.counters(), hits, moment);
    ports.addAll(bound.assess(reading.namedCounters()));

    List<String> gaps = new ArrayList<>(reading.gaps());
    for (ListTable.Row list : lists.rows()) {
      list.list().gaps().forEach(gap -> gaps.add(list.list().name() + ": " + gap));
    }
    boolean complete = reading.listsComplete() && lists.areComplete();
    boolean slow = answered.took().compareTo(device.interval()) > 0;
    row = answeredRow(answered, restarted, gaps);
    List<Board.InterfaceRow> rows =
        interfaces.rows(
            row.index(),
            reading.interfaces(),
            unseen -> indexes.interfaces(device.name(), unseen),
            moment);
    DeviceAssessment assessment =
        new DeviceAssessment(
            device.name(),
            answered.time(),
            new DeviceAssessment.Contact(
                row.reachability(), row.reachabilityText(), 0, slow, engine.sighting(answered)),
            complete,
            restarted,
            lists.digested(),
            ports,
            lists.facts().stream().map(ListFacts::cover).toList(),
            complete ? ListUses.observe(uses, counted, previous, moment) : List.of(),
            gaps,
            new DeviceAssessment.Traffic(covered(previous, moment), rows, answered.connections()));
    return new Evaluation(assessment, moment, lists, counted, reading.namedCounters(), rows, row);
  }

  /** The time since the poll before; none if our clock went back. */
  private static Duration covered(Optional<Moment> before, Moment now) {
    Duration passed =
        before.map(each -> Duration.between(each.at(), now.at())).orElse(Duration.ZERO);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private Board.DeviceRow answeredRow(
      PollOutcome.Answered answered, boolean restarted, List<String> gaps) {
    DeviceReading reading = answered.reading();
    DeviceFacts facts = reading.facts();
    boolean whole = gaps.isEmpty();
    return new Board.DeviceRow(
        row.index(),
        row.name(),
        row.address(),
        row.port(),
        reading.profiles(),
        facts.sysObjectId(),
        facts.sysName(),
        whole ? Board.Reachability.UP : Board.Reachability.PARTIAL,
        whole ? "answers" : "answers in part: " + gaps.get(0),
        Optional.of(answered.time()),
        answered.took(),
        answered.responseTime(),
        0,
        row.restartsSeen() + (restarted ? 1 : 0),
        visibility(reading),
        Optional.empty(),
        0,
        Board.MaintenanceState.none());
  }

  /** The best that any of its lists or counters offers. */
  private static Visibility visibility(DeviceReading reading) {
    Visibility best =
        reading.namedCounters().stream()
            .map(NamedCounter::visibility)
            .min(Comparator.naturalOrder())
            .orElse(Visibility.NONE);
    for (var each : reading.accessLists()) {
      if (each.list().visibility().compareTo(best) < 0) {
        best = each.list().visibility();
      }
    }
    return best;
  }

  /**
   * Why each crossing's verdict for a port is what it is, by the lists of the last answer.
   *
   * @param crossing only this one; all if empty
   */
  List<String> explain(MailPort port, Optional<String> crossing) {
    return verdicts.explain(port, crossing);
  }

  /** When this device was last evaluated with an answer. */
  Optional<Instant> lastAnswer() {
    return row.lastGoodPoll();
  }
}

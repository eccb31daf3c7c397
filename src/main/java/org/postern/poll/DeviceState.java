package org.postern.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.Explanation;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.MailPort;
import org.postern.acl.NamedCounter;
import org.postern.acl.PortVerdict;
import org.postern.acl.Visibility;
import org.postern.counter.InterfaceSample;
import org.postern.counter.Moment;
import org.postern.finding.Board;
import org.postern.finding.CrossingPlan;
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
  private final Policy policy;
  private final FirstMatchEvaluator evaluator;
  private final Indexes indexes;
  private final HitWindows hits;
  private final InterfaceWindows interfaces;
  private final EntryUses uses;
  private final DeviceEngine engine;
  private final SharedFacts facts;

  private DevicePoller.Acquaintance acquaintance = DevicePoller.Acquaintance.none();
  private volatile Verdicts verdicts =
      new Verdicts(List.of(), Optional.empty(), List.of(), List.of());
  private List<ListTable.Known> lastLists = List.of();
  private Optional<Moment> lastMoment = Optional.empty();
  private Optional<DeviceFacts> lastFacts = Optional.empty();
  private Optional<StoredDevice> before = Optional.empty();
  private Board.DeviceRow row;

  /**
   * The verdicts of one set of lists; evaluated anew only when a list or the names of interfaces
   * change, from which the crossings follow.
   *
   * @param interfaces empty before the first answer
   */
  private record Verdicts(
      List<ListFacts> lists,
      Optional<List<String>> interfaces,
      List<Crossing> crossings,
      List<Decision> decisions) {}

  /** What the lists do with one mail port at one crossing. */
  private record Decision(Crossing crossing, PortVerdict verdict) {}

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
    this.policy = policy;
    this.evaluator = evaluator;
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
            0,
            0,
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
            failed.pollMillis(),
            0,
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
            Duration.ofMillis(answered.pollMillis()));
    boolean restarted = lastMoment.isPresent() && moment.isRestartedSince(lastMoment.get());
    Optional<Moment> previous = lastMoment;
    lastMoment = Optional.of(moment);
    lastFacts = Optional.of(reading.facts());

    ListTable lists = ListTable.of(reading.accessLists(), device.listBindings(), lastLists, facts);
    lastLists = lists.known();
    List<ListHits> counted = hits.take(lists, moment);
    List<PortAssessment> ports = new ArrayList<>(evaluated(lists, reading, counted));
    NamedCounterPorts bound = new NamedCounterPorts(device.counters(), hits, moment);
    ports.addAll(bound.assess(reading.namedCounters()));

    List<String> gaps = new ArrayList<>(reading.gaps());
    for (ListTable.Row list : lists.rows()) {
      list.list().gaps().forEach(gap -> gaps.add(list.list().name() + ": " + gap));
    }
    boolean complete = reading.listsComplete() && lists.areComplete();
    boolean slow = answered.pollMillis() > device.interval().toMillis();
    row = answeredRow(answered, restarted, gaps);
    List<Board.InterfaceRow> rows =
        interfaces.rows(
            row.index(),
            reading.interfaces(),
            names -> indexes.interfaces(device.name(), names),
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
            new DeviceAssessment.Traffic(covered(previous, moment), rows));
    return new Evaluation(assessment, moment, lists, counted, reading.namedCounters(), rows, row);
  }

  /** The time since the poll before; none if our clock went back. */
  private static Duration covered(Optional<Moment> before, Moment now) {
    Duration passed =
        before.map(each -> Duration.between(each.at(), now.at())).orElse(Duration.ZERO);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private List<PortAssessment> evaluated(
      ListTable lists, DeviceReading reading, List<ListHits> counted) {
    List<String> names = reading.interfaces().stream().map(InterfaceSample::name).toList();
    // Texts and ids may differ under one digest, and the verdict names them: the very lists count.
    if (!lists.facts().equals(verdicts.lists())
        || !verdicts.interfaces().equals(Optional.of(names))) {
      List<Crossing> crossings =
          CrossingPlan.crossings(policy, device.zones(), lists.lists(), names);
      List<Decision> decisions = new ArrayList<>();
      for (Crossing crossing : crossings) {
        Map<MailPort, PortVerdict> byPort = evaluator.evaluate(lists.lists(), crossing);
        new TreeMap<>(byPort)
            .values()
            .forEach(verdict -> decisions.add(new Decision(crossing, verdict)));
      }
      verdicts = new Verdicts(lists.facts(), Optional.of(names), crossings, decisions);
    }
    PortHits sums = new PortHits(counted);
    List<PortAssessment> ports = new ArrayList<>();
    for (Decision each : verdicts.decisions()) {
      ports.add(
          new PortAssessment(
              each.crossing(),
              each.verdict(),
              sums.sum(each.verdict(), Action.PERMIT),
              sums.sum(each.verdict(), Action.DENY)));
    }
    return ports;
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
        answered.pollMillis(),
        answered.responseMillis(),
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
    Verdicts now = verdicts;
    List<String> lines = new ArrayList<>();
    for (Crossing each : now.crossings()) {
      if (crossing.isEmpty() || crossing.get().equals(each.name())) {
        lines.addAll(
            Explanation.of(
                now.lists().stream().map(ListFacts::list).toList(), each, port, evaluator));
      }
    }
    return lines;
  }

  /** When this device was last evaluated with an answer. */
  Optional<Instant> lastAnswer() {
    return row.lastGoodPoll();
  }
}

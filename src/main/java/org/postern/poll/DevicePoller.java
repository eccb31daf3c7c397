package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postern.profile.DeviceFacts;
import org.postern.profile.KnownMapping;
import org.postern.profile.Profile;
import org.postern.profile.ProfileCatalog;
import org.postern.profile.Profiles;
import org.postern.profile.ReadPlan;
import org.postern.profile.SharedLists;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.SnmpEngine;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.Turns;
import org.postern.snmp.VarBind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one device: who it is, which profiles fit, then the profiles' tables one after the other,
 * so that a small router never has more than one of our requests to answer. Thread-safe; each
 * device's polls must not overlap.
 */
public final class DevicePoller {
  /** As polling.inFlight has it. */
  private static final int DEFAULT_IN_FLIGHT = 256;

  private static final Logger log = LoggerFactory.getLogger(DevicePoller.class);

  private final SnmpReader reader;
  private final ProfileCatalog catalog;
  private final Clock clock;
  private final Duration rulesEvery;
  private final PlanReader plans;
  private final RowProbe probe;
  private final ConnectionReader connections;
  private final SharedLists lists = new SharedLists();

  /**
   * A device's answers take a few hundred kilobytes until they are mapped. Without turns the tables
   * of all devices would be read a bit at a time, and none of the answers could be let go.
   */
  private final Turns tables;

  /** How often a device is asked whether it is there. */
  public enum Tries {
    /** As often as configured. */
    ALL,

    /** Once: of a device that has been silent for long. */
    ONE
  }

  /** A poller that reads everything in each poll. */
  public DevicePoller(SnmpReader reader, ProfileCatalog catalog, Clock clock) {
    this(reader, catalog, clock, Duration.ZERO, ReaderLimits.of(DEFAULT_IN_FLIGHT));
  }

  /**
   * A poller.
   *
   * @param rulesEvery how old the rules of a device may grow before they are read again, unless
   *     something tells of a change; polls between read counters only. Zero: every poll reads all
   * @param limits how many tables of a device are read at once, and of how many devices
   */
  public DevicePoller(
      SnmpReader reader,
      ProfileCatalog catalog,
      Clock clock,
      Duration rulesEvery,
      ReaderLimits limits) {
    this.reader = reader;
    this.rulesEvery = rulesEvery;
    this.catalog = catalog;
    this.clock = clock;
    this.plans = new PlanReader(reader, clock, limits.perDevice());
    this.probe = new RowProbe(reader);
    this.connections = new ConnectionReader(reader, probe);
    this.tables = new Turns(limits.all());
  }

  /**
   * What was learned of a device by earlier polls and saves asking again.
   *
   * @param profiles that fitted; asked for anew when sysObjectID changes or the agent restarts
   * @param lists the last access lists that were believed
   * @param empty tables without a row in the last read
   * @param rules the last rules read, if polls may do without reading them
   * @param sought whether the device's own connections are asked for
   */
  public record Acquaintance(
      String sysObjectId,
      long sysUpTime,
      List<Profile> profiles,
      KnownMapping mapping,
      SteadyLists lists,
      Set<TableRead> empty,
      Optional<KeptRules> rules,
      ConnectionReader.Sought sought) {
    public Acquaintance {
      profiles = List.copyOf(profiles);
      empty = Set.copyOf(empty);
    }

    /** Of a device that has never answered. */
    public static Acquaintance none() {
      return new Acquaintance(
          "",
          0,
          List.of(),
          KnownMapping.nothing(),
          SteadyLists.none(),
          Set.of(),
          Optional.empty(),
          ConnectionReader.Sought.none());
    }

    /** The same with what the next poll seeks. */
    Acquaintance seeking(ConnectionReader.Sought connections) {
      return new Acquaintance(
          sysObjectId, sysUpTime, profiles, mapping, lists, empty, rules, connections);
    }

    private boolean stillHolds(DeviceFacts facts) {
      return !profiles.isEmpty()
          && sysObjectId.equals(facts.sysObjectId())
          && facts.sysUpTime() >= sysUpTime;
    }
  }

  /** Spares the discovery of the SNMPv3 engine that answered for a device {@code since} ago. */
  void recall(MonitoredDevice device, SnmpEngine engine, Duration since) {
    reader.recall(device.target(), engine, since);
  }

  /** An outcome and what was learned on the way. */
  public record Polled(PollOutcome outcome, Acquaintance acquaintance) {}

  /**
   * Polls a device once. The future completes normally whatever the device does.
   *
   * @param mapping where the answers are mapped: not on the one thread that receives the answers of
   *     all devices
   * @param tries for the first question
   */
  public CompletableFuture<Polled> poll(
      MonitoredDevice device, Acquaintance known, Executor mapping, Tries tries) {
    Instant start = clock.instant();
    SnmpTarget target = tries == Tries.ONE ? device.target().withoutRetries() : device.target();
    return SystemGroup.read(reader, target)
        .thenCompose(
            answer -> {
              Instant answered = clock.instant();
              List<VarBind> told = answer.varBindsOrEmpty();
              // Now, for a table that is not answered makes the reader forget it.
              Optional<SnmpEngine> engine = reader.engine(device.target());
              return answer instanceof ReadResult.Complete || !told.isEmpty()
                  ? inTurn(
                      () ->
                          readTables(
                              device,
                              known,
                              SystemGroup.facts(told),
                              engine,
                              start,
                              answered,
                              mapping))
                  : CompletableFuture.completedFuture(
                      new Polled(failure(device, answer, start), known));
            });
  }

  private PollOutcome.Failed failure(MonitoredDevice device, ReadResult answer, Instant start) {
    Instant end = clock.instant();
    SystemGroup.Failure failure = SystemGroup.failure(device.target(), answer);
    return new PollOutcome.Failed(
        failure.reachability(), failure.text(), end, Duration.between(start, end));
  }

  private CompletableFuture<Polled> inTurn(Supplier<CompletableFuture<Polled>> read) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    CompletableFuture<Polled> left =
        turn.thenCompose(begun -> read.get()).whenComplete((polled, defect) -> tables.leave());
    tables.enter(() -> turn.complete(null));
    return left;
  }

  private CompletableFuture<Polled> readTables(
      MonitoredDevice device,
      Acquaintance known,
      DeviceFacts facts,
      Optional<SnmpEngine> engine,
      Instant start,
      Instant answered,
      Executor mapping) {
    CompletableFuture<List<Profile>> profiles =
        known.stillHolds(facts)
            ? CompletableFuture.completedFuture(known.profiles())
            : match(device, facts);
    return profiles.thenCompose(
        fitting ->
            moving(device, known, facts, fitting, mapping)
                .thenComposeAsync(
                    counters ->
                        counters
                            .map(CompletableFuture::completedFuture)
                            .orElseGet(() -> all(device, known, facts, fitting, mapping)),
                    mapping)
                .thenCompose(
                    read ->
                        connections
                            .read(device.target(), fitting, known.sought())
                            .thenApply(
                                told ->
                                    new Polled(
                                        new PollOutcome.Answered(
                                            read.told().reading(),
                                            read.told().end(),
                                            Duration.between(start, read.told().end()),
                                            Duration.between(start, answered),
                                            engine,
                                            told.connections()),
                                        new Acquaintance(
                                            facts.sysObjectId(),
                                            facts.sysUpTime(),
                                            fitting,
                                            read.told().mapping(),
                                            read.told().lists(),
                                            read.told().answers().empty(),
                                            read.kept(),
                                            told.sought())))));
  }

  /** A reading, and what of it serves the next poll. */
  private record Read(SteadyRead.Told told, Optional<KeptRules> kept) {}

  /** Reads counters only, if the rules kept are recent and surely still in force. */
  private CompletableFuture<Optional<Read>> moving(
      MonitoredDevice device,
      Acquaintance known,
      DeviceFacts facts,
      List<Profile> fitting,
      Executor mapping) {
    Optional<KeptRules> kept =
        known
            .rules()
            .filter(rules -> known.stillHolds(facts))
            .filter(rules -> rules.isYoungerThan(rulesEvery, clock.instant()));
    if (kept.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return plans
        .readMoving(device.target(), ReadPlan.of(fitting), kept.get().answers())
        .thenApplyAsync(
            read ->
                read.map(
                        answers ->
                            new Read(
                                SteadyRead.Told.of(
                                    mapped(known, facts, fitting, answers), known.lists(), answers),
                                kept.map(rules -> rules.with(answers))))
                    .filter(now -> kept.get().lists().areThoseOf(now.told().reading())),
            mapping);
  }

  private CompletableFuture<Read> all(
      MonitoredDevice device,
      Acquaintance known,
      DeviceFacts facts,
      List<Profile> fitting,
      Executor mapping) {
    return new SteadyRead(
            plans,
            device.target(),
            ReadPlan.of(fitting),
            known.empty(),
            answers -> mapped(known, facts, fitting, answers),
            mapping)
        .read(known.lists())
        .thenApply(
            told -> new Read(told, rulesEvery.isZero() ? Optional.empty() : KeptRules.of(told)));
  }

  private Profiles.Mapped mapped(
      Acquaintance known, DeviceFacts facts, List<Profile> fitting, PlanReader.Answers answers) {
    return Profiles.map(
        facts, fitting, answers.tables(), answers.scalars(), known.mapping(), lists);
  }

  private CompletableFuture<List<Profile>> match(MonitoredDevice device, DeviceFacts facts) {
    @Nullable Oid sysObjectId =
        facts.sysObjectId().isEmpty() ? null : Oid.parse(facts.sysObjectId());
    List<Oid> probes =
        device.profiles().isEmpty()
            ? catalog.probes(sysObjectId)
            : device.profiles().stream().flatMap(id -> catalog.probesOf(id).stream()).toList();
    return probe
        .withRows(device.target(), probes)
        .thenApply(
            found -> {
              List<Profile> fitting =
                  device.profiles().isEmpty()
                      ? catalog.match(sysObjectId, found::contains)
                      : device.profiles().stream()
                          .flatMap(id -> catalog.select(id, sysObjectId, found::contains).stream())
                          .toList();
              log.info(
                  "{}: {} ({}) is read by {}",
                  device.name(),
                  facts.sysName(),
                  facts.sysObjectId(),
                  fitting);
              return fitting;
            });
  }
}

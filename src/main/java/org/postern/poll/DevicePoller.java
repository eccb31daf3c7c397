package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Board;
import org.postern.profile.DeviceFacts;
import org.postern.profile.DeviceReading;
import org.postern.profile.InterfaceNames;
import org.postern.profile.Profile;
import org.postern.profile.ProfileCatalog;
import org.postern.profile.Profiles;
import org.postern.profile.ReadPlan;
import org.postern.profile.TableRead;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one device: who it is, which profiles fit, then the profiles' tables one after the other,
 * so that a small router never has more than one of our requests to answer. Thread-safe; each
 * device's polls must not overlap.
 */
public final class DevicePoller {
  // SNMPv2-MIB (RFC 3418)
  private static final Oid SYS_DESCR = Oid.parse("1.3.6.1.2.1.1.1.0");
  private static final Oid SYS_OBJECT_ID = Oid.parse("1.3.6.1.2.1.1.2.0");
  private static final Oid SYS_UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final Oid SYS_NAME = Oid.parse("1.3.6.1.2.1.1.5.0");
  private static final List<Oid> FACTS = List.of(SYS_DESCR, SYS_OBJECT_ID, SYS_UP_TIME, SYS_NAME);

  private static final String SILENCE = "no answer";
  private static final Logger log = LoggerFactory.getLogger(DevicePoller.class);

  private final SnmpReader reader;
  private final ProfileCatalog catalog;
  private final Clock clock;

  public DevicePoller(SnmpReader reader, ProfileCatalog catalog, Clock clock) {
    this.reader = reader;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * What was learned of a device by earlier polls and saves asking again.
   *
   * @param profiles that fitted; asked for anew when sysObjectID changes or the agent restarts
   */
  public record Acquaintance(
      String sysObjectId, long sysUpTime, List<Profile> profiles, InterfaceNames interfaces) {
    public Acquaintance {
      profiles = List.copyOf(profiles);
    }

    /** Of a device that has never answered. */
    public static Acquaintance none() {
      return new Acquaintance("", 0, List.of(), InterfaceNames.none());
    }

    private boolean stillHolds(DeviceFacts facts) {
      return !profiles.isEmpty()
          && sysObjectId.equals(facts.sysObjectId())
          && facts.sysUpTime() >= sysUpTime;
    }
  }

  /** An outcome and what was learned on the way. */
  public record Polled(PollOutcome outcome, Acquaintance acquaintance) {}

  /**
   * Polls a device once. The future completes normally whatever the device does.
   *
   * @param mapping where the answers are mapped: not on the one thread that receives the answers of
   *     all devices
   */
  public CompletableFuture<Polled> poll(
      MonitoredDevice device, Acquaintance known, Executor mapping) {
    Instant start = clock.instant();
    return reader
        .get(device.target(), FACTS)
        .thenCompose(answer -> withoutRest(device, answer))
        .thenCompose(
            answer -> {
              Instant answered = clock.instant();
              List<VarBind> told = answer.varBindsOrEmpty();
              return answer instanceof ReadResult.Complete || !told.isEmpty()
                  ? readTables(device, known, facts(told), start, answered, mapping)
                  : CompletableFuture.completedFuture(
                      new Polled(failure(device, answer, start), known));
            });
  }

  /**
   * Where an agent refuses the system group as a whole, asks one by one for what it left out: a
   * device without sysName, or with an error-index that names none, is still a device.
   */
  private CompletableFuture<ReadResult> withoutRest(MonitoredDevice device, ReadResult answer) {
    boolean refused =
        answer instanceof ReadResult.AgentError || answer instanceof ReadResult.Partial;
    CompletableFuture<ReadResult> chain = CompletableFuture.completedFuture(answer);
    if (!refused) {
      return chain;
    }
    Set<Oid> told = new HashSet<>();
    answer.varBindsOrEmpty().forEach(varBind -> told.add(varBind.oid()));
    for (Oid oid : FACTS) {
      if (!told.contains(oid)) {
        chain =
            chain.thenCompose(
                before ->
                    before instanceof ReadResult.Timeout
                        ? CompletableFuture.completedFuture(before)
                        : reader
                            .get(device.target(), List.of(oid))
                            .thenApply(one -> joined(before, one)));
      }
    }
    return chain;
  }

  /** What was told so far and this; the older failure stays if there is nothing. */
  private static ReadResult joined(ReadResult before, ReadResult one) {
    List<VarBind> all = new ArrayList<>(before.varBindsOrEmpty());
    all.addAll(one.varBindsOrEmpty());
    if (all.isEmpty()) {
      return one instanceof ReadResult.Timeout ? one : before;
    }
    return new ReadResult.Partial(all, "told one by one");
  }

  private CompletableFuture<Polled> readTables(
      MonitoredDevice device,
      Acquaintance known,
      DeviceFacts facts,
      Instant start,
      Instant answered,
      Executor mapping) {
    CompletableFuture<List<Profile>> profiles =
        known.stillHolds(facts)
            ? CompletableFuture.completedFuture(known.profiles())
            : match(device, facts);
    return profiles.thenCompose(
        fitting -> {
          ReadPlan plan = ReadPlan.of(fitting);
          return read(device, plan)
              .thenApplyAsync(
                  read -> {
                    DeviceReading reading =
                        Profiles.map(
                            facts, fitting, read.tables(), read.scalars(), known.interfaces());
                    Instant end = read.end();
                    InterfaceNames names =
                        InterfaceNames.of(reading.interfaces()).orElse(known.interfaces());
                    return new Polled(
                        new PollOutcome.Answered(
                            reading, end, millis(start, end), millis(start, answered)),
                        new Acquaintance(facts.sysObjectId(), facts.sysUpTime(), fitting, names));
                  },
                  mapping);
        });
  }

  private CompletableFuture<List<Profile>> match(MonitoredDevice device, DeviceFacts facts) {
    @Nullable Oid sysObjectId =
        facts.sysObjectId().isEmpty() ? null : Oid.parse(facts.sysObjectId());
    List<Oid> probes =
        device.profiles().isEmpty()
            ? catalog.probes(sysObjectId)
            : device.profiles().stream().flatMap(id -> catalog.probesOf(id).stream()).toList();
    CompletableFuture<Set<Oid>> withRows = CompletableFuture.completedFuture(new HashSet<>());
    for (Oid probe : probes) {
      withRows =
          withRows.thenCompose(
              found ->
                  reader
                      .walk(device.target(), List.of(probe), 1)
                      .thenApply(
                          result -> {
                            if (!result.varBindsOrEmpty().isEmpty()) {
                              found.add(probe);
                            }
                            return found;
                          }));
    }
    return withRows.thenApply(
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

  /**
   * All answers.
   *
   * @param end when the last of them came
   */
  private record Read(Map<TableRead, ReadResult> tables, ReadResult scalars, Instant end) {}

  private CompletableFuture<Read> read(MonitoredDevice device, ReadPlan plan) {
    Map<TableRead, ReadResult> results = new LinkedHashMap<>();
    CompletableFuture<ReadResult> scalars =
        plan.scalars().isEmpty()
            ? CompletableFuture.completedFuture(new ReadResult.Complete(List.of(), 0, 0))
            : reader.get(device.target(), plan.scalars());
    CompletableFuture<ReadResult> chain = scalars;
    List<TableRead> asked = new ArrayList<>(plan.tables());
    for (TableRead table : asked) {
      chain =
          chain.thenCompose(
              before ->
                  reader
                      .walk(device.target(), table.columns(), table.maxRows())
                      .whenComplete((result, defect) -> results.put(table, result)));
    }
    return chain.thenCombine(scalars, (last, values) -> new Read(results, values, clock.instant()));
  }

  private DeviceFacts facts(List<VarBind> varBinds) {
    String descr = "";
    String objectId = "";
    String name = "";
    long upTime = 0;
    for (VarBind varBind : varBinds) {
      if (varBind.oid().equals(SYS_DESCR) && varBind.value() instanceof SnmpValue.Octets text) {
        descr = text.text();
      } else if (varBind.oid().equals(SYS_NAME)
          && varBind.value() instanceof SnmpValue.Octets text) {
        name = text.text();
      } else if (varBind.oid().equals(SYS_OBJECT_ID)
          && varBind.value() instanceof SnmpValue.ObjectId id) {
        objectId = id.value().toString();
      } else if (varBind.oid().equals(SYS_UP_TIME)
          && varBind.value() instanceof SnmpValue.TimeTicks ticks) {
        upTime = ticks.value();
      }
    }
    return new DeviceFacts(objectId, descr, name, upTime);
  }

  private PollOutcome.Failed failure(MonitoredDevice device, ReadResult answer, Instant start) {
    Instant end = clock.instant();
    String where =
        device.target().address().getHostString() + ":" + device.target().address().getPort();
    Board.Reachability reachability = Board.Reachability.NO_RESPONSE;
    String text;
    if (answer instanceof ReadResult.Refused refused) {
      reachability = Board.Reachability.AUTH_FAILURE;
      text = where + " refuses us, " + words(refused.refusal()) + ": " + refused.reason();
    } else if (answer instanceof ReadResult.Timeout timeout) {
      String reason = timeout.reason();
      text =
          "no answer from "
              + where
              + " after "
              + timeout.tries()
              + " tries"
              + (reason.startsWith(SILENCE) ? reason.substring(SILENCE.length()) : ": " + reason);
    } else if (answer instanceof ReadResult.AgentError error) {
      text = where + " answers nothing of the system group: " + error.text();
    } else if (answer instanceof ReadResult.Partial partial) {
      text = where + " answers nothing of the system group: " + partial.reason();
    } else {
      throw new IllegalArgumentException("not a failure: " + answer);
    }
    return new PollOutcome.Failed(reachability, text, end, millis(start, end));
  }

  private static String words(ReadResult.Refusal refusal) {
    return switch (refusal) {
      case UNKNOWN_USER -> "unknown user";
      case WRONG_PASSWORD -> "wrong authentication";
      case UNSUPPORTED_LEVEL -> "unsupported security level";
      case NOT_IN_TIME_WINDOW -> "not in time window";
      case DECRYPTION_ERROR -> "wrong privacy";
      case UNKNOWN_ENGINE_ID -> "unknown engine id";
      case AUTHORIZATION_ERROR -> "not authorized";
      case OTHER -> "for another reason";
    };
  }

  private static long millis(Instant from, Instant to) {
    return Duration.between(from, to).toMillis();
  }
}

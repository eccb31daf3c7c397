package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.Direction;
import org.postern.acl.EntryCover;
import org.postern.acl.MailPort;
import org.postern.acl.PortVerdict;
import org.postern.acl.Verdict;
import org.postern.acl.Visibility;
import org.postern.counter.BaselineState;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.counter.Quality;
import org.postern.counter.Rate;
import org.postern.counter.TrafficRates;

/**
 * All that is published, at one moment; immutable. The agent, the metrics and the commands read the
 * same board, so they cannot disagree.
 *
 * <p>Rows are in the order of their integer indexes, which are given once and kept over restarts.
 *
 * @param generation grows by one with each board
 * @param system totals of this daemon
 * @param log the newest transitions, oldest first, bounded
 */
public record Board(
    long generation,
    Instant time,
    SystemStatus system,
    List<DeviceRow> devices,
    List<PortRow> ports,
    List<AclRow> acls,
    List<EntryRow> entries,
    List<InterfaceRow> interfaces,
    List<Finding> findings,
    List<Transition> log) {
  public Board {
    devices = List.copyOf(devices);
    ports = JoinedList.copyOf(ports);
    acls = JoinedList.copyOf(acls);
    entries = JoinedList.copyOf(entries);
    interfaces = JoinedList.copyOf(interfaces);
    findings = List.copyOf(findings);
    log = List.copyOf(log);
  }

  /** How a device last answered. */
  public enum Reachability {
    /** Not polled yet. */
    UNKNOWN,
    UP,
    /** Answers, but not everything that was asked. */
    PARTIAL,
    /** No answer after all retries. */
    NO_RESPONSE,
    /** The agent refuses the credential. */
    AUTH_FAILURE
  }

  /** Whether a crossing does what is expected of it. */
  public enum Conformance {
    CONFORMS,
    VIOLATES,
    /** Nothing is expected of this crossing and port. */
    NO_EXPECTATION,
    /** The verdict does not tell. */
    UNKNOWN
  }

  /**
   * Whether new findings of a device are withheld.
   *
   * @param now whether they are, by the schedule or by an operator's word
   * @param order the operator's word; it may speak of a device that is also on the schedule
   */
  public record MaintenanceState(boolean now, Optional<MaintenanceOrder> order) {
    private static final MaintenanceState NONE = new MaintenanceState(false, Optional.empty());

    public static MaintenanceState none() {
      return NONE;
    }

    /** As the constructor; most devices have the one {@link #none}. */
    public static MaintenanceState of(boolean now, Optional<MaintenanceOrder> order) {
      return now || order.isPresent() ? new MaintenanceState(now, order) : NONE;
    }
  }

  /**
   * Counts since the daemon started, unless said otherwise.
   *
   * @param suppressedRaises findings that were not raised while their device was in maintenance or
   *     unreachable
   */
  public record SystemStatus(
      String state,
      Instant started,
      int devicesTotal,
      int devicesUp,
      int devicesDown,
      long polls,
      long timeouts,
      long latePolls,
      long samplesStored,
      long notificationsSent,
      long notificationsSuppressed,
      long suppressedRaises,
      long lastSequence) {}

  /**
   * A device and how it answers.
   *
   * @param index 1 and up
   * @param pollDuration of the last poll
   * @param responseTime of the first answer of the last poll
   * @param restartsSeen how often its sysUpTime fell
   */
  public record DeviceRow(
      int index,
      String name,
      String address,
      int port,
      List<String> profiles,
      String sysObjectId,
      String sysName,
      Reachability reachability,
      String reachabilityText,
      Optional<Instant> lastGoodPoll,
      Duration pollDuration,
      Duration responseTime,
      int consecutiveFailures,
      int restartsSeen,
      Visibility visibility,
      Optional<Severity> worstSeverity,
      int openFindings,
      MaintenanceState maintenance) {}

  /**
   * What one crossing does with one mail port.
   *
   * @param deviceIndex of its device
   * @param crossingIndex 1 and up within the device
   * @param expected of those flows of which something is expected, or empty
   * @param excepted ids of the expectations of which an exception excuses some flows
   * @param permitHits sum over the deciding permit entries since this daemon first saw them
   * @param since when the verdict became what it is
   * @param baseline of its hits
   */
  public record PortRow(
      int deviceIndex,
      int crossingIndex,
      MailPort port,
      String crossingName,
      PortVerdict verdict,
      Optional<Verdict> expected,
      Conformance conformance,
      List<String> excepted,
      String decidingText,
      long permitHits,
      long denyHits,
      Rate permitRate,
      Rate denyRate,
      Instant since,
      Quality quality,
      BaselineState baseline) {
    public PortRow {
      excepted = List.copyOf(excepted);
    }
  }

  /**
   * An access list of a device.
   *
   * @param aclIndex 1 and up within the device
   * @param mailEntries how many entries can match a mail port
   * @param digest of the normalised entries, hexadecimal
   */
  public record AclRow(
      int deviceIndex,
      int aclIndex,
      String name,
      String source,
      String boundInterface,
      Direction direction,
      int entryCount,
      int mailEntries,
      Optional<Action> implicitAction,
      Visibility visibility,
      Instant lastChanged,
      String digest,
      boolean complete) {}

  /**
   * An entry that can match a mail port.
   *
   * @param order position in its list, 1 and up
   * @param hits accumulated over resets since this daemon first saw the entry; empty if not counted
   * @param cover what earlier entries leave it
   * @param coveredBy ids of the entries that take all its flows, if it is shadowed or redundant
   */
  public record EntryRow(
      int deviceIndex,
      int aclIndex,
      int entryIndex,
      int order,
      String entryId,
      Action action,
      String protocol,
      String source,
      String destination,
      String ports,
      String text,
      OptionalLong hits,
      Rate hitRate,
      Set<MailPort> mailPorts,
      EntryCover.Status cover,
      List<String> coveredBy) {
    public EntryRow {
      coveredBy = List.copyOf(coveredBy);
      mailPorts = Set.copyOf(mailPorts);
    }
  }

  /**
   * An interface and its traffic.
   *
   * @param ifOperStatus as RFC 2863 numbers it, 0 if not read
   * @param renumbered whether its ifIndex is another than in the sample before
   * @param quality of all its rates
   * @param baseline of its traffic, both ways
   */
  public record InterfaceRow(
      int deviceIndex,
      int interfaceIndex,
      int ifIndex,
      String name,
      String alias,
      int ifOperStatus,
      boolean renumbered,
      TrafficRates rates,
      Quality quality,
      BaselineState baseline) {
    public Rate inBits() {
      return rates.inBits();
    }

    public Rate outBits() {
      return rates.outBits();
    }

    public Rate inPackets() {
      return rates.of(InterfaceCounter.IN_PACKETS);
    }

    public Rate outPackets() {
      return rates.of(InterfaceCounter.OUT_PACKETS);
    }

    public Rate inErrors() {
      return rates.of(InterfaceCounter.IN_ERRORS);
    }

    public Rate outErrors() {
      return rates.of(InterfaceCounter.OUT_ERRORS);
    }

    public Rate inDiscards() {
      return rates.of(InterfaceCounter.IN_DISCARDS);
    }

    public Rate outDiscards() {
      return rates.of(InterfaceCounter.OUT_DISCARDS);
    }

    /** Of its speed, 0..1; empty where that is not known. */
    public OptionalDouble utilisation() {
      return rates.utilisation();
    }

    /** The same with the state of its baseline. */
    public InterfaceRow with(BaselineState other) {
      return new InterfaceRow(
          deviceIndex,
          interfaceIndex,
          ifIndex,
          name,
          alias,
          ifOperStatus,
          renumbered,
          rates,
          quality,
          other);
    }
  }
}

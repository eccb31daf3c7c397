package org.postern.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.postern.acl.OwnConnections;

/**
 * All that one poll of one device gives to judge; immutable.
 *
 * @param contact how the device answered
 * @param complete whether every access list was read to its end in this poll; only then are lists
 *     and verdicts judged
 * @param restarted whether sysUpTime or the engine's boots show a restart since the last poll
 * @param lists as read in this poll; empty if nothing was read
 * @param ports one for each crossing and watched mail port, in the order of the crossings
 * @param covers what earlier entries of each list leave later ones
 * @param uses how the entries that count are used, of each list that counts by entry
 * @param gaps what could not be read, in words; empty if the reading is whole
 * @param traffic what the interfaces carried since the poll before
 */
public record DeviceAssessment(
    String device,
    Instant time,
    Contact contact,
    boolean complete,
    boolean restarted,
    List<DigestedList> lists,
    List<PortAssessment> ports,
    List<CoveredList> covers,
    List<ListUse> uses,
    List<String> gaps,
    Traffic traffic) {
  public DeviceAssessment {
    lists = List.copyOf(lists);
    ports = List.copyOf(ports);
    covers = List.copyOf(covers);
    uses = List.copyOf(uses);
    gaps = List.copyOf(gaps);
    if (complete && !contact.answers()) {
      throw new IllegalArgumentException(device + ": a complete reading without an answer");
    }
  }

  /** A poll that brought nothing to judge but the silence. */
  public static DeviceAssessment silent(String device, Instant time, Contact contact) {
    return new DeviceAssessment(
        device,
        time,
        contact,
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Traffic.none());
  }

  /**
   * What the counters of a poll cover.
   *
   * @param covered the time since the last poll that was answered; zero at the first
   * @param interfaces with their rates over that time
   * @param connections of the device's own; none if they were not asked for
   */
  public record Traffic(
      Duration covered, List<Board.InterfaceRow> interfaces, OwnConnections connections) {
    /** Of a device that was not asked for its own connections. */
    public Traffic(Duration covered, List<Board.InterfaceRow> interfaces) {
      this(covered, interfaces, OwnConnections.none());
    }

    public Traffic {
      interfaces = List.copyOf(interfaces);
      if (covered.isNegative()) {
        throw new IllegalArgumentException("time covered, 0 and up: " + covered);
      }
    }

    public static Traffic none() {
      return new Traffic(Duration.ZERO, List.of());
    }
  }

  /**
   * How a device answered one poll.
   *
   * @param text one line for people, such as "no response from 192.0.2.1:161 after 3 tries"
   * @param consecutiveFailures polls without an answer up to and with this one; 0 if it answered
   * @param slow whether the answers took longer than the operator wants
   * @param engine what answered, if the device is asked by SNMPv3
   */
  public record Contact(
      Board.Reachability reachability,
      String text,
      int consecutiveFailures,
      boolean slow,
      Optional<EngineSighting> engine) {
    /** Of a device that is not asked by SNMPv3 or did not answer. */
    public Contact(
        Board.Reachability reachability, String text, int consecutiveFailures, boolean slow) {
      this(reachability, text, consecutiveFailures, slow, Optional.empty());
    }

    public Contact {
      if (consecutiveFailures < 0) {
        throw new IllegalArgumentException("failures 0 and up: " + consecutiveFailures);
      }
    }

    public static Contact up() {
      return new Contact(Board.Reachability.UP, "answers", 0, false);
    }

    /** Whether anything came back that shows the agent at work for us. */
    public boolean answers() {
      return switch (reachability) {
        case UP, PARTIAL -> true;
        case UNKNOWN, NO_RESPONSE, AUTH_FAILURE -> false;
      };
    }
  }
}

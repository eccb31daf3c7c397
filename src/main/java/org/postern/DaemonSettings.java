package org.postern;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.postern.agent.AgentUser;
import org.postern.agent.Community;
import org.postern.agent.Receiver;
import org.postern.finding.BookSettings;
import org.postern.finding.DetectionSettings;
import org.postern.finding.KindRules;
import org.postern.finding.Maintenance;
import org.postern.finding.Policy;
import org.postern.poll.MonitoredDevice;
import org.postern.snmp.ReaderLimits;
import org.postern.store.StoreSettings;

/**
 * Everything the daemon is started with, as each part of it takes it.
 *
 * @param profileDirectories the operator's own profiles
 * @param policy with the default expectations, if they are wanted
 * @param zone where exceptions end at midnight
 * @param limits of requests under way
 * @param rulesEvery how old the rules of a device may grow; zero: every poll reads them
 * @param agent empty if nobody shall be answered
 * @param heartbeat zero for none
 * @param metrics where Prometheus may ask over HTTP; empty if nowhere
 * @param configuration a digest: another one means that something was changed
 * @param publishEvery how long a board stays up at least, unless a finding changes
 */
record DaemonSettings(
    Path storeDirectory,
    StoreSettings store,
    List<Path> profileDirectories,
    List<MonitoredDevice> devices,
    Policy policy,
    ZoneId zone,
    DetectionSettings detection,
    BookSettings book,
    KindRules kinds,
    Maintenance maintenance,
    ReaderLimits limits,
    Duration rulesEvery,
    Optional<AgentPlan> agent,
    List<Receiver> receivers,
    Duration heartbeat,
    Optional<InetSocketAddress> metrics,
    NotificationPace pace,
    String configuration,
    Duration publishEvery) {
  DaemonSettings {
    profileDirectories = List.copyOf(profileDirectories);
    devices = List.copyOf(devices);
    receivers = List.copyOf(receivers);
  }

  /**
   * How much receivers are told at a time.
   *
   * @param perMinute traps to one receiver
   * @param perKindPerMinute how many of them may be about one kind of finding
   * @param queue transitions that may wait for one receiver
   */
  record NotificationPace(int perMinute, int perKindPerMinute, int queue) {}

  /**
   * How the agent is served.
   *
   * @param maxMessageSize octets of the largest message that is sent
   * @param authenticationTraps whether receivers are told of requests that are not authenticated
   * @param engineId snmpEngineID in hex; the store's own if this is empty
   */
  record AgentPlan(
      List<InetSocketAddress> listen,
      String arc,
      List<Community> communities,
      List<AgentUser> users,
      int maxMessageSize,
      boolean authenticationTraps,
      Optional<String> engineId) {
    AgentPlan {
      listen = List.copyOf(listen);
      communities = List.copyOf(communities);
      users = List.copyOf(users);
    }

    boolean answersNobody() {
      return communities.isEmpty() && users.isEmpty();
    }
  }
}

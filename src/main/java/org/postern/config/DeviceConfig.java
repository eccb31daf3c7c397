package org.postern.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.MailPort;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpTarget;

/**
 * A router or firewall to watch.
 *
 * @param name unique; shown everywhere
 * @param enabled false if it is known but not asked
 * @param profiles ids to try in this order; empty means that the device's answer decides
 * @param interval of its polls
 * @param timeout of the first try
 * @param retries tries after the first
 * @param maxRepetitions of a GETBULK to begin with
 * @param site a word for its place; maintenance, limits and people use it
 * @param answersFrom addresses that it answers from besides its own
 * @param roles mail roles the device itself has, if it is a mail host
 * @param zones interface name (ifName) to zone of the policy
 * @param bindings access lists whose binding the device does not tell
 * @param counters counters whose meaning the device does not tell
 */
public record DeviceConfig(
    String name,
    boolean enabled,
    InetSocketAddress address,
    SnmpCredential credential,
    List<String> profiles,
    Duration interval,
    Duration timeout,
    int retries,
    int maxRepetitions,
    Optional<String> site,
    Set<InetAddress> answersFrom,
    Set<String> roles,
    Map<String, String> zones,
    List<ListBinding> bindings,
    List<CounterBinding> counters) {
  public DeviceConfig {
    profiles = List.copyOf(profiles);
    answersFrom = Set.copyOf(answersFrom);
    roles = Set.copyOf(roles);
    zones = Map.copyOf(zones);
    bindings = List.copyOf(bindings);
    counters = List.copyOf(counters);
  }

  /** Whom to ask, and how. */
  public SnmpTarget target() {
    return new SnmpTarget(
        name, address, credential, timeout, retries, maxRepetitions, site.orElse(""), answersFrom);
  }

  /**
   * Where an access list is applied.
   *
   * @param list the list's name as the device spells it
   */
  public record ListBinding(String list, Binding binding) {}

  /**
   * What a named counter counts (visibility level L1).
   *
   * @param list the filter or policy it belongs to
   * @param counter the counter's name
   * @param action what happened to the flows it counts; never {@link Action#SKIP}
   */
  public record CounterBinding(
      String list, String counter, MailPort port, Direction direction, Action action) {
    public CounterBinding {
      if (action == Action.SKIP) {
        throw new IllegalArgumentException(
            "a counter counts permitted or denied flows: " + counter);
      }
    }
  }
}

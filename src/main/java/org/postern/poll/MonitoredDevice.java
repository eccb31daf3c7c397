package org.postern.poll;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.MailPort;
import org.postern.snmp.SnmpTarget;

/**
 * A device to poll, with what its operator knows and the device does not tell.
 *
 * @param profiles ids of the profiles to use; empty means that the device's answers decide
 * @param zones zone of an interface, by ifName
 * @param listBindings where an access list is applied, by its name on the device
 * @param counters what named counters count
 */
public record MonitoredDevice(
    String name,
    SnmpTarget target,
    Duration interval,
    List<String> profiles,
    Map<String, String> zones,
    Map<String, List<Binding>> listBindings,
    List<CounterBinding> counters) {
  public MonitoredDevice {
    profiles = List.copyOf(profiles);
    zones = Map.copyOf(zones);
    listBindings = Map.copyOf(listBindings);
    counters = List.copyOf(counters);
  }

  /**
   * What a named counter counts (visibility L1): only the operator knows.
   *
   * @param list the filter or policy it belongs to
   */
  public record CounterBinding(
      String list, String counter, MailPort port, Direction direction, Action action) {}
}

package org.postern.finding;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.MailPort;

/**
 * What the operator expects of the mail ports.
 *
 * @param zones by name; empty while nobody has configured any
 * @param roles host roles by name ("mx", "submission", "access", "relay-out", …)
 * @param expectations in the order of their priority: the first that covers a flow counts
 */
public record Policy(
    Map<String, Zone> zones,
    Map<String, Role> roles,
    List<Expectation> expectations,
    List<PolicyException> exceptions) {
  public Policy {
    zones = Map.copyOf(zones);
    roles = Map.copyOf(roles);
    expectations = List.copyOf(expectations);
    exceptions = List.copyOf(exceptions);
  }

  /** No zones, no expectations: nothing is judged. */
  public static Policy empty() {
    return new Policy(Map.of(), Map.of(), List.of(), List.of());
  }

  /**
   * A part of the network that expectations speak of.
   *
   * @param prefixes the addresses in it; empty means any
   */
  public record Zone(String name, List<AddressMatch> prefixes) {
    public Zone {
      prefixes = List.copyOf(prefixes);
    }
  }

  /**
   * Hosts with one task in the mail system.
   *
   * @param zone where its hosts are
   */
  public record Role(String name, String zone, List<AddressMatch> prefixes) {
    public Role {
      prefixes = List.copyOf(prefixes);
    }
  }

  /**
   * One end of a flow: a zone, a role, or both; neither means any.
   *
   * @param notRole true if every host but those of {@code role} is meant
   */
  public record End(Optional<String> zone, Optional<String> role, boolean notRole) {
    public static End any() {
      return new End(Optional.empty(), Optional.empty(), false);
    }
  }

  /**
   * What should happen to some flows.
   *
   * @param id "E1" … "E10" for the defaults, or the operator's own
   * @param why one sentence for people
   */
  public record Expectation(
      String id,
      End from,
      End to,
      Set<MailPort> ports,
      Action action,
      Severity severity,
      String why) {
    public Expectation {
      ports = Set.copyOf(ports);
    }
  }

  /**
   * Something that is allowed although an expectation says otherwise.
   *
   * @param expectation the id of what is excepted
   * @param device the device it holds for, or empty for all
   * @param expires the last day it holds
   */
  public record PolicyException(
      String expectation,
      Optional<String> device,
      Set<MailPort> ports,
      AddressMatch source,
      AddressMatch destination,
      String owner,
      String reason,
      LocalDate expires) {
    public PolicyException {
      ports = Set.copyOf(ports);
    }
  }
}

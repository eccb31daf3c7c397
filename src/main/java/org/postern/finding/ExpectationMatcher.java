package org.postern.finding;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.MailPort;

/** Finds which expectations speak of a crossing, and of which of its flows; immutable. */
public final class ExpectationMatcher {
  private final Policy policy;
  private final Map<String, AddressRanges> roleAddresses = new HashMap<>();

  /**
   * Prepares a policy for matching.
   *
   * @throws IllegalArgumentException if an address of the policy is neither a prefix nor a range,
   *     or an expectation names a role that the policy does not have
   */
  public ExpectationMatcher(Policy policy) {
    this.policy = policy;
    policy
        .roles()
        .forEach((name, role) -> roleAddresses.put(name, AddressRanges.anyOf(role.prefixes())));
    for (Policy.Expectation expectation : policy.expectations()) {
      requireRole(expectation, expectation.from());
      requireRole(expectation, expectation.to());
    }
    for (Policy.PolicyException exception : policy.exceptions()) {
      boxOf(exception); // refuses what it cannot say exactly now, not at the first poll
    }
  }

  private void requireRole(Policy.Expectation expectation, Policy.End end) {
    end.role()
        .filter(role -> !roleAddresses.containsKey(role))
        .ifPresent(
            role -> {
              throw new IllegalArgumentException(
                  "expectation " + expectation.id() + " names the unknown role " + role);
            });
  }

  /**
   * The expectations that cover flows of {@code crossing}, in the order of their priority; no flow
   * is in two of them.
   *
   * @param today exceptions that ended before this day do not count
   */
  public List<Match> match(String device, Crossing crossing, MailPort port, LocalDate today) {
    return covering(device, crossing, port, today).matches();
  }

  /**
   * What the policy says of a crossing and port.
   *
   * @param excepted ids of the expectations of which an exception in force takes some flows
   */
  record Covering(List<Match> matches, List<String> excepted) {}

  /** As {@link #match}, and what exceptions take of it. */
  Covering covering(String device, Crossing crossing, MailPort port, LocalDate today) {
    List<Match> matches = new ArrayList<>();
    List<String> excepted = new ArrayList<>();
    List<FlowBox> left = List.of(FlowBox.of(crossing));
    for (Policy.Expectation expectation : policy.expectations()) {
      Optional<FlowBox> covered = coverage(expectation, crossing, port);
      if (covered.isEmpty()) {
        continue;
      }
      List<FlowBox> flows = FlowBox.intersect(left, covered.get());
      left = FlowBox.minus(left, covered.get());
      List<FlowBox> expected = flows;
      for (Policy.PolicyException exception : policy.exceptions()) {
        if (exception.expectation().equals(expectation.id())
            && inForce(exception, device, port, today)) {
          flows = FlowBox.minus(flows, boxOf(exception));
        }
      }
      if (!flows.equals(expected)) {
        excepted.add(expectation.id());
      }
      if (!flows.isEmpty()) {
        matches.add(
            new Match(expectation, flows.stream().map(box -> box.narrow(crossing)).toList()));
      }
    }
    return new Covering(matches, excepted);
  }

  /** The flows of {@code crossing} that no exception in force allows; none if all are allowed. */
  List<Crossing> withoutExceptions(
      String device, Crossing crossing, MailPort port, LocalDate today) {
    FlowBox whole = FlowBox.of(crossing);
    List<FlowBox> left = List.of(whole);
    for (Policy.PolicyException exception : policy.exceptions()) {
      if (excusesPermits(exception) && inForce(exception, device, port, today)) {
        left = FlowBox.minus(left, boxOf(exception));
      }
    }
    // Untouched, the crossing itself is asked about: its wording is the operator's own.
    return left.equals(List.of(whole))
        ? List.of(crossing)
        : left.stream().map(box -> box.narrow(crossing)).toList();
  }

  private boolean excusesPermits(Policy.PolicyException exception) {
    return policy.expectations().stream()
        .anyMatch(
            expectation ->
                expectation.id().equals(exception.expectation())
                    && expectation.action() == Action.DENY);
  }

  private static boolean inForce(
      Policy.PolicyException exception, String device, MailPort port, LocalDate today) {
    return exception.device().map(device::equals).orElse(true)
        && exception.ports().contains(port)
        && !today.isAfter(exception.expires());
  }

  private static FlowBox boxOf(Policy.PolicyException exception) {
    return new FlowBox(
        AddressRanges.of(exception.source()), AddressRanges.of(exception.destination()));
  }

  private Optional<FlowBox> coverage(
      Policy.Expectation expectation, Crossing crossing, MailPort port) {
    if (!expectation.ports().contains(port)) {
      return Optional.empty();
    }
    Optional<AddressRanges> from = addresses(expectation.from(), crossing.fromZone());
    Optional<AddressRanges> to = addresses(expectation.to(), crossing.toZone());
    return from.flatMap(sources -> to.map(destinations -> new FlowBox(sources, destinations)));
  }

  /** Which addresses of a crossing's zone an end means; empty if it speaks of other zones. */
  private Optional<AddressRanges> addresses(Policy.End end, String zone) {
    if (end.zone().isPresent() && !end.zone().get().equals(zone)) {
      return Optional.empty();
    }
    if (end.role().isEmpty()) {
      return Optional.of(AddressRanges.any());
    }
    String role = end.role().get();
    AddressRanges hosts = roleAddresses.getOrDefault(role, AddressRanges.none());
    if (end.notRole()) {
      return Optional.of(AddressRanges.any().minus(hosts));
    }
    String home = Optional.ofNullable(policy.roles().get(role)).map(Policy.Role::zone).orElse("");
    return home.isEmpty() || home.equals(zone) ? Optional.of(hosts) : Optional.empty();
  }

  /**
   * An expectation and the flows of a crossing it is asked about.
   *
   * @param flows the crossing narrowed to them; disjoint, at least one
   */
  public record Match(Policy.Expectation expectation, List<Crossing> flows) {
    public Match {
      flows = List.copyOf(flows);
      if (flows.isEmpty()) {
        throw new IllegalArgumentException(
            "expectation " + expectation.id() + " matches without a flow");
      }
    }
  }
}

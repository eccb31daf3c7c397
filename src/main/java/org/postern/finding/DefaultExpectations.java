package org.postern.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postern.acl.Action;
import org.postern.acl.MailPort;

/**
 * The expectations every mail site starts from (E1 to E9), for the zones and roles it has. E10 is
 * about SNMP itself, not a mail port, and is not judged.
 *
 * <p>An expectation is only made where each zone and role it names is configured. A role without
 * hosts is a statement, too: "mx: []" says that nobody may be reached on port 25 from outside.
 */
public final class DefaultExpectations {
  public static final String UNTRUSTED = "untrusted";
  public static final String CLIENTS = "clients";
  public static final String SERVERS = "servers";
  public static final String MAIL_DMZ = "mail-dmz";
  public static final String MANAGEMENT = "management";

  public static final String MX = "mx";
  public static final String RELAY_OUT = "relay-out";
  public static final String SUBMISSION = "submission";
  public static final String ACCESS = "access";

  /** Where a permit of a denied flow is critical when it appears. */
  static final Set<String> GUARDED = Set.of("E2", "E4", "E8");

  /** Whose silence means that mail has stopped. */
  static final Set<String> VITAL = Set.of("E1", "E3");

  /** What must be denied by an entry that counts, not by the implicit action. */
  static final String COUNTED_DENY = "E4";

  private static final Set<MailPort> SMTP = Set.of(MailPort.SMTP);
  private static final Set<MailPort> SUBMIT = Set.of(MailPort.SUBMISSIONS, MailPort.SUBMISSION);
  private static final Set<MailPort> SECURE_ACCESS = Set.of(MailPort.IMAPS, MailPort.POP3S);
  private static final Set<MailPort> CLEAR_ACCESS = Set.of(MailPort.IMAP, MailPort.POP3);

  private final Policy policy;
  private final List<Policy.Expectation> made = new ArrayList<>();

  private DefaultExpectations(Policy policy) {
    this.policy = policy;
  }

  /**
   * The policy with the operator's own expectations first and the defaults behind them. A default
   * whose id the operator uses is left out: that is how one is overridden.
   */
  public static Policy of(Policy policy) {
    Set<String> own =
        policy.expectations().stream().map(Policy.Expectation::id).collect(Collectors.toSet());
    List<Policy.Expectation> all = new ArrayList<>(policy.expectations());
    new DefaultExpectations(policy)
        .make().stream().filter(expectation -> !own.contains(expectation.id())).forEach(all::add);
    return new Policy(policy.zones(), policy.roles(), all, policy.exceptions());
  }

  private List<Policy.Expectation> make() {
    relay();
    submission();
    access();
    hostsWithoutTheRole();
    return made;
  }

  private void relay() {
    add(
        "E1",
        zone(UNTRUSTED),
        role(MX),
        SMTP,
        Action.PERMIT,
        Severity.CRITICAL,
        "mail from outside reaches the MX hosts");
    add(
        "E2",
        zone(UNTRUSTED),
        notRole(MX),
        SMTP,
        Action.DENY,
        Severity.MAJOR,
        "no host but the MX hosts takes mail from outside");
    add(
        "E3",
        role(RELAY_OUT),
        zone(UNTRUSTED),
        SMTP,
        Action.PERMIT,
        Severity.CRITICAL,
        "outgoing relays reach the world");
    for (String inside : List.of(CLIENTS, SERVERS)) {
      add(
          "E4",
          zoneWithoutRole(inside, RELAY_OUT),
          zone(UNTRUSTED),
          SMTP,
          Action.DENY,
          Severity.CRITICAL,
          "only the relays send mail out; a bot does not");
    }
  }

  private void submission() {
    for (String users : List.of(CLIENTS, UNTRUSTED)) {
      add(
          "E5",
          zone(users),
          role(SUBMISSION),
          SUBMIT,
          Action.PERMIT,
          Severity.MAJOR,
          "users reach the submission servers");
    }
    add(
        "E6",
        zone(CLIENTS),
        zone(UNTRUSTED),
        SUBMIT,
        Action.PERMIT,
        Severity.INFO,
        "users may submit to other providers (RFC 5068 4.1)");
  }

  private void access() {
    if (policy.roles().containsKey(ACCESS) && policy.roles().get(ACCESS).prefixes().isEmpty()) {
      add(
          "E7",
          zone(UNTRUSTED),
          notRole(ACCESS),
          SECURE_ACCESS,
          Action.DENY,
          Severity.MAJOR,
          "no mailbox access from outside is offered");
    } else {
      add(
          "E7",
          zone(UNTRUSTED),
          role(ACCESS),
          SECURE_ACCESS,
          Action.PERMIT,
          Severity.MAJOR,
          "mailbox access from outside works over TLS");
    }
    add(
        "E8",
        zone(UNTRUSTED),
        role(ACCESS),
        CLEAR_ACCESS,
        Action.DENY,
        Severity.MAJOR,
        "no cleartext mailbox access from outside (RFC 8314 4.1)");
  }

  /** E9 for each zone of one's own: what lies outside is nobody's to have a role. */
  private void hostsWithoutTheRole() {
    for (String inside : new TreeSet<>(policy.zones().keySet())) {
      if (inside.equals(UNTRUSTED)) {
        continue;
      }
      withoutRole(inside, MX, SMTP);
      withoutRole(inside, SUBMISSION, SUBMIT);
      withoutRole(inside, ACCESS, SECURE_ACCESS);
      withoutRole(inside, ACCESS, CLEAR_ACCESS);
    }
  }

  private void withoutRole(String zone, String role, Set<MailPort> ports) {
    add(
        "E9",
        Optional.of(Policy.End.any()),
        zoneWithoutRole(zone, role),
        ports,
        Action.DENY,
        Severity.MAJOR,
        "hosts without the role " + role + " are not reached on its ports");
  }

  private void add(
      String id,
      Optional<Policy.End> from,
      Optional<Policy.End> to,
      Set<MailPort> ports,
      Action action,
      Severity severity,
      String why) {
    if (from.isPresent() && to.isPresent()) {
      made.add(new Policy.Expectation(id, from.get(), to.get(), ports, action, severity, why));
    }
  }

  private Optional<Policy.End> zone(String name) {
    return policy.zones().containsKey(name)
        ? Optional.of(new Policy.End(Optional.of(name), Optional.empty(), false))
        : Optional.empty();
  }

  private Optional<Policy.End> role(String name) {
    return policy.roles().containsKey(name)
        ? Optional.of(new Policy.End(Optional.empty(), Optional.of(name), false))
        : Optional.empty();
  }

  private Optional<Policy.End> notRole(String name) {
    return policy.roles().containsKey(name)
        ? Optional.of(new Policy.End(Optional.empty(), Optional.of(name), true))
        : Optional.empty();
  }

  private Optional<Policy.End> zoneWithoutRole(String zone, String role) {
    return policy.zones().containsKey(zone) && policy.roles().containsKey(role)
        ? Optional.of(new Policy.End(Optional.of(zone), Optional.of(role), true))
        : Optional.empty();
  }
}

package org.postern.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.finding.Policy;
import org.postern.finding.Policy.End;
import org.postern.finding.Policy.Expectation;
import org.postern.finding.Policy.PolicyException;
import org.postern.finding.Policy.Role;
import org.postern.finding.Policy.Zone;
import org.postern.finding.Severity;

/** Reads {@code policy}. */
final class PolicyReader {
  /** Ids that the default expectations have. */
  private static final List<String> DEFAULT_IDS =
      List.of("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10");

  private final Problems problems;
  private final Names names;
  private final LocalDate today;
  private final Set<String> zoneNames = new HashSet<>();
  private final Set<String> roleNames = new HashSet<>();
  private final Set<String> expectationIds = new HashSet<>();

  PolicyReader(Problems problems, Names names, LocalDate today) {
    this.problems = problems;
    this.names = names;
    this.today = today;
  }

  /** Names of zones; known after {@link #read}. */
  Set<String> zoneNames() {
    return Set.copyOf(zoneNames);
  }

  /** Names of roles; known after {@link #read}. */
  Set<String> roleNames() {
    return Set.copyOf(roleNames);
  }

  /**
   * Reads it all.
   *
   * @param devices names of all devices, for exceptions that hold for one of them
   */
  PolicyConfig read(Section section, Set<String> devices) {
    boolean defaults = section.flag("defaults", true);
    Map<String, Zone> zones = zones(section.section("zones"));
    Map<String, Role> roles = roles(section.section("roles"), zones);
    List<Expectation> expectations = new ArrayList<>();
    for (Section item : section.sections("expectations")) {
      expectation(item).ifPresent(expectations::add);
    }
    if (defaults) {
      expectationIds.addAll(DEFAULT_IDS);
    }
    List<PolicyException> exceptions = new ArrayList<>();
    for (Section item : section.sections("exceptions")) {
      exception(item, devices).ifPresent(exceptions::add);
    }
    return new PolicyConfig(defaults, new Policy(zones, roles, expectations, exceptions));
  }

  private Map<String, Zone> zones(Section section) {
    Map<String, Zone> zones = new LinkedHashMap<>();
    section
        .named()
        .forEach(
            (name, item) -> {
              names.checkForm(name, item.place(), item.path());
              zoneNames.add(name);
              zones.put(name, new Zone(name, prefixes(section, section.items(name))));
            });
    return zones;
  }

  private Map<String, Role> roles(Section section, Map<String, Zone> zones) {
    Map<String, Role> roles = new LinkedHashMap<>();
    section
        .named()
        .forEach(
            (name, item) -> {
              names.checkForm(name, item.place(), item.path());
              roleNames.add(name);
              section
                  .section(item)
                  .flatMap(role -> role(name, role, zones))
                  .ifPresent(role -> roles.put(name, role));
            });
    return roles;
  }

  private Optional<Role> role(String name, Section section, Map<String, Zone> zones) {
    Optional<String> zone = section.requiredText("zone");
    List<AddressMatch> hosts = prefixes(section, section.items("hosts"));
    if (zone.isEmpty() || !names.known(section, "zone", zone.get(), zoneNames, "zone")) {
      return Optional.empty();
    }
    Optional.ofNullable(zones.get(zone.get())).ifPresent(around -> checkInside(section, around));
    return Optional.of(new Role(name, zone.get(), hosts));
  }

  private void checkInside(Section role, Zone zone) {
    if (zone.prefixes().isEmpty()) {
      return;
    }
    AddressSpans whole = AddressSpans.of(zone.prefixes());
    for (Section.Item host : role.items("hosts")) {
      Words.addresses(role, host, problems)
          .filter(match -> !whole.contains(AddressSpans.of(List.of(match))))
          .ifPresent(
              match ->
                  problems.atValue(
                      host.path(), host.node(), "lies outside of its zone " + zone.name()));
    }
  }

  private Optional<Expectation> expectation(Section section) {
    Optional<String> id = section.requiredText("id");
    id.ifPresent(text -> checkId(section, text));
    End from = end(section.section("from"));
    End to = end(section.section("to"));
    Optional<Action> action = section.word("action", Words.ACTIONS);
    Optional<Severity> severity = section.word("severity", Words.SEVERITIES);
    Optional<String> why = section.requiredText("why");
    if (id.isEmpty() || action.isEmpty() || severity.isEmpty() || why.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Expectation(
            id.get(),
            from,
            to,
            Words.ports(section, problems),
            action.get(),
            severity.get(),
            why.get()));
  }

  private void checkId(Section section, String id) {
    names.checkForm(section, "id");
    if (DEFAULT_IDS.contains(id)) {
      section.wrong(
          "id",
          "is the id of a default; choose another one, for your own expectations are asked before"
              + " the defaults anyway");
    } else if (!expectationIds.add(id)) {
      section.wrong("id", "another expectation has this id");
    }
  }

  private End end(Section section) {
    Optional<String> zone = section.text("zone");
    Optional<String> role = section.text("role");
    Optional<String> notRole = section.text("notRole");
    zone.ifPresent(name -> names.known(section, "zone", name, zoneNames, "zone"));
    role.ifPresent(name -> names.known(section, "role", name, roleNames, "role"));
    notRole.ifPresent(name -> names.known(section, "notRole", name, roleNames, "role"));
    if (role.isPresent() && notRole.isPresent()) {
      section.wrong("notRole", "excludes role; give one of them");
    }
    return new End(zone, role.or(() -> notRole), notRole.isPresent());
  }

  private Optional<PolicyException> exception(Section section, Set<String> devices) {
    Optional<String> expectation = section.requiredText("expectation");
    expectation.ifPresent(
        id -> names.known(section, "expectation", id, expectationIds, "expectation"));
    Optional<String> device = section.text("device");
    device.ifPresent(name -> names.known(section, "device", name, devices, "device"));
    Optional<String> owner = section.requiredText("owner");
    Optional<String> reason = section.requiredText("reason");
    Optional<LocalDate> expires = expiry(section);
    AddressMatch source = end(section, "from");
    AddressMatch destination = end(section, "to");
    if (expectation.isEmpty() || owner.isEmpty() || reason.isEmpty() || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PolicyException(
            expectation.get(),
            device,
            Words.ports(section, problems),
            source,
            destination,
            owner.get(),
            reason.get(),
            expires.get()));
  }

  private Optional<LocalDate> expiry(Section section) {
    Optional<String> text = section.requiredText("expires");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      LocalDate expires = LocalDate.parse(text.get());
      if (expires.isBefore(today)) {
        section.doubtful("expires", "the exception expired on " + expires + " and has no effect");
      }
      return Optional.of(expires);
    } catch (DateTimeParseException e) {
      section.wrong("expires", "is not a day of the calendar, such as 2027-01-31");
      return Optional.empty();
    }
  }

  private AddressMatch end(Section section, String key) {
    return section
        .value(key)
        .map(node -> new Section.Item(section.path().child(key), node, node.place()))
        .flatMap(item -> Words.addresses(section, item, problems))
        .orElse(AddressMatch.any());
  }

  private List<AddressMatch> prefixes(Section section, List<Section.Item> items) {
    return items.stream()
        .flatMap(item -> Words.addresses(section, item, problems).stream())
        .toList();
  }
}

package org.postern.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.acl.MailPort;
import org.postern.config.DeviceConfig.CounterBinding;
import org.postern.config.DeviceConfig.ListBinding;
import org.postern.snmp.SnmpCredential;

/** Reads {@code devices}, from however many files. */
final class DeviceReader {
  private static final String AUTO = "auto";

  private final Problems problems;
  private final Names names;
  private final PollingConfig polling;
  private final Set<String> profiles;
  private final Set<String> zones;
  private final Set<String> roles;
  private final Map<InetSocketAddress, Section> addresses = new HashMap<>();

  DeviceReader(
      Problems problems,
      Names names,
      PollingConfig polling,
      Set<String> profiles,
      Set<String> zones,
      Set<String> roles) {
    this.problems = problems;
    this.names = names;
    this.polling = polling;
    this.profiles = profiles;
    this.zones = zones;
    this.roles = roles;
  }

  /** The names of all devices, also of those that are not whole; doubles are noted. */
  static Set<String> names(List<Section> sections) {
    Map<String, Section> first = new LinkedHashMap<>();
    for (Section section : sections) {
      Optional<String> name = section.requiredText("name");
      Section other = name.map(text -> first.putIfAbsent(text, section)).orElse(null);
      if (other != null) {
        section.wrong("name", "another device has this name: " + whereIs(other, section));
      }
    }
    return first.keySet();
  }

  Optional<DeviceConfig> device(Section section) {
    Optional<String> name = section.requiredText("name");
    names.checkForm(section, "name");
    Optional<InetSocketAddress> address = address(section);
    Optional<SnmpCredential> credential = names.credentialAbroad(section);
    List<String> profile = profiles(section);
    PollingConfig asked = polling(section);
    Set<String> ownRoles = roles(section);
    Map<String, String> zoneOf = zones(section.section("zones"));
    List<ListBinding> bindings =
        section.sections("bindings").stream().flatMap(b -> binding(b).stream()).toList();
    List<CounterBinding> counters =
        section.sections("counters").stream().flatMap(c -> counter(c).stream()).toList();
    if (name.isEmpty() || address.isEmpty() || credential.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DeviceConfig(
            name.get(),
            section.flag("enabled", true),
            address.get(),
            credential.get(),
            profile,
            asked.interval(),
            asked.timeout(),
            asked.retries(),
            asked.maxRepetitions(),
            section.text("site"),
            answersFrom(section),
            ownRoles,
            zoneOf,
            bindings,
            counters));
  }

  private Optional<InetSocketAddress> address(Section section) {
    Optional<String> text = section.requiredText("address");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<InetSocketAddress> address = Addresses.socket(text.get(), AgentConfig.SNMP_PORT);
    if (address.isEmpty()) {
      section.wrong("address", Addresses.ADDRESS_FORM);
      return address;
    }
    Section other = addresses.putIfAbsent(address.get(), section);
    if (other != null) {
      section.wrong(
          "address", "another device has this address and port: " + whereIs(other, section));
    }
    return address;
  }

  private Set<InetAddress> answersFrom(Section section) {
    Set<InetAddress> addresses = new HashSet<>();
    for (Section.Item item : section.items("answersFrom")) {
      section
          .text(item)
          .ifPresent(
              text ->
                  Addresses.socket(text, AgentConfig.SNMP_PORT)
                      .ifPresentOrElse(
                          socket -> addresses.add(socket.getAddress()),
                          () ->
                              problems.atValue(item.path(), item.node(), Addresses.ADDRESS_FORM)));
    }
    return addresses;
  }

  private static String whereIs(Section other, Section section) {
    return other.path() + " on " + other.place().lineText(section.place().file());
  }

  private List<String> profiles(Section section) {
    Optional<YamlNode> value = section.value("profile");
    if (value.isEmpty()) {
      return List.of();
    }
    if (!(value.get() instanceof YamlNode.Items)) {
      Optional<String> only = section.text("profile");
      if (only.isEmpty() || only.get().equals(AUTO)) {
        return List.of();
      }
      names.known(section, "profile", only.get(), profiles, "profile");
      return List.of(only.get());
    }
    List<String> ids = new ArrayList<>();
    for (Section.Item item : section.items("profile")) {
      Optional<String> id = section.text(item);
      id.ifPresent(text -> names.known(item, text, profiles, "profile"));
      id.ifPresent(ids::add);
    }
    return ids;
  }

  private PollingConfig polling(Section section) {
    return PollingReader.read(section, polling);
  }

  private Set<String> roles(Section section) {
    List<String> known = new ArrayList<>();
    for (Section.Item item : section.items("roles")) {
      section
          .text(item)
          .filter(role -> names.known(item, role, roles, "role"))
          .ifPresent(known::add);
    }
    return Set.copyOf(known);
  }

  private Map<String, String> zones(Section section) {
    Map<String, String> zoneOf = new LinkedHashMap<>();
    section
        .named()
        .forEach(
            (interfaceName, item) ->
                section
                    .text(item)
                    .filter(zone -> names.known(item, zone, zones, "zone"))
                    .ifPresent(zone -> zoneOf.put(interfaceName, zone)));
    return zoneOf;
  }

  private static Optional<ListBinding> binding(Section section) {
    Optional<String> list = section.requiredText("list");
    Optional<Direction> direction = section.word("direction", Words.DIRECTIONS);
    String interfaceName = section.text("interface", Binding.EVERY_INTERFACE);
    if (list.isEmpty() || direction.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ListBinding(list.get(), new Binding(interfaceName, direction.get())));
  }

  private Optional<CounterBinding> counter(Section section) {
    Optional<String> list = section.requiredText("list");
    Optional<String> counter = section.requiredText("counter");
    Optional<MailPort> port =
        section
            .value("port")
            .map(node -> new Section.Item(section.path().child("port"), node, node.place()))
            .flatMap(item -> Words.port(item, problems));
    Optional<Direction> direction = section.word("direction", Words.DIRECTIONS);
    Optional<Action> action = section.word("action", Words.ACTIONS);
    if (list.isEmpty()
        || counter.isEmpty()
        || port.isEmpty()
        || direction.isEmpty()
        || action.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CounterBinding(list.get(), counter.get(), port.get(), direction.get(), action.get()));
  }
}

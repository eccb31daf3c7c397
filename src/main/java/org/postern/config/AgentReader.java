package org.postern.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postern.acl.AddressMatch;
import org.postern.config.AgentConfig.Access;
import org.postern.config.AgentConfig.View;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpCredential;

/** Reads {@code agent}. */
final class AgentReader {
  /** The first two sub-identifiers are bounded by how BER encodes them (X.690 §8.19). */
  private static final Pattern OID =
      Pattern.compile("([01]\\.[0-3]?\\d|2\\.\\d{1,2})(\\.\\d{1,10}){0,126}");

  private static final String OID_FORM =
      "must be an object identifier such as 1.3.6.1.4.1.32473.25";

  private final Problems problems;
  private final Names names;

  AgentReader(Problems problems, Names names) {
    this.problems = problems;
    this.names = names;
  }

  AgentConfig read(Section section) {
    boolean enabled = section.flag("enabled", true);
    Oid arc = arc(section);
    Map<String, View> views = views(section.section("views"), arc);
    List<Access> access = new ArrayList<>();
    for (Section item : section.sections("access")) {
      access(item, views).ifPresent(access::add);
    }
    if (enabled && !section.has("access")) {
      section.doubtful("access", "missing: the agent will answer nobody");
    }
    Optional<Path> engineIdFile = section.path("engineIdFile");
    return new AgentConfig(
        enabled,
        listen(section),
        arc,
        engineIdFile,
        section.integer(
            "maxMessageSize",
            AgentConfig.LEAST_MESSAGE_SIZE,
            AgentConfig.MOST_MESSAGE_SIZE,
            AgentConfig.DEFAULT_MESSAGE_SIZE),
        section.flag("authenticationTraps", false),
        access,
        views);
  }

  private List<InetSocketAddress> listen(Section section) {
    Set<InetSocketAddress> addresses = new LinkedHashSet<>();
    for (Section.Item item : section.items("listen")) {
      Optional<InetSocketAddress> address =
          section.text(item).flatMap(text -> Addresses.socket(text, AgentConfig.SNMP_PORT));
      if (address.isEmpty()) {
        problems.atValue(item.path(), item.node(), Addresses.ADDRESS_FORM);
      } else if (!addresses.add(address.get())) {
        problems.atValue(item.path(), item.node(), "is in the list twice");
      }
    }
    return addresses.isEmpty() ? List.of(AgentConfig.DEFAULT_LISTEN) : List.copyOf(addresses);
  }

  private Oid arc(Section section) {
    Optional<String> text = section.text("arc");
    if (text.isEmpty()) {
      return AgentConfig.DEFAULT_ARC;
    }
    Optional<Oid> arc = oid(text.get());
    if (arc.isEmpty()) {
      section.wrong("arc", OID_FORM);
    }
    return arc.orElse(AgentConfig.DEFAULT_ARC);
  }

  private Map<String, View> views(Section section, Oid arc) {
    Map<String, View> views = new LinkedHashMap<>();
    for (View builtIn : List.of(View.all(), View.postern(arc), View.none())) {
      views.put(builtIn.name(), builtIn);
    }
    section
        .named()
        .forEach(
            (name, item) -> {
              names.checkForm(name, item.place(), item.path());
              if (views.containsKey(name)) {
                problems.at(item.place(), item.path(), "is the name of a built-in view");
                return;
              }
              section
                  .section(item)
                  .ifPresent(
                      view ->
                          views.put(
                              name, new View(name, oids(view, "include"), oids(view, "exclude"))));
            });
    return views;
  }

  private List<Oid> oids(Section section, String key) {
    List<Oid> oids = new ArrayList<>();
    for (Section.Item item : section.items(key)) {
      Optional<Oid> oid = section.text(item).flatMap(AgentReader::oid);
      oid.ifPresent(oids::add);
      if (oid.isEmpty()) {
        problems.atValue(item.path(), item.node(), OID_FORM);
      }
    }
    return oids;
  }

  private Optional<Access> access(Section section, Map<String, View> views) {
    Optional<SnmpCredential> credential = names.credential(section);
    List<AddressMatch> sources =
        section.items("sources").stream()
            .flatMap(item -> Words.addresses(section, item, problems).stream())
            .toList();
    Optional<View> read = view(section, "read", "all", views);
    Optional<View> write = view(section, "write", "none", views);
    Optional<View> notify = view(section, "notify", "all", views);
    if (credential.isEmpty() || read.isEmpty() || write.isEmpty() || notify.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Access(
            section.text("credential", ""),
            credential.get(),
            sources,
            read.get(),
            write.get(),
            notify.get()));
  }

  private Optional<View> view(
      Section section, String key, String otherwise, Map<String, View> views) {
    String name = section.text(key, otherwise);
    names.known(section, key, name, views.keySet(), "view");
    return Optional.ofNullable(views.get(name));
  }

  private static Optional<Oid> oid(String text) {
    if (!OID.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Oid.parse(text));
    } catch (IllegalArgumentException e) {
      // A sub-identifier above 2^32 - 1; the caller says what is right.
      return Optional.empty();
    }
  }
}

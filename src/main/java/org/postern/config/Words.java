package org.postern.config;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Direction;
import org.postern.acl.MailPort;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;

/** The words of the configuration that name values of other packages. */
final class Words {
  static final Map<String, Severity> SEVERITIES = by(Severity.values(), Severity::label);
  static final Map<String, FindingKind> KINDS = by(FindingKind.values(), FindingKind::label);
  static final Map<String, Action> ACTIONS = actions();
  static final Map<String, Direction> DIRECTIONS = directions();

  private static final String PORT_FORM =
      "must be one of the mail ports: "
          + Shown.choice(
              Arrays.stream(MailPort.values())
                  .map(port -> port.number() + " (" + port.serviceName() + ")")
                  .toList());

  private Words() {}

  /** One mail port, by number or name. */
  static Optional<MailPort> port(Section.Item item, Problems problems) {
    Optional<MailPort> port =
        item.node() instanceof YamlNode.Scalar scalar
            ? MailPort.parse(scalar.text())
            : Optional.empty();
    if (port.isEmpty()) {
      problems.atValue(item.path(), item.node(), PORT_FORM);
    }
    return port;
  }

  /** The mail ports at "ports"; all seven if it is absent. */
  static Set<MailPort> ports(Section section, Problems problems) {
    if (!section.has("ports")) {
      return Set.of(MailPort.values());
    }
    Set<MailPort> ports = new TreeSet<>();
    section.items("ports").forEach(item -> port(item, problems).ifPresent(ports::add));
    return ports;
  }

  /** An address, prefix or range; empty after a problem was noted. */
  static Optional<AddressMatch> addresses(Section section, Section.Item item, Problems problems) {
    Optional<String> text = section.text(item);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Addresses.match(text.get()));
    } catch (IllegalArgumentException e) {
      String message = e.getMessage() == null ? Addresses.PREFIX_FORM : e.getMessage();
      problems.atValue(item.path(), item.node(), message);
      return Optional.empty();
    }
  }

  private static Map<String, Action> actions() {
    Map<String, Action> words = new LinkedHashMap<>();
    words.put("permit", Action.PERMIT);
    words.put("deny", Action.DENY);
    return words;
  }

  private static Map<String, Direction> directions() {
    Map<String, Direction> words = new LinkedHashMap<>();
    words.put("in", Direction.IN);
    words.put("out", Direction.OUT);
    words.put("forward", Direction.FORWARD);
    return words;
  }

  private static <T> Map<String, T> by(T[] values, Function<T, String> word) {
    Map<String, T> words = new LinkedHashMap<>();
    for (T value : values) {
      words.put(word.apply(value), value);
    }
    return words;
  }
}

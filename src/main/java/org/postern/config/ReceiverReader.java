package org.postern.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;
import org.postern.snmp.SnmpCredential;

/** Reads {@code receivers}. */
final class ReceiverReader {
  private static final Map<String, ReceiverConfig.Type> TYPES =
      Map.of("trap", ReceiverConfig.Type.TRAP, "inform", ReceiverConfig.Type.INFORM);

  private final Names names;

  ReceiverReader(Names names) {
    this.names = names;
  }

  List<ReceiverConfig> read(List<Section> sections) {
    List<ReceiverConfig> receivers = new ArrayList<>();
    Map<String, Section> first = new HashMap<>();
    for (Section section : sections) {
      Optional<String> name = section.requiredText("name");
      names.checkForm(section, "name");
      Section other = name.map(text -> first.putIfAbsent(text, section)).orElse(null);
      if (other != null) {
        section.wrong("name", "another receiver has this name: " + other.path());
      }
      receiver(section, name).ifPresent(receivers::add);
    }
    return receivers;
  }

  private Optional<ReceiverConfig> receiver(Section section, Optional<String> name) {
    Optional<InetSocketAddress> address =
        section
            .requiredText("address")
            .flatMap(text -> Addresses.socket(text, ReceiverConfig.NOTIFICATION_PORT));
    if (address.isEmpty() && section.has("address")) {
      section.wrong("address", Addresses.ADDRESS_FORM);
    }
    ReceiverConfig.Type type = section.word("type", TYPES).orElse(ReceiverConfig.Type.TRAP);
    // Of an inform the receiver's engine is authoritative (RFC 3414 §1.5.1).
    Optional<SnmpCredential> credential =
        type == ReceiverConfig.Type.INFORM
            ? names.credentialAbroad(section)
            : names.credential(section);
    Severity minSeverity = section.word("minSeverity", Words.SEVERITIES).orElse(Severity.INFO);
    Set<FindingKind> kinds = kinds(section);
    boolean impossible =
        type == ReceiverConfig.Type.INFORM
            && credential.filter(SnmpCredential.V1.class::isInstance).isPresent();
    if (impossible) {
      section.wrong("type", "SNMPv1 has no informs; use v2c or v3, or a trap");
    }
    if (name.isEmpty() || address.isEmpty() || credential.isEmpty() || impossible) {
      return Optional.empty();
    }
    return Optional.of(
        new ReceiverConfig(
            name.get(),
            address.get(),
            credential.get(),
            type,
            minSeverity,
            kinds,
            section
                .duration("timeout", PollingConfig.LEAST_TIMEOUT, PollingConfig.MOST_TIMEOUT)
                .orElse(ReceiverConfig.DEFAULT_TIMEOUT),
            section.integer("retries", 0, 10, ReceiverConfig.DEFAULT_RETRIES)));
  }

  private Set<FindingKind> kinds(Section section) {
    Set<FindingKind> kinds = EnumSet.noneOf(FindingKind.class);
    for (Section.Item item : section.items("kinds")) {
      Optional<String> label = section.text(item);
      if (label.isPresent()
          && names.known(item, label.get(), Words.KINDS.keySet(), "kind of finding")) {
        kinds.add(Words.KINDS.get(label.get()));
      }
    }
    if (kinds.isEmpty()) {
      kinds.addAll(EnumSet.allOf(FindingKind.class));
      kinds.removeIf(FindingKind::isHint);
    }
    return kinds;
  }
}

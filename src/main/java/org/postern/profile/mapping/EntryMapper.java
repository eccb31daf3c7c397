package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.Condition;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.profile.language.EntryDefinition;
import org.postern.profile.language.EntryDefinition.OrderDefinition;
import org.postern.profile.language.EntryDefinition.ServiceDefinition;
import org.postern.profile.language.EntryDefinition.ServiceMeaning;
import org.postern.profile.language.Template;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;

/** Turns one row into an entry, or into two if its effect is not known. */
final class EntryMapper {
  private final EntryDefinition definition;
  private final AddressMapper addresses;
  private final PortsMapper ports;

  EntryMapper(EntryDefinition definition, ProfileTables tables) {
    this.definition = definition;
    this.addresses = new AddressMapper(tables);
    this.ports = new PortsMapper(tables);
  }

  /** Rows that are entries at all, in the order of evaluation. */
  List<ProfileTables.Joined> ordered(List<ProfileTables.Joined> rows) {
    Comparator<ProfileTables.Joined> order = (a, b) -> 0;
    for (OrderDefinition by : definition.order()) {
      Comparator<ProfileTables.Joined> next = (a, b) -> compare(a.row(), b.row(), by.by());
      order = order.thenComparing(by.isDescending() ? next.reversed() : next);
    }
    List<String> ignore = definition.action().ignore();
    return rows.stream()
        .filter(joined -> !joined.row().isOneOf(definition.action().field(), ignore))
        .sorted(order)
        .toList();
  }

  private static int compare(Row a, Row b, String field) {
    OptionalLong left = a.number(field);
    OptionalLong right = b.number(field);
    return left.isPresent() && right.isPresent()
        ? Long.compare(left.getAsLong(), right.getAsLong())
        : a.text(field).orElse("").compareTo(b.text(field).orElse(""));
  }

  String id(Row row) {
    return Template.first(definition.id(), row::text).orElseGet(() -> row.index().toString());
  }

  /**
   * Maps a row.
   *
   * @param id unique in the list
   */
  List<AccessListEntry> map(ProfileTables.Joined joined, String id, Optional<Action> implicit) {
    Row row = joined.row();
    Optional<Action> action = action(row, implicit);
    AccessListEntry.Builder entry =
        AccessListEntry.builder(id, action.orElse(Action.DENY))
            .comment(definition.comment().flatMap(row::text).orElse(""));
    List<Condition> conditions = new ArrayList<>(Conditions.of(definition.conditions(), row));
    joined.doubts().forEach(doubt -> conditions.add(new Condition.Possible(doubt)));
    if (!definition.every().map(row::holds).orElse(false)) {
      match(entry, row, conditions);
    }
    entry.conditions(conditions);
    String word = action.map(known -> known == Action.PERMIT ? "permit" : "deny").orElse("unknown");
    AccessListEntry built = entry.text(EntryText.of(word, entry)).build();
    if (action.isPresent()) {
      return List.of(built);
    }
    String value = row.text(definition.action().field()).orElse("not answered");
    return UnknownEffect.of(built, "action " + value + " is not known");
  }

  private Optional<Action> action(Row row, Optional<Action> implicit) {
    EntryDefinition.ActionDefinition action = definition.action();
    if (row.isOneOf(action.field(), action.permit())) {
      return Optional.of(Action.PERMIT);
    }
    if (row.isOneOf(action.field(), action.deny())) {
      return Optional.of(Action.DENY);
    }
    return row.isOneOf(action.field(), action.listDefault()) ? implicit : Optional.empty();
  }

  private void match(AccessListEntry.Builder entry, Row row, List<Condition> conditions) {
    definition.protocol().ifPresent(protocol -> entry.protocol(ProtocolMapper.map(protocol, row)));
    definition.source().ifPresent(address -> entry.source(addresses.map(address, row)));
    definition.destination().ifPresent(address -> entry.destination(addresses.map(address, row)));
    entry.sourcePorts(ports.map(definition.sourcePorts(), row));
    entry.destinationPorts(ports.map(definition.destinationPorts(), row));
    definition.service().ifPresent(service -> service(service, entry, row, conditions));
  }

  private static void service(
      ServiceDefinition service,
      AccessListEntry.Builder entry,
      Row row,
      List<Condition> conditions) {
    String value = row.text(service.field()).orElse("");
    if (service.any().contains(value)) {
      return;
    }
    ServiceMeaning meaning = service.values().get(value);
    if (meaning == null) {
      conditions.add(new Condition.Possible("service " + value + " is not known"));
      return;
    }
    if (!meaning.protocol().isEmpty()) {
      entry.protocol(new ProtocolMatch.OneOf(Set.copyOf(meaning.protocol())));
    }
    meaning
        .destinationPorts()
        .ifPresent(
            text -> entry.destinationPorts(new PortMatch.Ports(PortsMapper.parseList(text))));
  }
}

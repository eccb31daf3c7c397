package org.postern.profile.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.postern.profile.language.AccessListDefinition;
import org.postern.profile.language.EntryDefinition;
import org.postern.profile.language.EntryDefinition.PoolDefinition;
import org.postern.profile.language.JoinDefinition;

/** Which tables must be whole for a kind of list to be whole; hits are not among them. */
final class Dependencies {
  private final Set<String> tables = new LinkedHashSet<>();

  private Dependencies() {}

  static Set<String> of(AccessListDefinition definition) {
    Dependencies found = new Dependencies();
    found.tables.add(definition.entries());
    found.joins(definition.joins());
    definition.list().declared().ifPresent(declared -> found.tables.add(declared.table()));
    definition.list().bindings().forEach(binding -> binding.table().ifPresent(found.tables::add));
    EntryDefinition entry = definition.entry();
    Stream.of(entry.source(), entry.destination())
        .flatMap(Optional::stream)
        .forEach(address -> address.pool().ifPresent(found::pool));
    Stream.concat(entry.sourcePorts().stream(), entry.destinationPorts().stream())
        .forEach(ports -> ports.pool().ifPresent(found::pool));
    return found.tables;
  }

  private void pool(PoolDefinition pool) {
    tables.add(pool.table());
    joins(pool.joins());
  }

  private void joins(List<JoinDefinition> joins) {
    joins.forEach(join -> tables.add(join.table()));
  }
}

package org.postern.profile.language;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.postern.profile.language.AccessListDefinition.BindingDefinition;
import org.postern.profile.language.EntryDefinition.AddressDefinition;
import org.postern.profile.language.EntryDefinition.PoolDefinition;
import org.postern.profile.language.EntryDefinition.PortsDefinition;
import org.postern.profile.language.ProfileDefinition.NamedCounterDefinition;
import org.postern.profile.language.TableDefinition.IndexKind;
import org.postern.profile.language.TableDefinition.IndexPart;

/** What a schema cannot say: that every name used in a profile is one it defines. */
final class ProfileChecks {
  private final ProfileDefinition profile;
  private final String expectedId;
  private final List<Finding> findings = new ArrayList<>();

  ProfileChecks(ProfileDefinition profile, String expectedId) {
    this.profile = profile;
    this.expectedId = expectedId;
  }

  /** Something wrong at a JSON pointer. */
  record Finding(String pointer, String message) {}

  List<Finding> run() {
    if (!profile.id().equals(expectedId)) {
      add("/id", "is the file's name without .yaml: " + expectedId);
    }
    if (profile.mapper().isPresent() && !Mappers.NAMES.contains(profile.mapper().get().name())) {
      add("/mapper/name", "allowed: " + String.join(", ", new TreeSet<>(Mappers.NAMES)));
    }
    boolean matches =
        profile.match().isForAll()
            || !profile.match().sysObjectId().isEmpty()
            || !profile.match().hasRows().isEmpty();
    if (!matches) {
      add("/match", "needs always, sysObjectId or hasRows");
    }
    for (int i = 0; i < profile.match().hasRows().size(); i++) {
      if (!profile.scalars().containsKey(profile.match().hasRows().get(i))) {
        table("/match/hasRows/" + i, profile.match().hasRows().get(i));
      }
    }
    if (profile.tables().isEmpty() && profile.scalars().isEmpty()) {
      add("", "needs tables or scalars");
    }
    profile.scalars().forEach((name, oid) -> root("/scalars/" + name, oid));
    profile.tables().forEach((name, table) -> checkTable("/tables/" + name, table));
    Set<String> names = new HashSet<>();
    for (int i = 0; i < profile.accessLists().size(); i++) {
      AccessListDefinition list = profile.accessLists().get(i);
      if (!names.add(list.name())) {
        add("/accessLists/" + i + "/name", "is there twice");
      }
      checkAccessList("/accessLists/" + i, list);
    }
    for (int i = 0; i < profile.namedCounters().size(); i++) {
      checkNamedCounter("/namedCounters/" + i, profile.namedCounters().get(i));
    }
    for (int i = 0; i < profile.scalarCounters().size(); i++) {
      scalar("/scalarCounters/" + i + "/scalar", profile.scalarCounters().get(i).scalar());
    }
    for (int i = 0; i < profile.changeWitness().size(); i++) {
      scalar("/changeWitness/" + i, profile.changeWitness().get(i));
    }
    for (int i = 0; i < profile.ownConnections().size(); i++) {
      checkConnections("/ownConnections/" + i, profile.ownConnections().get(i));
    }
    return findings;
  }

  private void checkConnections(String at, ConnectionsDefinition connections) {
    checkTable(at + "/table", connections.table());
    Fields fields = new Fields(fieldsOf(connections.table()));
    known(at + "/local/address", List.of(connections.local().address()), fields);
    known(at + "/local/port", List.of(connections.local().port()), fields);
    known(at + "/remote/address", List.of(connections.remote().address()), fields);
    known(at + "/remote/port", List.of(connections.remote().port()), fields);
    known(at + "/state/field", List.of(connections.state().field()), fields);
  }

  private void checkTable(String at, TableDefinition table) {
    root(at + "/oid", table.oid());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < table.index().size(); i++) {
      IndexPart part = table.index().get(i);
      if (part.kind() == IndexKind.IMPLIED_STRING && i + 1 < table.index().size()) {
        add(at + "/index/" + i + "/kind", "is only possible for the last part");
      }
      if ((part.kind() == IndexKind.OCTETS) != part.size().isPresent()) {
        add(at + "/index/" + i, "needs size if its kind is octets, and only then");
      }
      if (!seen.add(part.name())) {
        add(at + "/index/" + i + "/name", "is there twice");
      }
    }
    for (String column : table.columns().keySet()) {
      if (!seen.add(column)) {
        add(at + "/columns/" + column, "is also the name of an index part");
      }
    }
  }

  private void root(String pointer, String oid) {
    if (oid.contains("${root}") == profile.roots().isEmpty()) {
      add(
          pointer,
          profile.roots().isEmpty()
              ? "uses ${root}, but the profile has no roots"
              : "does not use ${root}, though the profile has roots");
    }
  }

  private void checkAccessList(String at, AccessListDefinition list) {
    Fields fields = new Fields(new LinkedHashSet<>(tableFields(at + "/entries", list.entries())));
    known(at + "/where", list.where().keySet(), fields);
    joins(at + "/joins", list.joins(), fields);
    checkList(at + "/list", list.list(), fields);
    checkEntry(at + "/entry", list.entry(), fields);
  }

  private void checkList(String at, AccessListDefinition.ListDefinition list, Fields fields) {
    known(at + "/key", list.key(), fields);
    Set<String> own = new LinkedHashSet<>(list.key());
    list.declared()
        .ifPresent(
            declared -> {
              Set<String> declaring = tableFields(at + "/declared/table", declared.table());
              known(at + "/declared/key", declared.key(), new Fields(declaring));
              known(at + "/declared/where", declared.where().keySet(), new Fields(declaring));
              declaring.forEach(name -> own.add("list." + name));
              fields.addAll("list", declaring);
              if (declared.key().size() != list.key().size()) {
                add(at + "/declared/key", "needs as many fields as the list's key");
              }
            });
    // Without a declaring table a list's fields are those of its first entry.
    Fields listFields = list.declared().isPresent() ? new Fields(own) : fields;
    templates(at + "/name", list.name(), listFields);
    known(at + "/families", Optional.ofNullable(list.families().field()), listFields);
    known(at + "/entryCount", list.entryCount(), listFields);
    known(at + "/implicitAction/field", list.implicitAction().field(), listFields);
    list.implicitAction().scalar().ifPresent(name -> scalar(at + "/implicitAction/scalar", name));
    conditions(at + "/gaps", list.gaps(), listFields);
    for (int i = 0; i < list.bindings().size(); i++) {
      checkBinding(at + "/bindings/" + i, list.bindings().get(i), listFields);
    }
  }

  private void checkBinding(String at, BindingDefinition binding, Fields listFields) {
    Fields fields = listFields;
    if (binding.table().isPresent()) {
      fields = new Fields(tableFields(at + "/table", binding.table().get()));
      on(at + "/on", binding.on(), fields, listFields);
    }
    known(at + "/where", binding.where().keySet(), fields);
    known(at + "/ifIndex", binding.ifIndex(), fields);
    known(at + "/interfaceName", binding.interfaceName(), fields);
    known(at + "/direction/field", binding.direction().field(), fields);
    templates(at + "/notFollowed", binding.notFollowed().stream().toList(), fields);
    long targets =
        List.of(
                binding.ifIndex().isPresent(),
                binding.interfaceName().isPresent(),
                Boolean.TRUE.equals(binding.every()),
                binding.notFollowed().isPresent())
            .stream()
            .filter(given -> given)
            .count();
    if (targets != 1) {
      add(at, "needs one of ifIndex, interfaceName, every, notFollowed");
    }
  }

  private void checkEntry(String at, EntryDefinition entry, Fields fields) {
    templates(at + "/id", entry.id(), fields);
    for (int i = 0; i < entry.order().size(); i++) {
      known(at + "/order/" + i + "/by", List.of(entry.order().get(i).by()), fields);
    }
    known(at + "/action/field", List.of(entry.action().field()), fields);
    test(at + "/every", entry.every(), fields);
    entry
        .service()
        .ifPresent(service -> known(at + "/service/field", List.of(service.field()), fields));
    entry
        .protocol()
        .ifPresent(
            protocol -> {
              known(at + "/protocol/fields", protocol.fields(), fields);
              known(at + "/protocol/unresolved", protocol.unresolved(), fields);
            });
    entry.source().ifPresent(address -> checkAddress(at + "/source", address, fields));
    entry.destination().ifPresent(address -> checkAddress(at + "/destination", address, fields));
    entry.sourcePorts().forEach(ports -> checkPorts(at + "/sourcePorts", ports, fields));
    entry.destinationPorts().forEach(ports -> checkPorts(at + "/destinationPorts", ports, fields));
    conditions(at + "/conditions", entry.conditions(), fields);
    for (int i = 0; i < entry.hits().size(); i++) {
      checkHits(at + "/hits/" + i, entry.hits().get(i), fields);
    }
    known(at + "/comment", entry.comment(), fields);
  }

  private void checkAddress(String at, AddressDefinition address, Fields fields) {
    test(at + "/any", address.any(), fields);
    test(at + "/enabled", address.enabled(), fields);
    test(at + "/unresolvedWhen", address.unresolvedWhen(), fields);
    known(at + "/address", address.address(), fields);
    known(at + "/type", address.type(), fields);
    known(at + "/unresolved", address.unresolved(), fields);
    known(
        at + "/masks",
        address.masks().stream().map(EntryDefinition.MaskDefinition::field).toList(),
        fields);
    address.pool().ifPresent(pool -> checkPool(at + "/pool", pool, fields));
  }

  private void checkPorts(String at, PortsDefinition ports, Fields fields) {
    test(at + "/any", ports.any(), fields);
    test(at + "/enabled", ports.enabled(), fields);
    test(at + "/unresolvedWhen", ports.unresolvedWhen(), fields);
    ports
        .operator()
        .ifPresent(operator -> known(at + "/operator/field", List.of(operator.field()), fields));
    known(at + "/low", ports.low(), fields);
    known(at + "/high", ports.high(), fields);
    known(at + "/eq", ports.eq(), fields);
    known(at + "/text", ports.text(), fields);
    known(at + "/unresolved", ports.unresolved(), fields);
    ports.pool().ifPresent(pool -> checkPool(at + "/pool", pool, fields));
  }

  private void checkPool(String at, PoolDefinition pool, Fields outer) {
    known(at + "/field", List.of(pool.field()), outer);
    Fields fields = outer.copy();
    joins(at + "/joins", pool.joins(), fields);
    Fields members = new Fields(tableFields(at + "/table", pool.table()));
    on(at + "/on", pool.on(), members, fields);
    known(at + "/where", pool.where().keySet(), members);
    pool.address().ifPresent(address -> checkAddress(at + "/address", address, members));
    pool.ports().ifPresent(ports -> checkPorts(at + "/ports", ports, members));
  }

  private void checkHits(String at, HitsDefinition hits, Fields outer) {
    Fields fields = outer;
    if (hits.table().isPresent()) {
      fields = new Fields(tableFields(at + "/table", hits.table().get()));
      on(at + "/on", hits.on(), fields, outer);
      known(at + "/where", hits.where().keySet(), fields);
      hits.counted().ifPresent(test -> known(at + "/counted/field", List.of(test.field()), outer));
    } else {
      test(at + "/counted", hits.counted(), fields);
    }
    known(at + "/fields", hits.fields(), fields);
  }

  private void checkNamedCounter(String at, NamedCounterDefinition counter) {
    Fields fields = new Fields(new LinkedHashSet<>(tableFields(at + "/table", counter.table())));
    known(at + "/where", counter.where().keySet(), fields);
    joins(at + "/joins", counter.joins(), fields);
    fields.addAll("scalar", profile.scalars().keySet());
    templates(at + "/list", counter.list(), fields);
    templates(at + "/name", counter.name(), fields);
    checkHits(at + "/hits", counter.hits(), fields);
  }

  private void joins(String at, List<JoinDefinition> joins, Fields fields) {
    for (int i = 0; i < joins.size(); i++) {
      JoinDefinition join = joins.get(i);
      String here = at + "/" + i;
      Set<String> theirs = tableFields(here + "/table", join.table());
      on(here + "/on", join.on(), new Fields(theirs), fields);
      known(here + "/where", join.where().keySet(), new Fields(theirs));
      if (join.pivot().isEmpty()) {
        fields.addAll(join.as(), theirs);
        continue;
      }
      JoinDefinition.PivotDefinition pivot = join.pivot().get();
      known(here + "/pivot/pointers", pivot.pointers(), fields);
      known(here + "/pivot/key", List.of(pivot.key()), new Fields(theirs));
      known(here + "/pivot/by", List.of(pivot.by()), new Fields(theirs));
      for (Map<String, String> made : pivot.values().values()) {
        known(here + "/pivot/values", made.values(), new Fields(theirs));
        fields.addAll(join.as(), made.keySet());
      }
    }
  }

  private void on(String at, Map<String, String> on, Fields theirs, Fields ours) {
    known(at, on.keySet(), theirs);
    on.forEach(
        (theirName, ourName) -> {
          if (ourName.contains("{")) {
            templates(at + "/" + theirName, List.of(ourName), ours);
          } else {
            known(at + "/" + theirName, List.of(ourName), ours);
          }
        });
  }

  private void conditions(String at, List<ConditionDefinition> conditions, Fields fields) {
    for (int i = 0; i < conditions.size(); i++) {
      ConditionDefinition condition = conditions.get(i);
      known(at + "/" + i + "/field", List.of(condition.field()), fields);
      templates(at + "/" + i + "/reason", List.of(condition.reasonText()), fields);
      long given =
          List.of(condition.when(), condition.unless(), condition.anyBits()).stream()
              .filter(values -> !values.isEmpty())
              .count();
      if (given != 1) {
        add(at + "/" + i, "needs one of when, unless, anyBits");
      }
    }
  }

  private void test(String at, Optional<ValueTest> test, Fields fields) {
    test.ifPresent(given -> known(at + "/field", List.of(given.field()), fields));
  }

  private void templates(String at, List<String> templates, Fields fields) {
    for (String template : templates) {
      known(at, Template.of(template).fields(), fields);
    }
  }

  private void known(String at, Optional<String> name, Fields fields) {
    name.ifPresent(given -> known(at, List.of(given), fields));
  }

  private void known(String at, Iterable<String> names, Fields fields) {
    for (String name : names) {
      if (!fields.names().contains(name)) {
        add(at, "no field " + name + "; " + allowed(fields.names()));
      }
    }
  }

  private Set<String> tableFields(String at, String name) {
    return table(at, name) ? fieldsOf(profile.tables().get(name)) : Set.of();
  }

  private static Set<String> fieldsOf(@org.jspecify.annotations.Nullable TableDefinition table) {
    Set<String> fields = new LinkedHashSet<>();
    if (table != null) {
      table.index().forEach(part -> fields.add(part.name()));
      fields.addAll(table.columns().keySet());
    }
    return fields;
  }

  private boolean table(String at, String name) {
    if (!profile.tables().containsKey(name)) {
      add(at, "no table " + name + "; " + allowed(profile.tables().keySet()));
      return false;
    }
    return true;
  }

  private void scalar(String at, String name) {
    if (!profile.scalars().containsKey(name)) {
      add(at, allowed(profile.scalars().keySet()));
    }
  }

  private static String allowed(Set<String> names) {
    return "allowed: " + String.join(", ", new TreeSet<>(names));
  }

  private void add(String pointer, String message) {
    findings.add(new Finding(pointer, message));
  }

  /** The field names in reach; grows with each join. */
  private record Fields(Set<String> names) {
    void addAll(String as, Set<String> more) {
      more.forEach(name -> names.add(as + "." + name));
    }

    Fields copy() {
      return new Fields(new LinkedHashSet<>(names));
    }
  }
}

package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.IpFamily;
import org.postern.acl.Visibility;
import org.postern.profile.language.AccessListDefinition;
import org.postern.profile.language.AccessListDefinition.DeclaredBy;
import org.postern.profile.language.AccessListDefinition.FamiliesDefinition;
import org.postern.profile.language.AccessListDefinition.ImplicitDefinition;
import org.postern.profile.language.AccessListDefinition.ListDefinition;
import org.postern.profile.language.Template;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;

/** Turns the rows of one kind of access list into lists and counters; confined. */
public final class AccessListMapper {
  private final String profile;
  private final Visibility visibility;
  private final AccessListDefinition definition;
  private final ProfileTables tables;
  private final EntryMapper entries;
  private final HitsMapper hits;
  private final BindingMapper bindings;

  /**
   * Prepares one kind of list.
   *
   * @param profile its id
   */
  public AccessListMapper(
      String profile,
      Visibility visibility,
      AccessListDefinition definition,
      ProfileTables tables,
      BindingMapper bindings) {
    this.profile = profile;
    this.visibility = visibility;
    this.definition = definition;
    this.tables = tables;
    this.entries = new EntryMapper(definition.entry(), tables);
    this.hits = new HitsMapper(tables);
    this.bindings = bindings;
  }

  /** The lists, in the order of their first rows; ones without entries after them. */
  public List<MappedList> map() {
    List<String> gaps = gaps();
    Map<List<String>, List<ProfileTables.Joined>> grouped = new LinkedHashMap<>();
    for (Row row : tables.table(definition.entries()).rows()) {
      if (row.satisfies(definition.where())) {
        ProfileTables.Joined joined = tables.join(row, definition.joins());
        grouped.computeIfAbsent(key(joined.row()), key -> new ArrayList<>()).add(joined);
      }
    }
    Map<List<String>, Row> declared = declared();
    declared.keySet().forEach(key -> grouped.computeIfAbsent(key, each -> new ArrayList<>()));
    List<MappedList> lists = new ArrayList<>();
    grouped.forEach(
        (key, rows) ->
            lists.add(list(listRow(key, rows, declared), rows, new LinkedHashSet<>(gaps))));
    return lists;
  }

  /** Why none of these lists is surely whole: the tables they depend on are not. */
  public List<String> gaps() {
    return tables.gaps(Dependencies.of(definition));
  }

  private List<String> key(Row row) {
    return definition.list().key().stream().map(field -> row.text(field).orElse("")).toList();
  }

  private Map<List<String>, Row> declared() {
    Map<List<String>, Row> declared = new LinkedHashMap<>();
    Optional<DeclaredBy> by = definition.list().declared();
    if (by.isPresent()) {
      for (Row row : tables.table(by.get().table()).rows()) {
        if (row.satisfies(by.get().where())) {
          declared.put(
              by.get().key().stream().map(field -> row.text(field).orElse("")).toList(), row);
        }
      }
    }
    return declared;
  }

  /** The fields of a list: its key, and those of the row that declares it or of its first entry. */
  private Row listRow(
      List<String> key, List<ProfileTables.Joined> rows, Map<List<String>, Row> declared) {
    Map<String, SnmpValue> fields = new HashMap<>();
    if (definition.list().declared().isEmpty() && !rows.isEmpty()) {
      fields.putAll(rows.get(0).row().fields());
    }
    for (int i = 0; i < key.size(); i++) {
      byte[] text = key.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      fields.putIfAbsent(definition.list().key().get(i), new SnmpValue.Octets(text));
    }
    Row row = new Row(Oid.of(), fields);
    Row declaring = declared.get(key);
    return declaring == null ? row : row.join("list", declaring);
  }

  private MappedList list(Row row, List<ProfileTables.Joined> rows, Set<String> gaps) {
    ListDefinition list = definition.list();
    Optional<Action> implicit = implicit(list.implicitAction(), row);
    gaps.addAll(Conditions.reasons(list.gaps(), row));
    list.entryCount()
        .map(row::number)
        .filter(count -> count.isPresent() && count.getAsLong() != rows.size())
        .ifPresent(
            count ->
                gaps.add(
                    "the device says %d entries, %d were read"
                        .formatted(count.getAsLong(), rows.size())));
    Map<String, HitCount> counts = new LinkedHashMap<>();
    List<AccessListEntry> mapped = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (ProfileTables.Joined joined : entries.ordered(rows)) {
      String id = unique(entries.id(joined.row()), ids);
      mapped.addAll(entries.map(joined, id, implicit));
      hits.map(definition.entry().hits(), joined.row()).ifPresent(count -> counts.put(id, count));
    }
    List<Binding> bound = bindings.map(list.bindings(), row, tables);
    AccessList result =
        new AccessList(
            Template.first(list.name(), row::text).orElse("?"),
            profile + "/" + definition.name(),
            families(list.families(), row),
            bound,
            mapped,
            implicit,
            visibility,
            List.copyOf(gaps));
    return new MappedList(result, counts);
  }

  private static String unique(String id, Set<String> taken) {
    String unique = id;
    for (int n = 2; !taken.add(unique); n++) {
      unique = id + "#" + n;
    }
    return unique;
  }

  private Optional<Action> implicit(ImplicitDefinition implicit, Row row) {
    if (implicit.fixed().isPresent()) {
      return implicit.fixed();
    }
    Optional<String> value =
        implicit
            .scalar()
            .flatMap(tables::scalar)
            .map(org.postern.profile.rows.Values::text)
            .or(() -> implicit.field().flatMap(row::text));
    return value.flatMap(
        text ->
            implicit.permit().contains(text)
                ? Optional.of(Action.PERMIT)
                : implicit.deny().contains(text) ? Optional.of(Action.DENY) : Optional.empty());
  }

  private static Set<IpFamily> families(FamiliesDefinition families, Row row) {
    if (families.field() == null) {
      return Set.copyOf(families.fixed());
    }
    Set<IpFamily> found = EnumSet.noneOf(IpFamily.class);
    if (row.isOneOf(families.field(), families.ipv4())) {
      found.add(IpFamily.IPV4);
    }
    if (row.isOneOf(families.field(), families.ipv6())) {
      found.add(IpFamily.IPV6);
    }
    return found;
  }
}

package org.postern.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postern.profile.language.AccessListDefinition;
import org.postern.profile.language.HitsDefinition;
import org.postern.profile.language.ProfileDefinition;
import org.postern.profile.language.TableDefinition;
import org.postern.profile.rows.TableSpec;
import org.postern.snmp.Oid;

/** A checked profile under one of its roots; immutable. */
public final class Profile {
  private static final String ROOT = "${root}";

  private final ProfileDefinition definition;
  private final String file;
  private final String root;
  private final Map<String, TableSpec> tables;
  private final Map<String, Oid> scalars;
  private final Map<String, TableRead> reads;
  private final List<ConnectionTable> ownConnections;
  private final ReadPlan readPlan;
  private final boolean steadyLists;

  /**
   * Fills in {@code root}.
   *
   * @param root dotted decimal; empty if the profile has no roots
   */
  Profile(ProfileDefinition definition, String file, String root) {
    this.definition = definition;
    this.file = file;
    this.root = root;
    Map<String, TableSpec> specs = new LinkedHashMap<>();
    definition.tables().forEach((name, table) -> specs.put(name, resolve(name, table)));
    this.tables = java.util.Collections.unmodifiableMap(specs);
    Map<String, Oid> instances = new LinkedHashMap<>();
    definition.scalars().forEach((name, oid) -> instances.put(name, resolve(oid)));
    this.scalars = java.util.Collections.unmodifiableMap(instances);
    this.reads = new HashMap<>();
    specs.values().forEach(table -> reads.put(table.name(), makeRead(table)));
    this.readPlan = makePlan();
    this.ownConnections =
        definition.ownConnections().stream()
            .map(each -> new ConnectionTable(resolve("ownConnections", each.table()), each))
            .toList();
    this.steadyLists = findSteadyLists();
  }

  public String id() {
    return definition.id();
  }

  public String title() {
    return definition.title();
  }

  /** Where it was read from. */
  public String file() {
    return file;
  }

  /** The root in use, dotted decimal; empty if the profile has none. */
  public String root() {
    return root;
  }

  public ProfileDefinition definition() {
    return definition;
  }

  /** Its tables by name, in the file's order. */
  public Map<String, TableSpec> tables() {
    return tables;
  }

  /** Its scalars' instances by name. */
  public Map<String, Oid> scalars() {
    return scalars;
  }

  /** What to read of a device before {@link Profiles#map}. */
  public ReadPlan readPlan() {
    return readPlan;
  }

  /** Where the device's own TCP connections are, the best first; not in the plan. */
  public List<ConnectionTable> ownConnections() {
    return ownConnections;
  }

  private ReadPlan makePlan() {
    List<Oid> witnesses =
        definition.changeWitness().stream()
            .map(name -> Objects.requireNonNull(scalars.get(name), name))
            .toList();
    return new ReadPlan(
        List.copyOf(scalars.values()),
        witnesses,
        tables.values().stream().map(this::read).toList());
  }

  /** How one of its own tables is read. */
  TableRead read(TableSpec table) {
    return Objects.requireNonNull(reads.get(table.name()), table.name());
  }

  private TableRead makeRead(TableSpec table) {
    return new TableRead(id(), table.name(), table.columnOids(), hits(table), table.maxRows());
  }

  private Optional<List<Oid>> hits(TableSpec table) {
    boolean noRules =
        definition.mapper().isPresent()
            || definition.accessLists().isEmpty()
            || definition.namedCounters().stream()
                .anyMatch(
                    counter ->
                        table.name().equals(counter.table())
                            || counter.hits().table().filter(table.name()::equals).isPresent());
    if (noRules) {
      return Optional.empty();
    }
    Set<String> hits = new HashSet<>();
    for (AccessListDefinition lists : definition.accessLists()) {
      for (HitsDefinition each : lists.entry().hits()) {
        if (each.table().orElse(lists.entries()).equals(table.name())) {
          hits.addAll(each.fields());
        }
      }
    }
    return Optional.of(
        table.columns().entrySet().stream()
            .filter(column -> hits.contains(column.getKey()))
            .map(column -> table.oidOf(column.getValue()))
            .sorted()
            .toList());
  }

  /**
   * Whether its access lists follow from columns that do not move, and from those that do only
   * their hits. Where the name of a counter stands anywhere else it may be more than a counter.
   */
  boolean hasSteadyLists() {
    return steadyLists;
  }

  private boolean findSteadyLists() {
    boolean allRules = reads.values().stream().allMatch(read -> read.hits().isPresent());
    if (definition.accessLists().isEmpty() || !definition.scalarCounters().isEmpty() || !allRules) {
      return false;
    }
    String rest = definition.accessLists().toString();
    Set<String> fields = new HashSet<>();
    for (AccessListDefinition lists : definition.accessLists()) {
      for (HitsDefinition each : lists.entry().hits()) {
        fields.addAll(each.fields());
        rest = rest.replace(each.toString(), "" + each.on() + each.where() + each.counted());
      }
    }
    String text = rest;
    return fields.stream().noneMatch(field -> hasWord(text, field));
  }

  private static boolean hasWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  /** The same profile under each of its roots, in their order; itself if it has none. */
  List<Profile> variants() {
    if (definition.roots().isEmpty()) {
      return List.of(this);
    }
    return definition.roots().stream().map(each -> new Profile(definition, file, each)).toList();
  }

  /**
   * The subtrees of which one must answer for the profile to be used; empty if it needs none. A
   * scalar's is its object, of which the instance is the only child.
   */
  List<Oid> probes() {
    return definition.match().hasRows().stream().map(this::probe).toList();
  }

  private Oid probe(String name) {
    @Nullable TableSpec table = tables.get(name);
    if (table != null) {
      return table.oid();
    }
    Oid scalar = Objects.requireNonNull(scalars.get(name), name);
    return Oid.of(Arrays.copyOf(scalar.toArray(), scalar.length() - 1));
  }

  private TableSpec resolve(String name, TableDefinition table) {
    return new TableSpec(
        name, resolve(table.oid()), table.index(), table.columns(), table.rowLimit());
  }

  private Oid resolve(String oid) {
    return Oid.parse(oid.replace(ROOT, root));
  }

  @Override
  public String toString() {
    return root.isEmpty() ? id() : id() + " under " + root;
  }
}

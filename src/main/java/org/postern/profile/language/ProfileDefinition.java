package org.postern.profile.language;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postern.acl.HitUnit;
import org.postern.acl.Visibility;

/**
 * A profile as its file says it, before {@code ${root}} is replaced; {@code PROFILES.md} explains
 * every key.
 *
 * @param roots alternatives for {@code ${root}}, in order of preference; empty if it is not used
 * @param scalars instances to GET, by name
 * @param changeWitness scalars that change whenever the device's configuration does
 * @param ownConnections tables of the device's own TCP connections, the first with rows is taken
 * @param mapper what reads the tables where the language cannot say it
 */
public record ProfileDefinition(
    int format,
    String id,
    String title,
    MatchDefinition match,
    List<String> roots,
    Map<String, String> scalars,
    Map<String, TableDefinition> tables,
    List<AccessListDefinition> accessLists,
    List<NamedCounterDefinition> namedCounters,
    List<ScalarCounterDefinition> scalarCounters,
    List<String> changeWitness,
    List<ConnectionsDefinition> ownConnections,
    Optional<MapperDefinition> mapper,
    Visibility visibility,
    List<String> notes) {
  public ProfileDefinition {
    roots = Defaults.list(roots);
    scalars = Defaults.map(scalars);
    tables = Defaults.map(tables);
    accessLists = Defaults.list(accessLists);
    namedCounters = Defaults.list(namedCounters);
    scalarCounters = Defaults.list(scalarCounters);
    changeWitness = Defaults.list(changeWitness);
    ownConnections = Defaults.list(ownConnections);
    notes = Defaults.list(notes);
  }

  /**
   * When a profile is used.
   *
   * @param always for every device
   * @param sysObjectId prefixes, of which the longest over all profiles wins
   * @param hasRows tables and scalars of which one must be there
   */
  public record MatchDefinition(
      @Nullable Boolean always, List<String> sysObjectId, List<String> hasRows) {
    public MatchDefinition {
      always = always != null && always;
      sysObjectId = Defaults.list(sysObjectId);
      hasRows = Defaults.list(hasRows);
    }

    public boolean isForAll() {
      return Boolean.TRUE.equals(always);
    }
  }

  /** A named mapper and what it is told: lists of words by option. */
  public record MapperDefinition(String name, Map<String, List<String>> options) {
    public MapperDefinition {
      options = Defaults.map(options);
    }
  }

  /** Counters with a name and no match fields. */
  public record NamedCounterDefinition(
      String table,
      Map<String, List<String>> where,
      List<JoinDefinition> joins,
      List<String> list,
      List<String> name,
      HitsDefinition hits) {
    public NamedCounterDefinition {
      where = Defaults.map(where);
      joins = Defaults.list(joins);
      list = Defaults.list(list);
      name = Defaults.list(name);
    }
  }

  /**
   * A counter that is a scalar.
   *
   * @param scalar its name among the scalars
   * @param width 32 or 64; as the syntax says if empty
   */
  public record ScalarCounterDefinition(
      String list, String name, String scalar, HitUnit unit, Optional<Integer> width) {}
}

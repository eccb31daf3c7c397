package org.postern.profile.mapping;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.HitReading;
import org.postern.acl.NamedCounter;
import org.postern.acl.Visibility;
import org.postern.profile.language.HitsDefinition;
import org.postern.profile.language.ProfileDefinition.NamedCounterDefinition;
import org.postern.profile.language.ProfileDefinition.ScalarCounterDefinition;
import org.postern.profile.language.Template;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;

/** Turns rows into counters with a name. */
public final class NamedCounterMapper {
  private NamedCounterMapper() {}

  /**
   * The counters in the order of the table; rows without a value are left out, and so are those
   * with the name of an earlier one.
   */
  public static List<NamedCounter> map(
      NamedCounterDefinition definition, Visibility visibility, ProfileTables tables) {
    HitsMapper hits = new HitsMapper(tables);
    Map<List<String>, NamedCounter> counters = new LinkedHashMap<>();
    for (Row row : tables.table(definition.table()).rows()) {
      if (!row.satisfies(definition.where())) {
        continue;
      }
      Row joined = tables.withScalars(tables.join(row, definition.joins()).row());
      Optional<String> list = Template.first(definition.list(), joined::text);
      Optional<String> name = Template.first(definition.name(), joined::text);
      Optional<HitReading> reading =
          hits.map(definition.hits(), joined)
              .map(HitCount::reading)
              .or(() -> notCounted(definition.hits(), joined));
      if (list.isPresent() && name.isPresent() && reading.isPresent()) {
        counters.putIfAbsent(
            List.of(list.get(), name.get()),
            new NamedCounter(list.get(), name.get(), reading.get(), visibility));
      }
    }
    return List.copyOf(counters.values());
  }

  /** Why counters may be missing: the tables they depend on were not read whole. */
  public static List<String> gaps(NamedCounterDefinition definition, ProfileTables tables) {
    Set<String> names = new LinkedHashSet<>(List.of(definition.table()));
    definition.joins().forEach(join -> names.add(join.table()));
    definition.hits().table().ifPresent(names::add);
    return tables.gaps(names);
  }

  /** A counter that the device says it does not keep is there all the same, without a value. */
  private static Optional<HitReading> notCounted(HitsDefinition hits, Row row) {
    return hits.counted()
        .filter(counted -> !row.holds(counted))
        .map(counted -> new HitReading(0, 64, hits.unit(), false));
  }

  /** A counter that is a scalar; empty if the device does not answer it. */
  public static Optional<NamedCounter> map(
      ScalarCounterDefinition definition, Visibility visibility, ProfileTables tables) {
    return tables
        .scalar(definition.scalar())
        .filter(value -> Values.number(value).isPresent())
        .map(value -> new HitCount(List.of(value), definition.width(), definition.unit(), true))
        .map(
            count ->
                new NamedCounter(
                    definition.list(), definition.name(), count.reading(), visibility));
  }
}

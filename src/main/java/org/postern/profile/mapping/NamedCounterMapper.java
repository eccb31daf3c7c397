package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.acl.HitReading;
import org.postern.acl.NamedCounter;
import org.postern.profile.language.ProfileDefinition.NamedCounterDefinition;
import org.postern.profile.language.Template;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;

/** Turns rows into counters with a name. */
public final class NamedCounterMapper {
  private NamedCounterMapper() {}

  /** The counters in the order of the table; rows without a value are left out. */
  public static List<NamedCounter> map(NamedCounterDefinition definition, ProfileTables tables) {
    HitsMapper hits = new HitsMapper(tables);
    List<NamedCounter> counters = new ArrayList<>();
    for (Row row : tables.table(definition.table()).rows()) {
      if (!row.satisfies(definition.where())) {
        continue;
      }
      Row joined = tables.join(row, definition.joins()).row();
      Optional<String> list = Template.first(definition.list(), joined::text);
      Optional<String> name = Template.first(definition.name(), joined::text);
      Optional<HitReading> reading = hits.map(definition.hits(), joined);
      if (list.isPresent() && name.isPresent() && reading.isPresent()) {
        counters.add(new NamedCounter(list.get(), name.get(), reading.get()));
      }
    }
    return counters;
  }
}

package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.postern.acl.Binding;
import org.postern.acl.Direction;
import org.postern.profile.language.AccessListDefinition.BindingDefinition;
import org.postern.profile.language.AccessListDefinition.DirectionDefinition;
import org.postern.profile.language.AccessListDefinition.FixedDirection;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;

/** Finds where a list is applied; collects what it cannot follow. Confined. */
public final class BindingMapper {
  private final IntFunction<Optional<String>> names;
  private final Set<String> gaps = new LinkedHashSet<>();

  /**
   * Prepares the mapping.
   *
   * @param names the name of an interface by its ifIndex
   */
  public BindingMapper(IntFunction<Optional<String>> names) {
    this.names = names;
  }

  /** Applications that could not be followed, in words. */
  public List<String> gaps() {
    return List.copyOf(gaps);
  }

  List<Binding> map(List<BindingDefinition> definitions, Row list, ProfileTables tables) {
    Set<Binding> bindings = new LinkedHashSet<>();
    for (BindingDefinition definition : definitions) {
      List<Row> rows =
          definition.table().isPresent()
              ? tables.related(definition.table().get(), definition.on(), definition.where(), list)
              : list.satisfies(definition.where()) ? List.of(list) : List.of();
      for (Row row : rows) {
        bind(definition, row).ifPresent(name -> bindings.addAll(directed(definition, row, name)));
      }
    }
    return List.copyOf(bindings);
  }

  private Optional<String> bind(BindingDefinition definition, Row row) {
    if (definition.notFollowed().isPresent()) {
      gaps.add(row.fillOrMark(definition.notFollowed().get()));
      return Optional.empty();
    }
    if (Boolean.TRUE.equals(definition.every())) {
      return Optional.of(Binding.EVERY_INTERFACE);
    }
    if (definition.interfaceName().isPresent()) {
      return row.text(definition.interfaceName().get()).filter(name -> !name.isBlank());
    }
    OptionalLong ifIndex = row.number(definition.ifIndex().orElseThrow());
    if (ifIndex.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = names.apply((int) ifIndex.getAsLong());
    if (name.isEmpty()) {
      gaps.add("an access list is bound to ifIndex " + ifIndex.getAsLong() + ", which has no name");
    }
    return Optional.of(name.orElse("ifIndex " + ifIndex.getAsLong()));
  }

  private static List<Binding> directed(BindingDefinition definition, Row row, String name) {
    List<Binding> bindings = new ArrayList<>();
    for (Direction direction : directions(definition.direction(), row)) {
      bindings.add(new Binding(name, direction));
    }
    return bindings;
  }

  private static List<Direction> directions(DirectionDefinition definition, Row row) {
    Optional<FixedDirection> fixed = definition.fixed();
    if (fixed.isPresent()) {
      return List.of(
          switch (fixed.get()) {
            case IN -> Direction.IN;
            case OUT -> Direction.OUT;
            case FORWARD -> Direction.FORWARD;
          });
    }
    String field = definition.field().orElse("");
    if (row.isOneOf(field, List.copyOf(orNone(definition.both())))) {
      return List.of(Direction.IN, Direction.OUT);
    }
    if (row.isOneOf(field, orNone(definition.in()))) {
      return List.of(Direction.IN);
    }
    return List.of(
        row.isOneOf(field, orNone(definition.out())) ? Direction.OUT : Direction.UNKNOWN);
  }

  private static List<String> orNone(@org.jspecify.annotations.Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}

package org.postern.profile.language;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postern.acl.Action;
import org.postern.acl.IpFamily;

/**
 * How the rows of one table become access lists.
 *
 * @param name of this kind of list; unique in the profile
 * @param entries the table whose rows are the entries
 * @param where rows that have other values are not entries of this kind
 */
public record AccessListDefinition(
    String name,
    String entries,
    Map<String, List<String>> where,
    List<JoinDefinition> joins,
    ListDefinition list,
    EntryDefinition entry) {
  public AccessListDefinition {
    where = Defaults.map(where);
    joins = Defaults.list(joins);
  }

  /**
   * The list as a whole. Its fields are the entry's and, as {@code list.field}, those of the row
   * that declares it.
   *
   * @param key fields of an entry that tell which list it is in
   * @param declared the table with a row for each list, so that empty ones are seen too
   * @param name templates, of which the first whose fields are all there is taken
   * @param entryCount field with the number of entries the device says it has
   * @param gaps what makes the list's order or content uncertain
   */
  public record ListDefinition(
      List<String> key,
      Optional<DeclaredBy> declared,
      List<String> name,
      FamiliesDefinition families,
      Optional<String> entryCount,
      List<ConditionDefinition> gaps,
      ImplicitDefinition implicitAction,
      List<BindingDefinition> bindings) {
    public ListDefinition {
      key = Defaults.list(key);
      name = Defaults.list(name);
      gaps = Defaults.list(gaps);
      bindings = Defaults.list(bindings);
    }
  }

  /** A table of lists; {@code key} names the fields that equal the entries' key, in its order. */
  public record DeclaredBy(String table, List<String> key, Map<String, List<String>> where) {
    public DeclaredBy {
      key = Defaults.list(key);
      where = Defaults.map(where);
    }
  }

  /** Which families a list filters: fixed, or by a field's value. */
  public record FamiliesDefinition(
      List<IpFamily> fixed, @Nullable String field, List<String> ipv4, List<String> ipv6) {
    public FamiliesDefinition {
      fixed = Defaults.list(fixed);
      ipv4 = Defaults.list(ipv4);
      ipv6 = Defaults.list(ipv6);
    }
  }

  /** What happens if no entry matches: fixed, or by a scalar's or a field's value. */
  public record ImplicitDefinition(
      Optional<Action> fixed,
      Optional<String> scalar,
      Optional<String> field,
      List<String> permit,
      List<String> deny) {
    public ImplicitDefinition {
      permit = Defaults.list(permit);
      deny = Defaults.list(deny);
    }
  }

  /**
   * Where lists are applied.
   *
   * @param table with a row for each application; left out if the entry's own fields tell
   * @param on the table's field → the list's field that it must equal; a name in braces is a
   *     template over the list
   * @param ifIndex field with an ifIndex
   * @param interfaceName field with an interface's name
   * @param every true if it is applied to all interfaces
   * @param notFollowed template: the application is of a kind that cannot be followed, and how to
   *     say so
   */
  public record BindingDefinition(
      Optional<String> table,
      Map<String, String> on,
      Map<String, List<String>> where,
      Optional<String> ifIndex,
      Optional<String> interfaceName,
      @Nullable Boolean every,
      Optional<String> notFollowed,
      DirectionDefinition direction) {
    public BindingDefinition {
      on = Defaults.map(on);
      where = Defaults.map(where);
      direction =
          direction == null
              ? new DirectionDefinition(Optional.empty(), Optional.empty(), null, null, null)
              : direction;
    }
  }

  /** Fixed, or a field's value; anything else is unknown. {@code both} gives two bindings. */
  public record DirectionDefinition(
      Optional<String> field,
      Optional<FixedDirection> fixed,
      @Nullable List<String> in,
      @Nullable List<String> out,
      @Nullable List<String> both) {
    public DirectionDefinition {
      in = Defaults.list(in);
      out = Defaults.list(out);
      both = Defaults.list(both);
    }
  }

  /** A direction that a profile states once for all. */
  public enum FixedDirection {
    @JsonProperty("in")
    IN,
    @JsonProperty("out")
    OUT,
    @JsonProperty("forward")
    FORWARD
  }
}

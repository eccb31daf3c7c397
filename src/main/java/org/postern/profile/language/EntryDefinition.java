package org.postern.profile.language;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one row becomes an entry; parts left out match everything.
 *
 * @param id templates, as a list's name
 * @param order fields to sort by, the first first
 * @param every if it holds, the entry matches everything and its other columns are void
 */
public record EntryDefinition(
    List<String> id,
    List<OrderDefinition> order,
    ActionDefinition action,
    Optional<ValueTest> every,
    Optional<ServiceDefinition> service,
    Optional<ProtocolDefinition> protocol,
    Optional<AddressDefinition> source,
    Optional<AddressDefinition> destination,
    List<PortsDefinition> sourcePorts,
    List<PortsDefinition> destinationPorts,
    List<ConditionDefinition> conditions,
    List<HitsDefinition> hits,
    Optional<String> comment) {
  public EntryDefinition {
    id = Defaults.list(id);
    order = Defaults.list(order);
    sourcePorts = Defaults.list(sourcePorts);
    destinationPorts = Defaults.list(destinationPorts);
    conditions = Defaults.list(conditions);
    hits = Defaults.list(hits);
  }

  /** A field to sort by, as a number if both values are numbers. */
  public record OrderDefinition(String by, @Nullable Boolean descending) {
    public boolean isDescending() {
      return Boolean.TRUE.equals(descending);
    }
  }

  /**
   * What the entry does. A value in none of the lists leaves its effect unknown.
   *
   * @param listDefault values that stand for the list's implicit action
   * @param ignore values of rows that are no entries (remarks)
   */
  public record ActionDefinition(
      String field,
      List<String> permit,
      List<String> deny,
      List<String> listDefault,
      List<String> ignore) {
    public ActionDefinition {
      permit = Defaults.list(permit);
      deny = Defaults.list(deny);
      listDefault = Defaults.list(listDefault);
      ignore = Defaults.list(ignore);
    }
  }

  /**
   * Which protocols: the first of {@code fields} that is answered and not in {@code unset}.
   *
   * @param values the device's own numbering → an IANA number; others stand for themselves
   * @param ownNumbering true if values outside {@code values} are not IANA numbers
   * @param unresolved fields that name something not read, unless they are empty
   */
  public record ProtocolDefinition(
      List<String> fields,
      List<String> any,
      List<String> unset,
      Map<String, List<Integer>> values,
      @Nullable Boolean ownNumbering,
      List<String> unresolved) {
    public ProtocolDefinition {
      fields = Defaults.list(fields);
      any = Defaults.list(any);
      unset = Defaults.list(unset);
      values = Defaults.map(values);
      unresolved = Defaults.list(unresolved);
    }

    public boolean isOwnNumbering() {
      return Boolean.TRUE.equals(ownNumbering);
    }
  }

  /** A column that names protocol and ports at once (a predefined service). */
  public record ServiceDefinition(
      String field, List<String> any, Map<String, ServiceMeaning> values) {
    public ServiceDefinition {
      any = Defaults.list(any);
      values = Defaults.map(values);
    }
  }

  /** What a predefined service stands for: IANA protocol numbers and "25", "110,143" or "1-9". */
  public record ServiceMeaning(List<Integer> protocol, Optional<String> destinationPorts) {
    public ServiceMeaning {
      protocol = Defaults.list(protocol);
    }
  }

  /**
   * Which addresses. Looked at in this order: {@code any}, {@code enabled}, {@code pool}, {@code
   * unresolved}, {@code unresolvedWhen}, then address and mask.
   *
   * @param enabled if present and it does not hold, every address matches
   * @param unresolvedWhen if it holds, the columns do not say which addresses
   * @param address field: an IpAddress, an InetAddress as octets, or text
   * @param type field with the InetAddressType
   * @param anyText texts that stand for every address
   * @param ifAbsent what an address that is not answered means; unresolved if left out
   */
  public record AddressDefinition(
      Optional<ValueTest> any,
      Optional<ValueTest> enabled,
      Optional<PoolDefinition> pool,
      List<String> unresolved,
      Optional<ValueTest> unresolvedWhen,
      Optional<String> address,
      Optional<String> type,
      List<MaskDefinition> masks,
      List<String> anyText,
      IfAbsent ifAbsent) {
    public AddressDefinition {
      unresolved = Defaults.list(unresolved);
      masks = Defaults.list(masks);
      anyText = Defaults.list(anyText);
      ifAbsent = ifAbsent == null ? IfAbsent.UNRESOLVED : ifAbsent;
    }
  }

  /**
   * How the address is masked. The first whose family fits and whose field is answered is taken.
   *
   * @param otherwise the mask's text if the field is not answered
   */
  public record MaskDefinition(
      String field, MaskSense sense, Optional<String> family, Optional<String> otherwise) {}

  /** What the one bits of a mask mean. */
  public enum MaskSense {
    /** A one bit is ignored. */
    @JsonProperty("wildcard")
    WILDCARD,
    /** A one bit is compared. */
    @JsonProperty("mask")
    MASK,
    @JsonProperty("prefix-length")
    PREFIX_LENGTH,
    /** The module does not say: only 0.0.0.0 with all bits alike is certain, and means any. */
    @JsonProperty("unverified")
    UNVERIFIED
  }

  /**
   * Which ports. Several definitions of one side all apply.
   *
   * @param unresolvedWhen if it holds, the columns do not say which ports
   * @param operator without it {@code eq}, {@code text} or the bounds tell
   * @param low first operand, or lower bound
   * @param high second operand, or upper bound
   * @param eq one exact port
   * @param text ports as text: "25 110", "25,110", "1-9", or with operator range "low high"
   * @param unset values of the port columns that count as not answered
   * @param unordered true if either operand column may hold the lower bound
   * @param ifAbsent what an operator that is not answered means; unresolved if left out
   */
  public record PortsDefinition(
      Optional<ValueTest> any,
      Optional<ValueTest> enabled,
      Optional<PoolDefinition> pool,
      List<String> unresolved,
      Optional<ValueTest> unresolvedWhen,
      Optional<OperatorDefinition> operator,
      Optional<String> low,
      Optional<String> high,
      Optional<String> eq,
      Optional<String> text,
      List<String> unset,
      @Nullable Boolean unordered,
      IfAbsent ifAbsent) {
    public PortsDefinition {
      unresolved = Defaults.list(unresolved);
      unset = Defaults.list(unset);
      ifAbsent = ifAbsent == null ? IfAbsent.UNRESOLVED : ifAbsent;
    }

    public boolean isUnordered() {
      return Boolean.TRUE.equals(unordered);
    }
  }

  /** What a column that is not answered means. */
  public enum IfAbsent {
    @JsonProperty("any")
    ANY,
    @JsonProperty("unresolved")
    UNRESOLVED
  }

  /** The numbers of a port operator; a value in none of the lists is unresolved. */
  public record OperatorDefinition(
      String field,
      List<String> none,
      List<String> lt,
      List<String> le,
      List<String> eq,
      List<String> ge,
      List<String> gt,
      List<String> neq,
      List<String> range) {
    public OperatorDefinition {
      none = Defaults.list(none);
      lt = Defaults.list(lt);
      le = Defaults.list(le);
      eq = Defaults.list(eq);
      ge = Defaults.list(ge);
      gt = Defaults.list(gt);
      neq = Defaults.list(neq);
      range = Defaults.list(range);
    }
  }

  /**
   * A named set of addresses or ports in another table.
   *
   * @param field its name here; not used if that is empty
   * @param joins from the name to what its members are tied to
   * @param address how a member's row tells its addresses
   * @param ports how a member's row tells its ports
   */
  public record PoolDefinition(
      String field,
      List<JoinDefinition> joins,
      String table,
      Map<String, String> on,
      Map<String, List<String>> where,
      Optional<AddressDefinition> address,
      Optional<PortsDefinition> ports) {
    public PoolDefinition {
      joins = Defaults.list(joins);
      on = Defaults.map(on);
      where = Defaults.map(where);
    }
  }
}

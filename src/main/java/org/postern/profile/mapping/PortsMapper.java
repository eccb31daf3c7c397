package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;
import org.postern.profile.language.EntryDefinition.IfAbsent;
import org.postern.profile.language.EntryDefinition.OperatorDefinition;
import org.postern.profile.language.EntryDefinition.PoolDefinition;
import org.postern.profile.language.EntryDefinition.PortsDefinition;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;

/** Turns the port columns of one side into a match. */
final class PortsMapper {
  private final ProfileTables tables;

  PortsMapper(ProfileTables tables) {
    this.tables = tables;
  }

  /** All definitions apply together. */
  PortMatch map(List<PortsDefinition> definitions, Row row) {
    PortSet ports = PortSet.any();
    for (PortsDefinition definition : definitions) {
      PortMatch match = map(definition, row);
      if (!(match instanceof PortMatch.Ports exact)) {
        return match;
      }
      ports = ports.intersect(exact.set());
    }
    return new PortMatch.Ports(ports);
  }

  private PortMatch map(PortsDefinition definition, Row row) {
    if (definition.any().map(row::holds).orElse(false)
        || definition.enabled().map(test -> !row.holds(test)).orElse(false)) {
      return PortMatch.any();
    }
    Optional<PortMatch> pool = definition.pool().flatMap(given -> pool(given, row));
    if (pool.isPresent()) {
      return pool.get();
    }
    for (String field : definition.unresolved()) {
      Optional<String> name = row.text(field).filter(text -> !text.isBlank());
      if (name.isPresent()) {
        return unresolved(field + " " + name.get() + " is not read");
      }
    }
    if (definition.unresolvedWhen().map(row::holds).orElse(false)) {
      return unresolved(UnresolvedTest.reason(definition.unresolvedWhen().get(), row));
    }
    try {
      return definition.operator().isPresent()
          ? byOperator(definition, definition.operator().get(), row)
          : byValues(definition, row);
    } catch (IllegalArgumentException e) {
      return unresolved(String.valueOf(e.getMessage()));
    }
  }

  private static PortMatch byOperator(
      PortsDefinition definition, OperatorDefinition operator, Row row) {
    Optional<String> code = row.text(operator.field());
    if (code.isEmpty()) {
      return definition.ifAbsent() == IfAbsent.ANY
          ? PortMatch.any()
          : unresolved(operator.field() + " is not answered");
    }
    String op = code.get();
    if (operator.none().contains(op)) {
      return PortMatch.any();
    }
    if (operator.range().contains(op)) {
      return range(definition, row);
    }
    Optional<PortSet> operands = operands(definition, row);
    if (operands.isEmpty()) {
      return unresolved("operator " + op + " without a port");
    }
    PortSet ports = operands.get();
    int lowest = ports.ranges().get(0).low();
    int highest = ports.ranges().get(ports.ranges().size() - 1).high();
    if (operator.eq().contains(op)) {
      return new PortMatch.Ports(ports);
    }
    if (operator.neq().contains(op)) {
      return new PortMatch.Ports(ports.complement());
    }
    if (operator.lt().contains(op)) {
      return new PortMatch.Ports(PortSet.lt(lowest));
    }
    if (operator.le().contains(op)) {
      return new PortMatch.Ports(PortSet.range(0, lowest));
    }
    if (operator.gt().contains(op)) {
      return new PortMatch.Ports(PortSet.gt(highest));
    }
    return operator.ge().contains(op)
        ? new PortMatch.Ports(PortSet.range(highest, PortSet.MAX))
        : unresolved(operator.field() + " has the unknown value " + op);
  }

  private static PortMatch range(PortsDefinition definition, Row row) {
    Optional<Integer> low = port(definition.low(), definition, row);
    Optional<Integer> high = port(definition.high(), definition, row);
    if (definition.text().isPresent()) {
      String[] ends = row.text(definition.text().get()).orElse("").strip().split("\\s+", -1);
      if (ends.length == 2) {
        low = Optional.of(parsePort(ends[0]));
        high = Optional.of(parsePort(ends[1]));
      }
    }
    return low.isPresent() && high.isPresent()
        ? between(low.get(), high.get(), definition.isUnordered())
        : unresolved("port range without its ends");
  }

  private static PortMatch between(int low, int high, boolean unordered) {
    return unordered
        ? new PortMatch.Ports(PortSet.range(Math.min(low, high), Math.max(low, high)))
        : new PortMatch.Ports(PortSet.range(low, high));
  }

  private static Optional<PortSet> operands(PortsDefinition definition, Row row) {
    if (definition.text().isPresent()) {
      return row.text(definition.text().get())
          .filter(text -> !text.isBlank())
          .map(PortsMapper::parseList);
    }
    Optional<Integer> first = port(definition.low(), definition, row);
    if (first.isEmpty() && definition.isUnordered()) {
      first = port(definition.high(), definition, row);
    }
    return first.map(PortSet::eq);
  }

  private static PortMatch byValues(PortsDefinition definition, Row row) {
    Optional<String> text =
        definition.text().flatMap(row::text).filter(found -> !definition.unset().contains(found));
    if (text.isPresent() && !text.get().isBlank()) {
      return new PortMatch.Ports(parseList(text.get()));
    }
    Optional<Integer> eq = port(definition.eq(), definition, row);
    if (eq.isPresent()) {
      return PortMatch.eq(eq.get());
    }
    Optional<Integer> low = port(definition.low(), definition, row);
    Optional<Integer> high = port(definition.high(), definition, row);
    if (low.isEmpty() && high.isEmpty()) {
      return PortMatch.any();
    }
    if (definition.high().isPresent() && high.isEmpty()) {
      // An unset upper end: the lower one stands alone.
      return PortMatch.eq(low.orElseThrow());
    }
    return between(low.orElse(0), high.orElse(PortSet.MAX), definition.isUnordered());
  }

  private static Optional<Integer> port(
      Optional<String> field, PortsDefinition definition, Row row) {
    return field
        .flatMap(row::text)
        .filter(text -> !text.isBlank() && !definition.unset().contains(text))
        .map(PortsMapper::parsePort);
  }

  /** Reads "25 110", "25,110", "1-1023", "any". */
  static PortSet parseList(String text) {
    if (text.strip().equalsIgnoreCase("any")) {
      return PortSet.any();
    }
    List<PortSet.Range> ranges = new ArrayList<>();
    for (String part : text.strip().split("[\\s,]+", -1)) {
      String[] ends = part.split("-", -1);
      if (ends.length > 2) {
        throw new IllegalArgumentException("no ports: " + text);
      }
      ranges.add(new PortSet.Range(parsePort(ends[0]), parsePort(ends[ends.length - 1])));
    }
    return PortSet.of(ranges);
  }

  private static int parsePort(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > PortSet.MAX) {
      throw new IllegalArgumentException("no port 0..65535: " + text);
    }
    return Integer.parseInt(text);
  }

  private static PortMatch unresolved(String reason) {
    return new PortMatch.Unresolved(reason);
  }

  private Optional<PortMatch> pool(PoolDefinition pool, Row row) {
    Optional<String> name = row.text(pool.field()).filter(text -> !text.isBlank());
    if (name.isEmpty() || pool.ports().isEmpty()) {
      return Optional.empty();
    }
    List<Row> members = Pools.members(pool, row, tables);
    if (members.isEmpty()) {
      return Optional.of(unresolved(pool.field() + " " + name.get() + " has no members"));
    }
    PortSet ports = PortSet.none();
    for (Row member : members) {
      PortMatch match = map(pool.ports().get(), member);
      if (!(match instanceof PortMatch.Ports exact)) {
        return Optional.of(match);
      }
      ports = ports.union(exact.set());
    }
    return Optional.of(new PortMatch.Ports(ports));
  }
}

package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.postern.counter.InterfaceSample;
import org.postern.counter.InterfaceSample.CounterValue;
import org.postern.counter.InterfaceSample.InterfaceCounter;
import org.postern.profile.rows.ProfileTables;
import org.postern.profile.rows.Row;
import org.postern.profile.rows.Values;
import org.postern.snmp.SnmpValue;

/**
 * Reads IF-MIB (RFC 2863): the mapper "interfaces". 64-bit counters go before 32-bit ones; what a
 * counter is, its value's syntax tells, because some agents send Counter64 in ifTable.
 */
public final class InterfacesMapper {
  private static final long MILLION = 1_000_000;
  private static final long IF_SPEED_MAX = 0xffff_ffffL;
  private static final long COUNTER32_MAX = 0xffff_ffffL;

  private InterfacesMapper() {}

  /**
   * The interfaces of the tables "interfaces" and "extended", by ifIndex; their names differ.
   *
   * @param earlier names of interfaces of which ifName was not answered this time
   */
  public static List<InterfaceSample> map(
      ProfileTables tables, IntFunction<Optional<String>> earlier) {
    boolean namesTold = tables.table("extended").gap().isEmpty();
    boolean whole = tables.gaps(List.of("interfaces", "extended")).isEmpty();
    Map<Integer, Row> rows = new TreeMap<>();
    for (String table : List.of("interfaces", "extended")) {
      for (Row row : tables.table(table).rows()) {
        row.number("ifIndex")
            .ifPresent(index -> rows.merge((int) index, row, InterfacesMapper::both));
      }
    }
    Set<String> names = new HashSet<>();
    List<InterfaceSample> samples = new ArrayList<>();
    rows.forEach(
        (index, row) -> {
          Optional<String> before = namesTold ? Optional.empty() : earlier.apply(index);
          samples.add(sample(index, row, before, names, counters(row, whole)));
        });
    return samples;
  }

  private static Row both(Row first, Row second) {
    Map<String, SnmpValue> fields = new HashMap<>(first.fields());
    fields.putAll(second.fields());
    return new Row(first.index(), fields);
  }

  private static InterfaceSample sample(
      int index,
      Row row,
      Optional<String> before,
      Set<String> names,
      Map<InterfaceCounter, CounterValue> counters) {
    String descr = row.text("ifDescr").orElse("");
    String name =
        row.text("ifName")
            .filter(text -> !text.isBlank())
            .or(() -> before)
            .orElse(descr.isBlank() ? "if" + index : descr);
    if (!names.add(name)) {
      name = name + "#" + index;
      names.add(name);
    }
    return new InterfaceSample(
        index,
        name,
        row.text("ifAlias").orElse(""),
        descr,
        (int) row.number("ifOperStatus").orElse(0),
        (int) row.number("ifAdminStatus").orElse(0),
        speed(row),
        row.number("ifCounterDiscontinuityTime"),
        counters);
  }

  private static OptionalLong speed(Row row) {
    long high = row.number("ifHighSpeed").orElse(0);
    if (high > 0) {
      return OptionalLong.of(high * MILLION);
    }
    long low = row.number("ifSpeed").orElse(0);
    return low > 0 && low < IF_SPEED_MAX ? OptionalLong.of(low) : OptionalLong.empty();
  }

  private static Map<InterfaceCounter, CounterValue> counters(Row row, boolean whole) {
    Map<InterfaceCounter, CounterValue> counters = new EnumMap<>(InterfaceCounter.class);
    put(counters, InterfaceCounter.IN_OCTETS, first(row, "ifHCInOctets", "ifInOctets"));
    put(counters, InterfaceCounter.OUT_OCTETS, first(row, "ifHCOutOctets", "ifOutOctets"));
    put(counters, InterfaceCounter.IN_PACKETS, packets(row, "In", whole));
    put(counters, InterfaceCounter.OUT_PACKETS, packets(row, "Out", whole));
    put(counters, InterfaceCounter.IN_ERRORS, first(row, "ifInErrors"));
    put(counters, InterfaceCounter.OUT_ERRORS, first(row, "ifOutErrors"));
    put(counters, InterfaceCounter.IN_DISCARDS, first(row, "ifInDiscards"));
    put(counters, InterfaceCounter.OUT_DISCARDS, first(row, "ifOutDiscards"));
    return counters;
  }

  private static void put(
      Map<InterfaceCounter, CounterValue> counters,
      InterfaceCounter which,
      Optional<CounterValue> value) {
    value.ifPresent(found -> counters.put(which, found));
  }

  private static Optional<CounterValue> first(Row row, String... columns) {
    for (String column : columns) {
      Optional<CounterValue> value = counter(row, column);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  /**
   * Unicast, multicast and broadcast; parts of another width than unicast's cannot be added. Which
   * of them a sum has is kept with it, for a part may be missing in one answer only.
   *
   * @param whole whether what is missing is missing at the device; else there is no sum without it
   */
  private static Optional<CounterValue> packets(Row row, String way, boolean whole) {
    Optional<CounterValue> unicast = counter(row, "ifHC" + way + "UcastPkts");
    List<String> others = List.of("ifHC" + way + "MulticastPkts", "ifHC" + way + "BroadcastPkts");
    if (unicast.isEmpty()) {
      unicast = counter(row, "if" + way + "UcastPkts");
      others = List.of("if" + way + "MulticastPkts", "if" + way + "BroadcastPkts");
      boolean split = others.stream().anyMatch(column -> counter(row, column).isPresent());
      others = split ? others : List.of("if" + way + "NUcastPkts");
    }
    if (unicast.isEmpty()) {
      return Optional.empty();
    }
    int width = unicast.get().width();
    long sum = unicast.get().value();
    int parts = 1;
    for (String column : others) {
      Optional<CounterValue> other = counter(row, column).filter(value -> value.width() == width);
      if (other.isPresent()) {
        sum += other.get().value();
        parts |= column.endsWith("MulticastPkts") ? 2 : column.endsWith("BroadcastPkts") ? 4 : 8;
      } else if (!whole) {
        return Optional.empty();
      }
    }
    return Optional.of(new CounterValue(width == 32 ? sum & COUNTER32_MAX : sum, width, parts));
  }

  private static Optional<CounterValue> counter(Row row, String column) {
    return row.value(column)
        .filter(value -> Values.number(value).isPresent())
        .map(
            value ->
                new CounterValue(
                    Values.number(value).getAsLong(),
                    value instanceof SnmpValue.Counter64 ? 64 : 32));
  }
}

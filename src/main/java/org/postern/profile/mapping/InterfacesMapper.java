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

  private static final Packets IN_PACKETS = Packets.named("In");
  private static final Packets OUT_PACKETS = Packets.named("Out");

  /** The columns that count packets one way. */
  private record Packets(
      String hcUnicast,
      List<String> hcOthers,
      String unicast,
      List<String> others,
      String nonUnicast) {
    static Packets named(String way) {
      return new Packets(
          "ifHC" + way + "UcastPkts",
          List.of("ifHC" + way + "MulticastPkts", "ifHC" + way + "BroadcastPkts"),
          "if" + way + "UcastPkts",
          List.of("if" + way + "MulticastPkts", "if" + way + "BroadcastPkts"),
          "if" + way + "NUcastPkts");
    }
  }

  /** The interfaces of the tables "interfaces" and "extended", by ifIndex; their names differ. */
  public static List<InterfaceSample> map(ProfileTables tables) {
    Map<Integer, Row> rows = new TreeMap<>();
    for (String table : List.of("interfaces", "extended")) {
      for (Row row : tables.table(table).rows()) {
        row.number("ifIndex")
            .ifPresent(index -> rows.merge((int) index, row, InterfacesMapper::both));
      }
    }
    Set<String> names = new HashSet<>();
    List<InterfaceSample> samples = new ArrayList<>(rows.size());
    rows.forEach((index, row) -> samples.add(sample(index, row, names)));
    return samples;
  }

  private static Row both(Row first, Row second) {
    Map<String, SnmpValue> fields =
        new HashMap<>(2 * (first.fields().size() + second.fields().size()));
    fields.putAll(first.fields());
    fields.putAll(second.fields());
    return new Row(first.index(), fields);
  }

  private static InterfaceSample sample(int index, Row row, Set<String> names) {
    String descr = row.text("ifDescr").orElse("");
    String name =
        row.text("ifName")
            .filter(text -> !text.isBlank())
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
        counters(row));
  }

  private static OptionalLong speed(Row row) {
    long high = row.number("ifHighSpeed").orElse(0);
    if (high > 0) {
      return OptionalLong.of(high * MILLION);
    }
    long low = row.number("ifSpeed").orElse(0);
    return low > 0 && low < IF_SPEED_MAX ? OptionalLong.of(low) : OptionalLong.empty();
  }

  private static Map<InterfaceCounter, CounterValue> counters(Row row) {
    Map<InterfaceCounter, CounterValue> counters = new EnumMap<>(InterfaceCounter.class);
    put(counters, InterfaceCounter.IN_OCTETS, first(row, "ifHCInOctets", "ifInOctets"));
    put(counters, InterfaceCounter.OUT_OCTETS, first(row, "ifHCOutOctets", "ifOutOctets"));
    put(counters, InterfaceCounter.IN_PACKETS, packets(row, IN_PACKETS));
    put(counters, InterfaceCounter.OUT_PACKETS, packets(row, OUT_PACKETS));
    put(counters, InterfaceCounter.IN_ERRORS, counter(row, "ifInErrors"));
    put(counters, InterfaceCounter.OUT_ERRORS, counter(row, "ifOutErrors"));
    put(counters, InterfaceCounter.IN_DISCARDS, counter(row, "ifInDiscards"));
    put(counters, InterfaceCounter.OUT_DISCARDS, counter(row, "ifOutDiscards"));
    return counters;
  }

  private static void put(
      Map<InterfaceCounter, CounterValue> counters,
      InterfaceCounter which,
      Optional<CounterValue> value) {
    value.ifPresent(found -> counters.put(which, found));
  }

  private static Optional<CounterValue> first(Row row, String wide, String narrow) {
    Optional<CounterValue> value = counter(row, wide);
    return value.isPresent() ? value : counter(row, narrow);
  }

  /** Unicast, multicast and broadcast; parts of another width than unicast's cannot be added. */
  private static Optional<CounterValue> packets(Row row, Packets columns) {
    Optional<CounterValue> unicast = counter(row, columns.hcUnicast());
    List<String> others = columns.hcOthers();
    if (unicast.isEmpty()) {
      unicast = counter(row, columns.unicast());
      boolean split =
          columns.others().stream().anyMatch(column -> counter(row, column).isPresent());
      others = split ? columns.others() : List.of(columns.nonUnicast());
    }
    if (unicast.isEmpty()) {
      return Optional.empty();
    }
    int width = unicast.get().width();
    long sum = unicast.get().value();
    for (String column : others) {
      Optional<CounterValue> part = counter(row, column);
      sum += part.isPresent() && part.get().width() == width ? part.get().value() : 0;
    }
    return Optional.of(new CounterValue(width == 32 ? sum & COUNTER32_MAX : sum, width));
  }

  private static Optional<CounterValue> counter(Row row, String column) {
    Optional<SnmpValue> value = row.value(column);
    OptionalLong number = value.isPresent() ? Values.number(value.get()) : OptionalLong.empty();
    return number.isPresent()
        ? Optional.of(
            new CounterValue(
                number.getAsLong(), value.get() instanceof SnmpValue.Counter64 ? 64 : 32))
        : Optional.empty();
  }
}

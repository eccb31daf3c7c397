package org.postern.profile.mapping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.postern.counter.InterfaceCounters;
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
   * The columns that count packets one way.
   *
   * @param wideOthers with a bit for each, which tells the parts of a sum
   */
  private record Packets(
      String wideUnicast,
      Map<String, Integer> wideOthers,
      String unicast,
      Map<String, Integer> others,
      Map<String, Integer> nonUnicast) {
    static final Packets IN = named("In");
    static final Packets OUT = named("Out");

    private static Packets named(String way) {
      return new Packets(
          "ifHC" + way + "UcastPkts",
          Map.of("ifHC" + way + "MulticastPkts", 2, "ifHC" + way + "BroadcastPkts", 4),
          "if" + way + "UcastPkts",
          Map.of("if" + way + "MulticastPkts", 2, "if" + way + "BroadcastPkts", 4),
          Map.of("if" + way + "NUcastPkts", 8));
    }
  }

  /**
   * The interfaces of the tables "interfaces" and "extended", by ifIndex; their names differ.
   *
   * @param earlier names of interfaces of which ifName was not answered this time
   */
  public static List<InterfaceSample> map(
      ProfileTables tables, IntFunction<Optional<String>> earlier) {
    boolean namesTold = tables.table("extended").gap().isEmpty();
    boolean whole = tables.gaps(List.of("interfaces", "extended")).isEmpty();
    Map<Integer, Told> rows = new TreeMap<>();
    for (String table : List.of("interfaces", "extended")) {
      for (Row row : tables.table(table).rows()) {
        row.number("ifIndex")
            .ifPresent(index -> rows.merge((int) index, new Told(row, row), Told::and));
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

  /** An interface's rows; the newer goes first. The same twice if there is one only. */
  private record Told(Row older, Row newer) {
    Told and(Told other) {
      return new Told(older, other.newer);
    }

    Optional<SnmpValue> value(String column) {
      Optional<SnmpValue> value = newer.value(column);
      return value.isPresent() ? value : older.value(column);
    }

    Optional<String> text(String column) {
      return value(column).map(Values::text);
    }

    OptionalLong number(String column) {
      Optional<SnmpValue> value = value(column);
      return value.isPresent() ? Values.number(value.get()) : OptionalLong.empty();
    }
  }

  private static InterfaceSample sample(
      int index, Told row, Optional<String> before, Set<String> names, InterfaceCounters counters) {
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

  private static OptionalLong speed(Told row) {
    long high = row.number("ifHighSpeed").orElse(0);
    if (high > 0) {
      return OptionalLong.of(high * MILLION);
    }
    long low = row.number("ifSpeed").orElse(0);
    return low > 0 && low < IF_SPEED_MAX ? OptionalLong.of(low) : OptionalLong.empty();
  }

  private static InterfaceCounters counters(Told row, boolean whole) {
    InterfaceCounters.Builder counters = new InterfaceCounters.Builder();
    put(counters, InterfaceCounter.IN_OCTETS, first(row, "ifHCInOctets", "ifInOctets"));
    put(counters, InterfaceCounter.OUT_OCTETS, first(row, "ifHCOutOctets", "ifOutOctets"));
    put(counters, InterfaceCounter.IN_PACKETS, packets(row, Packets.IN, whole));
    put(counters, InterfaceCounter.OUT_PACKETS, packets(row, Packets.OUT, whole));
    put(counters, InterfaceCounter.IN_ERRORS, counter(row, "ifInErrors"));
    put(counters, InterfaceCounter.OUT_ERRORS, counter(row, "ifOutErrors"));
    put(counters, InterfaceCounter.IN_DISCARDS, counter(row, "ifInDiscards"));
    put(counters, InterfaceCounter.OUT_DISCARDS, counter(row, "ifOutDiscards"));
    return counters.build();
  }

  private static void put(
      InterfaceCounters.Builder counters, InterfaceCounter which, Optional<CounterValue> value) {
    value.ifPresent(found -> counters.put(which, found));
  }

  private static Optional<CounterValue> first(Told row, String wide, String narrow) {
    Optional<CounterValue> value = counter(row, wide);
    return value.isPresent() ? value : counter(row, narrow);
  }

  /**
   * Unicast, multicast and broadcast; parts of another width than unicast's cannot be added. Which
   * of them a sum has is kept with it, for a part may be missing in one answer only.
   *
   * @param whole whether what is missing is missing at the device; else there is no sum without it
   */
  private static Optional<CounterValue> packets(Told row, Packets columns, boolean whole) {
    Optional<CounterValue> unicast = counter(row, columns.wideUnicast());
    Map<String, Integer> others = columns.wideOthers();
    if (unicast.isEmpty()) {
      unicast = counter(row, columns.unicast());
      boolean split =
          columns.others().keySet().stream().anyMatch(column -> counter(row, column).isPresent());
      others = split ? columns.others() : columns.nonUnicast();
    }
    if (unicast.isEmpty()) {
      return Optional.empty();
    }
    int width = unicast.get().width();
    long sum = unicast.get().value();
    int parts = 1;
    for (Map.Entry<String, Integer> column : others.entrySet()) {
      Optional<CounterValue> other = counter(row, column.getKey());
      if (other.isPresent() && other.get().width() == width) {
        sum += other.get().value();
        parts |= column.getValue();
      } else if (!whole) {
        return Optional.empty();
      }
    }
    return Optional.of(new CounterValue(width == 32 ? sum & COUNTER32_MAX : sum, width, parts));
  }

  private static Optional<CounterValue> counter(Told row, String column) {
    Optional<SnmpValue> value = row.value(column);
    OptionalLong number = value.isPresent() ? Values.number(value.get()) : OptionalLong.empty();
    return number.isPresent()
        ? Optional.of(
            new CounterValue(
                number.getAsLong(), value.get() instanceof SnmpValue.Counter64 ? 64 : 32))
        : Optional.empty();
  }
}

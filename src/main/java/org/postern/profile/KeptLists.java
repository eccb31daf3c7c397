package org.postern.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.AccessListReading;
import org.postern.acl.HitReading;
import org.postern.profile.mapping.HitCount;
import org.postern.profile.mapping.MappedList;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.VarBinds;

/**
 * What one profile made of a device's answers, kept so that an answer of the same shape need not be
 * mapped again: then the lists are the same, and only their hits are to be looked up. Immutable.
 */
final class KeptLists {
  private static final VarBinds NONE = VarBinds.of(List.of());

  private final Basis basis;
  private final List<MappedList> lists;

  /** Of each list and each counter in it, by the order of entries: where its addends are. */
  private final List<List<int[]>> places;

  /**
   * All that the lists follow from.
   *
   * @param shapes of the profile's tables, in their order
   * @param names of interfaces, which bindings go by
   */
  record Basis(
      String profile, List<String> shapes, Map<String, SnmpValue> scalars, InterfaceNames names) {
    Basis {
      shapes = List.copyOf(shapes);
      scalars = Map.copyOf(scalars);
    }

    /** Empty if the lists follow from more than this, or a table was not read whole. */
    static Optional<Basis> of(
        Profile profile, List<Read> tables, Map<String, SnmpValue> scalars, InterfaceNames names) {
      List<String> shapes = new ArrayList<>();
      if (!profile.hasSteadyLists()) {
        return Optional.empty();
      }
      for (Read each : tables) {
        Optional<VarBinds> whole = each.whole();
        if (whole.isEmpty()) {
          return Optional.empty();
        }
        shapes.add(whole.get().shape(each.table().moving()));
      }
      return Optional.of(new Basis(profile.toString(), shapes, scalars, names));
    }
  }

  /** A table and what came of reading it; empty if nobody did. */
  record Read(TableRead table, Optional<ReadResult> result) {
    /** So that what is mapped are the very values among which its counters are looked for. */
    void decode() {
      whole().ifPresent(VarBinds::all);
    }

    Optional<VarBinds> whole() {
      return result
          .filter(ReadResult.Complete.class::isInstance)
          .map(each -> ((ReadResult.Complete) each).content());
    }
  }

  private KeptLists(Basis basis, List<MappedList> lists, List<List<int[]>> places) {
    this.basis = basis;
    this.lists = List.copyOf(lists);
    this.places = List.copyOf(places);
  }

  /** Keeps lists that were mapped from {@code tables}; nothing if a counter is not among these. */
  static Optional<KeptLists> of(Basis basis, List<Read> tables, List<MappedList> lists) {
    IdentityHashMap<SnmpValue, Integer> placeOf = new IdentityHashMap<>();
    for (Read read : tables) {
      for (VarBind each : read.whole().orElse(NONE).all()) {
        if (isMoving(read.table(), each.oid())
            && placeOf.put(each.value(), placeOf.size()) != null) {
          return Optional.empty();
        }
      }
    }
    List<List<int[]>> places = new ArrayList<>();
    for (MappedList list : lists) {
      List<int[]> ofList = new ArrayList<>();
      for (HitCount count : list.hits().values()) {
        if (!placeOf.keySet().containsAll(count.addends())) {
          return Optional.empty();
        }
        ofList.add(count.addends().stream().mapToInt(placeOf::get).toArray());
      }
      places.add(ofList);
    }
    return Optional.of(new KeptLists(basis, lists, places));
  }

  private static boolean isMoving(TableRead table, Oid oid) {
    return table.moving().stream().anyMatch(oid::startsWith);
  }

  Basis basis() {
    return basis;
  }

  /** The lists with the hits that these answers, which have the same shape, tell. */
  List<AccessListReading> readings(List<Read> tables) {
    List<SnmpValue> values = new ArrayList<>();
    for (Read read : tables) {
      if (!read.table().moving().isEmpty()) {
        values.addAll(read.whole().orElse(NONE).valuesBelow(read.table().moving()));
      }
    }
    List<AccessListReading> readings = new ArrayList<>();
    for (int i = 0; i < lists.size(); i++) {
      readings.add(reading(lists.get(i), places.get(i), values));
    }
    return readings;
  }

  private static AccessListReading reading(
      MappedList list, List<int[]> places, List<SnmpValue> values) {
    Map<String, HitReading> hits = new HashMap<>();
    int position = 0;
    for (Map.Entry<String, HitCount> count : list.hits().entrySet()) {
      List<SnmpValue> addends = new ArrayList<>();
      for (int place : places.get(position)) {
        addends.add(values.get(place));
      }
      hits.put(count.getKey(), count.getValue().with(addends).reading());
      position++;
    }
    return new AccessListReading(list.list(), hits);
  }
}

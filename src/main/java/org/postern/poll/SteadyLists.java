package org.postern.poll;

import java.util.ArrayList;
import java.util.List;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListDigest;
import org.postern.acl.AccessListReading;
import org.postern.profile.DeviceReading;
import org.postern.snmp.VarBind;

/**
 * The access lists of a reading that was surely of one moment.
 *
 * @param witness what the device's change witnesses were then
 */
record SteadyLists(List<AccessList> lists, List<VarBind> witness) {
  private static final String CHANGING = "the list changed while it was read";

  SteadyLists {
    lists = List.copyOf(lists);
    witness = List.copyOf(witness);
  }

  /** Of a device that was not read yet. */
  static SteadyLists none() {
    return new SteadyLists(List.of(), List.of());
  }

  static SteadyLists of(DeviceReading reading, List<VarBind> witness) {
    return new SteadyLists(
        reading.accessLists().stream().map(AccessListReading::list).toList(), witness);
  }

  /** Whether a reading has these lists; comments and the like may differ. */
  boolean areThoseOf(DeviceReading reading) {
    if (lists.size() != reading.accessLists().size()) {
      return false;
    }
    for (int i = 0; i < lists.size(); i++) {
      if (!same(lists.get(i), reading.accessLists().get(i).list())) {
        return false;
      }
    }
    return true;
  }

  /** Whether these lists were in force when a witness had another value. */
  boolean areBefore(List<VarBind> now) {
    return !witness.isEmpty() && !now.isEmpty() && !witness.equals(now);
  }

  /** A reading whose lists are not these, marked so that nobody believes them. */
  DeviceReading doubted(DeviceReading reading) {
    List<AccessListReading> doubted = new ArrayList<>();
    for (AccessListReading each : reading.accessLists()) {
      boolean steady = lists.stream().anyMatch(known -> same(known, each.list()));
      doubted.add(steady ? each : new AccessListReading(doubted(each.list()), each.hits()));
    }
    return new DeviceReading(
        reading.facts(),
        reading.profiles(),
        reading.interfaces(),
        doubted,
        reading.namedCounters(),
        reading.gaps(),
        false);
  }

  private static AccessList doubted(AccessList list) {
    List<String> gaps = new ArrayList<>(list.gaps());
    gaps.add(CHANGING);
    return new AccessList(
        list.name(),
        list.source(),
        list.families(),
        list.bindings(),
        list.entries(),
        list.implicitAction(),
        list.visibility(),
        gaps);
  }

  private static boolean same(AccessList a, AccessList b) {
    return a.equals(b)
        || (a.name().equals(b.name())
            && a.source().equals(b.source())
            && a.gaps().equals(b.gaps())
            && AccessListDigest.of(a).equals(AccessListDigest.of(b)));
  }
}

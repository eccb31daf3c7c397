package org.postern.profile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.postern.snmp.Oid;

/**
 * What has to be read of a device before its profiles can map it.
 *
 * @param scalars instances for one GET; empty if there are none
 * @param witnesses those of the scalars that change whenever the configuration does
 * @param tables walks, which do not depend on each other
 */
public record ReadPlan(List<Oid> scalars, List<Oid> witnesses, List<TableRead> tables) {
  public ReadPlan {
    scalars = List.copyOf(scalars);
    witnesses = List.copyOf(witnesses);
    tables = List.copyOf(tables);
  }

  /** The plans of several profiles as one. */
  public static ReadPlan of(List<Profile> profiles) {
    Set<Oid> scalars = new LinkedHashSet<>();
    Set<Oid> witnesses = new LinkedHashSet<>();
    List<TableRead> tables = new ArrayList<>();
    for (Profile profile : profiles) {
      scalars.addAll(profile.readPlan().scalars());
      witnesses.addAll(profile.readPlan().witnesses());
      tables.addAll(profile.readPlan().tables());
    }
    return new ReadPlan(List.copyOf(scalars), List.copyOf(witnesses), tables);
  }
}

package org.postern.profile;

import java.util.List;
import java.util.Map;
import org.postern.snmp.ReadResult;

/** Maps what was read of a device to values. */
public final class Profiles {
  private Profiles() {}

  /** A reading, and what of it serves the next one. */
  public record Mapped(DeviceReading reading, KnownMapping known) {}

  /**
   * Maps a device. Never fails for what a device says: what cannot be read becomes a gap.
   *
   * @param profiles those that {@link ProfileCatalog#match} gave
   * @param tables what came of each read of the profiles' plans; a missing one counts as not read
   * @param scalars what came of the plan's GET; not looked at if the plan has no scalars
   * @param known from the reading before; lists whose tables have not changed are taken from there
   * @param shared lists of other devices, where the same answers were mapped already
   */
  public static Mapped map(
      DeviceFacts facts,
      List<Profile> profiles,
      Map<TableRead, ReadResult> tables,
      ReadResult scalars,
      KnownMapping known,
      SharedLists shared) {
    return new DeviceMapper(facts, profiles, tables, scalars, known, shared).map();
  }
}

package org.postern.finding;

import java.util.List;
import java.util.Map;
import org.postern.acl.AccessList;
import org.postern.acl.Crossing;

/** Decides which ways through a device are asked about. */
public final class CrossingPlan {
  private CrossingPlan() {}

  /**
   * One crossing for each ordered pair of zones on the device; without zones, for each ordered pair
   * of interfaces its forwarding entries name, and for each other list by itself.
   *
   * @param zoneByInterface zone names by ifName, from the configuration; may be empty
   * @return in a stable order, names unique and printable ASCII
   */
  public static List<Crossing> crossings(
      Policy policy,
      Map<String, String> zoneByInterface,
      List<AccessList> lists,
      List<String> interfaceNames) {
    throw new UnsupportedOperationException("signatures first");
  }
}

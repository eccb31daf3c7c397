package org.postern.acl;

import java.util.Optional;
import java.util.Set;

/**
 * A way through a device: from one zone to another, with the flows that are asked about.
 *
 * @param name as shown everywhere, such as "untrusted>mail-dmz"; printable ASCII
 * @param ingress ifNames by which flows may come in; empty means that they are not known
 * @param egress ifNames by which flows may go out; empty means that they are not known
 * @param sources where the flows come from
 * @param destinations where they go
 * @param onlyList if present, just this list is asked, wherever it is bound: for devices whose
 *     zones nobody has configured
 */
public record Crossing(
    String name,
    String fromZone,
    String toZone,
    Set<String> ingress,
    Set<String> egress,
    AddressMatch sources,
    AddressMatch destinations,
    Optional<String> onlyList) {
  public Crossing {
    ingress = Set.copyOf(ingress);
    egress = Set.copyOf(egress);
  }

  /** Asks one list alone, whatever way leads through it. */
  public static Crossing throughList(String list) {
    return new Crossing(
        list,
        "",
        "",
        Set.of(),
        Set.of(),
        AddressMatch.any(),
        AddressMatch.any(),
        Optional.of(list));
  }
}

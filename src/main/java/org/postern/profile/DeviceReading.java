package org.postern.profile;

import java.util.List;
import org.postern.acl.AccessListReading;
import org.postern.acl.NamedCounter;
import org.postern.counter.InterfaceSample;

/**
 * All that one poll of a device told, as values. What could not be read is in {@code gaps}, and in
 * the gaps of the list it belongs to.
 *
 * @param profiles ids of the profiles that were used
 * @param gaps what was not read or not followed, in words
 * @param listsComplete false if the device may have access lists that are not among these: one that
 *     is missing has then not been removed
 */
public record DeviceReading(
    DeviceFacts facts,
    List<String> profiles,
    List<InterfaceSample> interfaces,
    List<AccessListReading> accessLists,
    List<NamedCounter> namedCounters,
    List<String> gaps,
    boolean listsComplete) {
  public DeviceReading {
    profiles = List.copyOf(profiles);
    interfaces = List.copyOf(interfaces);
    accessLists = List.copyOf(accessLists);
    namedCounters = List.copyOf(namedCounters);
    gaps = List.copyOf(gaps);
  }
}

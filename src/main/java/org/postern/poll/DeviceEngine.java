package org.postern.poll;

import java.util.List;
import java.util.Optional;
import org.postern.finding.EngineMemory;
import org.postern.finding.EngineSighting;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpEngine;
import org.postern.store.StoredEngine;

/** The SNMPv3 engine of one device between polls. Confined like the {@link DeviceState}. */
final class DeviceEngine {
  private final MonitoredDevice device;
  private final EngineMemory memory;
  private final EngineIds ids;
  private Optional<StoredEngine> last = Optional.empty();

  /**
   * An engine that was not seen yet.
   *
   * @param memory what the device is known by
   * @param ids those of all devices
   */
  DeviceEngine(MonitoredDevice device, EngineMemory memory, EngineIds ids) {
    this.device = device;
    this.memory = memory;
    this.ids = ids;
  }

  /** Goes on from what was known before a restart. */
  void restore(StoredEngine stored) {
    last = Optional.of(stored);
    memory.restore(new EngineMemory.Known(stored.knownId(), stored.knownBoots()));
    ids.seen(device.name(), Optional.of(stored.id()));
  }

  /** What to keep over a restart. */
  Optional<StoredEngine> stored() {
    return last.map(
        seen -> {
          EngineMemory.Known known =
              memory.known().orElse(new EngineMemory.Known(seen.id(), seen.boots()));
          return new StoredEngine(
              seen.device(),
              seen.id(),
              seen.boots(),
              seen.seconds(),
              seen.seen(),
              known.id(),
              known.boots());
        });
  }

  /** The engine that answered a poll; the last one known if an answer in part does not show it. */
  Optional<EngineSighting> sighting(PollOutcome.Answered answered) {
    Optional<StoredEngine> before =
        device.target().credential() instanceof SnmpCredential.V3 ? last : Optional.empty();
    last = answered.engine().map(engine -> seen(engine, answered)).or(() -> before);
    List<String> others = ids.seen(device.name(), last.map(StoredEngine::id));
    return last.map(now -> new EngineSighting(now.id(), now.boots(), others));
  }

  private StoredEngine seen(SnmpEngine engine, PollOutcome.Answered answered) {
    return new StoredEngine(
        device.name(),
        engine.id(),
        engine.boots(),
        engine.seconds(),
        answered.time(),
        engine.id(),
        engine.boots());
  }
}

package org.postern.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.snmp.SnmpCredential;

/**
 * Everything the operator says, checked and with all references resolved.
 *
 * @param credentials by name; also those nobody uses
 * @param profilesDirectory where the operator's own device profiles are
 * @param devices in the order of the files; names and addresses are unique
 * @param files every file that was read, the named one first: what a reload has to look at
 */
public record PosternConfig(
    AgentConfig agent,
    StoreConfig store,
    PollingConfig polling,
    Map<String, SnmpCredential> credentials,
    Optional<Path> profilesDirectory,
    List<DeviceConfig> devices,
    PolicyConfig policy,
    DetectionConfig detection,
    List<ReceiverConfig> receivers,
    List<MaintenanceWindow> maintenance,
    HeartbeatConfig heartbeat,
    MetricsConfig metrics,
    NotificationConfig notifications,
    List<Path> files) {
  public PosternConfig {
    credentials = Map.copyOf(credentials);
    devices = List.copyOf(devices);
    receivers = List.copyOf(receivers);
    maintenance = List.copyOf(maintenance);
    files = List.copyOf(files);
  }
}

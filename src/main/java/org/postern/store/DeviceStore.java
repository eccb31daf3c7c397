package org.postern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.acl.Visibility;
import org.postern.finding.Board.Reachability;
import tools.jackson.databind.json.JsonMapper;

/** What was last known of each device, for the time until the first poll; thread-safe. */
public final class DeviceStore {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final StateFile state;

  DeviceStore(StateFile state) {
    this.state = state;
  }

  /** Puts these devices in place of what was known of them, in one transaction. */
  public void save(Collection<StoredDevice> devices) {
    if (devices.isEmpty()) {
      return;
    }
    state.write(
        "store the devices",
        handle -> {
          PreparedBatch batch =
              handle.prepareBatch(
                  "MERGE INTO device (name, address, port, profiles, sys_object_id, sys_descr,"
                      + " sys_name, sys_up_time, reachability, reachability_text, last_good_poll,"
                      + " consecutive_failures, restarts_seen, visibility) KEY (name) VALUES"
                      + " (:name, :address, :port, :profiles, :sysObjectId, :sysDescr, :sysName,"
                      + " :sysUpTime, :reachability, :reachabilityText, :lastGoodPoll, :failures,"
                      + " :restarts, :visibility)");
          for (StoredDevice device : devices) {
            bind(batch, device).add();
          }
          return batch.execute().length;
        });
  }

  private static PreparedBatch bind(PreparedBatch batch, StoredDevice device) {
    return batch
        .bind("name", device.name())
        .bind("address", device.address())
        .bind("port", device.port())
        .bind("profiles", JSON.writeValueAsString(device.profiles()))
        .bind("sysObjectId", device.sysObjectId())
        .bind("sysDescr", device.sysDescr())
        .bind("sysName", device.sysName())
        .bind("sysUpTime", device.sysUpTime())
        .bind("reachability", device.reachability().name())
        .bind("reachabilityText", device.reachabilityText())
        .bindByType("lastGoodPoll", device.lastGoodPoll().orElse(null), Instant.class)
        .bind("failures", device.consecutiveFailures())
        .bind("restarts", device.restartsSeen())
        .bind("visibility", device.visibility().name());
  }

  /** All devices ever saved and not forgotten, by name; some may not be configured any more. */
  public List<StoredDevice> all() {
    return state.read(
        "read the devices",
        handle ->
            handle
                .createQuery("SELECT * FROM device ORDER BY name")
                .map((row, context) -> device(row))
                .list());
  }

  /** Drops what is known of a device; its indexes stay its own. */
  public void forget(String name) {
    state.write(
        "forget a device", handle -> handle.execute("DELETE FROM device WHERE name = ?", name));
  }

  private static StoredDevice device(ResultSet row) throws SQLException {
    return new StoredDevice(
        row.getString("name"),
        row.getString("address"),
        row.getInt("port"),
        List.of(JSON.readValue(row.getString("profiles"), String[].class)),
        row.getString("sys_object_id"),
        row.getString("sys_descr"),
        row.getString("sys_name"),
        row.getLong("sys_up_time"),
        Reachability.valueOf(row.getString("reachability")),
        row.getString("reachability_text"),
        Optional.ofNullable(row.getObject("last_good_poll", Instant.class)),
        row.getInt("consecutive_failures"),
        row.getInt("restarts_seen"),
        Visibility.valueOf(row.getString("visibility")));
  }
}

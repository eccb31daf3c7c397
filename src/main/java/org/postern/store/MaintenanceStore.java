package org.postern.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.finding.MaintenanceOrder;

/** The devices that operators said are worked on; thread-safe. */
public final class MaintenanceStore {
  private final StateFile state;

  MaintenanceStore(StateFile state) {
    this.state = state;
  }

  /** All orders, by device. */
  public List<MaintenanceOrder> all() {
    return state.read(
        "read the maintenances",
        handle ->
            handle
                .createQuery("SELECT * FROM maintenance ORDER BY device")
                .map(
                    (row, context) ->
                        new MaintenanceOrder(
                            row.getString("device"),
                            row.getObject("since", Instant.class),
                            row.getObject("ends", Instant.class),
                            row.getString("actor"),
                            row.getString("note")))
                .list());
  }

  /** These orders and no others, on disk when it returns. */
  public void save(List<MaintenanceOrder> orders) {
    state.writeDurably(
        "store the maintenances",
        handle -> {
          handle.execute("DELETE FROM maintenance");
          PreparedBatch rows =
              handle.prepareBatch(
                  "INSERT INTO maintenance (device, since, ends, actor, note)"
                      + " VALUES (:device, :since, :ends, :actor, :note)");
          for (MaintenanceOrder order : orders) {
            rows.bind("device", order.device())
                .bind("since", order.since())
                .bind("ends", order.until())
                .bind("actor", order.actor())
                .bind("note", order.note())
                .add();
          }
          rows.execute();
          return orders.size();
        });
  }
}

package org.postern.store;

/** How far each receiver of informs has come in the log; thread-safe. */
public final class ReceiverStore {
  private final DatabaseFile state;

  ReceiverStore(DatabaseFile state) {
    this.state = state;
  }

  /** The highest sequence number that {@code receiver} has acknowledged, 0 if none. */
  public long lastAcknowledged(String receiver) {
    return state.read(
        "read the receivers",
        handle ->
            handle
                .createQuery("SELECT acknowledged FROM receiver WHERE name = :name")
                .bind("name", receiver)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
  }

  /** Notes that {@code receiver} has everything up to {@code sequence}; it never goes back. */
  public void acknowledge(String receiver, long sequence) {
    state.write(
        "note an acknowledgement",
        handle ->
            handle
                .createUpdate(
                    "MERGE INTO receiver r USING (VALUES (CAST(:name AS VARCHAR),"
                        + " CAST(:sequence AS BIGINT))) AS n (name, acknowledged)"
                        + " ON r.name = n.name"
                        + " WHEN MATCHED AND r.acknowledged < n.acknowledged THEN"
                        + " UPDATE SET acknowledged = n.acknowledged"
                        + " WHEN NOT MATCHED THEN"
                        + " INSERT (name, acknowledged) VALUES (n.name, n.acknowledged)")
                .bind("name", receiver)
                .bind("sequence", sequence)
                .execute());
  }
}

package org.postern.store;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.postern.finding.Finding;
import org.postern.finding.FindingState;
import org.postern.finding.Transition;

/** The findings and the log of their transitions; thread-safe. */
public final class FindingStore {
  private static final String TRANSITION = "transition";
  private static final String FINDING = "finding";

  private final StateFile state;
  private final StoreSettings settings;

  FindingStore(StateFile state, StoreSettings settings) {
    this.state = state;
    this.settings = settings;
  }

  /**
   * Appends to the log and brings the findings up to date, all or nothing, on disk when it returns.
   *
   * <p>After a {@link StoreException} the transitions may be in or not, as with any lost
   * acknowledgement: compare {@link #lastSequence()} before trying again.
   *
   * @param transitions with the sequence numbers that follow the last one; may be empty
   * @throws IllegalArgumentException on a gap or a repeat; nothing is stored then
   */
  public void append(List<Transition> transitions) {
    if (transitions.isEmpty()) {
      return;
    }
    state.writeDurably(
        "store transitions",
        handle -> {
          long last = lockedLast(handle, TRANSITION);
          for (Transition transition : transitions) {
            last++;
            if (transition.sequence() != last) {
              throw new IllegalArgumentException(
                  "transition " + transition.sequence() + " where " + last + " comes next");
            }
          }
          insert(handle, transitions);
          long highest =
              transitions.stream().mapToLong(step -> step.finding().number()).max().orElseThrow();
          handle.execute(
              "UPDATE sequence_number SET last_given = ? WHERE name = ?", last, TRANSITION);
          handle.execute(
              "UPDATE sequence_number SET last_given = GREATEST(last_given, ?) WHERE name = ?",
              highest,
              FINDING);
          trim(handle, last, transitions.get(transitions.size() - 1).time());
          return last;
        });
  }

  private static void insert(Handle handle, List<Transition> transitions) {
    PreparedBatch log =
        handle.prepareBatch(
            "INSERT INTO transition (sequence_number, step, happened, actor, "
                + FindingRows.COLUMNS
                + ") VALUES (:sequence, :step, :happened, :actor, "
                + FindingRows.PARAMETERS
                + ")");
    PreparedBatch findings =
        handle.prepareBatch(
            "MERGE INTO finding ("
                + FindingRows.COLUMNS
                + ") KEY (finding_number) VALUES ("
                + FindingRows.PARAMETERS
                + ")");
    for (Transition transition : transitions) {
      log.bind("sequence", transition.sequence())
          .bind("step", transition.type().name())
          .bind("happened", transition.time())
          .bind("actor", transition.actor());
      FindingRows.bind(log, transition.finding()).add();
      FindingRows.bind(findings, transition.finding()).add();
    }
    log.execute();
    findings.execute();
  }

  private void trim(Handle handle, long last, Instant now) {
    Instant oldest = now.minus(settings.findingsKept());
    handle.execute(
        "DELETE FROM transition WHERE sequence_number <= ?",
        Math.max(last - settings.transitionsKept(), firstSince(handle, oldest) - 1));
    handle.execute(
        "DELETE FROM finding WHERE state = ? AND last_seen < ?",
        FindingState.CLEARED.name(),
        oldest);
    handle.execute(
        "DELETE FROM finding WHERE finding_number IN (SELECT finding_number FROM finding"
            + " WHERE state = ? ORDER BY last_seen DESC, finding_number DESC OFFSET ? ROWS)",
        FindingState.CLEARED.name(),
        settings.clearedFindingsKept());
  }

  /** The log has no holes: what is older than the first that stays goes, and nothing else. */
  private static long firstSince(Handle handle, Instant time) {
    return handle
        .createQuery(
            "SELECT sequence_number FROM transition WHERE happened >= :time"
                + " ORDER BY sequence_number FETCH FIRST ROW ONLY")
        .bind("time", time)
        .mapTo(Long.class)
        .one();
  }

  /** All findings that are not cleared, by number. */
  public List<Finding> active() {
    return state.read(
        "read the findings",
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM finding WHERE state <> :cleared ORDER BY finding_number")
                .bind("cleared", FindingState.CLEARED.name())
                .map((row, context) -> FindingRows.finding(row))
                .list());
  }

  /** Findings in any state, highest number first, at most {@code limit} (0 and up). */
  public List<Finding> all(int limit) {
    return state.read(
        "read the findings",
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM finding ORDER BY finding_number DESC"
                        + " FETCH FIRST :limit ROWS ONLY")
                .bind("limit", limit)
                .map((row, context) -> FindingRows.finding(row))
                .list());
  }

  /** The last sequence number stored, 0 if none. */
  public long lastSequence() {
    return state.read("read the log", handle -> last(handle, TRANSITION));
  }

  /** The highest finding number ever stored, 0 if none; it does not fall when findings go. */
  public long lastFindingNumber() {
    return state.read("read the findings", handle -> last(handle, FINDING));
  }

  /**
   * Transitions after {@code fromSequenceExclusive}, ascending, at most {@code limit} (0 and up).
   * The first may be further on than asked if older ones were not kept.
   */
  public List<Transition> log(long fromSequenceExclusive, int limit) {
    return state.read(
        "read the log",
        handle ->
            handle
                .createQuery(
                    "SELECT * FROM transition WHERE sequence_number > :from"
                        + " ORDER BY sequence_number FETCH FIRST :limit ROWS ONLY")
                .bind("from", fromSequenceExclusive)
                .bind("limit", limit)
                .map((row, context) -> FindingRows.transition(row))
                .list());
  }

  /**
   * Says what is wrong between the log and its sequence number, as one clause; empty if nothing.
   */
  static String contradiction(Handle handle) {
    String hole = hole(handle);
    return hole.isEmpty() ? difference(handle) : hole;
  }

  private static String hole(Handle handle) {
    return handle
        .createQuery(
            "SELECT COUNT(*) AS kept, MIN(sequence_number) AS lowest,"
                + " MAX(sequence_number) AS highest FROM transition")
        .map(
            (row, context) -> {
              long kept = row.getLong("kept");
              long lowest = row.getLong("lowest");
              long highest = row.getLong("highest");
              long last = last(handle, TRANSITION);
              if (highest != last) {
                return "log ends at " + highest + ", last number given is " + last;
              }
              return kept == 0 || highest - lowest + 1 == kept
                  ? ""
                  : "log " + lowest + ".." + highest + " has only " + kept + " rows";
            })
        .one();
  }

  /** The newest step of a finding has it as it is now, if both are still kept. */
  private static String difference(Handle handle) {
    long different =
        handle
            .createQuery(
                "SELECT COUNT(*) FROM transition t JOIN finding f USING (finding_number)"
                    + " WHERE t.sequence_number IN"
                    + " (SELECT MAX(sequence_number) FROM transition GROUP BY finding_number)"
                    + " AND (t.state, t.last_seen, t.occurrences, t.note)"
                    + " <> (f.state, f.last_seen, f.occurrences, f.note)")
            .mapTo(Long.class)
            .one();
    return different == 0 ? "" : different + " findings are not as the log left them";
  }

  private static long lockedLast(Handle handle, String name) {
    return handle
        .createQuery("SELECT last_given FROM sequence_number WHERE name = :name FOR UPDATE")
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }

  private static long last(Handle handle, String name) {
    return handle
        .createQuery("SELECT last_given FROM sequence_number WHERE name = :name")
        .bind("name", name)
        .mapTo(Long.class)
        .one();
  }
}

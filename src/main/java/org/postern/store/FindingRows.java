package org.postern.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.postern.acl.MailPort;
import org.postern.counter.Quality;
import org.postern.finding.Evidence;
import org.postern.finding.Finding;
import org.postern.finding.FindingKey;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Subject;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;

/** Findings as columns, the same in the table of findings and in the log. */
final class FindingRows {
  static final String COLUMNS =
      "finding_number, kind, device, object, port, severity, state, first_seen, last_seen,"
          + " occurrences, crossing, entry, observed, expected, story, quality, shelved_until, note,"
          + " cause";

  static final String PARAMETERS =
      ":number, :kind, :device, :object, :port, :severity, :state, :firstSeen, :lastSeen,"
          + " :occurrences, :crossing, :entry, :observed, :expected, :story, :quality,"
          + " :shelvedUntil, :note, :cause";

  private FindingRows() {}

  static <T extends SqlStatement<T>> T bind(T statement, Finding finding) {
    Subject subject = finding.key().subject();
    Evidence evidence = finding.evidence();
    return statement
        .bind("number", finding.number())
        .bind("kind", finding.key().kind().name())
        .bind("device", subject.device())
        .bind("object", subject.object())
        .bind("port", subject.port().map(MailPort::serviceName).orElse(""))
        .bind("severity", finding.severity().name())
        .bind("state", finding.state().name())
        .bind("firstSeen", finding.firstSeen())
        .bind("lastSeen", finding.lastSeen())
        .bind("occurrences", finding.occurrences())
        .bind("crossing", evidence.crossing())
        .bind("entry", evidence.entry())
        .bind("observed", evidence.observed())
        .bind("expected", evidence.expected())
        .bind("story", evidence.text())
        .bind("quality", evidence.quality().name())
        .bindByType("shelvedUntil", finding.shelvedUntil().orElse(null), Instant.class)
        .bind("note", finding.note())
        .bindByType("cause", cause(evidence), Long.class);
  }

  static Finding finding(ResultSet row) throws SQLException {
    Subject subject =
        new Subject(
            row.getString("device"),
            row.getString("object"),
            MailPort.parse(row.getString("port")));
    Evidence evidence =
        new Evidence(
            row.getString("crossing"),
            row.getString("entry"),
            row.getString("observed"),
            row.getString("expected"),
            row.getString("story"),
            Quality.valueOf(row.getString("quality")),
            cause(row.getLong("cause")));
    return new Finding(
        row.getLong("finding_number"),
        new FindingKey(FindingKind.valueOf(row.getString("kind")), subject),
        Severity.valueOf(row.getString("severity")),
        FindingState.valueOf(row.getString("state")),
        row.getObject("first_seen", Instant.class),
        row.getObject("last_seen", Instant.class),
        row.getInt("occurrences"),
        evidence,
        Optional.ofNullable(row.getObject("shelved_until", Instant.class)),
        row.getString("note"));
  }

  private static @Nullable Long cause(Evidence evidence) {
    return evidence.cause().isPresent() ? evidence.cause().getAsLong() : null;
  }

  /** Numbers begin at 1; JDBC reads NULL as 0. */
  private static OptionalLong cause(long column) {
    return column == 0 ? OptionalLong.empty() : OptionalLong.of(column);
  }

  static Transition transition(ResultSet row) throws SQLException {
    return new Transition(
        row.getLong("sequence_number"),
        TransitionType.valueOf(row.getString("step")),
        row.getObject("happened", Instant.class),
        finding(row),
        row.getString("actor"));
  }
}

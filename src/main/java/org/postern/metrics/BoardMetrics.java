package org.postern.metrics;

import static org.postern.metrics.MetricFamily.gauge;
import static org.postern.metrics.MetricFamily.seconds;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.postern.acl.MailPort;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.Finding;
import org.postern.finding.Severity;

/**
 * The board as metrics, made anew for each scrape: all samples of one scrape are of one board, and
 * what is no longer on it is no longer told. Thread-safe.
 */
final class BoardMetrics implements MultiCollector {
  private static final List<MetricFamily<?>> FAMILIES =
      Stream.of(
              daemon(),
              DeviceMetrics.devices(),
              DeviceMetrics.ports(),
              DeviceMetrics.interfaces(),
              findings())
          .flatMap(List::stream)
          .toList();

  private final BoardHolder boards;

  BoardMetrics(BoardHolder boards) {
    this.boards = boards;
  }

  @Override
  public MetricSnapshots collect() {
    Board board = boards.current();
    return new MetricSnapshots(FAMILIES.stream().map(family -> family.of(board)).toList());
  }

  @Override
  public List<String> getPrometheusNames() {
    return FAMILIES.stream().map(MetricFamily::name).toList();
  }

  private static MetricFamily<Board> one(
      String name, String help, boolean counter, MetricFamily.Value<Board> value) {
    return new MetricFamily<>(name, help, counter, List::of, board -> Labels.EMPTY, value);
  }

  private static List<MetricFamily<?>> daemon() {
    return List.of(
        one(
            "postern_started_timestamp_seconds",
            "When the daemon started.",
            false,
            board -> seconds(board.system().started())),
        one(
            "postern_board_timestamp_seconds",
            "The moment that all other metrics of Postern describe.",
            false,
            board -> seconds(board.time())),
        one("postern_boards", "How often new results were published.", true, Board::generation),
        one(
            "postern_devices",
            "Devices that are configured.",
            false,
            board -> board.system().devicesTotal()),
        one(
            "postern_devices_down",
            "Devices that did not answer their last poll, or refused the credential.",
            false,
            board -> board.system().devicesDown()),
        one("postern_polls", "Polls of devices begun.", true, board -> board.system().polls()),
        one(
            "postern_poll_timeouts",
            "Polls without an answer after all retries.",
            true,
            board -> board.system().timeouts()),
        one(
            "postern_late_polls",
            "Polls begun later than planned, or left out because the one before had not ended.",
            true,
            board -> board.system().latePolls()),
        one(
            "postern_samples_stored",
            "Samples written to the store.",
            true,
            board -> board.system().samplesStored()),
        one(
            "postern_notifications_sent",
            "Notifications sent to receivers.",
            true,
            board -> board.system().notificationsSent()),
        one(
            "postern_notifications_suppressed",
            "Notifications not sent because there were too many at a time.",
            true,
            board -> board.system().notificationsSuppressed()),
        one(
            "postern_raises_suppressed",
            "Findings not raised because their device was in maintenance or unreachable.",
            true,
            board -> board.system().suppressedRaises()));
  }

  private static List<MetricFamily<?>> findings() {
    return List.of(
        gauge(
            "postern_open_findings",
            "Findings that are not cleared, acknowledged and shelved ones included.",
            board -> Arrays.stream(Severity.values()).map(each -> count(board, each)).toList(),
            each -> Labels.of("severity", each.severity().label()),
            Count::findings),
        gauge(
            "postern_finding",
            "A finding that is not cleared; always 1.",
            board -> board.findings().stream().filter(each -> each.state().isActive()).toList(),
            BoardMetrics::labels,
            finding -> 1));
  }

  /** How many findings of a severity are open. */
  private record Count(Severity severity, long findings) {}

  private static Count count(Board board, Severity severity) {
    return new Count(
        severity,
        board.findings().stream()
            .filter(each -> each.state().isActive() && each.severity() == severity)
            .count());
  }

  private static Labels labels(Finding finding) {
    return Labels.of(
        "number", Long.toString(finding.number()),
        "device", finding.key().subject().device(),
        "kind", finding.key().kind().label(),
        "object", finding.key().subject().object(),
        "port", finding.key().subject().port().map(MailPort::serviceName).orElse(""),
        "severity", finding.severity().label(),
        "state", word(finding.state()));
  }

  /** An enumeration value as a label: {@code NO_RESPONSE} is "no-response". */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.postern.metrics;

import static org.postern.metrics.MetricFamily.counter;
import static org.postern.metrics.MetricFamily.gauge;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postern.counter.Rate;
import org.postern.finding.Board;

/** The metrics of devices, of their crossings and mail ports, and of their interfaces. */
final class DeviceMetrics {
  private DeviceMetrics() {}

  static List<MetricFamily<?>> devices() {
    Function<Board, List<Board.DeviceRow>> rows = Board::devices;
    Function<Board.DeviceRow, Labels> labels = row -> Labels.of("device", row.name());
    return List.of(
        gauge(
            "postern_device_up",
            "1 if the device answered its last poll, 0 if not; absent before the first poll.",
            rows,
            labels,
            DeviceMetrics::up),
        gauge(
            "postern_device_reachability",
            "How the device answered its last poll, as a label; always 1.",
            rows,
            row -> labels.apply(row).add("reachability", BoardMetrics.word(row.reachability())),
            row -> 1),
        gauge(
            "postern_device_last_good_poll_timestamp_seconds",
            "The last poll that was answered.",
            rows,
            labels,
            row -> row.lastGoodPoll().map(MetricFamily::seconds).orElse(null)),
        gauge(
            "postern_device_poll_duration_seconds",
            "How long the last poll took.",
            rows,
            labels,
            row -> row.pollDuration().toNanos() / 1e9),
        gauge(
            "postern_device_response_time_seconds",
            "Time to the first answer of the last poll.",
            rows,
            labels,
            row -> row.responseTime().toNanos() / 1e9),
        gauge(
            "postern_device_consecutive_failures",
            "Polls in a row that were not answered.",
            rows,
            labels,
            Board.DeviceRow::consecutiveFailures),
        counter(
            "postern_device_restarts",
            "How often its sysUpTime fell.",
            rows,
            labels,
            Board.DeviceRow::restartsSeen),
        gauge(
            "postern_device_open_findings",
            "Findings of the device that are not cleared.",
            rows,
            labels,
            Board.DeviceRow::openFindings));
  }

  private static @Nullable Number up(Board.DeviceRow row) {
    return switch (row.reachability()) {
      case UP, PARTIAL -> 1;
      case NO_RESPONSE, AUTH_FAILURE -> 0;
      case UNKNOWN -> null;
    };
  }

  /** A port with the name of its device, which the row does not have. */
  private record NamedPort(String device, Board.PortRow row) {
    Labels labels() {
      return Labels.of(
          "device", device, "crossing", row.crossingName(), "port", row.port().serviceName());
    }
  }

  static List<MetricFamily<?>> ports() {
    Function<Board, List<NamedPort>> rows =
        board -> {
          Map<Integer, String> names = deviceNames(board);
          return board.ports().stream()
              .map(row -> new NamedPort(names.getOrDefault(row.deviceIndex(), ""), row))
              .toList();
        };
    return List.of(
        gauge(
            "postern_port_verdict",
            "What happens to new connections to the port, as a label; always 1.",
            rows,
            port -> port.labels().add("verdict", BoardMetrics.word(port.row().verdict().verdict())),
            port -> 1),
        gauge(
            "postern_port_conforms",
            "1 if this is as expected, 0 if not; absent if nothing is expected or it is unknown.",
            rows,
            NamedPort::labels,
            port -> conforms(port.row())),
        counter(
            "postern_port_permit_hits",
            "Hits of the entries that permit.",
            rows,
            NamedPort::labels,
            port -> port.row().permitHits()),
        counter(
            "postern_port_deny_hits",
            "Hits of the entries that deny.",
            rows,
            NamedPort::labels,
            port -> port.row().denyHits()));
  }

  private static @Nullable Number conforms(Board.PortRow row) {
    return switch (row.conformance()) {
      case CONFORMS -> 1;
      case VIOLATES -> 0;
      case NO_EXPECTATION, UNKNOWN -> null;
    };
  }

  /** An interface with the name of its device, which the row does not have. */
  private record NamedInterface(String device, Board.InterfaceRow row) {
    Labels labels() {
      return Labels.of(
          "device", device, "interface", row.name(), "index", Integer.toString(row.ifIndex()));
    }
  }

  static List<MetricFamily<?>> interfaces() {
    return List.of(
        rate("in_bytes", "Octets in, a second.", row -> octets(row.inBits())),
        rate("out_bytes", "Octets out, a second.", row -> octets(row.outBits())),
        rate("in_errors", "Errors in, a second.", row -> row.inErrors().perSecond()),
        rate("out_errors", "Errors out, a second.", row -> row.outErrors().perSecond()),
        rate("in_discards", "Discards in, a second.", row -> row.inDiscards().perSecond()),
        rate("out_discards", "Discards out, a second.", row -> row.outDiscards().perSecond()),
        gauge(
            "postern_interface_utilisation_ratio",
            "The busier direction in relation to the speed, 0 to 1.",
            DeviceMetrics::namedInterfaces,
            NamedInterface::labels,
            each -> orNull(each.row().utilisation())),
        gauge(
            "postern_interface_up",
            "1 if ifOperStatus is up, 0 if it is another; absent if it was not read.",
            DeviceMetrics::namedInterfaces,
            NamedInterface::labels,
            each -> isUp(each.row().ifOperStatus())));
  }

  private static @Nullable Number isUp(int ifOperStatus) {
    return switch (ifOperStatus) {
      case 0 -> null;
      case 1 -> 1;
      default -> 0;
    };
  }

  private static MetricFamily<NamedInterface> rate(
      String what, String help, Function<Board.InterfaceRow, OptionalDouble> value) {
    return gauge(
        "postern_interface_" + what + "_per_second",
        help,
        DeviceMetrics::namedInterfaces,
        NamedInterface::labels,
        each -> orNull(value.apply(each.row())));
  }

  private static OptionalDouble octets(Rate bits) {
    OptionalDouble rate = bits.perSecond();
    return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() / 8) : rate;
  }

  private static List<NamedInterface> namedInterfaces(Board board) {
    Map<Integer, String> names = deviceNames(board);
    return board.interfaces().stream()
        .map(row -> new NamedInterface(names.getOrDefault(row.deviceIndex(), ""), row))
        .toList();
  }

  private static Map<Integer, String> deviceNames(Board board) {
    return board.devices().stream()
        .collect(Collectors.toMap(Board.DeviceRow::index, Board.DeviceRow::name));
  }

  private static @Nullable Number orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}

package org.postern.poll;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.Finding;
import org.postern.finding.FindingBook;
import org.postern.finding.JoinedList;
import org.postern.finding.MaintenanceOrder;
import org.postern.finding.Severity;
import org.postern.finding.Transition;

/**
 * Puts the rows of all devices and the findings together and puts up the board. Confined to the
 * commit thread.
 */
final class BoardKeeper {
  private final BoardHolder holder;
  private final FindingBook book;
  private final Supplier<Board.SystemStatus> status;
  private final Map<Integer, Shown> devices = new TreeMap<>();
  private long generation;

  /** A device and how it was shown last: most of them are the same on the next board. */
  private static final class Shown {
    private final DeviceRows rows;
    private Board.DeviceRow counted;

    Shown(DeviceRows rows) {
      this.rows = rows;
      counted = rows.device();
    }

    Board.DeviceRow count(List<Finding> open, Board.MaintenanceState maintenance) {
      Optional<Severity> worst =
          open.isEmpty()
              ? Optional.empty()
              : open.stream().map(Finding::severity).min(Severity::compareTo);
      if (counted.openFindings() != open.size()
          || !counted.worstSeverity().equals(worst)
          || !counted.maintenance().equals(maintenance)) {
        counted = with(rows.device(), worst, open.size(), maintenance);
      }
      return counted;
    }
  }

  /**
   * @param status totals that are not counted here; device counts in it are overwritten
   */
  BoardKeeper(BoardHolder holder, FindingBook book, Supplier<Board.SystemStatus> status) {
    this.holder = holder;
    this.book = book;
    this.status = status;
    this.generation = holder.current().generation();
  }

  /** Takes in what a poll made of a device. */
  void update(DeviceRows device) {
    devices.put(device.device().index(), new Shown(device));
  }

  /** Builds a board of all that is known now and puts it up. */
  void publish(Instant now, List<Transition> transitions) {
    generation++;
    List<Finding> findings = new ArrayList<>(book.active());
    findings.addAll(book.recentlyCleared());
    findings.sort((a, b) -> Long.compare(a.number(), b.number()));
    Map<String, List<Finding>> open = activeByDevice(findings);
    Map<String, MaintenanceOrder> orders =
        book.maintenance().stream()
            .collect(Collectors.toMap(MaintenanceOrder::device, order -> order));
    List<Board.DeviceRow> counted = new ArrayList<>(devices.size());
    List<List<Board.PortRow>> ports = new ArrayList<>(devices.size());
    List<List<Board.AclRow>> acls = new ArrayList<>(devices.size());
    List<List<Board.EntryRow>> entries = new ArrayList<>(devices.size());
    List<List<Board.InterfaceRow>> interfaces = new ArrayList<>(devices.size());
    for (Shown each : devices.values()) {
      DeviceRows rows = each.rows;
      String name = rows.device().name();
      counted.add(
          each.count(
              open.getOrDefault(name, List.of()),
              Board.MaintenanceState.of(
                  book.isMaintained(name, now), Optional.ofNullable(orders.get(name)))));
      ports.add(rows.ports());
      acls.add(rows.acls());
      entries.add(rows.entries());
      interfaces.add(rows.interfaces());
    }
    holder.publish(
        new Board(
            generation,
            now,
            counted(status.get(), counted),
            counted,
            JoinedList.of(ports),
            JoinedList.of(acls),
            JoinedList.of(entries),
            JoinedList.of(interfaces),
            findings,
            book.log()),
        transitions);
  }

  private static Map<String, List<Finding>> activeByDevice(List<Finding> findings) {
    Map<String, List<Finding>> byDevice = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.state().isActive()) {
        byDevice
            .computeIfAbsent(finding.key().subject().device(), name -> new ArrayList<>())
            .add(finding);
      }
    }
    return byDevice;
  }

  private static Board.DeviceRow with(
      Board.DeviceRow row,
      Optional<Severity> worst,
      int openFindings,
      Board.MaintenanceState maintenance) {
    return new Board.DeviceRow(
        row.index(),
        row.name(),
        row.address(),
        row.port(),
        row.profiles(),
        row.sysObjectId(),
        row.sysName(),
        row.reachability(),
        row.reachabilityText(),
        row.lastGoodPoll(),
        row.pollDuration(),
        row.responseTime(),
        row.consecutiveFailures(),
        row.restartsSeen(),
        row.visibility(),
        worst,
        openFindings,
        maintenance);
  }

  private Board.SystemStatus counted(Board.SystemStatus status, List<Board.DeviceRow> devices) {
    int up = 0;
    int down = 0;
    for (Board.DeviceRow device : devices) {
      switch (device.reachability()) {
        case UP, PARTIAL -> up++;
        case NO_RESPONSE, AUTH_FAILURE -> down++;
        case UNKNOWN -> {}
      }
    }
    return new Board.SystemStatus(
        status.state(),
        status.started(),
        devices.size(),
        up,
        down,
        status.polls(),
        status.timeouts(),
        status.latePolls(),
        status.samplesStored(),
        status.notificationsSent(),
        status.notificationsSuppressed(),
        book.suppressedRaises(),
        status.lastSequence());
  }
}

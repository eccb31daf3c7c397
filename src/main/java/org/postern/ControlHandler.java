package org.postern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.postern.acl.MailPort;
import org.postern.agent.NotificationSender;
import org.postern.agent.ReceiverTest;
import org.postern.finding.BoardHolder;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;
import org.postern.poll.DeviceDiff;
import org.postern.poll.DeviceHistory;
import org.postern.poll.PollPipeline;

/** Answers what commands ask a running daemon, from its current board. */
final class ControlHandler implements Function<ControlRequest, ControlResponse> {
  private final BoardHolder boards;
  private final PollPipeline pipeline;
  private final String engineId;
  private final Supplier<Optional<NotificationSender>> receivers;

  /**
   * Answers from a running daemon.
   *
   * @param engineId snmpEngineID in hexadecimal
   * @param receivers what tells receivers; empty if there are none
   */
  ControlHandler(
      BoardHolder boards,
      PollPipeline pipeline,
      String engineId,
      Supplier<Optional<NotificationSender>> receivers) {
    this.boards = boards;
    this.pipeline = pipeline;
    this.engineId = engineId;
    this.receivers = receivers;
  }

  @Override
  public ControlResponse apply(ControlRequest request) {
    return switch (request.command()) {
      case "status" -> ControlResponse.of(status(request.argument("device")));
      case "ports" -> ControlResponse.of(ports(request.argument("device")));
      case "findings" ->
          ControlResponse.of(findings(Boolean.parseBoolean(request.argument("all"))));
      case "explain" -> ControlResponse.of(explain(request));
      case "diff" -> ControlResponse.of(diff(request));
      case "history" -> ControlResponse.of(HistoryView.of(history(request), request));
      case "windows" -> ControlResponse.of(HistoryView.windows(history(request), request));
      case "engine" -> ControlResponse.of(engineId);
      case "receiver-test" -> ControlResponse.of(test(request.argument("name")));
      case "ack" -> ControlResponse.of(acknowledge(request));
      case "shelve" ->
          ControlResponse.of(
              act(
                  request,
                  new OperatorWord.Shelve(
                      number(request), Instant.parse(request.argument("until")))));
      case "unshelve" ->
          ControlResponse.of(act(request, new OperatorWord.Unshelve(number(request))));
      case "note" ->
          ControlResponse.of(
              act(request, new OperatorWord.Note(number(request), request.argument("text"))));
      case "maintenance" -> ControlResponse.of(MaintenanceView.of(boards.current()));
      case "maintain" -> ControlResponse.of(maintain(request));
      default ->
          ControlResponse.failure(
              ExitCode.USAGE, "the daemon does not know the request " + request.command());
    };
  }

  private StatusView status(String device) {
    if (!device.isEmpty()) {
      mustBeWatched(device);
    }
    return StatusView.of(boards.current());
  }

  private List<PortView> ports(String device) {
    if (!device.isEmpty()) {
      mustBeWatched(device);
    }
    return BoardViews.ports(boards.current(), Optional.of(device).filter(name -> !name.isEmpty()));
  }

  private List<FindingView> findings(boolean cleared) {
    return boards.current().findings().stream()
        .filter(finding -> cleared || finding.state().isActive())
        .map(FindingView::of)
        .toList();
  }

  private List<String> explain(ControlRequest request) {
    String device = request.argument("device");
    mustBeWatched(device);
    Optional<MailPort> port = MailPort.parse(request.argument("port"));
    if (port.isEmpty()) {
      List<String> lines = pipeline.explain(device, request.argument("port"));
      if (lines.isEmpty()) {
        throw new CommandFailure(
            ExitCode.NOT_FOUND,
            "not a mail port and not an interface of " + device + ": " + request.argument("port"));
      }
      return lines;
    }
    List<String> lines =
        new ArrayList<>(
            pipeline.explain(
                device,
                port.get(),
                Optional.of(request.argument("crossing")).filter(name -> !name.isEmpty())));
    lines.addAll(BoardViews.lastChanges(boards.current(), device, lines));
    return lines;
  }

  private DiffView diff(ControlRequest request) {
    String device = request.argument("device");
    mustBeWatched(device);
    return DiffView.of(
        pipeline.diff(
            device,
            new DeviceDiff.Query(
                Optional.of(request.argument("list")).filter(name -> !name.isEmpty()),
                time(request.argument("since")),
                time(request.argument("until")))));
  }

  private DeviceHistory history(ControlRequest request) {
    String device = request.argument("device");
    mustBeWatched(device);
    return pipeline.history(device);
  }

  private static Optional<Instant> time(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  private ReceiverTest test(String name) {
    return receivers
        .get()
        .flatMap(sender -> sender.test(name))
        .orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "there is no receiver " + name))
        .toCompletableFuture()
        .join();
  }

  private Map<String, Object> acknowledge(ControlRequest request) {
    long number = number(request);
    return told(
        number,
        pipeline.acknowledge(
            number,
            request.argument("actor"),
            request.argument("note"),
            Boolean.parseBoolean(request.argument("accept"))));
  }

  private Map<String, Object> act(ControlRequest request, OperatorWord.OfFinding word) {
    return told(word.number(), pipeline.act(List.of(word), request.argument("actor")));
  }

  /** Without a time it ends. */
  private Map<String, Object> maintain(ControlRequest request) {
    String device = request.argument("device");
    mustBeWatched(device);
    OperatorWord word =
        time(request.argument("until"))
            .<OperatorWord>map(
                until -> new OperatorWord.Maintain(device, until, request.argument("note")))
            .orElseGet(() -> new OperatorWord.EndMaintenance(device));
    OperatorResult result = pipeline.act(List.of(word), request.argument("actor"));
    mustBeInFuture(result);
    return Map.of("device", device, "changed", result instanceof OperatorResult.Done);
  }

  private static void mustBeInFuture(OperatorResult result) {
    if (result instanceof OperatorResult.NotInFuture not) {
      throw new CommandFailure(ExitCode.USAGE, not.until() + " is not in the future");
    }
  }

  private static long number(ControlRequest request) {
    try {
      return Long.parseLong(request.argument("number"));
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "not the number of a finding: " + request.argument("number"), e);
    }
  }

  private static Map<String, Object> told(long number, OperatorResult result) {
    if (result instanceof OperatorResult.UnknownNumber) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no finding " + number);
    }
    if (result instanceof OperatorResult.AlreadyCleared) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "finding " + number + " is cleared already");
    }
    mustBeInFuture(result);
    Map<String, Object> answer = new TreeMap<>();
    answer.put("number", number);
    answer.put("changed", result instanceof OperatorResult.Done);
    return answer;
  }

  private void mustBeWatched(String device) {
    if (!pipeline.watches(device)) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "no such device: " + device);
    }
  }
}

package org.postern;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.postern.acl.MailPort;
import org.postern.finding.BoardHolder;
import org.postern.finding.OperatorResult;
import org.postern.poll.DeviceDiff;
import org.postern.poll.PollPipeline;

/** Answers what commands ask a running daemon, from its current board. */
final class ControlHandler implements Function<ControlRequest, ControlResponse> {
  private final BoardHolder boards;
  private final PollPipeline pipeline;

  ControlHandler(BoardHolder boards, PollPipeline pipeline) {
    this.boards = boards;
    this.pipeline = pipeline;
  }

  @Override
  public ControlResponse apply(ControlRequest request) {
    return switch (request.command()) {
      case "ports" -> ControlResponse.of(ports(request.argument("device")));
      case "findings" ->
          ControlResponse.of(findings(Boolean.parseBoolean(request.argument("all"))));
      case "explain" -> ControlResponse.of(explain(request));
      case "diff" -> ControlResponse.of(diff(request));
      case "ack" -> ControlResponse.of(acknowledge(request));
      default ->
          ControlResponse.failure(
              ExitCode.USAGE, "the daemon does not know the request " + request.command());
    };
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

  private static Optional<Instant> time(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
  }

  private Map<String, Object> acknowledge(ControlRequest request) {
    long number;
    try {
      number = Long.parseLong(request.argument("number"));
    } catch (NumberFormatException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "not the number of a finding: " + request.argument("number"), e);
    }
    OperatorResult result =
        pipeline.acknowledge(
            number,
            request.argument("actor"),
            request.argument("note"),
            Boolean.parseBoolean(request.argument("accept")));
    if (result instanceof OperatorResult.UnknownNumber) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no finding " + number);
    }
    if (result instanceof OperatorResult.AlreadyCleared) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, "finding " + number + " is cleared; there is nothing to acknowledge");
    }
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

package org.postern;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postern.agent.ReceiverTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Sends a notification to see whether it arrives. */
@Command(
    name = "test",
    description = {
      "Sends posternHeartbeat to a receiver and says whether it was confirmed.",
      "Needs a running daemon. Traps are never confirmed: look at the receiver whether it came.",
      "Exits with 4 if an inform was not confirmed or nothing could be sent."
    },
    mixinStandardHelpOptions = true)
final class ReceiversTestCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "Name of a receiver.")
  private String name;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    JsonNode answer =
        new ControlClient(config.load().config().store().directory())
            .ask("receiver-test", Map.of("name", name))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.NOT_FOUND, "no daemon runs here; start it with postern run"));
    ReceiverTest result = ReceiverTest.valueOf(answer.asString());
    if (output.json()) {
      output.json(Map.of("receiver", name, "result", result));
    } else {
      output.lines(List.of(name + ": " + words(result)));
    }
    return switch (result) {
      case SENT, CONFIRMED -> ExitCode.OK;
      case NOT_CONFIRMED, NOT_SENT -> ExitCode.DEVICE;
    };
  }

  private static String words(ReceiverTest result) {
    return switch (result) {
      case SENT -> "a trap was sent; nobody confirms a trap, so look there whether it came";
      case CONFIRMED -> "an inform was sent and confirmed";
      case NOT_CONFIRMED -> "an inform was sent and not confirmed: down, filtered, or other keys";
      case NOT_SENT -> "nothing could be sent; the daemon's log says why";
    };
  }
}

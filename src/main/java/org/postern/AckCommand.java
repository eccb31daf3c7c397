package org.postern;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Acknowledges a finding. */
@Command(
    name = "ack",
    description = {
      "Acknowledges a finding, with who and when; needs a running daemon.",
      "A changed access list is accepted by that and its finding ends at the next poll."
    },
    mixinStandardHelpOptions = true)
final class AckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", description = "Number of the finding.")
  private long number;

  @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "A few words.")
  private String note;

  @Option(
      names = "--accept",
      description = {
        "Also takes what the finding shows as the new normal, so that the coming polls end it:",
        "permitWidened (all that the device permits now), denySpike, permitHitsZero. An expectation",
        "is not changed by it: file an exception for that."
      })
  private boolean accept;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    JsonNode answer =
        new ControlClient(config.load().config().store().directory())
            .ask(
                "ack",
                Map.of(
                    "number", Long.toString(number),
                    "actor", System.getProperty("user.name", "unknown"),
                    "note", note,
                    "accept", Boolean.toString(accept)))
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.NOT_FOUND, "no daemon runs here; start it with postern run"));
    if (output.json()) {
      output.json(answer);
    } else {
      output.lines(
          List.of(
              answer.get("changed").asBoolean()
                  ? "finding " + number + " is acknowledged" + accepted()
                  : "finding " + number + " was acknowledged before" + accepted()));
    }
    return ExitCode.OK;
  }

  private String accepted() {
    return accept ? "; what it shows is accepted as the new normal" : "";
  }
}

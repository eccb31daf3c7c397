package org.postern;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    return new FindingOrder(config, output)
        .send(
            "ack",
            number,
            Map.of("note", note, "accept", Boolean.toString(accept)),
            " is acknowledged" + accepted(),
            " was acknowledged before" + accepted());
  }

  private String accepted() {
    return accept ? "; what it shows is accepted as the new normal" : "";
  }
}

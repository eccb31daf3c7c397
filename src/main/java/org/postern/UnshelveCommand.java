package org.postern;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a finding off the shelf. */
@Command(
    name = "unshelve",
    description = "Takes a finding off the shelf: it is open again. Needs a running daemon.",
    mixinStandardHelpOptions = true)
final class UnshelveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", description = "Number of the finding.")
  private long number;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new FindingOrder(config, output)
        .send("unshelve", number, Map.of(), " is open again", " was not shelved");
  }
}

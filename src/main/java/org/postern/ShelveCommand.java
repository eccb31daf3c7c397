package org.postern;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Keeps a finding quiet until a time. */
@Command(
    name = "shelve",
    description = {
      "Keeps a finding quiet until a time, with who and when; needs a running daemon.",
      "It tells no changes until then, only its end; then it is open again."
    },
    mixinStandardHelpOptions = true)
final class ShelveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", description = "Number of the finding.")
  private long number;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      required = true,
      description = "2026-11-24, 2026-11-24T08:00 (UTC), or a time from now: 90m, 12h, 7d, 2w.")
  private String until;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Instant end = TimeArgument.after("--until", until, Clock.systemUTC().instant());
    String shelved = " is shelved until " + PlainOutput.minute(end.toString()) + " UTC";
    return new FindingOrder(config, output)
        .send("shelve", number, Map.of("until", end.toString()), shelved, shelved);
  }
}

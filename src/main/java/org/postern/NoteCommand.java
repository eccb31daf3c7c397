package org.postern;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a note on a finding. */
@Command(
    name = "note",
    description = {
      "Writes a note on a finding, with who and when; its state stays.",
      "Needs a running daemon."
    },
    mixinStandardHelpOptions = true)
final class NoteCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "N", description = "Number of the finding.")
  private long number;

  @Parameters(
      index = "1",
      paramLabel = "TEXT",
      description = "One line of at most 255 characters; empty to take the note away.")
  private String text;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new FindingOrder(config, output)
        .send("note", number, Map.of("text", text), " has the note", " had the note before");
  }
}

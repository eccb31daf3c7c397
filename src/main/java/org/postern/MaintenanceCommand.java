package org.postern;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.TextTable.Cell;
import org.postern.TextTable.Fit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Puts a device in maintenance, ends that, or shows the devices that are. */
@Command(
    name = "maintenance",
    description = {
      "Puts a device in maintenance, with who and when, or ends that; needs a running daemon.",
      "New findings of the device are withheld and counted until then; one that is still there",
      "afterwards is raised at once. Ends of findings are always told. Without a device, or with",
      "one alone, it shows what is in maintenance, also by the schedule."
    },
    mixinStandardHelpOptions = true)
final class MaintenanceCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Name of the device.")
  private @Nullable String device;

  @ArgGroup private @Nullable What what;

  @Option(
      names = "--note",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Why: one line of at most 255 characters.")
  private String note;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  /** One of the two. */
  private static final class What {
    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "2026-11-24, 2026-11-24T08:00 (UTC), or a time from now: 90m, 12h, 7d, 2w.")
    private String until = "";

    @Option(names = "--end", description = "End what was ordered; the schedule stays.")
    private boolean end;
  }

  @Override
  public Integer call() {
    if (what == null) {
      return show();
    }
    if (device == null) {
      throw new CommandFailure(ExitCode.USAGE, "which device? name one beside the time");
    }
    if (what.end) {
      return send("", " is in maintenance no longer", " was in no maintenance that was ordered");
    }
    Instant end = TimeArgument.after("--until", what.until, Clock.systemUTC().instant());
    String words = " is in maintenance until " + PlainOutput.minute(end.toString()) + " UTC";
    return send(end.toString(), words, words);
  }

  private int send(String until, String done, String before) {
    String name = String.valueOf(device);
    JsonNode answer =
        new DaemonOrder(config)
            .send("maintain", Map.of("device", name, "until", until, "note", note));
    if (output.json()) {
      output.json(answer);
    } else {
      output.lines(List.of(name + (answer.get("changed").asBoolean() ? done : before)));
    }
    return ExitCode.OK;
  }

  private int show() {
    JsonNode answer = new DaemonOrder(config).send("maintenance", Map.of());
    List<MaintenanceView> views =
        Arrays.stream(Json.convert(answer, MaintenanceView[].class))
            .filter(view -> device == null || view.device().equals(device))
            .toList();
    if (output.json()) {
      output.json(views);
    } else if (views.isEmpty()) {
      output.note("nothing is in maintenance");
    } else {
      output.table(table(views));
    }
    return ExitCode.OK;
  }

  private static TextTable table(List<MaintenanceView> views) {
    TextTable table =
        new TextTable()
            .column("DEVICE", Fit.FLEXIBLE)
            .column("UNTIL (UTC)", Fit.FIXED)
            .column("BY", Fit.FLEXIBLE)
            .column("SINCE (UTC)", Fit.FIXED);
    for (MaintenanceView view : views) {
      table.row(
          List.of(
              Cell.of(view.device()),
              Cell.of(view.until().map(PlainOutput::minute).orElse("")),
              Cell.of(view.by().orElse("schedule")),
              Cell.of(view.since().map(PlainOutput::minute).orElse(""))));
      if (!view.note().isEmpty()) {
        table.detail(view.note());
      }
    }
    return table;
  }
}

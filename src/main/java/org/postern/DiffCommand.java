package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.poll.DeviceDiff;
import org.postern.poll.MonitoredDevice;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows how a device's access lists changed. */
@Command(
    name = "diff",
    description = {
      "Shows how a device's access lists changed.",
      "What that permits or stops on the mail ports, and which entries do it.",
      "Without --since: the last change.",
      "Asks the running daemon; if none runs, reads the store."
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "Name of a device.")
  private String device;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "LIST",
      description = "Name of an access list; all if left out.")
  private @Nullable String list;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Compare with the lists as they were then: 2026-11-24, 2026-11-24T08:00 (UTC), or a time"
              + " ago such as 90m, 12h, 7d, 2w.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "The later moment, in the same forms; now if left out.")
  private @Nullable String until;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Instant now = Clock.systemUTC().instant();
    Optional<Instant> from =
        Optional.ofNullable(since).map(text -> TimeArgument.before("--since", text, now));
    Optional<Instant> to =
        Optional.ofNullable(until).map(text -> TimeArgument.before("--until", text, now));
    if (from.isPresent() && !from.get().isBefore(to.orElse(now))) {
      throw new CommandFailure(ExitCode.USAGE, "--since must be before --until, and before now");
    }
    print(ask(config.load(), new DeviceDiff.Query(Optional.ofNullable(list), from, to)));
    return ExitCode.OK;
  }

  private DiffView ask(ConfigOptions.Loaded loaded, DeviceDiff.Query query) {
    Map<String, String> arguments = new HashMap<>(Map.of("device", device));
    query.list().ifPresent(name -> arguments.put("list", name));
    query.since().ifPresent(time -> arguments.put("since", time.toString()));
    query.until().ifPresent(time -> arguments.put("until", time.toString()));
    Path directory = loaded.config().store().directory();
    Optional<JsonNode> answer = new ControlClient(directory).ask("diff", arguments);
    return answer
        .map(node -> Json.convert(node, DiffView.class))
        .orElseGet(() -> stored(directory, loaded, query));
  }

  private DiffView stored(Path directory, ConfigOptions.Loaded loaded, DeviceDiff.Query query) {
    MonitoredDevice watched =
        SettingsReader.devices(loaded.config()).stream()
            .filter(each -> device.equals(each.name()))
            .findFirst()
            .orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "no such device: " + device));
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, device + ": no history: no daemon has ever run on " + directory);
    }
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      return DiffView.of(
          DeviceDiff.of(store, watched, SettingsReader.policy(loaded.config()), query));
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    }
  }

  private void print(DiffView diff) {
    if (diff.versions().isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          diff.known().isEmpty()
              ? device + ": no history: no access list of it was ever read to its end"
              : device + ": no access list " + list + " was ever seen; known are " + diff.known());
    }
    if (output.json()) {
      output.json(diff);
      return;
    }
    diff.notes().forEach(output::note);
    if (diff.lists().isEmpty()) {
      output.note(
          "%s: nothing changed from %s to %s UTC; versions there are:"
              .formatted(
                  device,
                  PlainOutput.minute(diff.since().orElseThrow()),
                  PlainOutput.minute(diff.until().orElseThrow())));
      output.table(DiffReport.versions(diff.versions()));
    } else {
      output.lines(DiffReport.of(diff, Colours.areWanted()));
    }
  }
}

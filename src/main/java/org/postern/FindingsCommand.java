package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.postern.finding.Severity;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoreSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows findings. */
@Command(
    name = "findings",
    description = {
      "Shows the findings that are not cleared.",
      "Asks the running daemon; if none runs, reads the store."
    },
    mixinStandardHelpOptions = true)
final class FindingsCommand implements Callable<Integer> {
  private static final int MOST = 10_000;

  @Option(names = "--all", description = "Show cleared findings too.")
  private boolean all;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Exit with 8 if an open finding is at least this severe: ${COMPLETION-CANDIDATES}.")
  private @Nullable Severity failOn;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Path directory = config.load().config().store().directory();
    Optional<JsonNode> answer =
        new ControlClient(directory).ask("findings", Map.of("all", Boolean.toString(all)));
    List<FindingView> findings =
        answer.isPresent()
            ? Arrays.asList(Json.convert(answer.get(), FindingView[].class))
            : stored(directory);
    if (output.json()) {
      output.json(findings);
    } else if (findings.isEmpty()) {
      output.note(all ? "nothing was ever found" : "no open findings");
    } else {
      output.table(FindingTable.of(findings));
    }
    boolean bad =
        failOn != null
            && findings.stream()
                .filter(each -> each.state().equals("open"))
                .map(each -> Severity.valueOf(each.severity().toUpperCase(Locale.ROOT)))
                .anyMatch(severity -> severity.isAtLeast(failOn));
    return bad ? ExitCode.FINDINGS : ExitCode.OK;
  }

  private List<FindingView> stored(Path directory) {
    if (!Files.isDirectory(directory)) {
      output.note("no daemon has ever run on " + directory);
      return List.of();
    }
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      return (all ? store.findings().all(MOST) : store.findings().active())
          .stream().map(FindingView::of).toList();
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    }
  }
}

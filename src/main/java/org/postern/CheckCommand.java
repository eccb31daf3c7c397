package org.postern;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postern.config.ConfigResult;
import org.postern.config.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says everything that is wrong with a configuration. */
@Command(
    name = "check",
    description = {
      "Reads the configuration and shows every problem at once, with file, line and key.",
      "Exits with 3 if there is one. Nothing is started."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    ConfigResult result = config.read();
    List<Problem> problems = List.of();
    List<Problem> warnings = List.of();
    int devices = 0;
    if (result instanceof ConfigResult.Invalid invalid) {
      problems = invalid.problems();
    } else if (result instanceof ConfigResult.Loaded loaded) {
      warnings = loaded.warnings();
      devices = loaded.config().devices().size();
    }
    if (output.json()) {
      output.json(
          Map.of(
              "file", config.file().toString(),
              "problems", problems.stream().map(Problem::toString).toList(),
              "warnings", warnings.stream().map(Problem::toString).toList()));
    } else {
      output.lines(problems.stream().map(Problem::toString).toList());
      output.lines(warnings.stream().map(each -> "warning: " + each).toList());
      output.lines(
          List.of(
              problems.isEmpty()
                  ? config.file() + " is good: " + count(devices, "device")
                  : config.file() + " is not usable: " + count(problems.size(), "problem")));
    }
    return problems.isEmpty() ? ExitCode.OK : ExitCode.INVALID_INPUT;
  }

  private static String count(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}

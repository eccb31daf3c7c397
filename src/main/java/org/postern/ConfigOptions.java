package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postern.config.ConfigLoader;
import org.postern.config.ConfigResult;
import org.postern.config.PosternConfig;
import org.postern.config.Problem;
import org.postern.profile.CatalogResult;
import org.postern.profile.Profile;
import org.postern.profile.ProfileCatalog;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which configuration a command works with. */
final class ConfigOptions {
  /** Looked for where no other is named. */
  static final Path DEFAULT = Path.of("conf", "postern.yaml");

  private static final String VARIABLE = "POSTERN_CONFIG";

  @Spec(Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "Configuration file. Default: $POSTERN_CONFIG if it is set, else conf/postern.yaml.")
  private @Nullable Path file;

  /** A configuration, what is doubtful in it, and the profiles it may use. */
  record Loaded(PosternConfig config, List<Problem> warnings, ProfileCatalog catalog) {}

  Path file() {
    if (file != null) {
      return file;
    }
    return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).orElse(DEFAULT);
  }

  boolean isNamed() {
    return file != null || System.getenv(VARIABLE) != null;
  }

  boolean exists() {
    return Files.exists(file());
  }

  /**
   * Reads the configuration. Its warnings are for {@code check} and {@code run} to tell.
   *
   * @throws CommandFailure if it is not good; all problems are printed before
   */
  Loaded load() {
    ConfigResult result = read();
    if (result instanceof ConfigResult.Invalid invalid) {
      invalid.problems().forEach(problem -> mixee.commandLine().getErr().println(problem));
      int count = invalid.problems().size();
      throw new CommandFailure(
          ExitCode.INVALID_INPUT,
          count + (count == 1 ? " problem" : " problems") + " in " + file());
    }
    ConfigResult.Loaded loaded = (ConfigResult.Loaded) result;
    return new Loaded(
        loaded.config(),
        loaded.warnings(),
        catalog(loaded.config().profilesDirectory().stream().toList()));
  }

  ConfigResult read() {
    return ConfigLoader.load(
        file(),
        System.getenv(),
        LocalDate.now(Clock.system(zone())),
        directory -> profileIds(directory));
  }

  private Set<String> profileIds(Optional<Path> directory) {
    return catalog(directory.stream().toList()).profiles().stream()
        .map(Profile::id)
        .collect(Collectors.toSet());
  }

  /**
   * Loads profiles.
   *
   * @throws CommandFailure if one is not good; all problems are printed before
   */
  ProfileCatalog catalog(List<Path> directories) {
    CatalogResult result = ProfileCatalog.load(directories);
    if (result instanceof CatalogResult.Loaded loaded) {
      return loaded.catalog();
    }
    List<?> problems = ((CatalogResult.Rejected) result).problems();
    problems.forEach(problem -> mixee.commandLine().getErr().println(problem));
    throw new CommandFailure(
        ExitCode.INVALID_INPUT, problems.size() + " problems in device profiles");
  }

  static ZoneId zone() {
    return ZoneId.systemDefault();
  }
}

package org.postern;

import java.io.PrintWriter;
import picocli.CommandLine;

/** Entry point of the command line. */
public final class Main {
  private static final String LOG_LEVEL = "POSTERN_LOG";

  private Main() {}

  public static void main(String[] args) {
    chooseLogLevel(args.length == 0 ? "" : args[0]);
    System.exit(commandLine().execute(args));
  }

  /** Only the daemon tells its life; before the first logger is made, and never over the user. */
  private static void chooseLogLevel(String command) {
    if (System.getenv(LOG_LEVEL) == null && System.getProperty(LOG_LEVEL) == null) {
      System.setProperty(
          LOG_LEVEL,
          switch (command) {
            case "run" -> "INFO";
            case "demo" -> "ERROR"; // the demo tells the story itself
            default -> "WARN";
          });
    }
  }

  /** The command line with all commands, as {@code main} runs it. */
  static CommandLine commandLine() {
    return new CommandLine(new PosternCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExitCodeExceptionMapper(Main::exitCode)
        .setExecutionExceptionHandler(Main::report);
  }

  private static int exitCode(Throwable failure) {
    if (failure instanceof CommandFailure known) {
      return known.exitCode();
    }
    // A command may have codes of its own; by default these are USAGE and INTERNAL.
    return failure instanceof CommandLine.ParameterException wrong
        ? wrong.getCommandLine().getCommandSpec().exitCodeOnInvalidInput()
        : ExitCode.INTERNAL;
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof CommandFailure known) {
      err.println("postern: " + known.getMessage());
      return known.exitCode();
    }
    err.println("postern: this is a defect of Postern, please report it with what follows");
    failure.printStackTrace(err);
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }
}

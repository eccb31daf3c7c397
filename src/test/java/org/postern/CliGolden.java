package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/**
 * Runs a command in this process and compares what it prints with a file under golden/cli. With
 * {@code -Dpostern.record=true} the files are written instead; read them before they are committed.
 */
final class CliGolden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "cli");

  private CliGolden() {}

  /** What a command printed and how it ended. */
  record Run(int exitCode, String out, String err) {
    /** Both, with what differs from run to run masked. */
    String masked() {
      return (err.isEmpty() ? out : out + "--- standard error\n" + err)
              .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
              .replaceAll(", \\d+ ms", ", N ms")
              .replaceAll("\\d+ d \\d\\d:\\d\\d:\\d\\d", "D d HH:MM:SS")
          + "--- exit code "
          + exitCode
          + "\n";
    }
  }

  static Run run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Main.commandLine()
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = line.execute(words);
    return new Run(exitCode, out.toString(), err.toString());
  }

  static void assertMatches(String name, Run run) throws IOException {
    Path file = FOLDER.resolve(name + ".txt");
    if (Boolean.getBoolean("postern.record")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, run.masked());
    }
    assertThat(run.masked()).as("compared with %s", file).isEqualTo(Files.readString(file));
  }

  /** Tables fit the page, and nothing that is piped has a colour. */
  static void assertFitsThePage(Run run) {
    assertThat(run.out()).doesNotContain("\u001b");
    List<String> wide = run.out().lines().filter(line -> line.length() > PlainOutput.PAGE).toList();
    assertThat(wide).isEmpty();
  }
}

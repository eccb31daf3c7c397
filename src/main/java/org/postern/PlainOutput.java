package org.postern;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command prints for people. */
@Command
class PlainOutput {
  /** Tables fit a page this wide. */
  static final int PAGE = 100;

  @Spec(Target.MIXEE)
  private CommandSpec mixee;

  /** An instant of the JSON as tables show it: "2026-11-24 08:35", in UTC. */
  static String minute(String instant) {
    return instant.substring(0, 16).replace('T', ' ');
  }

  PrintWriter out() {
    return mixee.commandLine().getOut();
  }

  void lines(List<String> lines) {
    lines.forEach(out()::println);
    out().flush();
  }

  void table(TextTable table) {
    lines(table.lines(PAGE, Colours.areWanted()));
  }

  /** Notes for people; never among the results. */
  void note(String text) {
    mixee.commandLine().getErr().println(text);
    mixee.commandLine().getErr().flush();
  }
}

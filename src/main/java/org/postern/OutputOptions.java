package org.postern;

import picocli.CommandLine.Option;

/** How a command prints that can also print JSON. */
final class OutputOptions extends PlainOutput {
  @Option(names = "--json", description = "Print JSON instead of text for people.")
  private boolean json;

  boolean json() {
    return json;
  }

  void json(Object value) {
    out().println(Json.pretty(value));
    out().flush();
  }
}

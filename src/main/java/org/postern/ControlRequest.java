package org.postern;

import java.util.Map;

/** What a command asks a running daemon; one line of JSON on its control socket. */
record ControlRequest(String command, Map<String, String> arguments) {
  ControlRequest {
    arguments = Map.copyOf(arguments);
  }

  /** The argument, or "" if it was not given. */
  String argument(String name) {
    return arguments.getOrDefault(name, "");
  }
}

package org.postern;

import tools.jackson.databind.JsonNode;

/**
 * What the daemon answers.
 *
 * @param exitCode {@link ExitCode#OK}, or what the asking command shall end with
 * @param error one line for the user; empty if all is well
 */
record ControlResponse(int exitCode, String error, JsonNode result) {
  static ControlResponse of(Object result) {
    return new ControlResponse(ExitCode.OK, "", Json.tree(result));
  }

  static ControlResponse failure(int exitCode, String error) {
    return new ControlResponse(exitCode, error, Json.tree(java.util.Map.of()));
  }
}

package org.postern;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sends what an operator says about a finding to the daemon and prints what came of it. */
record FindingOrder(ConfigOptions config, OutputOptions output) {
  /**
   * Sends it.
   *
   * @param command of the control socket
   * @param more its arguments beside number and actor
   * @param done what to print if it changed something
   * @param before what to print if it was so before
   */
  int send(String command, long number, Map<String, String> more, String done, String before) {
    Map<String, String> arguments = new HashMap<>(more);
    arguments.put("number", Long.toString(number));
    JsonNode answer = new DaemonOrder(config).send(command, arguments);
    if (output.json()) {
      output.json(answer);
    } else {
      output.lines(
          List.of("finding " + number + (answer.get("changed").asBoolean() ? done : before)));
    }
    return ExitCode.OK;
  }
}

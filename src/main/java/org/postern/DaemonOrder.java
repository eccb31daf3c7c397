package org.postern;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sends what an operator says to the daemon, with who it is. */
record DaemonOrder(ConfigOptions config) {
  /**
   * Sends it and waits for the answer.
   *
   * @param command of the control socket
   * @param arguments beside the actor
   * @throws CommandFailure if no daemon runs or it says no
   */
  JsonNode send(String command, Map<String, String> arguments) {
    Map<String, String> signed = new HashMap<>(arguments);
    signed.put("actor", System.getProperty("user.name", "unknown"));
    return new ControlClient(config.load().config().store().directory())
        .ask(command, signed)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.NOT_FOUND, "no daemon runs here; start it with postern run"));
  }
}

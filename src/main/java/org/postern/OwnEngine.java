package org.postern;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.postern.config.PosternConfig;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.postern.store.StoreSettings;
import tools.jackson.databind.JsonNode;

/** Finds out which SNMP engine the daemon of a configuration is, whether it runs or not. */
final class OwnEngine {
  private OwnEngine() {}

  /**
   * The snmpEngineID in hexadecimal: as configured, else of the running daemon, else as stored.
   *
   * @throws CommandFailure if there is none yet, or the store cannot be read
   */
  static String id(PosternConfig config) {
    Path directory = config.store().directory();
    return config
        .agent()
        .engineIdFile()
        .map(SettingsReader::engineId)
        .or(() -> new ControlClient(directory).ask("engine", Map.of()).map(JsonNode::asString))
        .orElseGet(() -> stored(directory));
  }

  private static String stored(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "no daemon has ever run on "
              + directory
              + ": the engine id is made at the first start, or given by agent.engineIdFile");
    }
    try (PosternStore store =
        PosternStore.open(directory, StoreSettings.defaults(), Clock.systemUTC())) {
      return HexFormat.of().formatHex(store.identity().engineId());
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    }
  }
}

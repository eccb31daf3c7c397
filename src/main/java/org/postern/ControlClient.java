package org.postern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Asks the daemon that runs on a store's directory. */
final class ControlClient {
  /** The socket's name in the store's directory. */
  static final String SOCKET = "control.sock";

  private final Path socket;

  ControlClient(Path storeDirectory) {
    socket = storeDirectory.resolve(SOCKET);
  }

  /**
   * Asks and waits for the answer.
   *
   * @return the result, or empty if no daemon runs there
   * @throws CommandFailure if the daemon says no
   */
  Optional<JsonNode> ask(String command, Map<String, String> arguments) {
    if (!Files.exists(socket)) {
      return Optional.empty();
    }
    String line;
    try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      connection.connect(UnixDomainSocketAddress.of(socket));
      Writer writer = Channels.newWriter(connection, StandardCharsets.UTF_8);
      writer.write(Json.line(new ControlRequest(command, arguments)) + "\n");
      writer.flush();
      BufferedReader reader =
          new BufferedReader(Channels.newReader(connection, StandardCharsets.UTF_8));
      line = reader.readLine();
    } catch (IOException e) {
      return Optional.empty(); // left behind by a daemon that was killed
    }
    if (line == null) {
      throw new CommandFailure(
          ExitCode.INTERNAL, "the daemon closed " + socket + " without a word");
    }
    ControlResponse response = Json.read(line, ControlResponse.class);
    if (response.exitCode() != ExitCode.OK) {
      throw new CommandFailure(response.exitCode(), response.error());
    }
    return Optional.of(response.result());
  }
}

package org.postern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * The daemon's door for commands on the same machine: a Unix domain socket in the store's directory
 * that only the daemon's own user can open. One request and one answer a connection.
 */
final class ControlServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
  private static final int LONGEST_REQUEST = 64 * 1024;

  private final Path path;
  private final ServerSocketChannel channel;
  private final Function<ControlRequest, ControlResponse> handler;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          2,
          task -> {
            Thread thread = new Thread(task, "control");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Opens the socket and begins to answer.
   *
   * @throws IOException if it cannot be opened, say because the path is longer than the system
   *     allows
   */
  ControlServer(Path path, Function<ControlRequest, ControlResponse> handler) throws IOException {
    this.path = path;
    this.handler = handler;
    // The store is ours alone (its lock says so), so a socket that is there was left by a crash.
    Files.deleteIfExists(path);
    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      channel.close();
      throw new IOException("no control socket at " + path + ": " + e.getMessage(), e);
    }
    Thread acceptor = new Thread(this::accept, "control-accept");
    acceptor.setDaemon(true);
    acceptor.start();
  }

  private void accept() {
    while (channel.isOpen()) {
      try {
        SocketChannel connection = channel.accept();
        workers.execute(() -> serve(connection));
      } catch (ClosedChannelException e) {
        return; // closed by close()
      } catch (IOException e) {
        log.warn("control socket {}: {}", path, e.getMessage());
        return;
      }
    }
  }

  private void serve(SocketChannel connection) {
    try (connection;
        BufferedReader reader =
            new BufferedReader(
                Channels.newReader(connection, StandardCharsets.UTF_8), LONGEST_REQUEST);
        Writer writer = Channels.newWriter(connection, StandardCharsets.UTF_8)) {
      String line = reader.readLine();
      if (line != null) {
        writer.write(Json.line(answer(line)) + "\n");
      }
    } catch (IOException e) {
      log.debug("control socket: a command went away: {}", e.getMessage());
    }
  }

  private ControlResponse answer(String line) {
    try {
      return handler.apply(Json.read(line, ControlRequest.class));
    } catch (CommandFailure e) {
      return ControlResponse.failure(e.exitCode(), String.valueOf(e.getMessage()));
    } catch (JacksonException e) {
      return ControlResponse.failure(ExitCode.USAGE, "not a request: " + e.getOriginalMessage());
    } catch (RuntimeException e) {
      log.error("control socket: a request failed", e);
      return ControlResponse.failure(ExitCode.INTERNAL, "the daemon failed: " + e);
    }
  }

  @Override
  public void close() {
    workers.shutdown();
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("control socket {}: {}", path, e.getMessage());
    }
  }
}

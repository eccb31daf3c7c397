package org.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlIT {
  @TempDir Path directory;

  @Test
  void answersOneRequestAConnection() throws IOException {
    try (ControlServer server = server()) {
      ControlClient client = new ControlClient(directory);
      assertThat(client.ask("echo", Map.of("a", "b")).orElseThrow().get("a").asString())
          .isEqualTo("b");
      assertThat(client.ask("echo", Map.of("a", "c")).orElseThrow().get("a").asString())
          .isEqualTo("c");
    }
  }

  @Test
  void passesTheDaemonsRefusalOnWithItsExitCode() throws IOException {
    try (ControlServer server = server()) {
      assertThatThrownBy(() -> new ControlClient(directory).ask("refuse", Map.of()))
          .isInstanceOf(CommandFailure.class)
          .hasMessage("no such device: x")
          .extracting(e -> ((CommandFailure) e).exitCode())
          .isEqualTo(ExitCode.NOT_FOUND);
    }
  }

  @Test
  void onlyItsOwnerMayOpenIt() throws IOException {
    try (ControlServer server = server()) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(ControlClient.SOCKET)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void saysNothingWhereNoDaemonRuns() throws IOException {
    assertThat(new ControlClient(directory).ask("echo", Map.of())).isEmpty();
    server().close();
    assertThat(new ControlClient(directory).ask("echo", Map.of())).isEmpty();
  }

  @Test
  void takesOverTheSocketOfAKilledDaemon() throws IOException {
    Files.createFile(directory.resolve(ControlClient.SOCKET));
    assertThat(new ControlClient(directory).ask("echo", Map.of())).isEmpty();
    try (ControlServer server = server()) {
      assertThat(new ControlClient(directory).ask("echo", Map.of())).isPresent();
    }
  }

  @Test
  void garbageGetsAnAnswerAndHarmsNothing() throws IOException {
    try (ControlServer server = server()) {
      assertThat(raw("not json\n")).contains("not a request");
      assertThat(raw("{\"command\":1}\n")).contains("not a request");
      assertThat(new ControlClient(directory).ask("echo", Map.of())).isPresent();
    }
  }

  private ControlServer server() throws IOException {
    return new ControlServer(
        directory.resolve(ControlClient.SOCKET),
        request -> {
          if (request.command().equals("refuse")) {
            throw new CommandFailure(ExitCode.NOT_FOUND, "no such device: x");
          }
          return ControlResponse.of(request.arguments());
        });
  }

  private String raw(String text) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(directory.resolve(ControlClient.SOCKET)));
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0) {
        assertThat(answer.hasRemaining()).isTrue();
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }
}

package org.postern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.config.ConfigLoader;
import org.postern.config.ConfigResult;
import org.postern.config.PosternConfig;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.testkit.Peers;

/** A user whose passphrases lie nowhere, from the command to the answer. */
@Timeout(120)
class KeysIT {
  private static final String ENGINE = "80007ed90470737465726e";

  @TempDir Path folder;

  private Path keys;
  private Path config;

  @BeforeEach
  void configure() throws IOException {
    keys = folder.resolve("ops.keys");
    config = folder.resolve("postern.yaml");
    Files.writeString(folder.resolve("engine-id"), ENGINE);
    Files.writeString(
        config,
        """
        credentials:
          ops: {version: v3, keys: ops.keys}
        store: {directory: var}
        agent: {listen: ["127.0.0.1:%d"], engineIdFile: engine-id, access: [{credential: ops}]}
        """
            .formatted(freePort()));
  }

  @Test
  void managersDeriveTheSameKeysAndAnotherPassphraseMakesOthers() throws Exception {
    makeKeys("first-auth-phrase\nfirst-priv-phrase\n");
    assertThat(ask("first")).contains("running");
    makeKeys("other-auth-phrase\nother-priv-phrase\n");
    assertThat(ask("other")).contains("running");
    assertThat(ask("first")).contains("Authentication failure");
  }

  @Test
  void theDaemonDoesNotStartWithKeysOfAnotherEngineOrForOthersEyes() throws Exception {
    assertRefused("no file " + keys);
    makeKeys("first-auth-phrase\nfirst-priv-phrase\n");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));
    assertRefused("rw-r-----");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(folder.resolve("engine-id"), "80007ed90400000000");
    assertRefused("80007ed90400000000");
  }

  @Test
  void whatCannotBeMadeLeavesTheFileAlone() throws Exception {
    makeKeys("first-auth-phrase\nfirst-priv-phrase\n");
    String before = Files.readString(keys);
    for (String input : List.of("short\nfirst-priv-phrase\n", "first-auth-phrase\n", "")) {
      CliGolden.Run run =
          command(input, "keys", "-c", config.toString(), "--user", "ops", keys.toString());
      assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
      assertThat(run.err()).contains("passphrase").doesNotContain("first-");
    }
    assertThat(command("", "keys", "--engine", "xyz", "--user", "ops", keys.toString()).exitCode())
        .isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(Files.readString(keys)).isEqualTo(before);
  }

  private static int freePort() throws IOException {
    try (DatagramSocket free =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      return free.getLocalPort();
    }
  }

  private void makeKeys(String passphrases) {
    CliGolden.Run run =
        command(passphrases, "keys", "--user", "ops", "-c", config.toString(), keys.toString());
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).contains(ENGINE).doesNotContain("phrase\n");
  }

  private static CliGolden.Run command(String input, String... words) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return CliGolden.run(words);
    } finally {
      System.setIn(before);
    }
  }

  private Daemon start() {
    PosternConfig read =
        ((ConfigResult.Loaded)
                ConfigLoader.load(config, Map.of(), LocalDate.of(2026, 11, 24), Set.of()))
            .config();
    ProfileCatalog catalog = ((CatalogResult.Loaded) ProfileCatalog.load(List.of())).catalog();
    return Daemon.start(SettingsReader.daemon(read, ZoneOffset.UTC), catalog, Clock.systemUTC());
  }

  private void assertRefused(String why) {
    assertThatThrownBy(this::start)
        .isInstanceOfSatisfying(
            CommandFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.INVALID_INPUT))
        .hasMessageContaining(why);
  }

  /** What snmpget says to a fresh daemon. */
  private String ask(String phrase) throws IOException {
    try (Daemon daemon = start()) {
      return Peers.run(
              Peers.require("snmpget"),
              List.of(
                  "-v3",
                  "-lauthPriv",
                  "-uops",
                  "-aSHA-256",
                  "-A" + phrase + "-auth-phrase",
                  "-xAES",
                  "-X" + phrase + "-priv-phrase",
                  "-r1",
                  "-t5",
                  "udp:127.0.0.1:" + daemon.agentAddresses().get(0).getPort(),
                  ".1.3.6.1.4.1.32473.25.1.1.2.0"))
          .all();
    }
  }
}

package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final String ENGINE = Agents.ENGINE.id();

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("ops.keys");
  }

  @Test
  void keepsKeysForTheOwnerAloneAndNoPassphrase() throws IOException {
    KeyFile.write(file, Agents.PRIVATE.localizedTo(ENGINE));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains(ENGINE).doesNotContain("passphrase");
    assertThat(KeyFile.read(file)).isEqualTo(Agents.PRIVATE.localizedTo(ENGINE));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aUserWithoutPrivacyIsKeptToo() throws IOException {
    KeyFile.write(file, Agents.AUTHENTIC.localizedTo(ENGINE));
    assertThat(KeyFile.read(file)).isEqualTo(Agents.AUTHENTIC.localizedTo(ENGINE));
  }

  @Test
  void aNewPassphraseReplacesTheKeysAndTheModeOfTheFile() throws IOException {
    KeyFile.write(file, Agents.PRIVATE.localizedTo(ENGINE));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    UsmAccount changed =
        new UsmAccount("ops", UsmAccount.Auth.SHA256, "new-auth-phrase", UsmAccount.Priv.NONE, "");
    KeyFile.write(file, changed.localizedTo(ENGINE));
    assertThat(KeyFile.read(file))
        .isEqualTo(changed.localizedTo(ENGINE))
        .isNotEqualTo(Agents.PRIVATE.localizedTo(ENGINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------"})
  void keysThatOthersMayReadAreRefused(String mode) throws IOException {
    KeyFile.write(file, Agents.PRIVATE.localizedTo(ENGINE));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(mode)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "engine", "auth", "auth-key", "priv-key"})
  void aFileWithoutALineIsRefusedAndNotShown(String line) throws IOException {
    KeyFile.write(file, Agents.PRIVATE.localizedTo(ENGINE));
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^" + line + " .*$", ""));
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("postern keys")
        .hasMessageNotContaining(Agents.PRIVATE.localizedTo(ENGINE).authSecret());
  }

  @Test
  void keysOfAnotherLengthAreRefused() throws IOException {
    KeyFile.write(file, Agents.PRIVATE.localizedTo(ENGINE));
    Files.writeString(file, Files.readString(file).replace("auth SHA256", "auth SHA512"));
    assertThatThrownBy(() -> KeyFile.read(file)).isInstanceOf(IOException.class);
  }

  /** RFC 3414 A.3.1 and A.3.2. */
  @ParameterizedTest
  @CsvSource({
    "MD5, 526f5eed9fcce26f8964c2930787d82b",
    "SHA1, 6695febc9288e36282235fc7151f128497b38f3f"
  })
  void theKeysAreThoseOfTheRfc(UsmAccount.Auth auth, String key) {
    UsmAccount account =
        new UsmAccount("ops", auth, "maplesyrup", UsmAccount.Priv.NONE, "")
            .localizedTo("000000000000000000000002");
    assertThat(account.authSecret()).isEqualTo(key);
    assertThat(account.toString()).doesNotContain(key);
  }

  @Test
  void keysHoldAtTheirEngineOnly() {
    UsmAccount account = Agents.PRIVATE.localizedTo(ENGINE);
    EngineIdentity other = new EngineIdentity("80007ed90400000000", 1);
    assertThat(account.holdsAt(Agents.ENGINE)).isTrue();
    assertThat(account.holdsAt(other)).isFalse();
    assertThat(Agents.PRIVATE.holdsAt(other)).isTrue();
    assertThatThrownBy(() -> account.localizedTo(other.id()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(ENGINE)
        .hasMessageContaining(other.id());
  }
}

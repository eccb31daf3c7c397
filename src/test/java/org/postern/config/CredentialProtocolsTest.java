package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;

class CredentialProtocolsTest {
  private static final Map<PrivProtocol, String> PRIVACY =
      Map.of(
          PrivProtocol.DES, "DES",
          PrivProtocol.TRIPLE_DES, "3DES",
          PrivProtocol.AES128, "AES128",
          PrivProtocol.AES192, "AES192",
          PrivProtocol.AES256, "AES256",
          PrivProtocol.AES192_3DES, "AES192-3DES",
          PrivProtocol.AES256_3DES, "AES256-3DES");

  @TempDir Path folder;

  @Test
  void everyPairOfProtocolsCanBeConfigured() throws IOException {
    StringBuilder text = new StringBuilder("credentials:\n");
    for (AuthProtocol auth : AuthProtocol.values()) {
      for (PrivProtocol priv : PrivProtocol.values()) {
        text.append(
            ("  %s-%s: {version: v3, user: u, auth: {protocol: %s, password: {env: TEST_PASSWORD}},"
                    + " priv: {protocol: %s, password: {env: TEST_PASSWORD}}}%n")
                .formatted(auth, priv, auth, PRIVACY.get(priv)));
      }
    }
    text.append("devices:\n");
    text.append("  - {name: gw, address: 192.0.2.1, credential: MD5-DES}\n");
    Path file = folder.resolve("postern.yaml");
    Files.writeString(file, text);
    ConfigResult result = ConfigFiles.load(file);
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    Map<String, SnmpCredential> credentials = ((ConfigResult.Loaded) result).config().credentials();
    assertThat(credentials).hasSize(42);
    credentials.forEach(
        (name, credential) -> {
          SnmpCredential.V3 user = (SnmpCredential.V3) credential;
          assertThat(user.authProtocol().orElseThrow() + "-" + user.privProtocol().orElseThrow())
              .isEqualTo(name);
        });
  }
}

package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AddressMatch;
import org.postern.finding.Policy;

class DeviceRolesTest {
  @TempDir Path folder;

  private Policy policy() throws IOException {
    Path file = folder.resolve("a.yaml");
    Files.writeString(
        file,
        """
        include: [more.yaml]
        credentials: { c: { version: v2c, community: { env: TEST_COMMUNITY } } }
        devices:
          - { name: relay, address: "203.0.113.25:1161", credential: c, roles: [mx, relay-out] }
          - { name: plain, address: 203.0.113.1, credential: c }
        policy:
          zones: { mail-dmz: [203.0.113.0/24, 2001:db8::/32] }
          roles:
            mx: { zone: mail-dmz, hosts: [203.0.113.26] }
            relay-out: { zone: mail-dmz, hosts: [203.0.113.25] }
            access: { zone: mail-dmz, hosts: [203.0.113.27] }
        """);
    Files.writeString(
        folder.resolve("more.yaml"),
        """
        devices: [ { name: six, address: "2001:db8::25", credential: c, roles: [mx] } ]
        """);
    ConfigResult result =
        ConfigLoader.load(
            file, Map.of("TEST_COMMUNITY", "secret"), LocalDate.of(2027, 1, 1), Set.of());
    assertThat(result).as("%s", result).isInstanceOf(ConfigResult.Loaded.class);
    return ((ConfigResult.Loaded) result).config().policy().own();
  }

  private static List<AddressMatch> addresses(String... texts) {
    return List.of(texts).stream().map(AddressMatch::parse).toList();
  }

  @Test
  void aDeviceThatIsAMailHostIsAmongTheHostsOfItsRoles() throws IOException {
    Policy policy = policy();
    assertThat(policy.roles().get("mx").prefixes())
        .containsExactlyInAnyOrderElementsOf(
            addresses("203.0.113.26", "203.0.113.25", "2001:db8::25"));
    assertThat(Set.copyOf(policy.roles().get("relay-out").prefixes()))
        .as("named twice")
        .isEqualTo(Set.copyOf(addresses("203.0.113.25")));
    assertThat(policy.roles().get("access").prefixes()).isEqualTo(addresses("203.0.113.27"));
    assertThat(policy.roles().get("mx").zone()).isEqualTo("mail-dmz");
  }
}

package org.postern.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.AddressMatch;
import org.postern.acl.Binding;
import org.postern.acl.MailPort;
import org.postern.config.DetectionConfig.Kind;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingKind;
import org.postern.finding.LevelSettings;
import org.postern.finding.LineSettings;
import org.postern.finding.Policy;
import org.postern.finding.Severity;
import org.postern.finding.SubjectRules;
import org.postern.snmp.Oid;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pins every default: one changes only together with this test. */
class DefaultsTest {
  /** One of everything that has defaults of its own. */
  private static final String SPARSE =
      """
      {
        "credentials": {
          "core": { "version": "v2c", "community": { "env": "TEST_COMMUNITY" } },
          "user": {
            "version": "v3", "user": "u",
            "auth": { "protocol": "SHA256", "password": { "env": "TEST_PASSWORD" } }
          }
        },
        "devices": [
          {
            "name": "edge-1", "address": "192.0.2.1", "credential": "core",
            "bindings": [{ "list": "a", "direction": "in" }]
          }
        ],
        "agent": {
          "access": [{ "credential": "user" }],
          "views": { "own": { "include": ["1.3.6.1"] } }
        },
        "policy": {
          "expectations": [
            { "id": "own", "action": "deny", "severity": "info", "why": "Because." }
          ],
          "exceptions": [
            { "expectation": "E4", "owner": "me", "reason": "test", "expires": "2027-01-01" }
          ]
        },
        "receivers": [{ "name": "r", "address": "192.0.2.9", "credential": "core" }],
        "maintenance": [
          { "name": "w", "from": "2027-01-01T00:00", "to": "2027-01-02T00:00" }
        ]
      }
      """;

  @TempDir Path folder;

  @Test
  void agent() throws IOException {
    AgentConfig agent = load(SPARSE).agent();

    assertThat(agent.enabled()).isTrue();
    assertThat(agent.listen()).map(InetSocketAddress::toString).containsExactly("/127.0.0.1:1161");
    assertThat(agent.arc()).isEqualTo(Oid.parse("1.3.6.1.4.1.32473.25"));
    assertThat(agent.engineIdFile()).isEmpty();
    assertThat(agent.maxMessageSize()).isEqualTo(1472);
    assertThat(agent.authenticationTraps()).isFalse();
    AgentConfig.Access access = agent.access().get(0);
    assertThat(access.sources()).isEmpty();
    assertThat(access.readView().name()).isEqualTo("all");
    assertThat(access.writeView().name()).isEqualTo("none");
    assertThat(access.notifyView().name()).isEqualTo("all");
    assertThat(agent.views()).containsOnlyKeys("all", "postern", "none", "own");
    assertThat(load("{\"devices\": []}").agent().access()).isEmpty();
  }

  @Test
  void store() throws IOException {
    assertThat(load(SPARSE).store())
        .isEqualTo(
            new StoreConfig(
                Path.of("var"),
                new StoreConfig.Retention(
                    Duration.ofDays(2),
                    Duration.ofDays(60),
                    Duration.ofDays(400),
                    Duration.ofDays(1830),
                    Duration.ofDays(400)),
                10_000_000_000L));
  }

  @Test
  void polling() throws IOException {
    assertThat(load(SPARSE).polling())
        .isEqualTo(
            new PollingConfig(
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                2,
                10,
                256,
                10_000,
                1));
    assertThat(load(SPARSE).profilesDirectory()).isEmpty();
  }

  @Test
  void device() throws IOException {
    DeviceConfig device = load(SPARSE).devices().get(0);

    assertThat(device.enabled()).isTrue();
    assertThat(device.address().getPort()).isEqualTo(161);
    assertThat(device.profiles()).as("auto").isEmpty();
    assertThat(device.interval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(device.timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(device.retries()).isEqualTo(2);
    assertThat(device.maxRepetitions()).isEqualTo(10);
    assertThat(device.site()).isEmpty();
    assertThat(device.roles()).isEmpty();
    assertThat(device.zones()).isEmpty();
    assertThat(device.counters()).isEmpty();
    assertThat(device.bindings().get(0).binding().interfaceName())
        .isEqualTo(Binding.EVERY_INTERFACE);
  }

  @Test
  void policy() throws IOException {
    PolicyConfig policy = load(SPARSE).policy();

    assertThat(policy.defaults()).isTrue();
    assertThat(policy.own().zones()).isEmpty();
    assertThat(policy.own().roles()).isEmpty();
    Policy.Expectation expectation = policy.own().expectations().get(0);
    assertThat(expectation.from()).isEqualTo(Policy.End.any());
    assertThat(expectation.to()).isEqualTo(Policy.End.any());
    assertThat(expectation.ports()).isEqualTo(Set.of(MailPort.values()));
    Policy.PolicyException exception = policy.own().exceptions().get(0);
    assertThat(exception.device()).isEmpty();
    assertThat(exception.ports()).isEqualTo(Set.of(MailPort.values()));
    assertThat(exception.source()).isEqualTo(AddressMatch.any());
    assertThat(exception.destination()).isEqualTo(AddressMatch.any());
  }

  @Test
  void detection() throws IOException {
    Map<FindingKind, Kind> kinds = new EnumMap<>(FindingKind.class);
    kinds.put(FindingKind.ACL_CHANGED, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.PERMIT_WIDENED, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.EXPECTED_DENY, new Kind(true, 2, 2, Optional.empty()));
    kinds.put(FindingKind.EXPECTED_PERMIT, new Kind(true, 2, 2, Optional.empty()));
    kinds.put(FindingKind.DEVICE_UNREACHABLE, new Kind(true, 3, 2, Optional.empty()));
    kinds.put(FindingKind.DENY_SPIKE, new Kind(true, 1, 6, Optional.empty()));
    kinds.put(FindingKind.PERMIT_HITS_ZERO, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.MONITOR_BLIND, new Kind(true, 2, 2, Optional.empty()));
    kinds.put(FindingKind.RULE_SHADOWED, new Kind(true, 2, 2, Optional.empty()));
    kinds.put(FindingKind.ENTRY_UNUSED, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.TRAFFIC_SPIKE, new Kind(true, 3, 6, Optional.empty()));
    kinds.put(FindingKind.TRAFFIC_DROP, new Kind(true, 3, 6, Optional.empty()));
    kinds.put(FindingKind.FLATLINE, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.CLEARTEXT_SHARE_RISING, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.COUNTER_DISCONTINUITY, new Kind(true, 1, 1, Optional.empty()));
    kinds.put(FindingKind.UTILISATION_HIGH, new Kind(true, 3, 3, Optional.empty()));
    kinds.put(FindingKind.ERRORS_HIGH, new Kind(true, 3, 3, Optional.empty()));
    kinds.put(FindingKind.DISCARDS_HIGH, new Kind(true, 3, 3, Optional.empty()));
    kinds.put(FindingKind.ENGINE_IDENTITY, new Kind(true, 1, 1, Optional.empty()));
    LevelSettings.Side side = new LevelSettings.Side(6, 3, 3, 6, 1_000_000);
    LineSettings.Limits loss = new LineSettings.Limits(0.01, 0.002, 10);

    assertThat(load(SPARSE).detection())
        .isEqualTo(
            new DetectionConfig(
                Duration.ofMinutes(5),
                5,
                2,
                new DetectionConfig.Calendar(
                    new DetectionConfig.Days(ZoneId.of("UTC"), Set.of()), Map.of()),
                new DetectionConfig.Flapping(6, Duration.ofHours(1)),
                new DetectionConfig.DenySpike(6, 3, 50),
                new DetectionConfig.PermitHitsZero(10),
                new LevelSettings(side, side, 0.5, 1.25),
                new LineSettings(new LineSettings.Limits(0.9, 0.8, 0), loss, loss),
                new DetectionSettings.Flatline(12, 100),
                new DetectionSettings.CleartextShare(0.10, 0.05, 500),
                new DetectionSettings.Storm(5, Duration.ofHours(1)),
                new DetectionConfig.EntryUnused(Duration.ofDays(90), 100),
                kinds,
                SubjectRules.none()));
  }

  @Test
  void receiverHeartbeatAndMaintenance() throws IOException {
    PosternConfig config = load(SPARSE);

    ReceiverConfig receiver = config.receivers().get(0);
    assertThat(receiver.address().getPort()).isEqualTo(162);
    assertThat(receiver.type()).isEqualTo(ReceiverConfig.Type.TRAP);
    assertThat(receiver.minSeverity()).isEqualTo(Severity.INFO);
    assertThat(receiver.kinds())
        .isEqualTo(EnumSet.complementOf(EnumSet.of(FindingKind.ENTRY_UNUSED)));
    assertThat(receiver.timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(receiver.retries()).isEqualTo(3);
    assertThat(config.heartbeat()).isEqualTo(new HeartbeatConfig(true, Duration.ofMinutes(15)));
    assertThat(config.metrics())
        .isEqualTo(
            new MetricsConfig(
                false, new InetSocketAddress(InetAddress.getLoopbackAddress(), 9465)));
    assertThat(config.notifications()).isEqualTo(new NotificationConfig(60, 30, 10_000));
    MaintenanceWindow window = config.maintenance().get(0);
    assertThat(window.devices()).containsExactly("edge-1");
    assertThat(window.schedule())
        .isEqualTo(
            new MaintenanceWindow.Once(
                java.time.LocalDateTime.of(2027, 1, 1, 0, 0).toInstant(ZoneOffset.UTC),
                java.time.LocalDateTime.of(2027, 1, 2, 0, 0).toInstant(ZoneOffset.UTC)));
    assertThat(load("{\"devices\": []}"))
        .extracting(PosternConfig::receivers, PosternConfig::maintenance)
        .containsExactly(List.of(), List.of());
  }

  @Test
  void theSchemaSaysTheSameDefaults() throws IOException {
    ObjectNode spelledOut = (ObjectNode) JsonMapper.shared().readTree(SPARSE);
    new SchemaKeys().spellOutDefaults(spelledOut);
    assertThat(spelledOut.at("/polling/interval").asString()).isEqualTo("60s");
    assertThat(spelledOut.at("/devices/0/profile").asString()).isEqualTo("auto");
    assertThat(spelledOut.at("/policy/exceptions/0/from").asString()).isEqualTo("any");
    // A written path begins at the folder of the file, the default does not.
    ((ObjectNode) spelledOut.get("store")).remove("directory");
    // A community has no context.
    ((ObjectNode) spelledOut.at("/credentials/core")).remove("context");

    PosternConfig sparse = load(SPARSE);

    assertThat(load(JsonMapper.shared().writeValueAsString(spelledOut))).isEqualTo(sparse);
  }

  private PosternConfig load(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("postern.yaml"), text);
    ConfigResult result = ConfigFiles.load(file);
    assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
    return ((ConfigResult.Loaded) result).config();
  }
}

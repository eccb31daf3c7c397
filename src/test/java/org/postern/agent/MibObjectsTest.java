package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.finding.FindingKind;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** The MIB file and the code say the same. */
class MibObjectsTest {
  private static final OID ARC = new OID(AgentSettings.DOCUMENTATION_ARC);

  private final MibModule module;

  MibObjectsTest() throws IOException {
    module = new MibModule();
  }

  @Test
  void servesExactlyTheReadableObjectsOfTheMib() {
    Map<String, String> readable = new TreeMap<>();
    module.objects.values().stream()
        .filter(object -> object.access().startsWith("read-"))
        .forEach(object -> readable.put(object.name(), object.oid()));
    Map<String, String> served = new TreeMap<>();
    PosternObjects.names(ARC).forEach((name, oid) -> served.put(name, oid.toDottedString()));

    assertThat(served).hasSizeGreaterThan(100).isEqualTo(readable);
  }

  @Test
  void whatCanBeSetIsWhatTheMibSays() {
    String row = ARC + ".1.8.1.";
    assertThat(module.objects.values())
        .filteredOn(object -> object.access().equals("read-write"))
        .extracting(MibModule.MibObject::oid)
        .containsExactly(
            ARC + ".1.2.1." + PosternObjects.MAINTAIN_UNTIL,
            row + FindingObjects.ACKNOWLEDGE,
            row + FindingObjects.SHELVE_UNTIL,
            row + FindingObjects.OPERATOR_NOTE);
  }

  @Test
  void aBoardWithEverythingHasAnInstanceOfEveryObject() {
    Set<String> without = new HashSet<>(PosternObjects.names(ARC).keySet());
    for (VariableBinding binding : Walks.all(Walks.mib(Boards.fixed()))) {
      without.remove(objectOf(binding.getOid()).name());
    }

    assertThat(without).isEmpty();
  }

  @Test
  void everyValueHasTheSyntaxOfTheMib() {
    for (VariableBinding binding : Walks.all(Walks.mib(Boards.fixed()))) {
      MibModule.MibObject object = objectOf(binding.getOid());
      Variable value = binding.getVariable();
      assertThat(value.getSyntax()).as(object.name()).isEqualTo(wireSyntax(object.syntax()));
      if (value instanceof Integer32 number && !object.syntax().startsWith("Integer32")) {
        assertThat(enumeration(object.syntax()).values())
            .as(object.name())
            .contains(number.getValue());
      }
      if (value instanceof OctetString text) {
        assertThat(text.length()).as(object.name()).isBetween(0, 255);
      }
    }
  }

  @Test
  void eachFindingKindHasItsNumberInTheMibAndItsNotification() {
    Map<String, Integer> kinds = module.conventions.get("PosternTroubleKind");
    for (FindingKind kind : FindingKind.values()) {
      assertThat(kinds).containsEntry(kind.label(), kind.number());
      assertThat(module.notifications.get(kind.notification()).oid())
          .isEqualTo(ARC.toDottedString() + ".0." + kind.number());
    }
    assertThat(kinds).hasSize(FindingKind.values().length + 1).containsEntry("none", 0);
  }

  @Test
  void everyNotificationCarriesTheSameObjects() {
    List<String> objects =
        Notification.OBJECT_NAMES.stream().map(name -> "posternNotify" + name).toList();
    List<String> published = objects.subList(0, objects.indexOf("posternNotifyText") + 1);
    assertThat(module.objects).containsKeys(objects.toArray(String[]::new));
    assertThat(module.notifications)
        .hasSize(FindingKind.values().length + 4)
        .allSatisfy((name, type) -> assertThat(type.objects()).isEqualTo(published));
    assertThat(module.notifications.get("posternFindingCleared").oid())
        .endsWith(".0." + Notification.CLEARED);
    assertThat(module.notifications.get("posternFindingChanged").oid())
        .endsWith(".0." + Notification.CHANGED);
    assertThat(module.notifications.get("posternNotificationsSuppressed").oid())
        .endsWith(".0." + Notification.SUPPRESSED);
    assertThat(module.notifications.get("posternHeartbeat").oid())
        .endsWith(".0." + Notification.HEARTBEAT);
  }

  @Test
  void notificationValuesHaveTheSyntaxOfTheMib() {
    List<VariableBinding> bindings = Notification.heartbeat(Boards.fixed()).bindings(ARC);
    for (VariableBinding binding : bindings) {
      MibModule.MibObject object = objectOf(binding.getOid());
      assertThat(object.access()).isEqualTo("accessible-for-notify");
      assertThat(binding.getVariable().getSyntax())
          .as(object.name())
          .isEqualTo(wireSyntax(object.syntax()));
    }
  }

  @Test
  void mailPortBitsAreTheMibs() {
    Map<String, Integer> bits = module.conventions.get("PosternMailPorts");
    for (MailPort port : MailPort.values()) {
      OctetString octets = (OctetString) MibValues.mailPorts(Set.of(port));
      int bit = bits.get(port.serviceName());
      assertThat(octets.getValue()).containsExactly((byte) (0x80 >> bit));
    }
    assertThat(bits.keySet())
        .isEqualTo(
            Arrays.stream(MailPort.values())
                .map(MailPort::serviceName)
                .collect(Collectors.toSet()));
  }

  private MibModule.MibObject objectOf(OID instance) {
    return module.objects.values().stream()
        .filter(object -> !object.access().equals("not-accessible"))
        .filter(object -> instance.startsWith(new OID(object.oid())))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in the MIB: " + instance));
  }

  private Map<String, Integer> enumeration(String syntax) {
    return switch (syntax) {
      case "TruthValue" -> Map.of("true", 1, "false", 2);
      case "InetAddressType" -> Map.of("unknown", 0, "ipv4", 1, "ipv6", 2, "dns", 16);
      default ->
          syntax.startsWith("INTEGER")
              ? MibModule.namedNumbers(syntax)
              : module.conventions.get(syntax);
    };
  }

  private int wireSyntax(String syntax) {
    String type = syntax.replaceAll("[ ({].*", "");
    return switch (type) {
      case "SnmpAdminString", "DateAndTime", "InetAddress", "PosternMailPorts" ->
          SMIConstants.SYNTAX_OCTET_STRING;
      case "Gauge32", "Unsigned32", "InetPortNumber" -> SMIConstants.SYNTAX_GAUGE32;
      case "Counter64", "CounterBasedGauge64" -> SMIConstants.SYNTAX_COUNTER64;
      case "TimeStamp" -> SMIConstants.SYNTAX_TIMETICKS;
      case "AutonomousType" -> SMIConstants.SYNTAX_OBJECT_IDENTIFIER;
      case "Integer32", "INTEGER", "TruthValue", "InetAddressType" -> SMIConstants.SYNTAX_INTEGER;
      default -> {
        assertThat(module.conventions).as(syntax).containsKey(type);
        yield SMIConstants.SYNTAX_INTEGER;
      }
    };
  }
}

package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The files for management systems against the MIB: nothing in them that it does not define. What
 * is made from the MIB is written anew with {@code -Dpostern.record=true}.
 */
class ManagementKitTest {
  private static final Path CONF = Path.of("conf");
  private static final List<String> NOT_OF_THE_KIT =
      List.of("linux", "systemd", "postern.yaml", "postern.schema.json");
  private static final Pattern BELOW_THE_ARC =
      Pattern.compile(Pattern.quote(AgentSettings.DOCUMENTATION_ARC) + "((?:\\.\\d+)*)");

  private static MibModule module() {
    try {
      return new MibModule();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All but the recording and what becomes of it, which have instances. */
  static List<String> files() {
    return ManagementKit.FILES.stream()
        .filter(file -> !file.startsWith("librenms/tests/"))
        .toList();
  }

  @Test
  void allFilesBelowConfAreOfTheKit() throws IOException {
    try (Stream<Path> files = Files.walk(CONF)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(CONF::relativize)
                  .filter(file -> !NOT_OF_THE_KIT.contains(file.getName(0).toString()))
                  .map(Path::toString))
          .containsExactlyInAnyOrderElementsOf(ManagementKit.FILES);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyObjectIdentifierIsOneOfTheMib(String file) throws IOException {
    MibModule module = module();
    List<String> unknown = new ArrayList<>();
    for (MatchResult found :
        BELOW_THE_ARC.matcher(Files.readString(CONF.resolve(file))).results().toList()) {
      String oid = found.group();
      boolean known =
          oid.equals(AgentSettings.DOCUMENTATION_ARC)
              || module.nodes().contains(oid)
              || module.object(oid).isPresent();
      if (!known) {
        unknown.add(oid);
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void anotherArcIsPutEverywhere() {
    Map<String, String> moved = ManagementKit.rootedAt("1.3.6.1.4.1.99999.5.6");

    assertThat(moved).hasSize(ManagementKit.FILES.size() + 2);
    assertThat(moved.get("librenms/mibs/postern/POSTERN-MIB"))
        .isEqualTo(moved.get("mibs/POSTERN-MIB.txt"))
        .isEqualTo(MibText.rootedAt("1.3.6.1.4.1.99999.5.6"));
    moved.forEach(
        (file, text) ->
            assertThat(text)
                .as(file)
                .doesNotContain(AgentSettings.DOCUMENTATION_ARC)
                .doesNotContain("32473\\.25"));
    assertThat(moved.get("zabbix/postern.yaml"))
        .contains("(4\\.1|enterprises)\\.99999\\.5\\.6\\.0\\.")
        .contains("snmp_oid: '1.3.6.1.4.1.99999.5.6.1.1.22.0'");
    assertThat(moved.get("librenms/resources/definitions/os_detection/postern.yaml"))
        .contains("- .1.3.6.1.4.1.99999.5.6.3.");
  }

  @Test
  void theDocumentationArcGivesTheShippedFiles() throws IOException {
    Map<String, String> kit = ManagementKit.rootedAt(AgentSettings.DOCUMENTATION_ARC);
    for (String file : ManagementKit.FILES) {
      assertThat(kit.get(file)).as(file).isEqualTo(Files.readString(CONF.resolve(file)));
    }
  }

  @Test
  void anArcThatCannotBeIsRefused() {
    assertThatThrownBy(() -> ManagementKit.rootedAt("1.3.6.1.2.1.5"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void snmpttHasEachNotification() throws IOException {
    assertMade("snmptt/snmptt.postern.conf", new TrapTexts(module()).snmptt());
  }

  @Test
  void openNmsHasEachNotification() throws Exception {
    String text = new TrapTexts(module()).openNms();
    assertMade("opennms/postern.events.xml", text);
    NodeList events = parse("opennms/postern.events.xml").getElementsByTagName("event");
    assertThat(events.getLength()).isEqualTo(module().notifications.size());
  }

  @Test
  void openNmsCollectsNumbersAsNumbersAndTextsAsTexts() throws Exception {
    NodeList objects = parse("opennms/postern.datacollection.xml").getElementsByTagName("mibObj");
    TreeSet<String> aliases = new TreeSet<>();
    for (int i = 0; i < objects.getLength(); i++) {
      Element object = (Element) objects.item(i);
      String syntax =
          module().object(object.getAttribute("oid").substring(1)).orElseThrow().syntax();
      String type = object.getAttribute("type");
      String expected =
          syntax.startsWith("SnmpAdminString")
              ? "string"
              : syntax.equals("Counter64") ? "counter" : "gauge";
      assertThat(type).as(object.getAttribute("oid")).isEqualTo(expected);
      // RRDtool takes no longer name.
      assertThat(object.getAttribute("alias")).hasSizeLessThanOrEqualTo(19);
      aliases.add(object.getAttribute("alias"));
    }
    assertThat(aliases).hasSize(objects.getLength()).isNotEmpty();
  }

  @Test
  void theRecordingIsWhatTheAgentServes() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("1.3.6.1.2.1.1.1.0|4|Postern");
    lines.add("1.3.6.1.2.1.1.2.0|6|" + AgentSettings.DOCUMENTATION_ARC + ".3.1");
    lines.add("1.3.6.1.2.1.1.3.0|67|360000");
    lines.add("1.3.6.1.2.1.1.5.0|4|postern");
    for (var binding : Walks.all(Walks.mib(Boards.fixed()))) {
      lines.add(RecordedLine.of(binding));
    }
    String file = "librenms/tests/snmpsim/postern.snmprec";
    assertMade(file, lines.stream().collect(Collectors.joining("\n", "", "\n")));
    assertThat(SnmpRecording.load(CONF.resolve(file)).below(Oid.parse("1.3.6.1.4.1.32473.25")))
        .hasSizeGreaterThan(200);
  }

  private static Element parse(String file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(CONF.resolve(file).toFile()).getDocumentElement();
  }

  private static void assertMade(String file, String text) throws IOException {
    Path path = CONF.resolve(file);
    if (Boolean.getBoolean("postern.record")) {
      Files.writeString(path, text);
    }
    assertThat(Files.readString(path))
        .as("%s; -Dpostern.record=true writes it", path)
        .isEqualTo(text);
  }
}

package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.postern.testkit.SharedRecordings;

class RecordingSanitizerTest {
  private final RecordingSanitizer sanitizer = new RecordingSanitizer();

  private static VarBind text(String oid, String text) {
    return new VarBind(
        Oid.parse(oid), new SnmpValue.Octets(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private List<String> sanitized(VarBind... varBinds) {
    List<String> lines = new ArrayList<>();
    for (VarBind varBind : sanitizer.sanitize(SnmpRecording.of(List.of(varBinds))).varBinds()) {
      lines.add(SnmprecLine.format(varBind));
    }
    return lines;
  }

  @Test
  void replacesNamesPlacesAndSerialNumbersWhereverTheyOccur() {
    assertThat(
            sanitized(
                text("1.3.6.1.2.1.1.1.0", "Software 15.2.3.4, serial FDO1234ABCD"),
                text("1.3.6.1.2.1.1.4.0", "Jane Doe"),
                text("1.3.6.1.2.1.1.5.0", "core-1.corp.example"),
                text("1.3.6.1.2.1.1.6.0", "Cellar"),
                text("1.3.6.1.2.1.31.1.1.1.18.1", "to core-1.corp.example"),
                text("1.3.6.1.2.1.47.1.1.1.1.11.1", "FDO1234ABCD")))
        .containsExactly(
            "1.3.6.1.2.1.1.1.0|4|Software 15.2.3.4, serial SERIAL1",
            "1.3.6.1.2.1.1.4.0|4|contact",
            "1.3.6.1.2.1.1.5.0|4|device",
            "1.3.6.1.2.1.1.6.0|4|location",
            "1.3.6.1.2.1.31.1.1.1.18.1|4|to device",
            "1.3.6.1.2.1.47.1.1.1.1.11.1|4|SERIAL1");
  }

  @Test
  void replacesPublicAddressesAlikeInValuesIndexesAndTexts() {
    byte[] octets = {8, 8, 4, 7};
    assertThat(
            sanitized(
                new VarBind(
                    Oid.parse("1.3.6.1.2.1.4.20.1.1.8.8.4.7"), new SnmpValue.IpAddress(octets)),
                new VarBind(
                    Oid.parse("1.3.6.1.2.1.4.20.1.1.10.0.0.1"),
                    new SnmpValue.IpAddress(new byte[] {10, 0, 0, 1})),
                new VarBind(
                    Oid.parse("1.3.6.1.2.1.4.34.1.5.1.4.8.8.4.7"),
                    new SnmpValue.ObjectId(Oid.parse("1.3.6.1.2.1.4.32.1.5.3.1.4.8.8.4.0.24"))),
                text("1.3.6.1.4.1.8072.1.3.2.4.1.2.1.97.1", "permit tcp 8.8.4.9/32 dport 25")))
        .containsExactly(
            "1.3.6.1.2.1.4.20.1.1.10.0.0.1|64|10.0.0.1",
            "1.3.6.1.2.1.4.20.1.1.192.0.2.7|64|192.0.2.7",
            "1.3.6.1.2.1.4.34.1.5.1.4.192.0.2.7|6|1.3.6.1.2.1.4.32.1.5.3.1.4.192.0.2.0.24",
            "1.3.6.1.4.1.8072.1.3.2.4.1.2.1.97.1|4|permit tcp 192.0.2.9/32 dport 25");
  }

  @Test
  void replacesIpv6AndHardwareAddresses() {
    assertThat(
            sanitized(
                new VarBind(
                    Oid.parse("1.3.6.1.2.1.2.2.1.6.1"),
                    new SnmpValue.Octets(new byte[] {0, 0x1b, 0x21, 1, 2, 3})),
                text("1.3.6.1.2.1.31.1.1.1.18.1", "peer 2a00:1450::5 via 00:1b:21:01:02:03"),
                text("1.3.6.1.2.1.31.1.1.1.18.2", "001b.2101.0203 and fe80::1 at 12:30:45"),
                new VarBind(
                    Oid.parse("1.3.6.1.2.1.6.20.1.4.2.16.42.0.20.80.0.0.0.0.0.0.0.0.0.0.0.5.25"),
                    new SnmpValue.Gauge32(7))))
        .contains(
            "1.3.6.1.2.1.2.2.1.6.1|4x|00005e005301",
            "1.3.6.1.2.1.31.1.1.1.18.1|4|peer 2001:db8:0:1:0:0:0:1 via 00:00:5e:00:53:01")
        .anyMatch(line -> line.startsWith("1.3.6.1.2.1.31.1.1.1.18.2|4|0000.5e00.5301 and fe80:"))
        .anyMatch(line -> line.endsWith(" at 12:30:45"))
        .contains("1.3.6.1.2.1.6.20.1.4.2.16.32.1.13.184.0.0.0.1.0.0.0.0.0.0.0.1.25|66|7");
  }

  @Test
  void dropsCommunitiesNeighboursRoutesAndParameters() {
    assertThat(
            sanitized(
                text("1.3.6.1.6.3.18.1.1.1.2.97", "secret"),
                text("1.3.6.1.2.1.4.22.1.2.1.10.0.0.9", "x"),
                text("1.3.6.1.2.1.4.24.4.1.1.1", "x"),
                text("1.3.6.1.2.1.25.4.2.1.5.77", "--password=x"),
                text("1.3.6.1.2.1.25.4.2.1.2.77", "master")))
        .containsExactly("1.3.6.1.2.1.25.4.2.1.2.77|4|master");
  }

  @Test
  void leavesNoPublicAddressInRealRecordings() throws IOException {
    Pattern quad = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    int looked = 0;
    for (Path file : SharedRecordings.all()) {
      SnmpRecording clean = new RecordingSanitizer().sanitize(SnmpRecording.load(file));
      for (VarBind varBind : clean.varBinds()) {
        if (varBind.value() instanceof SnmpValue.IpAddress address) {
          looked++;
          assertThat(AddressAliases.isPublic(address.octets()))
              .as("%s %s %s", file.getFileName(), varBind.oid(), address)
              .isFalse();
          assertThat(address.toString()).matches(quad);
        }
      }
      assertThat(new RecordingSanitizer().sanitize(clean).varBinds())
          .filteredOn(varBind -> varBind.value() instanceof SnmpValue.IpAddress)
          .isEqualTo(
              clean.varBinds().stream()
                  .filter(varBind -> varBind.value() instanceof SnmpValue.IpAddress)
                  .toList());
    }
    assertThat(looked).isGreaterThan(1000);
  }
}

package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.testkit.SharedRecordings;

class SnmpRecordingTest {
  @TempDir Path folder;

  private SnmpRecording load(String... lines) throws IOException {
    Path file = folder.resolve("device.snmprec");
    Files.write(file, List.of(lines), StandardCharsets.ISO_8859_1);
    return SnmpRecording.load(file);
  }

  @Test
  void readsEachType() throws IOException {
    SnmpRecording recording =
        load(
            "1.3.1|2|-5",
            "1.3.2|4|text | with bar",
            "1.3.3|4x|00ff",
            "1.3.4|5|",
            "1.3.5|6|1.3.6.1",
            "1.3.6|64|192.0.2.1",
            "1.3.7|64x|c0000201",
            "1.3.8|65|4294967295",
            "1.3.9|66|0",
            "1.3.10|67|12",
            "1.3.11|68x|9f780441200000",
            "1.3.12|70|18446744073709551615");
    assertThat(recording.varBinds())
        .extracting(VarBind::value)
        .containsExactly(
            new SnmpValue.Int(-5),
            new SnmpValue.Octets("text | with bar".getBytes(StandardCharsets.US_ASCII)),
            new SnmpValue.Octets(new byte[] {0, -1}),
            new SnmpValue.Absent("NULL"),
            new SnmpValue.ObjectId(Oid.parse("1.3.6.1")),
            new SnmpValue.IpAddress(new byte[] {(byte) 192, 0, 2, 1}),
            new SnmpValue.IpAddress(new byte[] {(byte) 192, 0, 2, 1}),
            new SnmpValue.Counter32(4294967295L),
            new SnmpValue.Gauge32(0),
            new SnmpValue.TimeTicks(12),
            new SnmpValue.Opaque(new byte[] {(byte) 0x9f, 0x78, 4, 0x41, 0x20, 0, 0}),
            new SnmpValue.Counter64(-1));
  }

  @Test
  void sortsByOidWhateverTheOrderOfTheFile() throws IOException {
    SnmpRecording recording = load("1.3.10|2|3", "# a remark", "", "1.3.9.1|2|2", "1.3.9|2|1");
    assertThat(recording.varBinds())
        .extracting(varBind -> varBind.oid().toString())
        .containsExactly("1.3.9", "1.3.9.1", "1.3.10");
    assertThat(recording.next(Oid.parse("1.3.9")).orElseThrow().oid())
        .isEqualTo(Oid.parse("1.3.9.1"));
    assertThat(recording.next(Oid.parse("1.3.9.1.7")).orElseThrow().oid())
        .isEqualTo(Oid.parse("1.3.10"));
    assertThat(recording.next(Oid.parse("1.3.10"))).isEmpty();
    assertThat(recording.below(Oid.parse("1.3.9"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.3.1",
        "1.3.x|2|1",
        "1.3.1|99|1",
        "1.3.1|2|one",
        "1.3.1|65|-1",
        "1.3.1|65|4294967296",
        "1.3.1|64|192.0.2",
        "1.3.1|64|localhost",
        "1.3.1|64x|c00002",
        "1.3.1|4x|0g"
      })
  void namesFileLineAndTextOfWhatItCannotRead(String line) {
    assertThatThrownBy(() -> load("1.3.0|2|0", line))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("device.snmprec:2:")
        .hasMessageContaining(line);
  }

  @Test
  void refusesAnInstanceThatOccursTwice() {
    assertThatThrownBy(() -> load("1.3.1|2|0", "1.3.1|2|1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("occurs twice: 1.3.1");
  }

  @Test
  void writesRealRecordingsSoThatTheyReadBackEqual() throws IOException {
    Path copy = folder.resolve("copy.snmprec");
    for (Path file : SharedRecordings.all()) {
      SnmpRecording recording = SnmpRecording.load(file);
      SnmprecWriter.write(recording, copy);
      assertThat(SnmpRecording.load(copy).varBinds()).isEqualTo(recording.varBinds());
    }
  }

  @Property(tries = 300)
  void anyOctetsReadBackEqual(@ForAll byte[] octets) {
    VarBind varBind = new VarBind(Oid.of(1, 3), new SnmpValue.Octets(octets));
    assertThat(SnmprecLine.parse(SnmprecLine.format(varBind))).isEqualTo(varBind);
  }

  @Property(tries = 300)
  void nextIsTheFirstThatIsGreater(@ForAll("oids") List<Oid> oids, @ForAll("oid") Oid asked) {
    SnmpRecording recording =
        SnmpRecording.of(
            oids.stream().distinct().map(oid -> new VarBind(oid, new SnmpValue.Int(0))).toList());
    assertThat(recording.next(asked).map(VarBind::oid))
        .isEqualTo(oids.stream().filter(oid -> oid.compareTo(asked) > 0).sorted().findFirst());
  }

  @Provide
  Arbitrary<Oid> oid() {
    return Arbitraries.integers()
        .between(-2, 2)
        .array(int[].class)
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(Oid::of);
  }

  @Provide
  Arbitrary<List<Oid>> oids() {
    return oid().list().ofMaxSize(12);
  }
}

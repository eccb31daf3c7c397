package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UnsignedInteger32;
import org.snmp4j.smi.VariableBinding;

/** Held against snmp4j, which encodes what is decoded here. */
class WireVarBindsTest {
  private static final List<VarBind> ALL =
      List.of(
          new VarBind(Oid.parse("1.3.6.1.2.1.1.1.0"), new SnmpValue.Int(Integer.MIN_VALUE)),
          new VarBind(Oid.parse("1.3.6.1.2.1.1.2.4294967295"), new SnmpValue.Int(-1)),
          new VarBind(Oid.parse("0.39"), new SnmpValue.Counter32(4_294_967_295L)),
          new VarBind(Oid.parse("2.999.3"), new SnmpValue.Gauge32(0)),
          new VarBind(Oid.parse("1.0"), new SnmpValue.TimeTicks(128)),
          new VarBind(Oid.parse("1.39.127.128"), new SnmpValue.Counter64(-1)),
          new VarBind(Oid.parse("1.3.1"), new SnmpValue.Counter64(Long.MAX_VALUE)),
          new VarBind(Oid.parse("1.3.2"), new SnmpValue.ObjectId(Oid.parse("2.39.16384"))),
          new VarBind(Oid.parse("1.3.3"), new SnmpValue.IpAddress(new byte[] {-1, 0, 2, 3})),
          new VarBind(Oid.parse("1.3.4"), new SnmpValue.Octets(new byte[0])),
          new VarBind(Oid.parse("1.3.5"), new SnmpValue.Octets(new byte[300])),
          new VarBind(Oid.parse("1.3.6"), new SnmpValue.Opaque(new byte[] {1, 2})),
          new VarBind(Oid.parse("1.3.7"), new SnmpValue.Absent("noSuchObject")),
          new VarBind(Oid.parse("1.3.8"), new SnmpValue.Absent("noSuchInstance")),
          new VarBind(Oid.parse("1.3.9"), new SnmpValue.Absent("endOfMibView")),
          new VarBind(Oid.parse("1.3.10"), SnmpRecording.NULL));

  private static byte[] encoded(List<VarBind> varBinds) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (VarBind each : varBinds) {
      Snmp4jValues.binding(each).encodeBER(out);
    }
    return out.toByteArray();
  }

  @Test
  void everySyntaxIsDecodedAsItWasEncoded() throws IOException {
    WireVarBinds wire = WireVarBinds.of(encoded(ALL));
    assertThat(wire.all()).isEqualTo(ALL);
    for (int i = 0; i < ALL.size(); i++) {
      boolean exception =
          ALL.get(i).value() instanceof SnmpValue.Absent
              && !ALL.get(i).value().equals(SnmpRecording.NULL);
      assertThat(wire.isException(i)).as(ALL.get(i).toString()).isEqualTo(exception);
    }
  }

  @Property
  void namesAreOrderedAndFoundBelowRootsAsIfTheyWereDecoded(
      @ForAll @Size(max = 5) int[] first, @ForAll @Size(max = 5) int[] second) throws IOException {
    Oid a = Oid.of(1, 3).append(first);
    Oid b = Oid.of(1, 3).append(second);
    WireVarBinds wire =
        WireVarBinds.of(
            encoded(
                List.of(
                    new VarBind(a, new SnmpValue.Int(1)), new VarBind(b, new SnmpValue.Int(1)))));
    assertThat(wire.isAfter(0, wire, 1)).isEqualTo(a.compareTo(b) > 0);
    assertThat(wire.isAfter(0, new EncodedOid(b))).isEqualTo(a.compareTo(b) > 0);
    assertThat(wire.isBelow(0, new EncodedOid(b))).isEqualTo(a.startsWith(b));
    assertThat(wire.name(1)).isEqualTo(b);
  }

  @Test
  void rootsOfOneSubIdentifierAreFound() throws IOException {
    WireVarBinds wire =
        WireVarBinds.of(
            encoded(
                List.of(
                    new VarBind(Oid.parse("0.39.1"), new SnmpValue.Int(1)),
                    new VarBind(Oid.parse("1.39.1"), new SnmpValue.Int(1)),
                    new VarBind(Oid.parse("2.999.1"), new SnmpValue.Int(1)))));
    for (int root = 0; root < 3; root++) {
      for (int name = 0; name < 3; name++) {
        assertThat(wire.isBelow(name, new EncodedOid(Oid.of(root)))).isEqualTo(root == name);
      }
    }
  }

  /** Whatever snmp4j lets through is either read alike or refused. */
  @Property(tries = 2000)
  void flippedOctetsAreReadAsSnmp4jReadsThemOrRefused(@ForAll long seed) throws IOException {
    byte[] octets = encoded(ALL.subList(0, 14));
    Random random = new Random(seed);
    for (int i = 0; i <= random.nextInt(3); i++) {
      octets[random.nextInt(octets.length)] = (byte) random.nextInt(256);
    }
    octets = Arrays.copyOf(octets, octets.length - random.nextInt(3));
    List<VarBind> read;
    try {
      read = WireVarBinds.of(octets).all();
    } catch (IOException refused) {
      return;
    }
    BERInputStream in = new BERInputStream(ByteBuffer.wrap(octets));
    for (VarBind each : read) {
      VariableBinding other = new VariableBinding();
      other.decodeBER(in);
      assertThat(new OID(each.oid().toArray())).isEqualTo(other.getOid());
      assertThat(Snmp4jValues.binding(each).getVariable()).isEqualTo(other.getVariable());
    }
    assertThat(in.available()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30", // no length
        "3005", // a length beyond the end
        "3080", // indefinite length
        "3003060100", // a name without a value
        "300506012b0200", // an integer of no octets
        "300a06012b020501020304ff", // ends early
        "300a06012b02050102030405", // an integer of five octets
        "300a06012b41050102030405", // a counter above 32 bits
        "300706012b40020102", // an address of two octets
        "300506012b1300", // PrintableString
        "3006060180020101", // a sub-identifier that is not ended
        "30090604ffffffff7f0500", // ... and one above 32 bits
        "300706012b05020000", // NULL with octets
        "300806012b020101ff00", // something behind the value
      })
  void whatIsNoVarBindListIsRefused(String hex) {
    assertThatThrownBy(() -> WireVarBinds.of(HexFormat.of().parseHex(hex)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void leadingZerosAndMissingOnesAreForgiven() throws IOException {
    WireVarBinds wire =
        WireVarBinds.of(
            HexFormat.of().parseHex("300a06012b410500ffffffff" + "300906012b4204ffffffff"));
    assertThat(wire.value(0)).isEqualTo(new SnmpValue.Counter32(4_294_967_295L));
    assertThat(wire.value(1)).isEqualTo(new SnmpValue.Gauge32(4_294_967_295L));
  }

  @Test
  void aNameWithoutSubIdentifiersIsZero() throws IOException {
    WireVarBinds wire = WireVarBinds.of(HexFormat.of().parseHex("300406000500"));
    assertThat(wire.name(0)).isEqualTo(Oid.of(0, 0));
  }

  @Test
  void whatSnmp4jHasDecodedIsEncodedAgain() {
    WireVarBinds wire =
        WireVarBinds.of(
            List.of(
                new VariableBinding(new OID("1.3.1"), new Integer32(7)),
                new VariableBinding(new OID("1.3.2"), new UnsignedInteger32(8)),
                new VariableBinding(new OID("1.3.3"), new Counter64(9)),
                new VariableBinding(new OID("1.3.4"), new OctetString("ten")),
                new VariableBinding(new OID("1.3.5"), Null.endOfMibView)));
    assertThat(wire.size()).isEqualTo(5);
    assertThat(wire.value(2)).isEqualTo(new SnmpValue.Counter64(9));
    assertThat(wire.isException(4)).isTrue();
  }
}

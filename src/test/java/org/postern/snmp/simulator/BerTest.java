package org.postern.snmp.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Our BER against snmp4j's. */
class BerTest {
  private static VariableBinding decoded(VarBind varBind) throws Exception {
    BerWriter writer = new BerWriter();
    writer.varBind(varBind);
    VariableBinding binding = new VariableBinding();
    binding.decodeBER(new BERInputStream(ByteBuffer.wrap(writer.toArray())));
    assertThat(binding.getBERLength()).isEqualTo(writer.size());
    return binding;
  }

  @Property(tries = 500)
  void writesIntegersAsSnmp4jReadsThem(@ForAll int number) throws Exception {
    assertThat(decoded(new VarBind(Oid.of(1, 3), new SnmpValue.Int(number))).getVariable().toInt())
        .isEqualTo(number);
    long unsigned = Integer.toUnsignedLong(number);
    assertThat(
            decoded(new VarBind(Oid.of(1, 3), new SnmpValue.Counter32(unsigned)))
                .getVariable()
                .toLong())
        .isEqualTo(unsigned);
  }

  @Property(tries = 500)
  void writesCounter64AsSnmp4jReadsThem(@ForAll long number) throws Exception {
    VariableBinding binding = decoded(new VarBind(Oid.of(1, 3), new SnmpValue.Counter64(number)));
    assertThat(((Counter64) binding.getVariable()).getValue()).isEqualTo(number);
  }

  @Property(tries = 500)
  void writesNamesAndOctetsAsSnmp4jReadsThem(@ForAll("oid") Oid oid, @ForAll byte[] octets)
      throws Exception {
    VariableBinding binding = decoded(new VarBind(oid, new SnmpValue.Octets(octets)));
    assertThat(binding.getOid().getValue()).isEqualTo(oid.toArray());
    assertThat(((OctetString) binding.getVariable()).getValue()).isEqualTo(octets);
  }

  @Property(tries = 500)
  void readsItsOwnNamesAndNumbers(@ForAll("oid") Oid oid, @ForAll long number) throws Exception {
    BerWriter writer = new BerWriter();
    writer.integer(number).varBind(new VarBind(oid, new SnmpValue.Int(0)));
    byte[] written = writer.toArray();
    BerReader reader = new BerReader(written, 0, written.length);
    assertThat(reader.enter(BerWriter.SEQUENCE).oid()).isEqualTo(oid);
    assertThat(reader.integer()).isEqualTo(number);
    assertThat(reader.hasMore()).isFalse();
  }

  @Provide
  Arbitrary<Oid> oid() {
    return Arbitraries.integers()
        .array(int[].class)
        .ofMaxSize(30)
        .map(rest -> Oid.of(1, 3).append(rest));
  }

  @Test
  void neverReadsBeyondTheEndWhateverComes() {
    Random random = new Random(4711);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      if (noise.length > 1) {
        noise[0] = (byte) Pdu.GET;
        noise[1] = (byte) random.nextInt(noise.length + 2);
      }
      assertThatThrownBy(() -> Pdu.read(new BerReader(noise, 0, noise.length)))
          .isInstanceOf(BerReader.Malformed.class);
    }
  }
}

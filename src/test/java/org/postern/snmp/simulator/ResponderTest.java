package org.postern.snmp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.smi.VariableBinding;

/** RFC 3416 §4.2, read back by snmp4j. */
class ResponderTest {
  private static final int ROOM = 1400;
  private static final MibView VIEW =
      new StaticContent(
              SnmpRecording.of(
                  List.of(
                      new VarBind(Oid.parse("1.3.1.0"), new SnmpValue.Int(1)),
                      new VarBind(Oid.parse("1.3.2.1.1"), new SnmpValue.Counter32(11)),
                      new VarBind(Oid.parse("1.3.2.1.2"), new SnmpValue.Counter64(12)),
                      new VarBind(Oid.parse("1.3.2.2.1"), new SnmpValue.Counter32(21)),
                      new VarBind(Oid.parse("1.3.2.2.2"), new SnmpValue.Octets(new byte[600])))))
          .at(Duration.ZERO);

  private static PDU answer(boolean v1, int room, Pdu.Request request) throws Exception {
    byte[] encoded = new Responder(VIEW, v1, room, Integer.MAX_VALUE).answer(request);
    assertThat(encoded.length).isLessThanOrEqualTo(Math.max(room, 40));
    PDU pdu = new PDU();
    pdu.decodeBER(new BERInputStream(ByteBuffer.wrap(encoded)));
    assertThat(pdu.getRequestID().getValue()).isEqualTo(request.requestId());
    return pdu;
  }

  private static Pdu.Request request(int type, int nonRepeaters, int repetitions, String... names) {
    return new Pdu.Request(
        type, 4711, nonRepeaters, repetitions, List.of(names).stream().map(Oid::parse).toList());
  }

  private static List<String> names(PDU pdu) {
    return pdu.getVariableBindings().stream().map(v -> v.getOid().toString()).toList();
  }

  @Test
  void getTellsWhatIsMissingAndHow() throws Exception {
    PDU pdu = answer(false, ROOM, request(Pdu.GET, 0, 0, "1.3.1.0", "1.3.1.1", "1.9.1.0"));
    assertThat(pdu.getErrorStatus()).isZero();
    assertThat(pdu.getVariableBindings())
        .extracting(v -> v.getVariable().toString())
        .containsExactly("1", "noSuchInstance", "noSuchObject");
  }

  @Test
  void getOfVersion1NamesTheFirstThatIsMissing() throws Exception {
    PDU pdu = answer(true, ROOM, request(Pdu.GET, 0, 0, "1.3.1.0", "1.3.2.1.2"));
    assertThat(pdu.getErrorStatus()).isEqualTo(PDU.noSuchName);
    assertThat(pdu.getErrorIndex()).isEqualTo(2);
    assertThat(names(pdu)).containsExactly("1.3.1.0", "1.3.2.1.2");
  }

  @Test
  void getNextOfVersion1PassesOverCounter64() throws Exception {
    assertThat(names(answer(true, ROOM, request(Pdu.GET_NEXT, 0, 0, "1.3.2.1.1"))))
        .containsExactly("1.3.2.2.1");
    assertThat(names(answer(false, ROOM, request(Pdu.GET_NEXT, 0, 0, "1.3.2.1.1"))))
        .containsExactly("1.3.2.1.2");
    PDU end = answer(true, ROOM, request(Pdu.GET_NEXT, 0, 0, "1.3.2.2.2"));
    assertThat(end.getErrorStatus()).isEqualTo(PDU.noSuchName);
    assertThat(end.getErrorIndex()).isEqualTo(1);
  }

  @Test
  void getBulkAsksNonRepeatersOnceAndTheOthersInTurn() throws Exception {
    PDU pdu = answer(false, ROOM, request(Pdu.GET_BULK, 1, 2, "1.3", "1.3.2.1", "1.3.2.2"));
    assertThat(names(pdu))
        .containsExactly("1.3.1.0", "1.3.2.1.1", "1.3.2.2.1", "1.3.2.1.2", "1.3.2.2.2");
  }

  @Test
  void getBulkEndsWithTheViewAndRepeatsItsEnd() throws Exception {
    PDU pdu = answer(false, ROOM, request(Pdu.GET_BULK, 0, 50, "1.3.2.2.1", "1.3.2.2.2"));
    assertThat(names(pdu)).containsExactly("1.3.2.2.2", "1.3.2.2.2", "1.3.2.2.2", "1.3.2.2.2");
    assertThat(pdu.getVariableBindings())
        .extracting(VariableBinding::isException)
        .containsExactly(false, true, true, true);
  }

  @Test
  void getBulkIsCutToTheRoom() throws Exception {
    PDU pdu = answer(false, 484, request(Pdu.GET_BULK, 0, 50, "1.3"));
    assertThat(pdu.getErrorStatus()).isZero();
    assertThat(names(pdu)).containsExactly("1.3.1.0", "1.3.2.1.1", "1.3.2.1.2", "1.3.2.2.1");
  }

  @Test
  void whatDoesNotFitIsTooBig() throws Exception {
    PDU get = answer(false, 484, request(Pdu.GET, 0, 0, "1.3.2.2.2"));
    assertThat(get.getErrorStatus()).isEqualTo(PDU.tooBig);
    assertThat(get.size()).isZero();
    PDU bulk = answer(false, 484, request(Pdu.GET_BULK, 0, 9, "1.3.2.2.1"));
    assertThat(bulk.getErrorStatus()).isEqualTo(PDU.tooBig);
  }

  @Test
  void nothingCanBeSet() throws Exception {
    assertThat(answer(false, ROOM, request(Pdu.SET, 0, 0, "1.3.1.0")).getErrorStatus())
        .isEqualTo(PDU.notWritable);
    assertThat(answer(true, ROOM, request(Pdu.SET, 0, 0, "1.3.1.0")).getErrorStatus())
        .isEqualTo(PDU.noSuchName);
  }
}

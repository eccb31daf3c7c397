package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

class ReadAnswersTest {
  private static final String ARC = AgentSettings.DOCUMENTATION_ARC;
  private static final OID STATE = new OID(ARC + ".1.1.2.0");
  private static final OID GENERATION = new OID(ARC + ".1.1.4.0");
  private static final OID MISSING_INSTANCE = new OID(ARC + ".1.2.1.2.77");
  private static final OID MISSING_OBJECT = new OID(ARC + ".1.77.0");

  private final ReadAnswers answers = new ReadAnswers(Walks.mib(Boards.fixed()), 1400);

  @Test
  void getSaysForEachVariableWhatIsMissing() {
    PDU response = answers.answer(request(PDU.GET, STATE, MISSING_INSTANCE, MISSING_OBJECT));
    assertThat(response.getErrorStatus()).isZero();
    assertThat(response.get(0).getVariable()).isEqualTo(new OctetString("running"));
    assertThat(response.get(1).getVariable()).isEqualTo(Null.noSuchInstance);
    assertThat(response.get(2).getVariable()).isEqualTo(Null.noSuchObject);
    assertThat(response.get(2).getOid()).isEqualTo(MISSING_OBJECT);
  }

  @Test
  void v1GetFailsAtTheFirstMissingVariableWithTheRequestUnchanged() {
    PDU request = v1(PDU.GET, STATE, MISSING_INSTANCE, MISSING_OBJECT);
    request.get(0).setVariable(new Integer32(9));
    assertV1Error(request, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, 2);
  }

  @Test
  void v1DoesNotKnowCounter64() {
    assertV1Error(v1(PDU.GET, GENERATION), SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, 1);
    // posternStarted, then posternBoardGeneration would follow.
    PDU next = answers.answer(v1(PDU.GETNEXT, new OID(ARC + ".1.1.3.0")));
    assertThat(next.get(0).getOid()).isEqualTo(new OID(ARC + ".1.1.5.0"));
  }

  @Test
  void getNextEndsWithEndOfMibViewAndV1WithNoSuchName() {
    OID end = new OID("1.3.7");
    PDU response = answers.answer(request(PDU.GETNEXT, STATE, end));
    assertThat(response.get(0).getOid()).isEqualTo(new OID(ARC + ".1.1.3.0"));
    assertThat(response.get(1)).isEqualTo(new VariableBinding(end, Null.endOfMibView));
    assertV1Error(v1(PDU.GETNEXT, STATE, end), SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, 2);
  }

  @Test
  void aResponseThatIsTooBigIsEmptyAndInV1TheRequest() {
    ReadAnswers small = new ReadAnswers(Walks.mib(Boards.fixed()), 60);
    OID text = new OID(ARC + ".1.8.1.15.1");
    PDU response = small.answer(request(PDU.GET, text));
    assertThat(response.getErrorStatus()).isEqualTo(SnmpConstants.SNMP_ERROR_TOO_BIG);
    assertThat(response.getErrorIndex()).isZero();
    assertThat(response.size()).isZero();
    PDU v1 = small.answer(v1(PDU.GET, text));
    assertThat(v1.getErrorStatus()).isEqualTo(SnmpConstants.SNMP_ERROR_TOO_BIG);
    assertThat(v1.getErrorIndex()).isZero();
    assertThat(v1.get(0).getOid()).isEqualTo(text);
  }

  @Test
  void bulkKeepsNonRepeatersAndInterleavesRepeaters() {
    PDU request = request(PDU.GETBULK, STATE, column(2, 2), column(2, 5));
    request.setNonRepeaters(1);
    request.setMaxRepetitions(2);
    PDU response = answers.answer(request);
    assertThat(response.getVariableBindings())
        .extracting(VariableBinding::getOid)
        .containsExactly(
            new OID(ARC + ".1.1.3.0"),
            new OID(ARC + ".1.2.1.2.1"),
            new OID(ARC + ".1.2.1.5.1"),
            new OID(ARC + ".1.2.1.2.2"),
            new OID(ARC + ".1.2.1.5.2"));
  }

  @Test
  void bulkStopsAfterARepetitionWithNothingButEnds() {
    OID end = new OID("1.3.7");
    PDU request = request(PDU.GETBULK, end, end);
    request.setMaxRepetitions(1_000_000);
    PDU response = answers.answer(request);
    VariableBinding none = new VariableBinding(end, Null.endOfMibView);
    assertThat(List.<VariableBinding>copyOf(response.getVariableBindings()))
        .containsExactly(none, none);
  }

  @Test
  void bulkTakesNegativeNumbersAsZero() {
    PDU request = request(PDU.GETBULK, STATE);
    request.setNonRepeaters(-5);
    request.setMaxRepetitions(-1);
    PDU response = answers.answer(request);
    assertThat(response.getErrorStatus()).isZero();
    assertThat(response.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 100, 137, 200, 484, 1400, 5000})
  void bulkFillsTheMessageAndNeverMore(int size) {
    PDU request = request(PDU.GETBULK, new OID(ARC));
    request.setMaxRepetitions(10_000);
    PDU response = new ReadAnswers(Walks.mib(Boards.fixed()), size).answer(request);
    assertThat(response.getBERLength()).isLessThanOrEqualTo(size);
    if (response.getErrorStatus() == 0) {
      int longest =
          Walks.all(Walks.mib(Boards.fixed())).stream()
              .mapToInt(VariableBinding::getBERLength)
              .max()
              .orElseThrow();
      boolean whole = response.get(response.size() - 1).getVariable().isException();
      assertThat(whole || response.getBERLength() >= size - longest - 10).isTrue();
    } else {
      assertThat(response.getErrorStatus()).isEqualTo(SnmpConstants.SNMP_ERROR_TOO_BIG);
    }
  }

  @Test
  void aV3ResponseHasTheContextOfItsRequest() {
    ScopedPDU request = new ScopedPDU();
    request.setType(PDU.GET);
    request.setContextEngineID(new OctetString("engine"));
    request.setRequestID(new Integer32(7));
    request.add(new VariableBinding(STATE));
    PDU response = answers.answer(request);
    assertThat(response).isInstanceOf(ScopedPDU.class);
    assertThat(((ScopedPDU) response).getContextEngineID()).isEqualTo(new OctetString("engine"));
    assertThat(response.getRequestID().getValue()).isEqualTo(7);
    assertThat(response.getType()).isEqualTo(PDU.RESPONSE);
  }

  private void assertV1Error(PDU request, int status, int index) {
    PDU response = answers.answer(request);
    assertThat(response).isInstanceOf(PDUv1.class);
    assertThat(response.getErrorStatus()).isEqualTo(status);
    assertThat(response.getErrorIndex()).isEqualTo(index);
    assertThat(response.getVariableBindings()).isEqualTo(request.getVariableBindings());
  }

  private static OID column(int table, int column) {
    return new OID(ARC + ".1." + table + ".1." + column);
  }

  private static PDU request(int type, OID... oids) {
    return fill(new PDU(), type, oids);
  }

  private static PDU v1(int type, OID... oids) {
    return fill(new PDUv1(), type, oids);
  }

  private static PDU fill(PDU pdu, int type, OID... oids) {
    pdu.setType(type);
    pdu.setRequestID(new Integer32(1));
    List.of(oids).forEach(oid -> pdu.add(new VariableBinding(oid)));
    return pdu;
  }
}

package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postern.finding.Board;
import org.postern.finding.FindingState;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** RFC 3416 §4.2.5 for the columns that can be set. */
class SetAnswersTest {
  private static final String ARC = AgentSettings.DOCUMENTATION_ARC;
  private static final Instant LATER = Boards.TIME.plusSeconds(7_200);

  /** Findings: 1 open, 2 shelved, 3 acknowledged, 4 cleared. */
  private static final Board BOARD =
      Boards.withFindings(
          List.of(
              Boards.finding(1, FindingState.OPEN),
              Boards.finding(2, FindingState.SHELVED),
              Boards.finding(3, FindingState.ACKNOWLEDGED),
              Boards.finding(4, FindingState.CLEARED)));

  private final List<OperatorWord> said = new ArrayList<>();
  private OperatorResult result = new OperatorResult.Done(List.of());
  private final SetAnswers answers =
      new SetAnswers(
          new View(List.of(ARC + ".1.2", ARC + ".1.8"), List.of()).subtrees(),
          new OID(ARC),
          (words, actor) -> {
            assertThat(actor).isEqualTo("jo");
            said.addAll(words);
            return result;
          });

  private PDU set(VariableBinding... bindings) {
    PDU request = new PDU();
    return answer(request, bindings);
  }

  private PDU answer(PDU request, VariableBinding... bindings) {
    request.setType(PDU.SET);
    request.setRequestID(new Integer32(9));
    for (VariableBinding binding : bindings) {
      request.add(binding);
    }
    PDU response = answers.answer(request, "jo", BOARD, Boards.TIME);
    assertThat(response.getType()).isEqualTo(PDU.RESPONSE);
    assertThat(response.getVariableBindings()).isEqualTo(request.getVariableBindings());
    return response;
  }

  private void assertDone(PDU response, OperatorWord... words) {
    assertThat(response.getErrorStatus()).isZero();
    assertThat(said).containsExactly(words);
  }

  private void assertRefused(PDU response, int status, int index) {
    assertThat(said).isEmpty();
    assertThat(response.getErrorStatus()).isEqualTo(status);
    assertThat(response.getErrorIndex()).isEqualTo(index);
  }

  private static VariableBinding cell(int column, long finding, Variable value) {
    return new VariableBinding(new OID(ARC + ".1.8.1").append(column).append((int) finding), value);
  }

  private static VariableBinding acknowledge(long finding, int value) {
    return cell(19, finding, new Integer32(value));
  }

  private static VariableBinding shelf(long finding, Variable until) {
    return cell(20, finding, until);
  }

  private static VariableBinding note(long finding, String text) {
    return cell(21, finding, new OctetString(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void acknowledgesWithANote() {
    assertDone(
        set(acknowledge(1, 1), note(1, "change 4711")),
        new OperatorWord.Note(1, "change 4711"),
        new OperatorWord.Acknowledge(1, ""));
  }

  @Test
  void shelvesUntilATimeAndTakesOffTheShelf() {
    assertDone(
        set(shelf(1, DateAndTime.of(LATER)), shelf(2, DateAndTime.NONE)),
        new OperatorWord.Shelve(1, LATER),
        new OperatorWord.Unshelve(2));
  }

  private static VariableBinding maintain(int device, Variable until) {
    return new VariableBinding(new OID(ARC + ".1.2.1.21").append(device), until);
  }

  @Test
  void putsADeviceInMaintenanceAndEndsIt() {
    assertDone(
        set(maintain(1, DateAndTime.of(LATER)), note(1, "x")),
        new OperatorWord.Note(1, "x"),
        new OperatorWord.Maintain("edge-1", LATER, ""));
    said.clear();
    assertDone(set(maintain(1, DateAndTime.NONE)), new OperatorWord.EndMaintenance("edge-1"));
  }

  @Test
  void aMaintenanceThatCannotBeRefusesAll() {
    VariableBinding good = maintain(1, DateAndTime.of(LATER));
    VariableBinding past = maintain(1, DateAndTime.of(Boards.TIME));
    assertRefused(set(note(1, "x"), past), PDU.inconsistentValue, 2);
    assertRefused(set(good, maintain(1, DateAndTime.NONE)), PDU.inconsistentValue, 2);
    assertRefused(set(good, maintain(9, DateAndTime.NONE)), PDU.noCreation, 2);
    assertRefused(set(good, maintain(1, new OctetString("x"))), PDU.wrongLength, 2);
    assertRefused(
        set(new VariableBinding(new OID(ARC + ".1.2.1.20.1"), new Integer32(1))),
        PDU.notWritable,
        1);
  }

  @Test
  void aTimeWithoutZoneIsUtcAndAnotherZoneIsReckonedWith() {
    OctetString local = new OctetString(new byte[] {7, (byte) 0xea, 3, 14, 11, 26, 53, 5});
    assertDone(set(shelf(1, local)), new OperatorWord.Shelve(1, LATER));
    said.clear();
    OctetString zoned =
        new OctetString(new byte[] {7, (byte) 0xea, 3, 14, 16, 56, 53, 5, '+', 5, 30});
    assertDone(set(shelf(1, zoned)), new OperatorWord.Shelve(1, LATER));
  }

  @Test
  void falseIsFineWhereItIsSo() {
    assertDone(set(acknowledge(1, 2)));
  }

  @Test
  void oneRefusalRefusesAll() {
    assertRefused(
        set(acknowledge(1, 1), note(2, "x"), note(9, "y")),
        SnmpConstants.SNMP_ERROR_NO_CREATION,
        3);
  }

  @Test
  void theSameVariableTwiceMustSayTheSame() {
    assertDone(set(acknowledge(1, 1), acknowledge(1, 1)), new OperatorWord.Acknowledge(1, ""));
    said.clear();
    assertRefused(set(note(1, "a"), note(1, "b")), SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE, 2);
  }

  @ParameterizedTest
  @CsvSource({
    // a finding that is cleared; one that is acknowledged
    "4, 1, 12", "4, 2, 12", "3, 2, 12",
    // no TruthValue
    "1, 0, 10", "1, 3, 10", "1, -1, 10",
    // no such finding
    "7, 1, 11"
  })
  void acknowledgementsThatCannotBeSet(long finding, int value, int status) {
    assertRefused(set(acknowledge(finding, value)), status, 1);
  }

  @Test
  void contradictionsWithinOneFinding() {
    int inconsistent = SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE;
    VariableBinding shelved = shelf(1, DateAndTime.of(LATER));
    assertRefused(set(acknowledge(1, 1), shelved), inconsistent, 2);
    assertRefused(set(shelved, acknowledge(1, 1)), inconsistent, 2);
    assertRefused(set(note(4, "too late")), inconsistent, 1);
  }

  @Test
  void typesLengthsAndValues() {
    assertRefused(set(cell(19, 1, new Gauge32(2))), SnmpConstants.SNMP_ERROR_WRONG_TYPE, 1);
    assertRefused(set(shelf(1, new Integer32(2))), SnmpConstants.SNMP_ERROR_WRONG_TYPE, 1);
    assertRefused(
        set(cell(21, 1, new Opaque("x".getBytes(StandardCharsets.US_ASCII)))),
        SnmpConstants.SNMP_ERROR_WRONG_TYPE,
        1);
    assertRefused(
        set(shelf(1, new OctetString(new byte[9]))), SnmpConstants.SNMP_ERROR_WRONG_LENGTH, 1);
    assertRefused(set(note(1, "x".repeat(256))), SnmpConstants.SNMP_ERROR_WRONG_LENGTH, 1);
    assertRefused(set(note(1, "two\nlines")), SnmpConstants.SNMP_ERROR_WRONG_VALUE, 1);
    assertRefused(
        set(cell(21, 1, new OctetString(new byte[] {(byte) 0xff}))),
        SnmpConstants.SNMP_ERROR_WRONG_VALUE,
        1);
    for (byte[] wrong :
        List.of(
            new byte[] {7, (byte) 0xea, 13, 1, 0, 0, 0, 0},
            new byte[] {7, (byte) 0xea, 2, 30, 0, 0, 0, 0},
            new byte[] {7, (byte) 0xea, 3, 1, 24, 0, 0, 0},
            new byte[] {7, (byte) 0xea, 3, 1, 0, 0, 0, 99},
            new byte[] {7, (byte) 0xea, 3, 1, 0, 0, 0, 0, '*', 0, 0},
            new byte[] {7, (byte) 0xea, 3, 1, 0, 0, 0, 0, '+', 19, 0})) {
      assertRefused(set(shelf(1, new OctetString(wrong))), SnmpConstants.SNMP_ERROR_WRONG_VALUE, 1);
    }
    assertRefused(
        set(shelf(1, DateAndTime.of(Boards.TIME))), SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE, 1);
  }

  @Test
  void whatIsNotWritable() {
    int notWritable = SnmpConstants.SNMP_ERROR_NOT_WRITEABLE;
    assertRefused(set(cell(2, 1, new Integer32(1))), notWritable, 1);
    assertRefused(
        set(new VariableBinding(new OID(ARC + ".1.8.1.19"), new Integer32(2))), notWritable, 1);
    assertRefused(
        set(new VariableBinding(new OID(ARC + ".1.8.1.19.1.1"), new Integer32(2))), notWritable, 1);
    assertRefused(
        set(new VariableBinding(new OID(ARC + ".1.1.2.0"), new OctetString("stopped"))),
        SnmpConstants.SNMP_ERROR_NO_ACCESS,
        1);
  }

  /** RFC 3584 §4.4. */
  @Test
  void v1HasFewerErrors() {
    assertRefused(answer(new PDUv1(), acknowledge(1, 5)), SnmpConstants.SNMP_ERROR_BAD_VALUE, 1);
    assertRefused(answer(new PDUv1(), acknowledge(7, 1)), SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, 1);
  }

  @Test
  void nothingIsSetByNothing() {
    assertDone(set());
  }

  @Test
  void whatIsAlreadySoIsNoError() {
    result =
        new OperatorResult.Unchanged(Optional.of(Boards.finding(3, FindingState.ACKNOWLEDGED)));
    assertDone(set(acknowledge(3, 1)), new OperatorWord.Acknowledge(3, ""));
  }

  @Test
  void whatEndedMeanwhileFails() {
    result = new OperatorResult.UnknownNumber(1);
    PDU response = set(acknowledge(1, 1));
    assertThat(response.getErrorStatus()).isEqualTo(SnmpConstants.SNMP_ERROR_COMMIT_FAILED);
  }
}

package org.postern.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postern.finding.Board;
import org.postern.finding.OperatorResult;
import org.postern.finding.OperatorWord;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;

/**
 * What the elements of procedure say about a SET: RFC 3416 §4.2.5, for v1 with RFC 3584 §4.4. All
 * variables are looked at before the first is changed; then all are, or none.
 *
 * @param view what may be set
 * @param arc where POSTERN-MIB is rooted
 */
record SetAnswers(Subtrees view, OID arc, Operator operator) {
  PDU answer(PDU request, String actor, Board board, Instant now) {
    FindingChanges findings = new FindingChanges(arc, board, now);
    DeviceChanges devices = new DeviceChanges(arc, board, now);
    for (int i = 0; i < request.size(); i++) {
      OID instance = request.get(i).getOid();
      try {
        if (!view.contains(instance)) {
          throw new SetException(SetError.NO_ACCESS);
        }
        if (devices.concern(instance)) {
          devices.add(instance, request.get(i).getVariable());
        } else {
          findings.add(instance, request.get(i).getVariable());
        }
      } catch (SetException e) {
        return error(request, e.error(), i + 1);
      }
    }
    if (request.size() == 0) {
      return ReadAnswers.error(request, 0, 0);
    }
    List<OperatorWord> words = new ArrayList<>(findings.words());
    words.addAll(devices.words());
    OperatorResult result = operator.act(words, actor);
    // What was there when the request was looked at may have ended since.
    return result instanceof OperatorResult.Done || result instanceof OperatorResult.Unchanged
        ? ReadAnswers.error(request, 0, 0)
        : error(request, SetError.COMMIT_FAILED, 1);
  }

  static PDU error(PDU request, SetError error, int index) {
    return ReadAnswers.error(request, error.status(ReadAnswers.isV1(request)), index);
  }
}

package org.postern.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * What the elements of procedure say about a request: RFC 3416 §4.2 for v2c and v3, RFC 1157 §4.1
 * with RFC 3584 §4.2.2 for v1. Pure: one request and one view give one response.
 *
 * @param view what the request can see
 * @param maxSize octets of the largest response PDU
 */
record ReadAnswers(Instances view, int maxSize) {
  /** Tag and length of a PDU and of its list of variable bindings, at their longest. */
  private static final int LIST_OVERHEAD = 8;

  /**
   * The response. Longer than {@code maxSize} only if an error response itself does not fit, which
   * is then not sent at all (RFC 3416 §4.2).
   */
  PDU answer(PDU request) {
    PDU response =
        switch (request.getType()) {
          case PDU.GET -> get(request);
          case PDU.GETNEXT -> getNext(request);
          case PDU.GETBULK -> getBulk(request);
          default -> throw new IllegalArgumentException("not a read request: " + request.getType());
        };
    return response.getBERLength() <= maxSize ? response : tooBig(request);
  }

  private PDU get(PDU request) {
    PDU response = responseTo(request);
    int room = maxSize;
    for (int i = 0; i < request.size(); i++) {
      OID asked = request.get(i).getOid();
      Optional<Variable> value = view.get(asked);
      if (isV1(request) && (value.isEmpty() || isCounter64(value.get()))) {
        return error(request, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, i + 1);
      }
      response.add(new VariableBinding(asked, value.orElseGet(() -> exception(asked))));
      room -= response.get(i).getBERLength();
      if (room < 0) {
        return tooBig(request);
      }
    }
    return response;
  }

  private Variable exception(OID asked) {
    return view.knowsObject(asked) ? Null.noSuchInstance : Null.noSuchObject;
  }

  private PDU getNext(PDU request) {
    PDU response = responseTo(request);
    int room = maxSize;
    for (int i = 0; i < request.size(); i++) {
      OID after = request.get(i).getOid();
      Optional<VariableBinding> next = view.next(after);
      if (isV1(request)) {
        // RFC 3584 §4.2.2.1: v1 does not know Counter64; go on behind it.
        while (next.isPresent() && isCounter64(next.get().getVariable())) {
          next = view.next(next.get().getOid());
        }
        if (next.isEmpty()) {
          return error(request, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, i + 1);
        }
      }
      response.add(next.orElseGet(() -> new VariableBinding(after, Null.endOfMibView)));
      room -= response.get(i).getBERLength();
      if (room < 0) {
        return tooBig(request);
      }
    }
    return response;
  }

  /** RFC 3416 §4.2.3: as many bindings as fit, in order, and never one more. */
  private PDU getBulk(PDU request) {
    PDU response = responseTo(request);
    int nonRepeaters = Math.min(Math.max(request.getNonRepeaters(), 0), request.size());
    int repetitions = Math.max(request.getMaxRepetitions(), 0);
    List<OID> positions = new ArrayList<>();
    int room = maxSize - response.getBERLength() - LIST_OVERHEAD;
    for (int i = 0; i < request.size(); i++) {
      OID after = request.get(i).getOid();
      if (i >= nonRepeaters) {
        positions.add(after);
        continue;
      }
      VariableBinding next = nextOrEnd(after);
      room -= next.getBERLength();
      if (room < 0) {
        return partial(request, response);
      }
      response.add(next);
    }
    for (int repetition = 0; repetition < repetitions; repetition++) {
      boolean more = false;
      for (int i = 0; i < positions.size(); i++) {
        VariableBinding next = nextOrEnd(positions.get(i));
        room -= next.getBERLength();
        if (room < 0) {
          return partial(request, response);
        }
        response.add(next);
        positions.set(i, next.getOid());
        more |= !next.getVariable().isException();
      }
      if (!more) {
        return response;
      }
    }
    return response;
  }

  private VariableBinding nextOrEnd(OID after) {
    return view.next(after).orElseGet(() -> new VariableBinding(after, Null.endOfMibView));
  }

  /** An empty response would make a manager ask the same again for ever. */
  private PDU partial(PDU request, PDU response) {
    return response.size() > 0 ? response : tooBig(request);
  }

  private PDU tooBig(PDU request) {
    if (isV1(request)) {
      return error(request, SnmpConstants.SNMP_ERROR_TOO_BIG, 0);
    }
    PDU response = responseTo(request);
    response.setErrorStatus(SnmpConstants.SNMP_ERROR_TOO_BIG);
    return response;
  }

  /** An error response carries the request's bindings as they came. */
  static PDU error(PDU request, int status, int index) {
    PDU response = responseTo(request);
    for (VariableBinding binding : request.getVariableBindings()) {
      response.add(binding);
    }
    response.setErrorStatus(status);
    response.setErrorIndex(index);
    return response;
  }

  static PDU responseTo(PDU request) {
    PDU response;
    if (request instanceof ScopedPDU scoped) {
      ScopedPDU answer = new ScopedPDU();
      answer.setContextEngineID(scoped.getContextEngineID());
      answer.setContextName(scoped.getContextName());
      response = answer;
    } else {
      response = isV1(request) ? new PDUv1() : new PDU();
    }
    response.setType(PDU.RESPONSE);
    response.setRequestID(request.getRequestID());
    return response;
  }

  static boolean isV1(PDU pdu) {
    return pdu instanceof PDUv1;
  }

  private static boolean isCounter64(Variable value) {
    return value.getSyntax() == SMIConstants.SYNTAX_COUNTER64;
  }
}

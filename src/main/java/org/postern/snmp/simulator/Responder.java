package org.postern.snmp.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.Pdu.Answer;
import org.postern.snmp.simulator.Pdu.Request;

/**
 * Answers one request from one view: GET, GETNEXT, GETBULK as RFC 3416 §4.2 has it, and for SNMPv1
 * as RFC 3584 §4.2 maps it. Confined to one request.
 */
final class Responder {
  static final int NO_ERROR = 0;
  static final int TOO_BIG = 1;
  static final int NO_SUCH_NAME = 2;
  static final int AUTHORIZATION_ERROR = 16;
  static final int NOT_WRITABLE = 17;

  private static final SnmpValue NULL = new SnmpValue.Absent("NULL");
  private static final SnmpValue END_OF_MIB_VIEW = new SnmpValue.Absent("endOfMibView");

  private final MibView view;
  private final boolean v1;
  private final int room;
  private final int mostVarBinds;

  /**
   * Answers from {@code view}.
   *
   * @param room octets the PDU may take
   * @param mostVarBinds where a GETBULK is cut, whatever the room
   */
  Responder(MibView view, boolean v1, int room, int mostVarBinds) {
    this.view = view;
    this.v1 = v1;
    this.room = room;
    this.mostVarBinds = mostVarBinds;
  }

  /** The encoded answer. */
  byte[] answer(Request request) {
    return switch (request.type()) {
      case Pdu.GET -> whole(request, get(request));
      case Pdu.GET_NEXT -> whole(request, getNext(request));
      case Pdu.GET_BULK -> cut(request, getBulk(request));
      case Pdu.SET -> encode(error(request, v1 ? NO_SUCH_NAME : NOT_WRITABLE, 1));
      default -> throw new IllegalArgumentException("no request: tag " + request.type());
    };
  }

  static Answer error(Request request, int status, int index) {
    List<VarBind> echo = request.names().stream().map(name -> new VarBind(name, NULL)).toList();
    return new Answer(Pdu.RESPONSE, request.requestId(), status, index, echo);
  }

  private Answer get(Request request) {
    List<VarBind> found = new ArrayList<>();
    for (Oid name : request.names()) {
      Optional<SnmpValue> value = view.value(name).filter(this::visible);
      if (value.isEmpty() && v1) {
        return error(request, NO_SUCH_NAME, found.size() + 1);
      }
      found.add(new VarBind(name, value.orElseGet(() -> missing(name))));
    }
    return new Answer(Pdu.RESPONSE, request.requestId(), NO_ERROR, 0, found);
  }

  private Answer getNext(Request request) {
    List<VarBind> found = new ArrayList<>();
    for (Oid name : request.names()) {
      VarBind next = next(name);
      if (v1 && next.value().equals(END_OF_MIB_VIEW)) {
        return error(request, NO_SUCH_NAME, found.size() + 1);
      }
      found.add(next);
    }
    return new Answer(Pdu.RESPONSE, request.requestId(), NO_ERROR, 0, found);
  }

  private List<VarBind> getBulk(Request request) {
    List<Oid> names = request.names();
    int once = Math.min(request.nonRepeaters(), names.size());
    List<VarBind> found = new ArrayList<>();
    for (Oid name : names.subList(0, once)) {
      found.add(next(name));
    }
    List<Oid> cursors = new ArrayList<>(names.subList(once, names.size()));
    // No variable binding takes less than 8 octets: more than this can never fit.
    int most = Math.min(mostVarBinds, room / 8 + 1);
    for (int repetition = 0; repetition < request.maxRepetitions(); repetition++) {
      boolean allEnded = true;
      for (int i = 0; i < cursors.size(); i++) {
        if (found.size() >= most) {
          return found;
        }
        VarBind next = next(cursors.get(i));
        allEnded &= next.value().equals(END_OF_MIB_VIEW);
        cursors.set(i, next.oid());
        found.add(next);
      }
      if (allEnded) {
        return found;
      }
    }
    return found;
  }

  private VarBind next(Oid name) {
    Optional<VarBind> next = view.next(name);
    while (next.isPresent() && !visible(next.get().value())) {
      next = view.next(next.get().oid());
    }
    return next.orElseGet(() -> new VarBind(name, END_OF_MIB_VIEW));
  }

  /** SNMPv1 has no Counter64: such instances are not there for it (RFC 3584 §4.2.2.1). */
  private boolean visible(SnmpValue value) {
    return !(v1 && value instanceof SnmpValue.Counter64);
  }

  private SnmpValue missing(Oid name) {
    int[] numbers = name.toArray();
    Oid object = Oid.of(Arrays.copyOf(numbers, Math.max(0, numbers.length - 1)));
    boolean hasOthers =
        view.next(object).filter(found -> found.oid().startsWith(object)).isPresent();
    return new SnmpValue.Absent(hasOthers ? "noSuchInstance" : "noSuchObject");
  }

  private byte[] whole(Request request, Answer answer) {
    byte[] encoded = encode(answer);
    return encoded.length <= room ? encoded : encode(tooBig(request));
  }

  private byte[] cut(Request request, List<VarBind> found) {
    int count = found.size();
    while (true) {
      byte[] encoded =
          encode(
              new Answer(Pdu.RESPONSE, request.requestId(), NO_ERROR, 0, found.subList(0, count)));
      if (encoded.length <= room) {
        return encoded;
      }
      if (count <= 1) {
        return encode(tooBig(request));
      }
      count = Math.max(1, Math.min(count - 1, (int) ((long) count * room / encoded.length)));
    }
  }

  private Answer tooBig(Request request) {
    return v1
        ? error(request, TOO_BIG, 0)
        : new Answer(Pdu.RESPONSE, request.requestId(), TOO_BIG, 0, List.of());
  }

  static byte[] encode(Answer answer) {
    BerWriter writer = new BerWriter();
    Pdu.write(writer, answer);
    return writer.toArray();
  }
}

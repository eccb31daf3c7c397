package org.postern.snmp.simulator;

import java.util.ArrayList;
import java.util.List;
import org.postern.snmp.Oid;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.BerReader.Malformed;

/** A protocol data unit on the wire (RFC 3416 §3). */
final class Pdu {
  static final int GET = 0xa0;
  static final int GET_NEXT = 0xa1;
  static final int RESPONSE = 0xa2;
  static final int SET = 0xa3;
  static final int GET_BULK = 0xa5;
  static final int REPORT = 0xa8;

  private Pdu() {}

  /**
   * What is asked.
   *
   * @param type one of the request tags
   * @param nonRepeaters of a GETBULK; not negative
   * @param maxRepetitions of a GETBULK; not negative
   */
  record Request(int type, int requestId, int nonRepeaters, int maxRepetitions, List<Oid> names) {}

  /** What is answered, or reported. */
  record Answer(int type, int requestId, int errorStatus, int errorIndex, List<VarBind> varBinds) {}

  static Request read(BerReader reader) throws Malformed {
    int type = reader.peekTag();
    if (type != GET && type != GET_NEXT && type != SET && type != GET_BULK) {
      throw new Malformed("no request: tag " + type);
    }
    BerReader body = reader.enter(type);
    int requestId = body.int32();
    int nonRepeaters = Math.max(0, body.int32());
    int maxRepetitions = Math.max(0, body.int32());
    List<Oid> names = new ArrayList<>();
    BerReader list = body.enter(BerWriter.SEQUENCE);
    while (list.hasMore()) {
      names.add(list.enter(BerWriter.SEQUENCE).oid());
    }
    return new Request(type, requestId, nonRepeaters, maxRepetitions, names);
  }

  static void write(BerWriter writer, Answer answer) {
    int before = writer.size();
    for (int i = answer.varBinds().size() - 1; i >= 0; i--) {
      writer.varBind(answer.varBinds().get(i));
    }
    writer.wrap(BerWriter.SEQUENCE, before);
    writer.integer(answer.errorIndex());
    writer.integer(answer.errorStatus());
    writer.integer(answer.requestId());
    writer.wrap(answer.type(), before);
  }
}

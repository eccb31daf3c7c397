package org.postern.snmp;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.mp.MessageProcessingModel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.util.PDUFactory;

/**
 * Makes the PDUs that snmp4j decodes messages into. Their variable bindings stay as they came if
 * they are responses; all else is decoded as usual.
 */
final class WirePdus implements PDUFactory {
  private final boolean scoped;

  /** For SNMPv3 if {@code scoped}. */
  WirePdus(boolean scoped) {
    this.scoped = scoped;
  }

  @Override
  public PDU createPDU(Target<?> target) {
    return scoped ? new WireScopedPdu() : new WirePdu();
  }

  @Override
  public PDU createPDU(MessageProcessingModel model) {
    return scoped ? new WireScopedPdu() : new WirePdu();
  }

  /** What came with a response; empty for any other PDU. */
  static WireVarBinds varBinds(PDU pdu) {
    if (pdu instanceof WirePdu wire) {
      return wire.wireVarBinds;
    }
    return pdu instanceof WireScopedPdu wire ? wire.wireVarBinds : WireVarBinds.NONE;
  }

  private static boolean isResponse(BERInputStream in) {
    ByteBuffer buffer = in.getBuffer();
    return buffer.hasRemaining() && buffer.get(buffer.position()) == (byte) PDU.RESPONSE;
  }

  private static WireVarBinds decode(PDU pdu, BERInputStream in) throws IOException {
    BER.MutableByte tag = new BER.MutableByte();
    BER.decodeHeader(in, tag);
    pdu.setType(tag.getValue());
    pdu.setRequestID(decodedInteger(in));
    pdu.setErrorStatus(decodedInteger(in).getValue());
    pdu.setErrorIndex(decodedInteger(in).getValue());
    int length = BER.decodeHeader(in, tag);
    if (tag.getValue() != BER.SEQUENCE || length > in.getBuffer().remaining()) {
      throw new IOException("no variable bindings in a response");
    }
    byte[] octets = new byte[length];
    in.getBuffer().get(octets);
    return WireVarBinds.of(octets);
  }

  private static Integer32 decodedInteger(BERInputStream in) throws IOException {
    Integer32 number = new Integer32();
    number.decodeBER(in);
    return number;
  }

  private static final class WirePdu extends PDU {
    private static final long serialVersionUID = 1L;

    private transient WireVarBinds wireVarBinds = WireVarBinds.NONE;

    @Override
    public void decodeBER(BERInputStream in) throws IOException {
      if (isResponse(in)) {
        wireVarBinds = decode(this, in);
      } else {
        super.decodeBER(in);
      }
    }
  }

  private static final class WireScopedPdu extends ScopedPDU {
    private static final long serialVersionUID = 1L;

    private transient WireVarBinds wireVarBinds = WireVarBinds.NONE;

    @Override
    public void decodeBER(BERInputStream in) throws IOException {
      int begin = in.getBuffer().position();
      BER.decodeHeader(in, new BER.MutableByte());
      OctetString engineId = new OctetString();
      engineId.decodeBER(in);
      OctetString contextName = new OctetString();
      contextName.decodeBER(in);
      if (isResponse(in)) {
        setContextEngineID(engineId);
        setContextName(contextName);
        wireVarBinds = decode(this, in);
      } else {
        in.getBuffer().position(begin);
        super.decodeBER(in);
      }
    }
  }
}

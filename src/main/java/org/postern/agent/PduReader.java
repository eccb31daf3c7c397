package org.postern.agent;

import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Opaque;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Reads the PDU of a request (RFC 3416 §3, RFC 1157 §4.1). */
final class PduReader {
  private static final int IP_ADDRESS_OCTETS = 4;

  private PduReader() {}

  /** What a PDU is to a command responder, by its tag. */
  enum Role {
    REQUEST,
    /** A notification or an answer: some other application's, which is not here. */
    NOT_OURS,
    UNKNOWN
  }

  static Role role(int version, int tag) {
    boolean v1 = version == SnmpConstants.version1;
    return switch ((byte) tag) {
      case PDU.GET, PDU.GETNEXT, PDU.SET -> Role.REQUEST;
      case PDU.GETBULK -> v1 ? Role.UNKNOWN : Role.REQUEST;
      case PDU.RESPONSE -> Role.NOT_OURS;
      case PDU.V1TRAP -> v1 ? Role.NOT_OURS : Role.UNKNOWN;
      case PDU.INFORM, PDU.TRAP, PDU.REPORT -> v1 ? Role.UNKNOWN : Role.NOT_OURS;
      default -> Role.UNKNOWN;
    };
  }

  /** Reads a PDU of any type but a trap of SNMPv1; nothing may follow it in {@code reader}. */
  static PDU read(int version, BerReader reader) throws MalformedMessageException {
    PDU pdu =
        switch (version) {
          case SnmpConstants.version1 -> new PDUv1();
          case SnmpConstants.version3 -> new ScopedPDU();
          default -> new PDU();
        };
    int tag = reader.peek();
    BerReader body = reader.open(tag);
    reader.finish("PDU");
    pdu.setType((byte) tag);
    pdu.setRequestID(new Integer32(body.integer()));
    int first = body.integer();
    int second = body.integer();
    if (pdu.getType() == PDU.GETBULK) {
      pdu.setNonRepeaters(first);
      pdu.setMaxRepetitions(second);
    }
    BerReader bindings = body.open(BerReader.SEQUENCE);
    body.finish("variable bindings");
    while (bindings.hasMore()) {
      BerReader binding = bindings.open(BerReader.SEQUENCE);
      OID name = new OID(binding.open(BerReader.OBJECT_IDENTIFIER).identifier());
      Variable value = value(binding);
      binding.finish("value");
      pdu.add(new VariableBinding(name, value));
    }
    return pdu;
  }

  /** The request-id, or 0 if there is none to be read. */
  static Integer32 requestId(BerReader pdu) {
    try {
      return new Integer32(pdu.open(pdu.peek()).integer());
    } catch (MalformedMessageException e) {
      // RFC 3412 §7.1 (3): what cannot be read is 0.
      return new Integer32(0);
    }
  }

  private static Variable value(BerReader binding) throws MalformedMessageException {
    int tag = binding.peek();
    if (tag == BerReader.INTEGER) {
      return new Integer32(binding.integer());
    }
    BerReader contents = binding.open(tag);
    return switch (tag) {
      case BerReader.OCTET_STRING -> new OctetString(contents.rest());
      case BerReader.OBJECT_IDENTIFIER -> new OID(contents.identifier());
      case SMIConstants.SYNTAX_COUNTER32 -> new Counter32(contents.unsigned(Integer.BYTES));
      case SMIConstants.SYNTAX_GAUGE32 -> new Gauge32(contents.unsigned(Integer.BYTES));
      case SMIConstants.SYNTAX_TIMETICKS -> new TimeTicks(contents.unsigned(Integer.BYTES));
      case SMIConstants.SYNTAX_COUNTER64 -> new Counter64(contents.unsigned(Long.BYTES));
      case SMIConstants.SYNTAX_OPAQUE -> new Opaque(contents.rest());
      case SMIConstants.SYNTAX_IPADDRESS -> ipAddress(contents.rest());
      case BerReader.NULL,
          SMIConstants.EXCEPTION_NO_SUCH_OBJECT,
          SMIConstants.EXCEPTION_NO_SUCH_INSTANCE,
          SMIConstants.EXCEPTION_END_OF_MIB_VIEW -> {
        contents.finish("tag of a value without contents");
        yield new Null(tag);
      }
      default -> throw new MalformedMessageException("a value of tag " + Integer.toHexString(tag));
    };
  }

  private static Variable ipAddress(byte[] octets) throws MalformedMessageException {
    if (octets.length != IP_ADDRESS_OCTETS) {
      throw new MalformedMessageException("an IpAddress of " + octets.length + " octets");
    }
    return new IpAddress(octets);
  }
}

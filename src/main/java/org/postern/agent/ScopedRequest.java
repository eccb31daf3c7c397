package org.postern.agent;

import org.snmp4j.smi.OctetString;

/**
 * A scoped PDU whose PDU is still to be read (RFC 3412 §6.8).
 *
 * @param pdu begins with the PDU's tag
 */
record ScopedRequest(OctetString contextEngineId, OctetString contextName, BerReader pdu) {
  static ScopedRequest read(BerReader contents) throws MalformedMessageException {
    return new ScopedRequest(
        new OctetString(contents.octets()), new OctetString(contents.octets()), contents);
  }
}

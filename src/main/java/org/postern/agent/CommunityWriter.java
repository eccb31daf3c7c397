package org.postern.agent;

import org.snmp4j.PDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Writes messages of SNMPv1 and v2c (RFC 1157 §4, RFC 3584 §4). */
record CommunityWriter(Integer32 version, OctetString community) {
  /** Tag and length of the message at their longest. */
  private static final int HEADER = 4;

  CommunityWriter(int version, byte[] community) {
    this(new Integer32(version), new OctetString(community));
  }

  /** Octets a message has beside its PDU. */
  int overhead() {
    return HEADER + version.getBERLength() + community.getBERLength();
  }

  byte[] write(PDU pdu) {
    int length = version.getBERLength() + community.getBERLength() + pdu.getBERLength();
    return V3Writer.encoded(
        out -> {
          BER.encodeHeader(out, BER.SEQUENCE, length);
          version.encodeBER(out);
          community.encodeBER(out);
          pdu.encodeBER(out);
        },
        HEADER + length);
  }
}

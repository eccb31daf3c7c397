package org.postern.agent;

import org.snmp4j.smi.OctetString;

/**
 * Who this SNMP engine is (RFC 3411 §3.1.1.1).
 *
 * @param id snmpEngineID, 5 to 32 octets as hexadecimal digits; must never change once used
 * @param boots snmpEngineBoots, 1..2147483646; must be greater at every start than at the one
 *     before, or v3 peers refuse every message (RFC 3414 §2.2)
 */
public record EngineIdentity(String id, int boots) {
  public EngineIdentity {
    OctetString unused = octets(id);
    if (boots < 1 || boots == Integer.MAX_VALUE) {
      throw new IllegalArgumentException("engine boots 1..2147483646: " + boots);
    }
  }

  OctetString octets() {
    return octets(id);
  }

  /**
   * An snmpEngineID from hexadecimal digits.
   *
   * @throws IllegalArgumentException if it is none
   */
  static OctetString octets(String id) {
    if (!id.matches("([0-9a-fA-F]{2}){5,32}")) {
      throw new IllegalArgumentException("an engine id has 5..32 hexadecimal octets: " + id);
    }
    return OctetString.fromHexStringPairs(id);
  }
}

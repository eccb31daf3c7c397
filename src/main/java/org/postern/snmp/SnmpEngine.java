package org.postern.snmp;

import java.util.HexFormat;

/**
 * An SNMPv3 engine as it told of itself (RFC 3411 §5, RFC 3414 §2.2).
 *
 * @param id snmpEngineID in hexadecimal, 5..32 octets
 * @param boots snmpEngineBoots, 0..2^31-1
 * @param seconds snmpEngineTime, seconds since it last booted, 0..2^31-1
 */
public record SnmpEngine(String id, int boots, int seconds) {
  public SnmpEngine {
    int octets = octets(id).length;
    if (octets < 5 || octets > 32) {
      throw new IllegalArgumentException("engine id not 5..32 octets: " + id);
    }
    if (boots < 0 || seconds < 0) {
      throw new IllegalArgumentException(
          "engine boots and time 0 and up: " + boots + ", " + seconds);
    }
  }

  byte[] octets() {
    return octets(id);
  }

  private static byte[] octets(String id) {
    return HexFormat.of().parseHex(id);
  }
}

package org.postern.finding;

import java.util.List;

/**
 * The SNMPv3 engine that answered a poll (RFC 3411 §5, RFC 3414 §2.2).
 *
 * @param id snmpEngineID in hexadecimal
 * @param boots snmpEngineBoots, 0..2^31-1
 * @param sharedWith names of other watched devices that answered with the same id
 */
public record EngineSighting(String id, int boots, List<String> sharedWith) {
  public EngineSighting {
    sharedWith = List.copyOf(sharedWith);
  }
}

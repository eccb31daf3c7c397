package org.postern.agent;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A variable binding as a line of a recording: {@code OID|TYPE|VALUE}. */
final class RecordedLine {
  private RecordedLine() {}

  static String of(VariableBinding binding) {
    return binding.getOid().toDottedString() + "|" + typeAndValue(binding.getVariable());
  }

  private static String typeAndValue(Variable value) {
    if (value instanceof OctetString octets) {
      byte[] bytes = octets.getValue();
      for (byte each : bytes) {
        if (each < ' ' || each > '~') {
          return "4x|" + HexFormat.of().formatHex(bytes);
        }
      }
      return "4|" + new String(bytes, StandardCharsets.US_ASCII);
    }
    String text =
        value instanceof org.snmp4j.smi.TimeTicks ticks
            ? Long.toString(ticks.getValue())
            : value.toString();
    return value.getSyntax() + "|" + text;
  }
}

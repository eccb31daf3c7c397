package org.postern.profile.rows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.profile.language.TableDefinition.IndexPart;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;

/** Takes an index apart (RFC 2578 §7.7). */
final class IndexDecoder {
  private final List<IndexPart> parts;

  IndexDecoder(List<IndexPart> parts) {
    this.parts = parts;
  }

  /** The parts by name, or empty if the index does not have this shape. */
  Optional<Map<String, SnmpValue>> decode(Oid index) {
    Map<String, SnmpValue> values = new LinkedHashMap<>();
    int at = 0;
    for (IndexPart part : parts) {
      boolean counted =
          switch (part.kind()) {
            case STRING, INET_ADDRESS -> true;
            case INTEGER, IP_ADDRESS, IMPLIED_STRING, OCTETS -> false;
          };
      if (counted && at >= index.length()) {
        return Optional.empty();
      }
      long length =
          switch (part.kind()) {
            case INTEGER -> 1;
            case IP_ADDRESS -> 4;
            case OCTETS -> part.size().orElse(0);
            case IMPLIED_STRING -> index.length() - at;
            case STRING, INET_ADDRESS -> index.unsignedAt(at);
          };
      at += counted ? 1 : 0;
      if (at + length > index.length()) {
        return Optional.empty();
      }
      Optional<SnmpValue> value = value(part, index, at, (int) length);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(part.name(), value.get());
      at += (int) length;
    }
    return at == index.length() ? Optional.of(values) : Optional.empty();
  }

  private static Optional<SnmpValue> value(IndexPart part, Oid index, int at, int length) {
    return switch (part.kind()) {
      case INTEGER -> Optional.of(new SnmpValue.Gauge32(index.unsignedAt(at)));
      case IP_ADDRESS -> octets(index, at, length).map(SnmpValue.IpAddress::new);
      case STRING, IMPLIED_STRING, INET_ADDRESS, OCTETS ->
          octets(index, at, length).map(SnmpValue.Octets::new);
    };
  }

  private static Optional<byte[]> octets(Oid index, int at, int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      long number = index.unsignedAt(at + i);
      if (number > 255) {
        return Optional.empty();
      }
      octets[i] = (byte) number;
    }
    return Optional.of(octets);
  }
}

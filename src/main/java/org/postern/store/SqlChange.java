package org.postern.store;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement that changes rows, with the values that were bound to it; immutable.
 *
 * @param rows values by position for each time it ran, an empty one for NULL: String, Integer,
 *     Long, Boolean, Instant or byte[]
 */
record SqlChange(String sql, List<List<Optional<Object>>> rows) {
  private static final int ABSENT = 0;
  private static final int TEXT = 1;
  private static final int INTEGER = 2;
  private static final int LONG = 3;
  private static final int BOOLEAN = 4;
  private static final int INSTANT = 5;
  private static final int OCTETS = 6;

  SqlChange {
    rows = rows.stream().map(List::copyOf).toList();
  }

  void write(DataOutputStream out) throws IOException {
    writeOctets(out, sql.getBytes(StandardCharsets.UTF_8));
    out.writeInt(rows.size());
    for (List<Optional<Object>> row : rows) {
      out.writeInt(row.size());
      for (Optional<Object> value : row) {
        writeValue(out, value);
      }
    }
  }

  static SqlChange read(DataInputStream in) throws IOException {
    String sql = new String(readOctets(in), StandardCharsets.UTF_8);
    List<List<Optional<Object>>> rows = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      List<Optional<Object>> row = new ArrayList<>();
      for (int values = in.readInt(); values > 0; values--) {
        row.add(readValue(in));
      }
      rows.add(row);
    }
    return new SqlChange(sql, rows);
  }

  private static void writeValue(DataOutputStream out, Optional<Object> bound) throws IOException {
    if (bound.isEmpty()) {
      out.writeByte(ABSENT);
      return;
    }
    Object value = bound.get();
    if (value instanceof String text) {
      out.writeByte(TEXT);
      writeOctets(out, text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Integer number) {
      out.writeByte(INTEGER);
      out.writeInt(number);
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else if (value instanceof Boolean truth) {
      out.writeByte(BOOLEAN);
      out.writeBoolean(truth);
    } else if (value instanceof Instant time) {
      out.writeByte(INSTANT);
      out.writeLong(time.getEpochSecond());
      out.writeInt(time.getNano());
    } else if (value instanceof byte[] octets) {
      out.writeByte(OCTETS);
      writeOctets(out, octets);
    } else {
      throw new IllegalArgumentException("the journal has no form for " + value.getClass());
    }
  }

  private static Optional<Object> readValue(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case ABSENT -> Optional.empty();
      case TEXT -> Optional.of(new String(readOctets(in), StandardCharsets.UTF_8));
      case INTEGER -> Optional.of(in.readInt());
      case LONG -> Optional.of(in.readLong());
      case BOOLEAN -> Optional.of(in.readBoolean());
      case INSTANT -> Optional.of(Instant.ofEpochSecond(in.readLong(), in.readInt()));
      case OCTETS -> Optional.of(readOctets(in));
      default -> throw new IOException("unknown type of value " + type);
    };
  }

  private static void writeOctets(DataOutputStream out, byte[] octets) throws IOException {
    out.writeInt(octets.length);
    out.write(octets);
  }

  private static byte[] readOctets(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}

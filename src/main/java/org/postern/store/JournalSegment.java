package org.postern.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The form of a file of the journal: a mark, then records with consecutive numbers. A record is its
 * number (8 octets), the length of its content (4), CRC-32C of these two (4), the content, CRC-32C
 * of the content (4). The length has a checksum of its own, so that a record that a crash cut off
 * can be told from one that was damaged.
 */
final class JournalSegment {
  static final byte[] MARK = "postern journal 1\n".getBytes(StandardCharsets.US_ASCII);

  private static final int HEAD = Long.BYTES + 2 * Integer.BYTES;

  private JournalSegment() {}

  /** How a file ends. */
  enum Tail {
    WHOLE,
    /** The last record is not all there: its writer was interrupted and acknowledged nothing. */
    CUT_OFF,
    /** A record is not what was written. */
    DAMAGED
  }

  /**
   * What a file holds.
   *
   * @param last number of the last good record, one less than the first if there is none
   * @param lastStart octet where that record begins
   * @param end octet after it
   */
  record Scan(long last, long lastStart, long end, Tail tail) {}

  /** Takes each good record in its order. */
  @FunctionalInterface
  interface Visitor {
    void record(long number, byte[] content) throws IOException;
  }

  /**
   * Reads a file to its end or its first bad record.
   *
   * @param first number of its first record
   */
  static Scan scan(Path file, long first, Visitor visitor) throws IOException {
    long size = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      byte[] mark = in.readNBytes(MARK.length);
      if (!Arrays.equals(mark, MARK)) {
        boolean begun = Arrays.equals(mark, Arrays.copyOf(MARK, mark.length));
        return new Scan(first - 1, 0, 0, begun ? Tail.CUT_OFF : Tail.DAMAGED);
      }
      long last = first - 1;
      long lastStart = MARK.length;
      long end = MARK.length;
      while (end < size) {
        byte[] head = in.readNBytes(HEAD);
        if (head.length < HEAD) {
          return new Scan(last, lastStart, end, Tail.CUT_OFF);
        }
        ByteBuffer fields = ByteBuffer.wrap(head);
        long number = fields.getLong();
        int length = fields.getInt();
        if (fields.getInt() != check(head, HEAD - Integer.BYTES) || number != last + 1) {
          return new Scan(last, lastStart, end, Tail.DAMAGED);
        }
        if (size - end - HEAD < (long) length + Integer.BYTES) {
          return new Scan(last, lastStart, end, Tail.CUT_OFF);
        }
        byte[] content = in.readNBytes(length);
        if (in.readInt() != check(content, length)) {
          return new Scan(last, lastStart, end, Tail.DAMAGED);
        }
        visitor.record(number, content);
        last = number;
        lastStart = end;
        end += HEAD + length + Integer.BYTES;
      }
      return new Scan(last, lastStart, end, Tail.WHOLE);
    }
  }

  /** A record as it lies in the file. */
  static byte[] record(long number, List<SqlChange> changes) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(content);
    out.writeInt(changes.size());
    for (SqlChange change : changes) {
      change.write(out);
    }
    byte[] octets = content.toByteArray();
    ByteBuffer record = ByteBuffer.allocate(HEAD + octets.length + Integer.BYTES);
    record.putLong(number).putInt(octets.length);
    record.putInt(check(record.array(), HEAD - Integer.BYTES));
    return record.put(octets).putInt(check(octets, octets.length)).array();
  }

  static List<SqlChange> changes(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    List<SqlChange> changes = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      changes.add(SqlChange.read(in));
    }
    return changes;
  }

  private static int check(byte[] octets, int length) {
    CRC32C check = new CRC32C();
    check.update(octets, 0, length);
    return (int) check.getValue();
  }
}

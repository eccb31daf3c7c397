package org.postern.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.postern.counter.Quality;
import org.postern.store.Series.Kind;
import org.postern.store.Series.Place;
import org.postern.store.StoreException.Problem;

/**
 * Reads what {@link ValueWriter} wrote. Confined to one thread.
 *
 * <p>Every method throws a {@link StoreException} or a {@link BufferUnderflowException} where the
 * octets are not what was written.
 */
final class ValueReader {
  private final ByteBuffer buffer;
  private final int end;
  private int groupEnd;
  private Kind kind = Kind.INTERFACE;
  private int list;
  private int index;
  private int head;
  private int present;
  private int nonZero;

  ValueReader(byte[] value) {
    buffer = ByteBuffer.wrap(value);
    end = value.length;
    byte version = buffer.get();
    if (version != ValueWriter.VERSION) {
      throw garbled("version " + version);
    }
    groupEnd = buffer.position();
  }

  static StoreException garbled(String what) {
    return new StoreException(Problem.CORRUPT, "not a row of samples: " + what);
  }

  /** Goes to the next group, whatever was read of this one; false at the end. */
  boolean nextGroup() {
    buffer.limit(end).position(groupEnd);
    if (!buffer.hasRemaining()) {
      return false;
    }
    kind =
        switch (buffer.get()) {
          case 0 -> Kind.INTERFACE;
          case 1 -> Kind.HITS;
          default -> throw garbled("kind");
        };
    list = number();
    int length = buffer.getInt();
    if (length < 0 || length > buffer.remaining()) {
      throw garbled("a group of " + length + " octets");
    }
    groupEnd = buffer.position() + length;
    buffer.limit(groupEnd);
    index = 0;
    return true;
  }

  /** Goes to the next item; the one before must have been read or skipped. */
  boolean nextItem() {
    if (!buffer.hasRemaining()) {
      return false;
    }
    long zigzag = varint();
    long next = index + ((zigzag >>> 1) ^ -(zigzag & 1));
    index = (int) next;
    if (index != next) {
      throw garbled("index " + next);
    }
    return true;
  }

  Kind kind() {
    return kind;
  }

  Place place() {
    return new Place(kind, list, index);
  }

  boolean isAt(Place place) {
    return index == place.index() && isIn(place);
  }

  /** Whether this group is the one of {@code place}. */
  boolean isIn(Place place) {
    return kind == place.kind() && list == place.list();
  }

  /** Reads what {@link ValueWriter#head} wrote. */
  void head(int all) {
    head = octet();
    present = (head & ValueWriter.ALL_PRESENT) != 0 ? all : octet();
    if ((head & ValueWriter.ALL_ZERO) != 0) {
      nonZero = 0;
    } else {
      nonZero = (head & ValueWriter.NONE_ZERO) != 0 ? present : octet();
    }
    if ((present & ~all) != 0 || (nonZero & ~present) != 0) {
      throw garbled("rates " + present + ", " + nonZero);
    }
  }

  Quality quality() {
    return QualityCode.quality(head & QualityCode.MASK);
  }

  boolean has(int flag) {
    return (head & flag) != 0;
  }

  int present() {
    return present;
  }

  int nonZero() {
    return nonZero;
  }

  int octet() {
    return buffer.get() & 0xff;
  }

  long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = buffer.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw garbled("a number without end");
  }

  /** A varint of 0 up to 2^31 - 1. */
  int number() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw garbled("number " + value);
    }
    return (int) value;
  }

  float single() {
    return buffer.getFloat();
  }

  double dual() {
    return buffer.getDouble();
  }

  void skip(int octets) {
    if (octets > buffer.remaining()) {
      throw garbled("an item without end");
    }
    buffer.position(buffer.position() + octets);
  }
}

package org.postern.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postern.counter.Quality;
import org.postern.store.Series.Place;

/**
 * Writes the items of a row; {@link ValueReader} reads them. Confined to one thread.
 *
 * <p>A value is its version, then groups: kind (octet), list (varint), octets that follow (32
 * bits). A group is items, each with its index as the difference from the one before. What is too
 * large for one row of the database is split into several values.
 */
final class ValueWriter {
  static final byte VERSION = 1;

  /** More than this is not begun in a value; an item has less than 300 octets. */
  static final int FULL = 500_000;

  private static final int MOST_OF_AN_ITEM = 300;

  /** Bits of an item's head above its quality. */
  static final int ALL_PRESENT = 1 << 3;

  static final int ALL_ZERO = 1 << 4;
  static final int NONE_ZERO = 1 << 5;

  private final List<byte[]> done = new ArrayList<>();
  private ByteBuffer buffer = ByteBuffer.allocate(2_048).put(VERSION);
  private @Nullable Place before;
  private int groupStart;

  /** Begins an item; what follows is up to its codec. */
  void begin(Place place) {
    if (buffer.position() > FULL) {
      endValue();
    }
    if (buffer.remaining() < MOST_OF_AN_ITEM) {
      buffer = ByteBuffer.allocate(2 * buffer.capacity()).put(buffer.flip());
    }
    Place last = before;
    if (last == null || last.kind() != place.kind() || last.list() != place.list()) {
      endGroup();
      octet(place.kind().code());
      varint(place.list());
      buffer.putInt(0);
      groupStart = buffer.position();
      difference(place.index());
    } else {
      difference((long) place.index() - last.index());
    }
    before = place;
  }

  /** Zigzag: small differences of either sign are small. */
  private void difference(long value) {
    varint((value << 1) ^ (value >> 63));
  }

  /**
   * The head of an item and which of its rates follow.
   *
   * @param more bits of the head that are the codec's own
   * @param all bits of the rates that there can be
   * @param present of them; {@code nonZero} of these
   */
  void head(Quality quality, int more, int all, int present, int nonZero) {
    int head = QualityCode.of(quality) | more;
    head |= present == all ? ALL_PRESENT : 0;
    head |= nonZero == 0 ? ALL_ZERO : 0;
    head |= nonZero != 0 && nonZero == present ? NONE_ZERO : 0;
    octet(head);
    if (present != all) {
      octet(present);
    }
    if (nonZero != 0 && nonZero != present) {
      octet(nonZero);
    }
  }

  void octet(int value) {
    buffer.put((byte) value);
  }

  /** Unsigned; seven bits an octet, lowest first. */
  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    buffer.put((byte) rest);
  }

  void single(float value) {
    buffer.putFloat(value);
  }

  void dual(double value) {
    buffer.putDouble(value);
  }

  private void endGroup() {
    if (before != null) {
      buffer.putInt(groupStart - Integer.BYTES, buffer.position() - groupStart);
    }
  }

  private void endValue() {
    endGroup();
    done.add(Arrays.copyOf(buffer.array(), buffer.position()));
    buffer.clear().put(VERSION);
    before = null;
  }

  /** The values, in the order of their parts; one for no items. */
  List<byte[]> finish() {
    endValue();
    return done;
  }
}

package org.postern.store;

import java.nio.BufferUnderflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postern.store.Series.Place;

/** How one form of item lies in a row. */
interface ItemCodec<T> {
  /** Writes the item after its place. */
  void write(ValueWriter out, T item);

  T read(ValueReader in);

  /** Goes past an item without looking at it. */
  void skip(ValueReader in);

  /** An item with its place. */
  record Placed<T>(Place place, T item) {}

  /** The item of a place, if the row has it. */
  default Optional<T> find(byte[] value, Place place) {
    try {
      ValueReader in = new ValueReader(value);
      while (in.nextGroup()) {
        while (in.isIn(place) && in.nextItem()) {
          if (in.isAt(place)) {
            return Optional.of(read(in));
          }
          skip(in);
        }
      }
      return Optional.empty();
    } catch (BufferUnderflowException e) {
      throw ValueReader.garbled("it is cut off");
    }
  }

  /** All items of a row. */
  default List<Placed<T>> all(byte[] value) {
    try {
      List<Placed<T>> items = new ArrayList<>();
      ValueReader in = new ValueReader(value);
      while (in.nextGroup()) {
        while (in.nextItem()) {
          items.add(new Placed<>(in.place(), read(in)));
        }
      }
      return items;
    } catch (BufferUnderflowException e) {
      throw ValueReader.garbled("it is cut off");
    }
  }
}

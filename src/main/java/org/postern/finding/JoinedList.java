package org.postern.finding;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Spliterator;
import java.util.Spliterators;

/**
 * Lists one after the other, which are not copied: a board has hundreds of thousands of rows and is
 * put together each second. Immutable.
 */
public final class JoinedList<E> extends AbstractList<E> implements RandomAccess {
  private final List<List<E>> parts;

  /** Where each part ends, exclusive. */
  private final int[] ends;

  private JoinedList(List<List<E>> parts) {
    this.parts = parts;
    ends = new int[parts.size()];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      end = Math.addExact(end, parts.get(i).size());
      ends[i] = end;
    }
  }

  /** All of these lists in their order; none of them may change any more. */
  public static <E> List<E> of(List<List<E>> parts) {
    return new JoinedList<>(parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  /** The same elements; a list of this kind is not copied. */
  static <E> List<E> copyOf(List<E> list) {
    return list instanceof JoinedList ? list : List.copyOf(list);
  }

  @Override
  public int size() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  @Override
  public E get(int index) {
    Objects.checkIndex(index, size());
    int low = 0;
    int high = ends.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] <= index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return parts.get(low).get(index - (low == 0 ? 0 : ends[low - 1]));
  }

  @Override
  public Iterator<E> iterator() {
    return new Iterator<>() {
      private int part;
      private int next;

      @Override
      public boolean hasNext() {
        return part < ends.length;
      }

      @Override
      public E next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        List<E> current = parts.get(part);
        E element = current.get(next++);
        if (next == current.size()) {
          part++;
          next = 0;
        }
        return element;
      }
    };
  }

  @Override
  public Spliterator<E> spliterator() {
    return Spliterators.spliterator(
        iterator(), size(), Spliterator.ORDERED | Spliterator.IMMUTABLE | Spliterator.NONNULL);
  }
}

package org.postern.agent;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a table counted on one board, and when that last jumped. Immutable. Kept by
 * column, in the order of the keys: there may be some hundred thousand rows.
 */
final class CountedRows {
  private static final Comparator<Row> ORDER =
      Comparator.comparingInt((Row row) -> row.device)
          .thenComparingInt(row -> row.group)
          .thenComparingInt(row -> row.number);

  private final int[] devices;
  private final int[] groups;
  private final int[] numbers;
  private final String[] accounts;
  private final long[] firsts;
  private final long[] seconds;

  /** As values of sysUpTime in hundredths of a second. */
  private final long[] jumps;

  /**
   * A row with two counters.
   *
   * @param account on which it counts: another one is another counter
   */
  record Row(int device, int group, int number, String account, long first, long second) {}

  private CountedRows(int rows) {
    devices = new int[rows];
    groups = new int[rows];
    numbers = new int[rows];
    accounts = new String[rows];
    firsts = new long[rows];
    seconds = new long[rows];
    jumps = new long[rows];
  }

  /**
   * The rows of a board.
   *
   * @param before of the board served before it; null if there was none, and nothing has jumped
   * @param now sysUpTime in hundredths of a second
   */
  static <R> CountedRows of(
      List<R> rows, Function<R, Row> counted, @Nullable CountedRows before, long now) {
    CountedRows made = new CountedRows(rows.size());
    boolean ordered = true;
    int at = 0;
    for (R each : rows) {
      Row row = counted.apply(each);
      ordered &= at == 0 || made.order(at - 1, row.device, row.group, row.number) < 0;
      made.set(at++, row);
    }
    if (!ordered) {
      List<Row> sorted = rows.stream().map(counted).sorted(ORDER).toList();
      for (int i = 0; i < sorted.size(); i++) {
        made.set(i, sorted.get(i));
      }
    }
    if (before != null) {
      made.compare(before, now);
    }
    return made;
  }

  private void set(int at, Row row) {
    devices[at] = row.device;
    groups[at] = row.group;
    numbers[at] = row.number;
    accounts[at] = row.account;
    firsts[at] = row.first;
    seconds[at] = row.second;
  }

  /** Both are in the same order: one walk through the two. */
  private void compare(CountedRows before, long now) {
    int old = 0;
    for (int i = 0; i < jumps.length; i++) {
      while (old < before.jumps.length
          && before.order(old, devices[i], groups[i], numbers[i]) < 0) {
        old++;
      }
      boolean known =
          old < before.jumps.length && before.order(old, devices[i], groups[i], numbers[i]) == 0;
      boolean goesOn =
          known
              && accounts[i].equals(before.accounts[old])
              && firsts[i] >= before.firsts[old]
              && seconds[i] >= before.seconds[old];
      jumps[i] = goesOn ? before.jumps[old] : now;
    }
  }

  /** How the row at {@code at} stands to this key. */
  private int order(int at, int device, int group, int number) {
    int order = Integer.compare(devices[at], device);
    if (order == 0) {
      order = Integer.compare(groups[at], group);
    }
    return order == 0 ? Integer.compare(numbers[at], number) : order;
  }

  /**
   * When this row last jumped; 0 if it never did.
   *
   * @throws IllegalStateException if there is no such row
   */
  long jumped(int device, int group, int number) {
    int from = 0;
    int to = devices.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = order(middle, device, group, number);
      if (order == 0) {
        return jumps[middle];
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    throw new IllegalStateException("a row of another board");
  }
}

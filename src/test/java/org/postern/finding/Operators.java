package org.postern.finding;

import java.time.Instant;
import java.util.List;

/** An operator who says one word at a time. */
final class Operators {
  private Operators() {}

  static OperatorResult acknowledge(
      FindingBook book, long number, String actor, Instant time, String note) {
    return book.act(List.of(new OperatorWord.Acknowledge(number, note)), actor, time);
  }

  static OperatorResult annotate(
      FindingBook book, long number, String actor, Instant time, String note) {
    return book.act(List.of(new OperatorWord.Note(number, note)), actor, time);
  }

  static OperatorResult shelve(
      FindingBook book, long number, Instant until, String actor, Instant time) {
    return book.act(List.of(new OperatorWord.Shelve(number, until)), actor, time);
  }

  static OperatorResult unshelve(FindingBook book, long number, String actor, Instant time) {
    return book.act(List.of(new OperatorWord.Unshelve(number)), actor, time);
  }
}

package org.postern.profile.mapping;

import org.postern.profile.language.ValueTest;
import org.postern.profile.rows.Row;

/** Words for a value that says that other columns do not hold the match. */
final class UnresolvedTest {
  private UnresolvedTest() {}

  static String reason(ValueTest test, Row row) {
    return test.field() + " is " + row.text(test.field()).orElse("not answered");
  }
}

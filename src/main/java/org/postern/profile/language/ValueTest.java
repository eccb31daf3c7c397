package org.postern.profile.language;

import java.util.List;

/** Holds if the field was answered with one of these values. */
public record ValueTest(String field, List<String> values) {
  public ValueTest {
    values = Defaults.list(values);
  }
}

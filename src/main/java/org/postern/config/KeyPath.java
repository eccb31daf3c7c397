package org.postern.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The keys that lead to a value.
 *
 * @param steps keys as written; a position in a list is "[0]" and up
 */
record KeyPath(List<String> steps) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_*-]+");

  KeyPath {
    steps = List.copyOf(steps);
  }

  static KeyPath root() {
    return new KeyPath(List.of());
  }

  KeyPath child(String key) {
    return append(key);
  }

  KeyPath item(int position) {
    return append("[" + position + "]");
  }

  /** The last step, or the empty string at the root. */
  String last() {
    return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
  }

  private KeyPath append(String step) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(step);
    return new KeyPath(longer);
  }

  /** As an operator would write it: {@code devices[2].zones["ge-0/0/1"]}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      if (step.startsWith("[")) {
        text.append(step);
      } else if (PLAIN.matcher(step).matches()) {
        text.append(text.isEmpty() ? "" : ".").append(step);
      } else {
        text.append('[').append(Shown.quoted(step)).append(']');
      }
    }
    return text.toString();
  }
}

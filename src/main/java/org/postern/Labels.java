package org.postern;

import java.util.Locale;

/** Enum constants in the spelling of output and JSON: {@code NO_RESPONSE} is "no-response". */
final class Labels {
  private Labels() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

package org.postern.profile.language;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a key that was left out stands for. */
final class Defaults {
  private Defaults() {}

  static <T> List<T> list(@Nullable List<T> given) {
    return given == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(given));
  }

  /** Keeps the order of the file. */
  static <V> Map<String, V> map(@Nullable Map<String, V> given) {
    return given == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(given));
  }

  static String text(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}

package org.postern.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a YAML file together with its place. */
sealed interface YamlNode {
  /** Where it begins. */
  Place place();

  /** What a scalar is by YAML 1.2's JSON schema. */
  enum Kind {
    TEXT,
    INTEGER,
    NUMBER,
    BOOLEAN,
    NULL
  }

  /**
   * A single value; it does not print, for it may be a secret.
   *
   * @param text as written, without quotes
   */
  record Scalar(Place place, String text, Kind kind) implements YamlNode {
    @Override
    public String toString() {
      return kind + " at " + place;
    }
  }

  /** A list. */
  record Items(Place place, List<YamlNode> items) implements YamlNode {
    public Items {
      items = List.copyOf(items);
    }
  }

  /**
   * A mapping.
   *
   * @param entries in the order of the file
   */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  /** What stands at a key. */
  record Entry(Place keyPlace, YamlNode value) {}
}

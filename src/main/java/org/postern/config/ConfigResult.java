package org.postern.config;

import java.util.List;

/** What came of reading a configuration: a usable one, or everything that is wrong with it. */
public sealed interface ConfigResult {
  /**
   * A configuration that may be run.
   *
   * @param warnings what is allowed but doubtful, in the order of the files
   */
  record Loaded(PosternConfig config, List<Problem> warnings) implements ConfigResult {
    public Loaded {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * A configuration that must not be run.
   *
   * @param problems all of them, in the order of the files; at least one
   */
  record Invalid(List<Problem> problems) implements ConfigResult {
    public Invalid {
      problems = List.copyOf(problems);
      if (problems.isEmpty()) {
        throw new IllegalArgumentException("an invalid configuration has a problem");
      }
    }
  }
}

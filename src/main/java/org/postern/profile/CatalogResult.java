package org.postern.profile;

import java.util.List;

/** What came of loading profiles: all of them, or every problem there is. */
public sealed interface CatalogResult {
  /** Every profile is good. */
  record Loaded(ProfileCatalog catalog) implements CatalogResult {}

  /** At least one is not. */
  record Rejected(List<ProfileProblem> problems) implements CatalogResult {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}

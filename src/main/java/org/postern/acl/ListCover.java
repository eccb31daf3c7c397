package org.postern.acl;

import java.util.List;
import java.util.Optional;

/**
 * The cover of every entry of one access list by the entries before it.
 *
 * @param entries one for each entry of the list, in its order; none if there is an obstacle
 * @param obstacle why the list cannot be analysed: incomplete, without entries to see, or too
 *     complex; empty if it was
 */
public record ListCover(List<EntryCover> entries, Optional<String> obstacle) {
  public ListCover {
    entries = List.copyOf(entries);
  }

  /** Analyses a list by itself, wherever it is bound; bounded by the limits. */
  public static ListCover of(AccessList list, EvaluationLimits limits) {
    String obstacle = WayWalk.obstacle(list);
    if (!obstacle.isEmpty()) {
      return new ListCover(List.of(), Optional.of(obstacle));
    }
    try {
      return new ListCover(new CoverAnalysis(list, limits).entries(), Optional.empty());
    } catch (TooComplexException e) {
      return new ListCover(List.of(), Optional.of(String.valueOf(e.getMessage())));
    }
  }
}

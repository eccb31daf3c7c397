package org.postern.finding;

import java.time.LocalDate;
import java.util.List;
import org.postern.acl.Crossing;
import org.postern.acl.MailPort;

/** Finds which expectations speak of a crossing, and of which of its flows; immutable. */
public final class ExpectationMatcher {
  /**
   * @throws IllegalArgumentException if a policy address is neither a prefix nor a range
   */
  public ExpectationMatcher(Policy policy) {
    throw new UnsupportedOperationException("signatures first");
  }

  /**
   * The expectations that cover flows of {@code crossing}, in the order of their priority; no flow
   * is in two of them.
   *
   * @param today exceptions that ended before this day do not count
   */
  public List<Match> match(String device, Crossing crossing, MailPort port, LocalDate today) {
    throw new UnsupportedOperationException("signatures first");
  }

  /**
   * An expectation and the flows of a crossing it is asked about.
   *
   * @param flows the crossing narrowed to them; disjoint, at least one
   */
  public record Match(Policy.Expectation expectation, List<Crossing> flows) {
    public Match {
      flows = List.copyOf(flows);
    }
  }
}

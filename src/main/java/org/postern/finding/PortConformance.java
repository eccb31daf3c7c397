package org.postern.finding;

import java.util.List;
import java.util.Optional;
import org.postern.acl.MailPort;
import org.postern.acl.Verdict;

/**
 * Whether a crossing does with one mail port what is expected, for the board.
 *
 * @param expected the verdict that would satisfy every expectation; empty if nothing is expected
 * @param excepted ids of the expectations of which an exception excuses some flows
 */
public record PortConformance(
    String crossing,
    MailPort port,
    Optional<Verdict> expected,
    Board.Conformance conformance,
    List<String> excepted) {
  public PortConformance {
    excepted = List.copyOf(excepted);
  }
}

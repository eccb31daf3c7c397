package org.postern.finding;

import java.util.List;

/**
 * The access lists that later reads of a device are compared with; what the store keeps per device.
 *
 * @param confirmed as the last two equal reads gave them; what the findings in force speak of
 * @param reviewed as an operator last accepted them: {@code aclChanged} compares with these
 * @param permits the lists whose permitted flows are the accepted ones: {@code permitWidened}
 *     compares with these
 */
public record Baselines(
    List<DigestedList> confirmed, List<DigestedList> reviewed, List<DigestedList> permits) {
  public Baselines {
    confirmed = List.copyOf(confirmed);
    reviewed = List.copyOf(reviewed);
    permits = List.copyOf(permits);
  }
}

package org.postern;

import java.util.List;
import java.util.Optional;
import org.postern.acl.FlowPrefixes;
import org.postern.counter.Rate;
import org.postern.finding.Board;

/**
 * What a crossing does with a mail port, as the command line shows it; also its JSON.
 *
 * @param excepted ids of the expectations of which an exception excuses some flows
 * @param permitRate hits per second, absent where the quality allows none
 */
record PortView(
    String device,
    String crossing,
    int port,
    String service,
    String verdict,
    Optional<String> expected,
    String conforms,
    List<String> excepted,
    String decidedBy,
    List<String> permitted,
    boolean permittedTruncated,
    List<String> reasons,
    String visibility,
    long permitHits,
    long denyHits,
    Optional<Double> permitRate,
    Optional<Double> denyRate,
    String quality,
    String since) {
  static PortView of(String device, Board.PortRow row) {
    return new PortView(
        device,
        row.crossingName(),
        row.port().number(),
        row.port().serviceName(),
        Labels.of(row.verdict().verdict()),
        row.expected().map(Labels::of),
        Labels.of(row.conformance()),
        row.excepted(),
        row.decidingText(),
        row.verdict().permitted().stream().map(FlowPrefixes::toString).toList(),
        row.verdict().permittedTruncated(),
        row.verdict().reasons(),
        row.verdict().visibility().label(),
        row.permitHits(),
        row.denyHits(),
        perSecond(row.permitRate()),
        perSecond(row.denyRate()),
        row.quality().label(),
        row.since().toString());
  }

  private static Optional<Double> perSecond(Rate rate) {
    return rate.perSecond().isPresent()
        ? Optional.of(Math.round(rate.perSecond().getAsDouble() * 1000) / 1000.0)
        : Optional.empty();
  }
}

package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postern.finding.Sample.DEVICE;
import static org.postern.finding.Sample.NOON;
import static org.postern.finding.Sample.TODAY;
import static org.postern.finding.Sample.address;
import static org.postern.finding.Sample.permit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.Crossing;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.counter.Quality;

/** Each default expectation, from access lists to the finding, with nothing but zones and roles. */
class DefaultExpectationsJudgedTest {
  private static final AccessListEntry[] GOOD =
      Sample.good().entries().toArray(AccessListEntry[]::new);
  private static final AccessListEntry ALL = AccessListEntry.builder("90", Action.PERMIT).build();

  private final AclEvaluator evaluator = new FirstMatchEvaluator();
  private final Judge judge = new Judge(evaluator, DetectionSettings.defaults(), ZoneOffset.UTC);
  private final DeviceMemory memory = DeviceMemory.fresh(DEVICE);
  private final FindingBook book =
      new FindingBook(BookState.empty(), BookSettings.defaults(), Maintenance.never());
  private Instant now = NOON;

  static Stream<Arguments> violations() {
    return Stream.of(
        Arguments.of(
            "untrusted>mail-dmz",
            without("10"),
            "critical expectedPermit: any -> 192.0.2.10:25 denied by the implicit deny of"
                + " OUTSIDE-IN; expected permit (E1)"),
        Arguments.of(
            "untrusted>mail-dmz",
            with(permit("60", "192.0.2.30", 25)),
            "major expectedDeny: any -> 192.0.2.30:25 permitted by entry 60 of OUTSIDE-IN;"
                + " expected deny (E2)"),
        Arguments.of(
            "mail-dmz>untrusted",
            list(deny("10", "any", 25), ALL),
            "critical expectedPermit: 192.0.2.10 -> untrusted:25 denied by entry 10 of OUTSIDE-IN;"
                + " expected permit (E3)"),
        Arguments.of(
            "clients>untrusted",
            list(ALL),
            "critical expectedDeny: 10.1.0.0/16 -> untrusted:25 permitted by entry 90 of"
                + " OUTSIDE-IN; expected deny (E4)"),
        Arguments.of(
            "untrusted>mail-dmz",
            without("30"),
            "major expectedPermit: any -> 192.0.2.20:587 denied by the implicit deny of"
                + " OUTSIDE-IN; expected permit (E5)"),
        Arguments.of(
            "clients>untrusted",
            list(deny("10", "any", 25), deny("20", "any", 587), ALL),
            "info expectedPermit: 10.1.0.0/16 -> untrusted:587 denied by entry 20 of OUTSIDE-IN;"
                + " expected permit (E6)"),
        Arguments.of(
            "untrusted>mail-dmz",
            without("40"),
            "major expectedPermit: any -> 192.0.2.20:993 denied by the implicit deny of"
                + " OUTSIDE-IN; expected permit (E7)"),
        Arguments.of(
            "untrusted>mail-dmz",
            with(permit("60", "192.0.2.20", 143)),
            "major expectedDeny: any -> 192.0.2.20:143 permitted by entry 60 of OUTSIDE-IN;"
                + " expected deny (E8)"),
        Arguments.of(
            "untrusted>mail-dmz",
            with(permit("60", "192.0.2.10", 110)),
            "major expectedDeny: any -> 192.0.2.10:110 permitted by entry 60 of OUTSIDE-IN;"
                + " expected deny (E9)"));
  }

  @ParameterizedTest
  @MethodSource("violations")
  void whatViolatesItIsFoundWithFlowEntryAndExpectation(
      String crossing, AccessList list, String finding) {
    assertThat(polls(crossing(crossing), Sample.siteExpectations(), list, 4))
        .containsExactly("raised " + finding);
  }

  @Test
  void aListThatDoesWhatIsExpectedIsNoFinding() {
    assertThat(polls(Sample.inbound(), Sample.siteExpectations(), list(GOOD), 4)).isEmpty();
    assertThat(
            polls(
                crossing("clients>untrusted"),
                Sample.siteExpectations(),
                list(deny("10", "any", 25), ALL),
                4))
        .noneMatch(text -> text.contains("expected"));
  }

  @Test
  void anExceptionHoldsThroughItsLastDayAndThenTheFindingIsRaised() {
    AccessList legacy = with(permit("60", "192.0.2.20", 110));
    ExpectationMatcher excepted =
        Sample.siteExpectations(
            Sample.exception("E8", org.postern.acl.MailPort.POP3, "192.0.2.20", TODAY));
    assertThat(polls(Sample.inbound(), excepted, legacy, 4)).isEmpty();
    now = NOON.plus(Duration.ofDays(1));
    assertThat(polls(Sample.inbound(), excepted, legacy, 4))
        .containsExactly(
            "raised major expectedDeny: any -> 192.0.2.20:110 permitted by entry 60 of OUTSIDE-IN;"
                + " expected deny (E8)");
  }

  @Test
  void blindnessIsToldOnceHoweverLongItLasts() {
    AccessListEntry group =
        AccessListEntry.builder("5", Action.DENY)
            .protocol(ProtocolMatch.tcp())
            .source(new AddressMatch.Unresolved("object group PARTNERS"))
            .build();
    AccessListEntry[] entries =
        Stream.concat(Stream.of(group), Arrays.stream(GOOD)).toArray(AccessListEntry[]::new);
    assertThat(polls(Sample.inbound(), Sample.siteExpectations(), list(entries), 20))
        .singleElement()
        .asString()
        .startsWith("raised warning monitorBlind: untrusted>mail-dmz: no verdict for E1 on port 25")
        .contains("object group PARTNERS");
  }

  private List<String> polls(
      Crossing crossing, ExpectationMatcher expectations, AccessList list, int count) {
    return Stream.generate(() -> poll(crossing, expectations, list))
        .limit(count)
        .flatMap(List::stream)
        .toList();
  }

  private List<String> poll(Crossing crossing, ExpectationMatcher expectations, AccessList list) {
    now = now.plus(Duration.ofMinutes(5));
    WindowHits none = WindowHits.none(Quality.UNAVAILABLE);
    DeviceAssessment assessment = Sample.poll(evaluator, now, crossing, none, none, list);
    return book.apply(judge.judge(assessment, memory, expectations)).stream()
        .map(
            step ->
                "%s %s %s: %s"
                    .formatted(
                        step.type().label(),
                        step.finding().severity().label(),
                        step.finding().key().kind().label(),
                        step.finding().evidence().text()))
        .toList();
  }

  private static Crossing crossing(String name) {
    return Sample.crossing(
        name.substring(0, name.indexOf('>')), name.substring(name.indexOf('>') + 1));
  }

  private static AccessList list(AccessListEntry... entries) {
    return Sample.list("OUTSIDE-IN", entries);
  }

  private static AccessList with(AccessListEntry more) {
    return Sample.plus(Sample.good(), more);
  }

  private static AccessList without(String id) {
    return list(
        Arrays.stream(GOOD)
            .filter(entry -> !entry.id().equals(id))
            .toArray(AccessListEntry[]::new));
  }

  private static AccessListEntry deny(String id, String source, int port) {
    return AccessListEntry.builder(id, Action.DENY)
        .protocol(ProtocolMatch.tcp())
        .source(source.equals("any") ? AddressMatch.any() : address(source))
        .destinationPorts(PortMatch.eq(port))
        .build();
  }
}

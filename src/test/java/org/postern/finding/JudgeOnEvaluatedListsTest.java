package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postern.finding.Sample.DEVICE;
import static org.postern.finding.Sample.NOON;
import static org.postern.finding.Sample.address;
import static org.postern.finding.Sample.list;
import static org.postern.finding.Sample.permit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListEntry;
import org.postern.acl.AclEvaluator;
import org.postern.acl.Action;
import org.postern.acl.Crossing;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.PortMatch;
import org.postern.acl.ProtocolMatch;
import org.postern.counter.Quality;

/** From access lists to findings with the evaluator that the daemon uses. */
class JudgeOnEvaluatedListsTest {
  private final AclEvaluator evaluator = new FirstMatchEvaluator();
  private final Judge judge = new Judge(evaluator, DetectionSettings.defaults(), ZoneOffset.UTC);
  private final DeviceMemory memory = DeviceMemory.fresh(DEVICE);
  private final FindingBook book =
      new FindingBook(BookState.empty(), BookSettings.defaults(), Maintenance.never());
  private Instant now = NOON;

  private List<String> poll(Crossing crossing, AccessList... lists) {
    now = now.plus(Duration.ofMinutes(5));
    WindowHits none = WindowHits.none(Quality.UNAVAILABLE);
    Judgement judgement =
        judge.judge(
            Sample.poll(evaluator, now, crossing, none, none, lists),
            memory,
            Sample.siteExpectations());
    return book.apply(judgement).stream()
        .map(
            t ->
                t.type().label()
                    + " "
                    + t.finding().severity().label()
                    + " "
                    + t.finding().key().kind().label()
                    + ": "
                    + t.finding().evidence().text())
        .toList();
  }

  private static AccessListEntry deny(String id, String source, int port) {
    return AccessListEntry.builder(id, Action.DENY)
        .protocol(ProtocolMatch.tcp())
        .source(address(source))
        .destinationPorts(PortMatch.eq(port))
        .text("deny tcp " + source + " any eq " + port)
        .build();
  }

  @Test
  void aPermitThatIsInsertedIsFoundWithinTwoPolls() {
    Crossing in = Sample.inbound();
    assertThat(poll(in, Sample.good())).isEmpty();
    assertThat(poll(in, Sample.good())).isEmpty();
    AccessListEntry[] widened =
        Stream.concat(Stream.of(permit("7", "192.0.2.20", 110)), Sample.good().entries().stream())
            .toArray(AccessListEntry[]::new);
    AccessList wide = list("OUTSIDE-IN", widened);
    assertThat(poll(in, wide)).isEmpty();
    assertThat(poll(in, wide))
        .containsExactly(
            "raised warning aclChanged: OUTSIDE-IN: added 7: permit tcp any host 192.0.2.20 eq 110"
                + " (5 entries before, 6 entries now)",
            "raised major expectedDeny: any -> 192.0.2.20:110 permitted by entry 7 of OUTSIDE-IN;"
                + " expected deny (E8); probably due to finding 1 (aclChanged)",
            "raised critical permitWidened: any -> 192.0.2.20:110 permitted by entry 7 of"
                + " OUTSIDE-IN; not permitted before (untrusted>mail-dmz); probably due to finding"
                + " 1 (aclChanged)");
    assertThat(poll(in, wide)).isEmpty();
    assertThat(poll(in, Sample.good())).isEmpty();
    assertThat(poll(in, Sample.good()))
        .extracting(text -> text.substring(0, text.indexOf(':')))
        .containsExactly("cleared major expectedDeny", "cleared critical permitWidened");
  }

  @Test
  void clientsThatMailOutAreFoundByNameOfTheirZones() {
    Crossing out = Sample.crossing("clients", "untrusted");
    AccessListEntry all =
        AccessListEntry.builder("20", Action.PERMIT).text("permit ip any any").build();
    AccessList guarded = list("INSIDE-IN", deny("10", "10.1.0.0/16", 25), all);
    assertThat(poll(out, guarded)).isEmpty();
    assertThat(poll(out, guarded)).isEmpty();
    AccessList open = list("INSIDE-IN", all);
    poll(out, open);
    assertThat(poll(out, open))
        .contains(
            "raised critical expectedDeny: 10.1.0.0/16 -> untrusted:25 permitted by entry 20 of"
                + " INSIDE-IN; expected deny (E4); probably due to finding 1 (aclChanged)")
        .anyMatch(text -> text.startsWith("raised critical permitWidened: 10.1.0.0/16 -> "));
  }
}

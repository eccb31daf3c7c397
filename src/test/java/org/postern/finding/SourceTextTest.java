package org.postern.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.acl.OwnConnections.Counted;
import org.postern.acl.OwnConnections.Group;

class SourceTextTest {
  private static Counted out(String destination, int count) {
    return new Counted(new Group("192.0.2.1", destination, MailPort.SMTP, "synSent"), count);
  }

  private static String text(Counted... all) {
    return SourceText.of(
        new OwnConnections(Arrays.asList(all), OptionalInt.empty()), MailPort.SMTP);
  }

  @Test
  void saysNothingWhereNothingIsKnown() {
    assertThat(SourceText.of(OwnConnections.none(), MailPort.SMTP)).isEmpty();
    assertThat(
            SourceText.of(
                new OwnConnections(List.of(out("198.51.100.7", 3)), OptionalInt.of(5)),
                MailPort.IMAP))
        .isEmpty();
  }

  @Test
  void namesTheFirstThreeAndHowManyMore() {
    assertThat(text(out("198.51.100.7", 12)))
        .isEqualTo("; the device's own connections: 192.0.2.1 -> 198.51.100.7:25 synSent 12");
    assertThat(text(out("198.51.100.7", 12), out("198.51.100.8", 2)))
        .endsWith(
            ": 192.0.2.1 -> 198.51.100.7:25 synSent 12, 192.0.2.1 -> 198.51.100.8:25 synSent 2");
    assertThat(text(out("1.0.0.1", 9), out("1.0.0.2", 8), out("1.0.0.3", 7), out("1.0.0.4", 6)))
        .contains("1.0.0.3")
        .doesNotContain("1.0.0.4")
        .endsWith(" synSent 7 and 1 more");
  }

  @Test
  void longAddressesLeaveRoomForTheRest() {
    Counted one = out("2001:db8:1111:2222:3333:4444:5555:6666", 4);
    Counted two = out("2001:db8:1111:2222:3333:4444:5555:7777", 3);
    assertThat(text(one, two))
        .isEqualTo(
            "; the device's own connections: 192.0.2.1 ->"
                + " [2001:db8:1111:2222:3333:4444:5555:6666]:25 synSent 4 and 1 more");
  }

  @Test
  void saysOfHowManyRowsATableThatWasCut() {
    assertThat(
            SourceText.of(
                new OwnConnections(List.of(out("198.51.100.7", 3)), OptionalInt.of(2000)),
                MailPort.SMTP))
        .startsWith("; the device's own connections (of the first 2000): 192.0.2.1");
  }
}

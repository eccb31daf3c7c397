package org.postern.snmp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

class AnswerCacheTest {
  private static final MibView VIEW =
      new StaticContent(
              SnmpRecording.of(
                  List.of(
                      new VarBind(Oid.parse("1.3.1.0"), new SnmpValue.Int(1)),
                      new VarBind(Oid.parse("1.3.2.0"), new SnmpValue.Counter32(11)))))
          .at(Duration.ZERO);

  private final AtomicInteger made = new AtomicInteger();
  private Instant now = Instant.EPOCH;
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };
  private final AnswerCache cache = new AnswerCache(clock, Duration.ofSeconds(1));

  private byte[] answer(int type, int id, int room, String name) throws Exception {
    Pdu.Request request = new Pdu.Request(type, id, 0, 1, List.of(Oid.parse(name)));
    return cache.answer(
        request,
        false,
        room,
        () -> {
          made.incrementAndGet();
          return new Responder(VIEW, false, room, Integer.MAX_VALUE).answer(request);
        });
  }

  @Test
  void keptAnswersAreThoseThatWouldHaveBeenMade() throws Exception {
    for (int id : new int[] {70_000, 90_000, 2_000_000, 0x7fffff, -70_000}) {
      Pdu.Request request = new Pdu.Request(Pdu.GET, id, 0, 1, List.of(Oid.parse("1.3.1.0")));
      assertThat(answer(Pdu.GET, id, 1400, "1.3.1.0"))
          .isEqualTo(new Responder(VIEW, false, 1400, Integer.MAX_VALUE).answer(request));
    }
    assertThat(made).hasValue(1);
  }

  @Test
  void whateverMakesADifferenceIsAskedAnew() throws Exception {
    answer(Pdu.GET, 1, 1400, "1.3.1.0");
    answer(Pdu.GET_NEXT, 1, 1400, "1.3.1.0");
    answer(Pdu.GET, 1, 1400, "1.3.2.0");
    answer(Pdu.GET, 1, 1300, "1.3.1.0");
    answer(Pdu.GET, 300, 1400, "1.3.1.0");
    assertThat(made).hasValue(5);
  }

  @Test
  void answersAreNotKeptBeyondTheTick() throws Exception {
    answer(Pdu.GET, 1, 1400, "1.3.1.0");
    now = now.plusMillis(999);
    answer(Pdu.GET, 2, 1400, "1.3.1.0");
    assertThat(made).hasValue(1);
    now = now.plusMillis(1);
    answer(Pdu.GET, 3, 1400, "1.3.1.0");
    assertThat(made).hasValue(2);
  }
}

package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postern.finding.BoardHolder;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.testkit.MutableClock;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;

/** Informs to a receiver that comes and goes, over loopback. */
@Timeout(60)
class InformQueueIT {
  private static final OID ARC = new OID(AgentSettings.DOCUMENTATION_ARC);

  private final BoardHolder boards = new BoardHolder(Boards.fixed());
  private final FakeJournal journal = new FakeJournal();
  private final MutableClock clock = new MutableClock(Boards.TIME);
  private ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private int port;

  @BeforeEach
  void choosePort() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0, Agents.address("127.0.0.1"))) {
      port = free.getLocalPort();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Receiver.Version.class,
      names = {"V2C", "V3"})
  void aReceiverThatWasAwayGetsEverythingInOrder(Receiver.Version version) throws Exception {
    try (NotificationSender sender = start(version, 1_000)) {
      raise(1, 30);
      awaitUnacknowledged(sender);
      try (TrapCatcher back = new TrapCatcher(port)) {
        retry(sender);
        assertThat(type(back.next())).isEqualTo(SnmpConstants.coldStart);
        assertThat(sequences(back, 30)).isEqualTo(numbers(1, 30));
        raise(31, 33);
        assertThat(sequences(back, 3)).isEqualTo(numbers(31, 33));
      }
    }
    assertThat(journal.confirmed).containsEntry("noc", 33L);
  }

  /** As after a crash: nothing is left of the sender but what the journal has. */
  @Test
  void whatWasNotConfirmedIsToldAfterARestartAndNothingTwice() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher(port)) {
      NotificationSender first = start(Receiver.Version.V2C, 1_000);
      catcher.next();
      raise(1, 5);
      assertThat(sequences(catcher, 5)).isEqualTo(numbers(1, 5));
      first.close();
    }
    NotificationSender second = restart();
    raise(6, 9);
    awaitUnacknowledged(second);
    second.close();
    assertThat(journal.confirmed).containsEntry("noc", 5L);
    try (TrapCatcher catcher = new TrapCatcher(port);
        NotificationSender third = restart()) {
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.coldStart);
      assertThat(sequences(catcher, 4)).isEqualTo(numbers(6, 9));
      executor.submit(third::everySecond).get();
      assertThat(catcher.isEmpty()).isTrue();
    }
    assertThat(journal.confirmed).containsEntry("noc", 9L);
  }

  @Test
  void aNewReceiverIsNotToldWhatWasBeforeIt() throws Exception {
    journal.log.add(step(1));
    journal.log.add(step(2));
    try (TrapCatcher catcher = new TrapCatcher(port);
        NotificationSender sender = start(Receiver.Version.V2C, 1_000)) {
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.coldStart);
      raise(3, 3);
      assertThat(sequences(catcher, 1)).isEqualTo(numbers(3, 3));
      assertThat(sender.statistics().suppressed()).isZero();
    }
  }

  @Test
  void moreThanTheQueueHoldsIsToldAsASum() throws Exception {
    try (NotificationSender sender = start(Receiver.Version.V2C, 10)) {
      raise(1, 50);
      awaitUnacknowledged(sender);
      try (TrapCatcher back = new TrapCatcher(port)) {
        retry(sender);
        assertThat(type(back.next())).isEqualTo(SnmpConstants.coldStart);
        PDU sum = back.next();
        assertThat(type(sum)).isEqualTo(new OID(ARC + ".0." + Notification.SUPPRESSED));
        assertThat(value(sum, 12)).isEqualTo("40");
        assertThat(sequences(back, 10)).isEqualTo(numbers(41, 50));
      }
      assertThat(sender.statistics().suppressed()).isEqualTo(40);
    }
  }

  @Test
  void whatTheLogHasLostIsToldAsASum() throws Exception {
    journal.confirm("noc", 3);
    journal.log.add(step(8));
    try (TrapCatcher catcher = new TrapCatcher(port);
        NotificationSender sender = start(Receiver.Version.V2C, 1_000)) {
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.coldStart);
      assertThat(value(catcher.next(), 12)).isEqualTo("4");
      assertThat(sequences(catcher, 1)).isEqualTo(numbers(8, 8));
      assertThat(sender.statistics().suppressed()).isEqualTo(4);
    }
  }

  @Test
  void aStoreThatWasRestoredCountsOnFromAnOlderNumber() throws Exception {
    journal.confirm("noc", 100);
    journal.log.add(step(1));
    try (TrapCatcher catcher = new TrapCatcher(port);
        NotificationSender sender = start(Receiver.Version.V2C, 1_000)) {
      catcher.next();
      raise(2, 3);
      assertThat(sequences(catcher, 2)).isEqualTo(numbers(2, 3));
      assertThat(sender.statistics().failed()).isZero();
    }
  }

  /** Each try waits longer than the one before, a minute at most. */
  @Test
  void aSilentReceiverIsNotAskedAllTheTime() throws Exception {
    try (NotificationSender sender = start(Receiver.Version.V2C, 1_000)) {
      awaitUnacknowledged(sender);
      long tries = sender.statistics().unacknowledged();
      executor.submit(sender::everySecond).get();
      executor.submit(sender::everySecond).get();
      assertThat(sender.statistics().unacknowledged()).isEqualTo(tries);
      assertThat(sender.statistics().sent()).as("the same one counts once").isEqualTo(1);
    }
  }

  private NotificationSender restart() throws IOException {
    executor = Executors.newSingleThreadScheduledExecutor();
    return start(Receiver.Version.V2C, 1_000);
  }

  private NotificationSender start(Receiver.Version version, int queueLimit) throws IOException {
    boolean v3 = version == Receiver.Version.V3;
    Receiver receiver =
        new Receiver(
            "noc",
            new InetSocketAddress(Agents.address("127.0.0.1"), port),
            version,
            v3 ? "" : "traps",
            v3 ? Optional.of(Agents.PRIVATE) : Optional.empty(),
            true,
            Severity.INFO,
            Set.of(),
            Duration.ofMillis(300),
            1,
            View.ALL);
    return NotificationSender.start(
        Agents.notifications(receiver, queueLimit), boards, journal, () -> 4_711, clock, executor);
  }

  private static Transition step(long sequence) {
    return Boards.transition(
        sequence,
        TransitionType.RAISED,
        Boards.finding(9, FindingKind.DENY_SPIKE, Severity.MAJOR, FindingState.OPEN));
  }

  private void raise(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      journal.log.add(step(sequence));
      boards.publish(boards.current(), List.of(step(sequence)));
    }
  }

  private static void awaitUnacknowledged(NotificationSender sender) {
    org.postern.testkit.Eventually.holds(
        "nobody confirms",
        Duration.ofSeconds(20),
        () -> sender.statistics().unacknowledged() > 0,
        () -> sender.statistics().toString());
  }

  private void retry(NotificationSender sender) throws Exception {
    clock.advance(Duration.ofMinutes(2));
    executor.submit(sender::everySecond).get();
  }

  private static List<Long> sequences(TrapCatcher catcher, int count) throws InterruptedException {
    List<Long> sequences = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sequences.add(Long.valueOf(value(catcher.next(), 1)));
    }
    return sequences;
  }

  private static List<Long> numbers(long from, long to) {
    return java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
  }

  private static OID type(PDU pdu) {
    return (OID) pdu.getVariable(SnmpConstants.snmpTrapOID);
  }

  private static String value(PDU pdu, int object) {
    return pdu.getVariable(new OID(ARC + ".1.10." + object + ".0")).toString();
  }
}

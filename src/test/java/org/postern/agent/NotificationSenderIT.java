package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.finding.BoardHolder;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Severity;
import org.postern.finding.Transition;
import org.postern.finding.TransitionType;
import org.postern.testkit.MibModules;
import org.postern.testkit.Peers;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** Notifications over loopback, received by snmp4j and by snmptrapd. */
@Timeout(60)
class NotificationSenderIT {
  private static final OID ARC = new OID(AgentSettings.DOCUMENTATION_ARC);
  private static final long UP_TIME = 4_711;

  private final BoardHolder boards = new BoardHolder(Boards.fixed());
  private final SettableClock clock = new SettableClock();
  private final FakeJournal journal = new FakeJournal();
  private int kindBurst = 1_000;
  private boolean warm;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

  @Test
  void aRaiseIsTheNotificationOfItsKind() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.coldStart);
      raise(17, FindingKind.EXPECTED_PERMIT);
      Golden.assertSame("trap-expected-permit.txt", lines(catcher.next()));
      assertThat(settled(sender)).isEqualTo(new NotificationStatistics(2, 0, 0, 0));
    }
  }

  @Test
  void clearAndOtherStepsHaveTheirOwnNotifications() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      catcher.next();
      publish(18, TransitionType.CLEARED, FindingState.CLEARED);
      Golden.assertSame("trap-finding-cleared.txt", lines(catcher.next()));
      for (TransitionType type :
          List.of(
              TransitionType.CHANGED,
              TransitionType.ACKNOWLEDGED,
              TransitionType.SHELVED,
              TransitionType.UNSHELVED)) {
        publish(19, type, FindingState.OPEN);
        assertThat(type(catcher.next()))
            .as(type.label())
            .isEqualTo(new OID(ARC + ".0." + Notification.CHANGED));
      }
      assertThat(settled(sender).sent()).isEqualTo(6);
    }
  }

  @ParameterizedTest
  @EnumSource(FindingKind.class)
  void everyKindIsAnnounced(FindingKind kind) throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      catcher.next();
      raise(1, kind);
      assertThat(type(catcher.next())).isEqualTo(new OID(ARC + ".0." + kind.number()));
      assertThat(settled(sender).failed()).isZero();
    }
  }

  @Test
  void theHeartbeatTellsHowThingsStand() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      catcher.next();
      executor.submit(sender::heartbeat).get();
      Golden.assertSame("trap-heartbeat.txt", lines(catcher.next()));
    }
  }

  @Test
  void aScheduledHeartbeatComesByItself() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60, Duration.ofMillis(50), 100)) {
      catcher.next();
      OID heartbeat = new OID(ARC + ".0." + Notification.HEARTBEAT);
      assertThat(type(catcher.next())).isEqualTo(heartbeat);
      assertThat(type(catcher.next())).isEqualTo(heartbeat);
      assertThat(settled(sender).failed()).isZero();
    }
  }

  @Test
  void tooManyAtATimeAreCountedAndToldLater() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 3)) {
      catcher.next();
      for (int i = 1; i <= 10; i++) {
        raise(i, FindingKind.ACL_CHANGED);
      }
      for (int i = 1; i <= 3; i++) {
        assertThat(value(catcher.next(), 1)).isEqualTo(Integer.toString(i));
      }
      assertThat(settled(sender).suppressed()).isEqualTo(7);
      clock.advance(Duration.ofMinutes(1));
      executor.submit(sender::everySecond).get();
      Golden.assertSame("trap-notifications-suppressed.txt", lines(catcher.next()));
      raise(11, FindingKind.ACL_CHANGED);
      assertThat(value(catcher.next(), 1)).isEqualTo("11");
    }
  }

  @Test
  void aStormOfOneKindLeavesRoomForTheOthers() throws Exception {
    kindBurst = 2;
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      catcher.next();
      for (int i = 1; i <= 50; i++) {
        raise(i, FindingKind.DENY_SPIKE);
      }
      raise(51, FindingKind.ACL_CHANGED);
      assertThat(value(catcher.next(), 1)).isEqualTo("1");
      assertThat(value(catcher.next(), 1)).isEqualTo("2");
      assertThat(value(catcher.next(), 1)).isEqualTo("51");
      executor.submit(sender::everySecond).get();
      PDU sum = catcher.next();
      assertThat(type(sum)).isEqualTo(new OID(ARC + ".0." + Notification.SUPPRESSED));
      assertThat(value(sum, 4)).as("the worst").isEqualTo("5");
      assertThat(value(sum, 12)).isEqualTo("48");
      assertThat(value(sum, 14)).contains("(denySpike 48)");
    }
  }

  @Test
  void aTestTellsWhatCameOfIt() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher()) {
      NotificationSender traps = start(List.of(v2c(catcher)), 60);
      assertThat(traps.test("noc").orElseThrow().toCompletableFuture().get())
          .isEqualTo(ReceiverTest.SENT);
      assertThat(traps.test("nobody")).isEmpty();
      catcher.next();
      assertThat(type(catcher.next())).isEqualTo(new OID(ARC + ".0." + Notification.HEARTBEAT));
      traps.close();
    }
  }

  @Test
  void aTestOfInformsIsConfirmedOrNot() throws Exception {
    TrapCatcher catcher = new TrapCatcher();
    try (NotificationSender sender =
        start(List.of(receiver(catcher, Receiver.Version.V2C, true)), 60)) {
      assertThat(sender.test("noc").orElseThrow().toCompletableFuture().get())
          .isEqualTo(ReceiverTest.CONFIRMED);
      catcher.close();
      assertThat(sender.test("noc").orElseThrow().toCompletableFuture().get())
          .isEqualTo(ReceiverTest.NOT_CONFIRMED);
    } finally {
      catcher.close();
    }
  }

  @Test
  void anUnchangedConfigurationBeginsWithWarmStart() throws Exception {
    warm = true;
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender =
            start(List.of(receiver(catcher, Receiver.Version.V1, false), v2c(catcher)), 60)) {
      PDUv1 v1 = (PDUv1) catcher.next();
      assertThat(v1.getGenericTrap()).isEqualTo(PDUv1.WARMSTART);
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.warmStart);
      assertThat(settled(sender).failed()).isZero();
    }
  }

  @Test
  void failuresOfAuthenticationAreToldOnceASecond() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60)) {
      catcher.next();
      for (int i = 0; i < 1_000; i++) {
        sender.authenticationFailure();
      }
      executor.submit(sender::everySecond).get();
      executor.submit(sender::everySecond).get();
      raise(1, FindingKind.DENY_SPIKE);
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.authenticationFailure);
      assertThat(value(catcher.next(), 1)).isEqualTo("1");
    }
  }

  @Test
  void whatIsNotInTheReceiversViewIsNotSent() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher()) {
      Receiver all = v2c(catcher);
      Receiver narrow =
          new Receiver(
              "narrow",
              all.address(),
              all.version(),
              all.community(),
              all.user(),
              false,
              all.least(),
              all.kinds(),
              all.timeout(),
              all.retries(),
              new View(List.of(ARC.toString()), List.of(ARC + ".0.6")));
      try (NotificationSender sender = start(List.of(narrow), 60)) {
        raise(1, FindingKind.DENY_SPIKE);
        raise(2, FindingKind.ACL_CHANGED);
        assertThat(value(catcher.next(), 1)).as("neither coldStart nor 1").isEqualTo("2");
        assertThat(settled(sender).sent()).isEqualTo(1);
      }
    }
  }

  @Test
  void aFullQueueNeverBlocksThePublisher() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender = start(List.of(v2c(catcher)), 60, Duration.ZERO, 5)) {
      catcher.next();
      executor.execute(
          () -> {
            try {
              hold.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      for (int i = 1; i <= 20; i++) {
        raise(i, FindingKind.ACL_CHANGED);
      }
      hold.countDown();
      for (int i = 1; i <= 5; i++) {
        assertThat(value(catcher.next(), 1)).isEqualTo(Integer.toString(i));
      }
      assertThat(type(catcher.next())).isEqualTo(new OID(ARC + ".0." + Notification.SUPPRESSED));
      assertThat(settled(sender).suppressed()).isEqualTo(15);
    }
  }

  @Test
  void aReceiverIsNotToldBelowItsSeverity() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher()) {
      Receiver majors =
          new Receiver(
              "noc",
              catcher.address(),
              Receiver.Version.V2C,
              "traps",
              Optional.empty(),
              false,
              Severity.MAJOR,
              Set.of());
      try (NotificationSender sender = start(List.of(majors), 60)) {
        catcher.next();
        raise(1, FindingKind.ACL_CHANGED);
        raise(2, FindingKind.EXPECTED_PERMIT);
        assertThat(value(catcher.next(), 1)).isEqualTo("2");
        assertThat(settled(sender).sent()).isEqualTo(2);
      }
    }
  }

  @Test
  void v1TrapsAreTranslatedAsRfc3584Says() throws Exception {
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender =
            start(List.of(receiver(catcher, Receiver.Version.V1, false)), 60)) {
      PDUv1 cold = (PDUv1) catcher.next();
      assertThat(cold.getGenericTrap()).isEqualTo(PDUv1.COLDSTART);
      assertThat(cold.getEnterprise()).isEqualTo(new OID(ARC + ".3.1"));
      raise(5, FindingKind.DENY_SPIKE);
      PDUv1 spike = (PDUv1) catcher.next();
      assertThat(spike.getGenericTrap()).isEqualTo(PDUv1.ENTERPRISE_SPECIFIC);
      assertThat(spike.getSpecificTrap()).isEqualTo(6);
      assertThat(spike.getEnterprise()).isEqualTo(ARC);
      assertThat(spike.getTimestamp()).isEqualTo(UP_TIME);
      assertThat(spike.getAgentAddress()).hasToString("127.0.0.1");
      assertThat(spike.size()).isEqualTo(Notification.OBJECT_NAMES.size());
      assertThat(settled(sender).failed()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Receiver.Version.class,
      names = {"V2C", "V3"})
  void informsAreConfirmed(Receiver.Version version) throws Exception {
    try (TrapCatcher catcher = new TrapCatcher()) {
      NotificationSender sender = start(List.of(receiver(catcher, version, true)), 60);
      assertThat(catcher.next().getType()).isEqualTo(PDU.INFORM);
      raise(1, FindingKind.DENY_SPIKE);
      assertThat(value(catcher.next(), 1)).isEqualTo("1");
      sender.close();
      assertThat(sender.statistics()).isEqualTo(new NotificationStatistics(2, 0, 0, 0));
    }
  }

  @Test
  void anInformNobodyConfirmsIsCounted() throws Exception {
    InetSocketAddress nobody;
    try (DatagramSocket silent = new DatagramSocket(0, Agents.address("127.0.0.1"))) {
      nobody = new InetSocketAddress(silent.getLocalAddress(), silent.getLocalPort());
      Receiver receiver =
          new Receiver(
              "noc",
              nobody,
              Receiver.Version.V2C,
              "traps",
              Optional.empty(),
              true,
              Severity.INFO,
              Set.of());
      NotificationSender sender = start(List.of(receiver), 60);
      sender.close();
      assertThat(sender.statistics()).isEqualTo(new NotificationStatistics(1, 0, 1, 0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void v3TrapsComeFromTheAgentsEngine(boolean localized) throws Exception {
    UsmAccount user = localized ? Agents.PRIVATE.localizedTo(Agents.ENGINE.id()) : Agents.PRIVATE;
    try (TrapCatcher catcher = new TrapCatcher();
        NotificationSender sender =
            start(
                List.of(
                    new Receiver(
                        "noc",
                        catcher.address(),
                        Receiver.Version.V3,
                        "",
                        Optional.of(user),
                        false,
                        Severity.INFO,
                        Set.of())),
                60)) {
      assertThat(type(catcher.next())).isEqualTo(SnmpConstants.coldStart);
      raise(5, FindingKind.DENY_SPIKE);
      assertThat(value(catcher.next(), 1)).isEqualTo("5");
      assertThat(settled(sender).failed()).isZero();
    }
  }

  @Test
  void theLongestTextsFitOneFrame() {
    String device = "d".repeat(400);
    Transition transition =
        Boards.transition(0xffff_ffffL, TransitionType.RAISED, Boards.longest(device));
    PDU pdu = new PDU();
    pdu.addAll(Notification.of(transition, boards.current()).bindings(ARC));
    pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, ARC));
    assertThat(pdu.getBERLength() + V3_OVERHEAD).isLessThan(AgentSettings.ETHERNET_MESSAGE_SIZE);
  }

  private static final int V3_OVERHEAD = 185;

  @Test
  void snmptrapdNamesTrapsByTheMib(@TempDir Path folder) throws Exception {
    Path tool = Peers.require("snmptrapd");
    Path conf = folder.resolve("snmptrapd.conf");
    Files.writeString(
        conf,
        """
        authCommunity log traps
        createUser -e 0x%s ops SHA-256 "auth-passphrase" AES "priv-passphrase"
        authUser log ops priv
        """
            .formatted(Agents.ENGINE.id()));
    int port;
    try (DatagramSocket free = new DatagramSocket(0, Agents.address("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    List<String> command =
        new ArrayList<>(List.of(tool.toString(), "-f", "-Lo", "-C", "-c", conf.toString()));
    command.addAll(MibModules.options());
    command.add("udp:127.0.0.1:" + port);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Peers.environment());
    builder.environment().put("SNMP_PERSISTENT_DIR", folder.toString());
    Process trapd = builder.start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(trapd.getInputStream(), StandardCharsets.UTF_8))) {
      readUntil(out, "NET-SNMP version");
      InetSocketAddress address = new InetSocketAddress(Agents.address("127.0.0.1"), port);
      Receiver v3 =
          new Receiver(
              "v3",
              address,
              Receiver.Version.V3,
              "",
              Optional.of(Agents.PRIVATE),
              false,
              Severity.INFO,
              Set.of());
      Receiver inform =
          new Receiver(
              "inform",
              address,
              Receiver.Version.V2C,
              "traps",
              Optional.empty(),
              true,
              Severity.INFO,
              Set.of());
      NotificationSender sender =
          start(List.of(Receiver.v2cTrap("v2c", address, "traps"), v3, inform), 60);
      raise(1, FindingKind.EXPECTED_PERMIT);
      for (int i = 0; i < 3; i++) {
        assertThat(readUntil(out, "posternExpectedPermit"))
            .contains("POSTERN-MIB::posternExpectedPermit")
            .contains("POSTERN-MIB::posternNotifySeverity.0 = INTEGER: critical(6)")
            .contains("POSTERN-MIB::posternNotifyDeviceName.0 = STRING: edge-1")
            .contains("POSTERN-MIB::posternNotifyPort.0 = Gauge32: 993")
            .contains("is denied by 30 deny tcp any any eq 993");
      }
      sender.close();
      assertThat(sender.statistics()).isEqualTo(new NotificationStatistics(6, 0, 0, 0));
    } finally {
      trapd.destroy();
      trapd.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private static String readUntil(BufferedReader out, String text) throws IOException {
    for (int i = 0; i < 200; i++) {
      String line = out.readLine();
      if (line == null) {
        throw new AssertionError("ended before " + text);
      }
      if (line.contains(text)) {
        return line;
      }
    }
    throw new AssertionError("not within 200 lines: " + text);
  }

  private void raise(long sequence, FindingKind kind) {
    publish(
        Boards.transition(
            sequence,
            TransitionType.RAISED,
            Boards.finding(9, kind, kind.severity(), FindingState.OPEN)));
  }

  private void publish(long sequence, TransitionType type, FindingState state) {
    publish(Boards.transition(sequence, type, Boards.finding(9, state)));
  }

  private void publish(Transition transition) {
    journal.log.add(transition);
    boards.publish(boards.current(), List.of(transition));
  }

  private static Receiver v2c(TrapCatcher catcher) {
    return receiver(catcher, Receiver.Version.V2C, false);
  }

  private static Receiver receiver(TrapCatcher catcher, Receiver.Version version, boolean inform) {
    boolean v3 = version == Receiver.Version.V3;
    return new Receiver(
        "noc",
        catcher.address(),
        version,
        v3 ? "" : "traps",
        v3 ? Optional.of(Agents.PRIVATE) : Optional.empty(),
        inform,
        Severity.INFO,
        Set.of());
  }

  private static Receiver impatient(Receiver receiver) {
    return new Receiver(
        receiver.name(),
        receiver.address(),
        receiver.version(),
        receiver.community(),
        receiver.user(),
        receiver.inform(),
        receiver.least(),
        receiver.kinds(),
        Duration.ofMillis(500),
        1,
        receiver.view());
  }

  private NotificationSender start(List<Receiver> receivers, int burst) throws IOException {
    return start(receivers, burst, Duration.ZERO, 1_000);
  }

  private NotificationSender start(
      List<Receiver> receivers, int burst, Duration heartbeat, int queueLimit) throws IOException {
    return NotificationSender.start(
        new NotificationSettings(
            AgentSettings.DOCUMENTATION_ARC,
            Agents.ENGINE,
            Agents.address("127.0.0.1"),
            receivers.stream().map(NotificationSenderIT::impatient).toList(),
            heartbeat,
            burst,
            kindBurst,
            Duration.ofMinutes(1),
            queueLimit,
            warm),
        boards,
        journal,
        () -> UP_TIME,
        clock,
        executor);
  }

  /** The counts once all that was queued before is done. */
  private NotificationStatistics settled(NotificationSender sender) throws Exception {
    executor.submit(() -> {}).get();
    return sender.statistics();
  }

  private static OID type(PDU pdu) {
    return (OID) pdu.getVariable(SnmpConstants.snmpTrapOID);
  }

  private static String value(PDU pdu, int object) {
    return pdu.getVariable(new OID(ARC + ".1.10." + object + ".0")).toString();
  }

  private static List<String> lines(PDU pdu) {
    return pdu.getVariableBindings().stream()
        .map(b -> b.getOid() + " = " + b.getVariable().getSyntaxString() + ": " + b.getVariable())
        .toList();
  }

  private static final class SettableClock extends Clock {
    private volatile Instant now = Boards.TIME;

    void advance(Duration by) {
      now = now.plus(by);
    }

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
      throw new UnsupportedOperationException("UTC only");
    }
  }
}

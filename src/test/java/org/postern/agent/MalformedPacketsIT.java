package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.finding.BoardHolder;
import org.slf4j.LoggerFactory;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;

/** The agent under packets that are nearly messages, over loopback. */
class MalformedPacketsIT {
  private static final int PACKETS = 100_000;
  private static final int BURST = 100;
  private static final long PROMPT_NANOS = Duration.ofMillis(100).toNanos();
  private static final byte[] PROBE = Mutations.community(1, PDU.GET);

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.postern.agent");

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(lines);
  }

  @Test
  void aHundredThousandPacketsDoNotDisturbIt() throws Exception {
    Mutations mutations = new Mutations(20_260_314);
    List<Long> waits = new ArrayList<>();
    try (PosternAgent agent = Agents.start(Agents.readable(), new BoardHolder(Boards.fixed()));
        RawPeer noise = new RawPeer(agent.addresses().get(0));
        RawPeer manager = new RawPeer(agent.addresses().get(0))) {
      long before = 0;
      for (int i = 0; i < PACKETS; i++) {
        noise.send(mutations.next());
        if (i % BURST == BURST - 1) {
          waits.add(probe(manager));
          assertNothingStrange(noise);
        }
        if (i == PACKETS / 4) {
          before = usedHeap();
        }
      }
      assertThat(usedHeap() - before).as("growth of the heap").isLessThan(10_000_000);
      assertThat(received(agent)).as("all were looked at").isGreaterThanOrEqualTo(PACKETS);
    }
    waits.sort(null);
    // On a machine with other work the odd probe waits for the processor, not for the agent.
    assertThat(waits.get(waits.size() * 99 / 100)).as("99 of 100").isLessThan(PROMPT_NANOS);
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
        .filteredOn(line -> !line.getMessage().contains("RFC 5612"))
        .as("one line a minute for each kind of trouble")
        .hasSizeLessThanOrEqualTo(6)
        .allSatisfy(line -> assertThat(line.getThrowableProxy()).isNull())
        .noneMatch(line -> line.getLevel() == Level.ERROR);
  }

  /** Amplification for those who may not ask is nought: they get no octet. */
  @Test
  void whoMayNotAskGetsNothing() throws IOException {
    Mutations mutations = new Mutations(20_260_315);
    List<SourcePrefix> elsewhere = List.of(SourcePrefix.parse("192.0.2.0/24"));
    AgentSettings closed =
        Agents.of(
            List.of(Community.reader(Agents.COMMUNITY, elsewhere)),
            List.of(
                new AgentUser(Agents.PRIVATE, elsewhere, Rights.READ_ALL),
                new AgentUser(Agents.AUTHENTIC, elsewhere, Rights.READ_ALL)),
            AgentSettings.DOCUMENTATION_ARC,
            1472);
    try (PosternAgent agent = Agents.start(closed, new BoardHolder(Boards.fixed()));
        RawPeer peer = new RawPeer(agent.addresses().get(0))) {
      for (int i = 0; i < 10_000; i++) {
        peer.send(mutations.next());
      }
      peer.send(PROBE);
      peer.send(V3Packet.of(Agents.PRIVATE).encode());
      peer.send(V3Packet.of(Agents.PRIVATE).engineId().user("").encode());
      assertThat(peer.receive(300)).isNull();
    }
  }

  private static long probe(RawPeer manager) throws IOException {
    long sent = System.nanoTime();
    assertThat(manager.exchange(PROBE)).isNotEmpty();
    return System.nanoTime() - sent;
  }

  /** Each answer to noise is a message of SNMP, short, and holds no secret. */
  private static void assertNothingStrange(RawPeer noise) throws IOException {
    byte[] answer = noise.receive(1);
    while (answer != null) {
      assertThat(answer.length).isLessThanOrEqualTo(1_472);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).doesNotContain("passphrase");
      byte[] message = answer;
      assertThat(message[0]).isEqualTo((byte) BerReader.SEQUENCE);
      answer = noise.receive(1);
    }
  }

  private static long received(PosternAgent agent) throws IOException {
    try (TestManager manager =
        TestManager.community(
            agent.addresses().get(0), SnmpConstants.version2c, Agents.COMMUNITY)) {
      return manager.ask(PDU.GET, 0, SnmpConstants.snmpInPkts).get(0).getVariable().toLong();
    }
  }

  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

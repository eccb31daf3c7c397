package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/** The agent over loopback UDP, with snmp4j as the manager and with raw packets. */
class PosternAgentIT {
  private static final OID ARC = new OID(AgentSettings.DOCUMENTATION_ARC);
  private static final OID ALL = new OID("1.3");
  private static final OID SYS_NAME = SnmpConstants.sysName;
  private static final int V1 = SnmpConstants.version1;
  private static final int V2C = SnmpConstants.version2c;

  @Test
  void theWalkIsTheGoldenOne() throws IOException {
    List<String> lines = new ArrayList<>();
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager manager = v2c(agent)) {
      for (VariableBinding binding : manager.walk(ARC)) {
        lines.add(line(binding));
      }
    }
    Golden.assertSame("agent-walk.txt", lines);
  }

  private static String line(VariableBinding binding) {
    for (Map.Entry<String, OID> object : PosternObjects.names(ARC).entrySet()) {
      if (binding.getOid().startsWith(object.getValue())) {
        OID instance =
            new OID(
                binding.getOid().getValue(),
                object.getValue().size(),
                binding.getOid().size() - object.getValue().size());
        return object.getKey()
            + "."
            + instance
            + " = "
            + binding.getVariable().getSyntaxString()
            + ": "
            + binding.getVariable();
      }
    }
    throw new AssertionError("not an object of the MIB: " + binding);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 25, 50, 1_000})
  void bulkWalkNextWalkAndGetsAgree(int repetitions) throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager manager = v2c(agent)) {
      List<VariableBinding> walked = manager.walk(ARC);
      assertThat(manager.bulkWalk(ARC, repetitions)).isEqualTo(walked);
      for (VariableBinding binding : walked) {
        assertThat(manager.ask(PDU.GET, 0, binding.getOid()).get(0)).isEqualTo(binding);
      }
    }
  }

  @Test
  void aV1WalkIsTheSameWithoutCounter64() throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager v1 = TestManager.community(agent.addresses().get(0), V1, Agents.COMMUNITY);
        TestManager v2c = v2c(agent)) {
      List<VariableBinding> expected = new ArrayList<>(v2c.walk(ARC));
      expected.removeIf(b -> b.getVariable().getSyntax() == SMIConstants.SYNTAX_COUNTER64);
      assertThat(v1.walk(ARC)).isNotEmpty().isEqualTo(expected);
    }
  }

  @Test
  void aWalkOfEverythingHasTheStandardGroupsAndNoSecrets() throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager manager = v2c(agent)) {
      List<OID> oids = manager.bulkWalk(ALL, 20).stream().map(VariableBinding::getOid).toList();
      assertThat(oids).isSorted().doesNotHaveDuplicates();
      assertThat(oids)
          .contains(
              SnmpConstants.sysDescr,
              SnmpConstants.sysObjectID,
              SnmpConstants.sysUpTime,
              new OID("1.3.6.1.2.1.1.9.1.2.5"),
              SnmpConstants.snmpInPkts,
              new OID("1.3.6.1.6.3.10.2.1.1.0"),
              new OID("1.3.6.1.6.3.10.2.1.2.0"),
              SnmpConstants.usmStatsUnknownUserNames);
      // Communities (18), USM users (15.1.2), views (16), targets (12.1.2): nothing of these.
      assertThat(oids)
          .noneMatch(oid -> oid.startsWith(new OID("1.3.6.1.6.3.18")))
          .noneMatch(oid -> oid.startsWith(new OID("1.3.6.1.6.3.15.1.2")))
          .noneMatch(oid -> oid.startsWith(new OID("1.3.6.1.6.3.16")))
          .noneMatch(oid -> oid.startsWith(new OID("1.3.6.1.6.3.12.1.2")));
      assertThat(manager.ask(PDU.GET, 0, SnmpConstants.sysObjectID).get(0).getVariable())
          .isEqualTo(new OID(ARC + ".3.1"));
      assertThat(manager.ask(PDU.GET, 0, SYS_NAME).get(0).getVariable())
          .isEqualTo(new OctetString("postern.example.net"));
      assertThat(manager.ask(PDU.GET, 0, new OID("1.3.6.1.6.3.10.2.1.2.0")).get(0).getVariable())
          .isEqualTo(new Integer32(7));
    }
  }

  @Test
  void theAgentFollowsItsArc() throws IOException {
    AgentSettings moved =
        Agents.settings(
            List.of(Community.reader(Agents.COMMUNITY, List.of())), "1.3.6.1.4.1.99999.5", 1472);
    try (PosternAgent agent = start(moved, Boards.fixed());
        TestManager manager = v2c(agent)) {
      assertThat(manager.walk(new OID("1.3.6.1.4.1.32473"))).isEmpty();
      assertThat(manager.walk(new OID("1.3.6.1.4.1.99999.5")))
          .hasSize(Walks.all(Walks.mib(Boards.fixed())).size());
      assertThat(manager.ask(PDU.GET, 0, SnmpConstants.sysObjectID).get(0).getVariable())
          .isEqualTo(new OID("1.3.6.1.4.1.99999.5.3.1"));
    }
  }

  @Test
  void aBoardPutUpDuringAWalkHarmsNothing() throws IOException {
    BoardHolder boards = new BoardHolder(Boards.large(1, 60));
    try (PosternAgent agent = Agents.start(Agents.readable(), boards);
        TestManager manager = v2c(agent)) {
      OID at = ARC;
      int steps = 0;
      for (int i = 2; i < 400; i++) {
        PDU response = manager.ask(PDU.GETBULK, 50, at);
        OID last = response.get(response.size() - 1).getOid();
        if (!last.startsWith(ARC)) {
          break;
        }
        assertThat(last).isGreaterThan(at);
        at = last;
        steps++;
        // Rows vanish and come back while the walk goes on.
        boards.publish(Boards.large(i, i % 2 == 0 ? 3 : 60), List.of());
      }
      assertThat(steps).isBetween(5, 300);
    }
  }

  @Test
  void oneResponseIsOfOneBoard() throws Exception {
    BoardHolder boards = new BoardHolder(Boards.large(0, 1));
    OID generation = new OID(ARC + ".1.1.4.0");
    OID hits = new OID(ARC + ".1.3.1.10.1.1.25");
    Thread publisher =
        new Thread(
            () -> {
              for (int i = 1; i < 200_000 && !Thread.currentThread().isInterrupted(); i++) {
                boards.publish(Boards.large(i, 1), List.of());
              }
            });
    try (PosternAgent agent = Agents.start(Agents.readable(), boards);
        TestManager manager = v2c(agent)) {
      publisher.start();
      for (int i = 0; i < 500; i++) {
        PDU response = manager.ask(PDU.GET, 0, generation, hits);
        assertThat(response.get(1).getVariable()).isEqualTo(response.get(0).getVariable());
      }
    } finally {
      publisher.interrupt();
      publisher.join();
    }
  }

  @Test
  void strangersGetNoAnswer() throws IOException {
    AgentSettings elsewhere =
        Agents.settings(
            List.of(
                Community.reader(Agents.COMMUNITY, List.of()),
                Community.reader("far", List.of(SourcePrefix.parse("192.0.2.0/24")))));
    try (PosternAgent agent = start(elsewhere, Boards.fixed());
        TestManager wrong = TestManager.community(agent.addresses().get(0), V2C, "wrong");
        TestManager far = TestManager.community(agent.addresses().get(0), V2C, "far");
        TestManager good = v2c(agent)) {
      assertThat(wrong.ask(PDU.GET, 0, SYS_NAME)).isNull();
      assertThat(far.ask(PDU.GET, 0, SYS_NAME)).isNull();
      assertThat(good.ask(PDU.GET, 0, SnmpConstants.snmpInBadCommunityNames).get(0).getVariable())
          .hasToString("2");
    }
  }

  @Test
  void withoutCommunitiesV1AndV2cAreNotSpoken() throws IOException {
    try (PosternAgent agent = start(Agents.settings(List.of()), Boards.fixed());
        TestManager manager = v2c(agent)) {
      assertThat(manager.ask(PDU.GET, 0, SYS_NAME)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(UsmAccount.Auth.class)
  void v3ReadsWithEveryAuthentication(UsmAccount.Auth auth) throws IOException {
    boolean none = auth == UsmAccount.Auth.NONE;
    assertReads(new UsmAccount("u", auth, none ? "" : "auth-passphrase", UsmAccount.Priv.NONE, ""));
  }

  @ParameterizedTest
  @EnumSource(UsmAccount.Priv.class)
  void v3ReadsWithEveryPrivacy(UsmAccount.Priv priv) throws IOException {
    boolean none = priv == UsmAccount.Priv.NONE;
    assertReads(
        new UsmAccount(
            "u", UsmAccount.Auth.SHA1, "auth-passphrase", priv, none ? "" : "priv-passphrase"));
  }

  private static void assertReads(UsmAccount user) throws IOException {
    AgentSettings settings = Agents.withUsers(List.of(AgentUser.reader(user)));
    try (PosternAgent agent = start(settings, Boards.fixed());
        TestManager manager =
            TestManager.user(agent.addresses().get(0), user, user.securityLevel())) {
      assertThat(manager.bulkWalk(ARC, 30)).isEqualTo(Walks.all(Walks.mib(Boards.fixed())));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nobody, auth-passphrase, 2, 1.3.6.1.6.3.15.1.1.3.0",
    "nobody, auth-passphrase, 1, 1.3.6.1.6.3.15.1.1.3.0",
  })
  void anUnknownUserIsTold(String name, String passphrase, int level, String counter)
      throws IOException {
    UsmAccount asked =
        new UsmAccount(
            name, UsmAccount.Auth.SHA512, passphrase, UsmAccount.Priv.AES128, "priv-passphrase");
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager manager = TestManager.user(agent.addresses().get(0), asked, level);
        TestManager reader = v2c(agent)) {
      PDU report = manager.ask(PDU.GET, 0, SYS_NAME);
      assertThat(report).isNotNull();
      assertThat(report.getType()).isEqualTo(PDU.REPORT);
      assertThat(report.get(0).getOid()).isEqualTo(new OID(counter));
      assertThat(reader.ask(PDU.GET, 0, new OID(counter)).get(0).getVariable())
          .isEqualTo(report.get(0).getVariable());
    }
  }

  @Test
  void aUserBelowItsLevelIsRefused() throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        TestManager manager =
            TestManager.user(agent.addresses().get(0), Agents.PRIVATE, SecurityLevel.AUTH_NOPRIV)) {
      PDU response = manager.ask(PDU.GET, 0, SYS_NAME);
      assertThat(response.getErrorStatus()).isEqualTo(SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR);
    }
  }

  @Test
  void aRestartedAgentIsReadAgainByAManagerThatKnewIt() throws IOException {
    BoardHolder boards = new BoardHolder(Boards.fixed());
    PosternAgent first = Agents.start(Agents.readable(), boards);
    InetSocketAddress address = first.addresses().get(0);
    try (TestManager manager =
        TestManager.user(address, Agents.AUTHENTIC, SecurityLevel.AUTH_NOPRIV)) {
      assertThat(manager.ask(PDU.GET, 0, SYS_NAME).getType()).isEqualTo(PDU.RESPONSE);
      first.close();
      AgentSettings base = Agents.readable();
      AgentSettings restarted =
          new AgentSettings(
              List.of(address),
              base.arc(),
              base.communities(),
              base.users(),
              new EngineIdentity(base.engine().id(), base.engine().boots() + 1),
              base.description(),
              base.sysName(),
              base.sysContact(),
              base.sysLocation(),
              base.maxMessageSize(),
              false);
      try (PosternAgent second = Agents.start(restarted, boards)) {
        assertThat(second.addresses()).containsExactly(address);
        PDU response = manager.ask(PDU.GET, 0, SYS_NAME);
        assertThat(response).isNotNull();
        assertThat(response.getType()).isEqualTo(PDU.RESPONSE);
      }
    } finally {
      first.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {484, 800, 1472, 8_000})
  void noResponseExceedsTheMessageSize(int size) throws IOException {
    AgentSettings settings =
        Agents.settings(
            List.of(Community.reader(Agents.COMMUNITY, List.of())),
            AgentSettings.DOCUMENTATION_ARC,
            size);
    try (PosternAgent agent = start(settings, Boards.large(1, 200));
        RawPeer peer = new RawPeer(agent.addresses().get(0))) {
      PDU request = new PDU();
      request.setType(PDU.GETBULK);
      request.setMaxRepetitions(10_000);
      request.setRequestID(new Integer32(5));
      request.add(new VariableBinding(ARC));
      byte[] response = peer.exchange(message(V2C, request));
      assertThat(response.length).isBetween(size - 300, size);
    }
  }

  @Test
  void aHugeBulkIsQuickAndWhole() throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.large(1, 2_000));
        RawPeer peer = new RawPeer(agent.addresses().get(0))) {
      PDU request = new PDU();
      request.setType(PDU.GETBULK);
      request.setMaxRepetitions(1_000);
      request.setRequestID(new Integer32(5));
      for (int i = 0; i < 300; i++) {
        request.add(new VariableBinding(ARC));
      }
      assertThat(peer.exchange(message(V2C, request)).length).isBetween(1_300, 1_472);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PDU.TRAP, PDU.INFORM, PDU.RESPONSE, PDU.REPORT})
  void whatIsNoRequestIsNotAnswered(int type) throws IOException {
    PDU pdu = new PDU();
    pdu.setType(type);
    pdu.setRequestID(new Integer32(99));
    pdu.add(new VariableBinding(SnmpConstants.sysUpTime));
    assertSilence(message(V2C, pdu));
  }

  @Test
  void aV1TrapIsNotAnswered() throws IOException {
    PDUv1 trap = new PDUv1();
    trap.setType(PDU.V1TRAP);
    trap.setEnterprise(ARC);
    assertSilence(message(V1, trap));
  }

  /** The answer to a request that follows is the only one that comes. */
  private static void assertSilence(byte[] packet) throws IOException {
    try (PosternAgent agent = start(Agents.readable(), Boards.fixed());
        RawPeer peer = new RawPeer(agent.addresses().get(0))) {
      peer.send(packet);
      PDU probe = new PDU();
      probe.setType(PDU.GET);
      probe.setRequestID(new Integer32(0x1234567));
      probe.add(new VariableBinding(SYS_NAME));
      byte[] answer = peer.exchange(message(V2C, probe));
      // Packets of one socket are answered in order: an answer to the first would come first.
      assertThat(new String(answer, StandardCharsets.ISO_8859_1))
          .contains(new String(new byte[] {1, 0x23, 0x45, 0x67}, StandardCharsets.ISO_8859_1));
      assertThat(peer.receive(50)).isNull();
    }
  }

  @Test
  void eachAddressAnswersForItself() throws IOException {
    AgentSettings base = Agents.readable();
    AgentSettings two =
        new AgentSettings(
            List.of(
                new InetSocketAddress(Agents.address("127.0.0.1"), 0),
                new InetSocketAddress(Agents.address("127.0.0.2"), 0)),
            base.arc(),
            base.communities(),
            base.users(),
            base.engine(),
            "",
            "",
            "",
            "",
            1472,
            false);
    try (PosternAgent agent = start(two, Boards.fixed())) {
      for (InetSocketAddress address : agent.addresses()) {
        try (TestManager manager = TestManager.community(address, V2C, Agents.COMMUNITY)) {
          assertThat(manager.ask(PDU.GET, 0, SnmpConstants.sysUpTime)).isNotNull();
        }
      }
      assertThat(agent.addresses()).doesNotHaveDuplicates().hasSize(2);
    }
  }

  private static PosternAgent start(AgentSettings settings, Board board) throws IOException {
    return Agents.start(settings, new BoardHolder(board));
  }

  private static TestManager v2c(PosternAgent agent) throws IOException {
    return TestManager.community(agent.addresses().get(0), V2C, Agents.COMMUNITY);
  }

  private static byte[] message(int version, PDU pdu) throws IOException {
    BEROutputStream body = new BEROutputStream(ByteBuffer.allocate(65_536));
    new Integer32(version).encodeBER(body);
    new OctetString(Agents.COMMUNITY).encodeBER(body);
    pdu.encodeBER(body);
    int length = body.getBuffer().position();
    BEROutputStream whole = new BEROutputStream(ByteBuffer.allocate(length + 8));
    BER.encodeHeader(whole, BER.SEQUENCE, length);
    whole.write(body.getBuffer().array(), 0, length);
    return Arrays.copyOf(whole.getBuffer().array(), whole.getBuffer().position());
  }
}

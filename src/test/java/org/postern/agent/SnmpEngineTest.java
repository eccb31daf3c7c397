package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Packets in, packets out, by the elements of procedure of RFC 3412 and RFC 3414. */
class SnmpEngineTest {
  private static final InetAddress HERE = Agents.address("127.0.0.1");
  private static final InetAddress ELSEWHERE = Agents.address("192.0.2.9");
  private static final UsmAccount OPEN =
      new UsmAccount("open", UsmAccount.Auth.NONE, "", UsmAccount.Priv.NONE, "");
  private static final UsmAccount DES =
      new UsmAccount(
          "des", UsmAccount.Auth.MD5, "auth-passphrase", UsmAccount.Priv.DES, "priv-passphrase");
  private static final byte[] STRANGE = {(byte) 0x80, 0, 0, 9, 4, 'x'};

  private final Map<OID, Integer> counts = new TreeMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final List<PDU> asked = new ArrayList<>();
  private final SnmpEngine engine = engine(settings());

  private static AgentSettings settings() {
    return Agents.of(
        Agents.readable().communities(),
        List.of(
            AgentUser.reader(Agents.PRIVATE),
            AgentUser.reader(Agents.AUTHENTIC),
            AgentUser.reader(OPEN),
            AgentUser.reader(DES)),
        AgentSettings.DOCUMENTATION_ARC,
        1472);
  }

  private SnmpEngine engine(AgentSettings settings) {
    return new SnmpEngine(
        settings,
        new Usm(
            settings.engine(),
            settings.users().stream().map(AgentUser::account).toList(),
            PosternAgent.protocols(),
            nanos::get),
        oid -> new Counter32(counts.merge(oid, 1, Integer::sum)),
        (request, caller, reply) -> {
          asked.add(request);
          PDU response =
              request instanceof ScopedPDU scoped ? new ScopedPDU(scoped) : new PDU(request);
          response.setType(PDU.RESPONSE);
          reply.accept(response);
        },
        failures::incrementAndGet,
        nanos::get);
  }

  private List<byte[]> receive(byte[] packet) {
    return receive(packet, HERE);
  }

  private List<byte[]> receive(byte[] packet, InetAddress source) {
    List<byte[]> replies = new ArrayList<>();
    engine.receive(packet, source, replies::add);
    return replies;
  }

  /** What is counted beside snmpInPkts. */
  private Map<OID, Integer> counted() {
    Map<OID, Integer> others = new TreeMap<>(counts);
    others.remove(SnmpConstants.snmpInPkts);
    return others;
  }

  private void assertDropped(byte[] packet, OID counter) {
    assertThat(receive(packet)).isEmpty();
    assertThat(asked).isEmpty();
    assertThat(counted()).containsExactly(Map.entry(counter, 1));
  }

  private void assertReported(V3Packet packet, OID counter) throws MalformedMessageException {
    assertReported(packet, counter, 0, V3Packet.REQUEST_ID);
  }

  /** One Report, of the right level, with the request's ids, and counted once. */
  private void assertReported(V3Packet packet, OID counter, int flags, int requestId)
      throws MalformedMessageException {
    List<byte[]> replies = receive(packet.encode());
    assertThat(asked).isEmpty();
    assertThat(counted()).containsExactly(Map.entry(counter, 1));
    assertThat(replies).hasSize(1);
    V3Message report = parse(replies.get(0));
    assertThat(report.id()).isEqualTo(packet.id());
    assertThat(report.flags()).isEqualTo(flags);
    assertThat(report.engineId()).isEqualTo(Agents.ENGINE.octets());
    assertThat(report.boots()).isEqualTo(Agents.ENGINE.boots());
    if (!report.isEncrypted()) {
      ScopedRequest scoped = ScopedRequest.read(report.data());
      assertThat(scoped.contextEngineId()).isEqualTo(Agents.ENGINE.octets());
      PDU pdu = PduReader.read(3, scoped.pdu());
      assertThat(pdu.getType()).isEqualTo(PDU.REPORT);
      assertThat(pdu.getRequestID().getValue()).isEqualTo(requestId);
      assertThat(pdu.getVariableBindings())
          .isEqualTo(List.of(new VariableBinding(counter, new Counter32(1))));
    }
    // The same again without the reportable flag counts, and nothing is said.
    assertThat(receive(packet.notReportable().encode())).isEmpty();
    assertThat(counted()).containsExactly(Map.entry(counter, 2));
  }

  private static V3Message parse(byte[] packet) throws MalformedMessageException {
    BerReader whole = new BerReader(packet, 0, packet.length);
    BerReader message = whole.open(BerReader.SEQUENCE);
    whole.finish("message");
    assertThat(message.integer()).isEqualTo(3);
    return V3Message.read(packet, V3Message.Header.read(message), message);
  }

  @Test
  void eachUserIsAnsweredAtItsLevel() throws MalformedMessageException {
    for (UsmAccount user : List.of(OPEN, Agents.AUTHENTIC, Agents.PRIVATE, DES)) {
      List<byte[]> replies = receive(V3Packet.of(user).encode());
      assertThat(replies).as(user.name()).hasSize(1);
      V3Message response = parse(replies.get(0));
      assertThat(response.level()).isEqualTo(user.securityLevel());
      assertThat(response.isReportable()).isFalse();
      assertThat(response.user()).isEqualTo(new OctetString(user.name()));
    }
    assertThat(asked)
        .hasSize(4)
        .allSatisfy(
            pdu -> {
              assertThat(pdu.getRequestID().getValue()).isEqualTo(V3Packet.REQUEST_ID);
              assertThat(pdu.get(0)).isEqualTo(new VariableBinding(SnmpConstants.sysName));
            });
    assertThat(counted()).isEmpty();
  }

  // RFC 3412 §7.2, RFC 3413 §3.2: two agents must never talk to each other.
  @ParameterizedTest
  @ValueSource(ints = {PDU.TRAP, PDU.RESPONSE, PDU.REPORT, PDU.INFORM})
  void whatIsNoRequestIsDroppedAndCounted(int type) throws MalformedMessageException {
    PDU pdu = new PDU();
    pdu.setType(type);
    assertDropped(community(1, pdu), SnmpConstants.snmpUnknownPDUHandlers);
    counts.clear();
    V3Packet v3 = V3Packet.of(Agents.PRIVATE).type(type);
    if (type == PDU.INFORM) {
      // An Inform is confirmed: RFC 3412 §4.2.2.1 has its sender told that nobody takes it.
      assertReported(v3, SnmpConstants.snmpUnknownPDUHandlers, 3, V3Packet.REQUEST_ID);
    } else {
      assertDropped(v3.encode(), SnmpConstants.snmpUnknownPDUHandlers);
    }
  }

  @Test
  void aV1TrapIsDroppedAndCounted() {
    PDUv1 trap = new PDUv1();
    trap.setType(PDU.V1TRAP);
    trap.setEnterprise(SnmpConstants.sysName);
    assertDropped(community(0, trap), SnmpConstants.snmpUnknownPDUHandlers);
  }

  @ParameterizedTest
  @EnumSource(value = Shape.class)
  void anotherEngineIdIsReported(Shape shape) throws MalformedMessageException {
    assertReported(
        V3Packet.of(shape.user()).engineId(STRANGE),
        SnmpConstants.usmStatsUnknownEngineIDs,
        0,
        shape.requestId());
    assertThat(failures).hasValue(0);
  }

  /** Discovery: RFC 3414 §4. */
  @Test
  void anEmptyEngineIdIsReported() throws MalformedMessageException {
    assertReported(V3Packet.of(OPEN).engineId().user(""), SnmpConstants.usmStatsUnknownEngineIDs);
  }

  @ParameterizedTest
  @EnumSource(value = Shape.class)
  void anUnknownUserIsReported(Shape shape) throws MalformedMessageException {
    assertReported(
        V3Packet.of(shape.user()).user("nobody"),
        SnmpConstants.usmStatsUnknownUserNames,
        0,
        shape.requestId());
    assertThat(failures).hasValue(2);
  }

  @Test
  void anEmptyUserIsReported() throws MalformedMessageException {
    assertReported(V3Packet.of(OPEN).user(""), SnmpConstants.usmStatsUnknownUserNames);
  }

  @ParameterizedTest
  @CsvSource({"looker, PRIVATE", "open, AUTHENTIC"})
  void aLevelTheUserHasNoKeysForIsReported(String name, Shape asked)
      throws MalformedMessageException {
    assertReported(
        V3Packet.of(asked.user()).user(name),
        SnmpConstants.usmStatsUnsupportedSecLevels,
        0,
        asked.requestId());
  }

  @Test
  void aWrongDigestIsReportedWithoutAnyAuthentication() throws MalformedMessageException {
    assertReported(
        V3Packet.of(Agents.AUTHENTIC)
            .digest(
                code -> {
                  byte[] wrong = code.clone();
                  wrong[0] ^= 1;
                  return wrong;
                }),
        SnmpConstants.usmStatsWrongDigests);
    assertThat(failures).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 47, 49})
  void aDigestOfTheWrongLengthIsReported(int length) throws MalformedMessageException {
    assertReported(
        V3Packet.of(Agents.AUTHENTIC).digest(code -> Arrays.copyOf(code, length)),
        SnmpConstants.usmStatsWrongDigests);
  }

  // RFC 3414 §3.2 (7): the Report is authenticated, so that its time can be believed.
  @ParameterizedTest
  @CsvSource({"7, 151", "6, 0", "8, 0", "2147483647, 0"})
  void anotherTimeIsReportedAuthentically(int boots, int time) throws MalformedMessageException {
    byte[] report = receive(good().clock(boots, time).encode()).get(0);
    counts.clear();
    assertReported(
        good().clock(boots, time), SnmpConstants.usmStatsNotInTimeWindows, 1, V3Packet.REQUEST_ID);
    V3Message message = parse(report);
    assertThat(
            UserKeys.of(Agents.AUTHENTIC, PosternAgent.protocols(), Agents.ENGINE.octets())
                .isAuthentic(report, message.digestAt(), message.digest()))
        .isTrue();
  }

  @Test
  void timeIsGoodForAHundredAndFiftySecondsAndNoMore() {
    V3Packet packet = V3Packet.of(Agents.AUTHENTIC).clock(7, 0);
    nanos.set(150_999_999_999L);
    receive(packet.encode());
    assertThat(asked).hasSize(1);
    nanos.set(151_000_000_000L);
    receive(packet.encode());
    assertThat(asked).hasSize(1);
    assertThat(counted()).containsExactly(Map.entry(SnmpConstants.usmStatsNotInTimeWindows, 1));
  }

  // RFC 3414 §3.2 (8); the Report says nothing under a key that may be wrong.
  @ParameterizedTest
  @ValueSource(ints = {0, 7, 9})
  void aSaltOfTheWrongLengthIsReported(int length) throws MalformedMessageException {
    assertReported(
        V3Packet.of(Agents.PRIVATE).salt(salt -> Arrays.copyOf(salt, length)),
        SnmpConstants.usmStatsDecryptionErrors,
        0,
        0);
  }

  @Test
  void whatDecryptsToNoMessageIsDroppedAndCounted() {
    byte[] other = new byte[8];
    assertDropped(
        V3Packet.of(Agents.PRIVATE).salt(salt -> other).encode(), SnmpConstants.snmpInASNParseErrs);
  }

  @Test
  void anotherContextEngineIsReportedAtTheRequestsLevel() throws MalformedMessageException {
    assertReported(
        V3Packet.of(Agents.AUTHENTIC).context(STRANGE, ""),
        SnmpConstants.snmpUnknownPDUHandlers,
        1,
        V3Packet.REQUEST_ID);
  }

  @Test
  void anotherContextIsReportedAtTheRequestsLevel() throws MalformedMessageException {
    assertReported(
        V3Packet.of(Agents.AUTHENTIC).context(Agents.ENGINE.octets().getValue(), "vlan-7"),
        AgentCounters.UNKNOWN_CONTEXTS,
        1,
        V3Packet.REQUEST_ID);
  }

  // RFC 3412 §6 gives the ranges; §7.2 (2): what cannot be parsed is dropped and counted.
  @Test
  void aHeaderOutOfItsRangeIsDroppedAndCounted() {
    for (V3Packet wrong :
        List.of(
            good().id(-1),
            good().maxSize(483),
            good().maxSize(-1),
            good().flags(),
            good().flags((byte) 5, (byte) 5),
            good().model(0),
            good().model(-1),
            good().clock(-1, 0),
            good().clock(7, -1),
            good().user("x".repeat(33)))) {
      counts.clear();
      assertDropped(wrong.encode(), SnmpConstants.snmpInASNParseErrs);
    }
  }

  private static V3Packet good() {
    return V3Packet.of(Agents.AUTHENTIC);
  }

  @Test
  void privacyWithoutAuthenticationIsInvalid() {
    assertDropped(
        V3Packet.of(Agents.PRIVATE).flags((byte) 6).encode(), SnmpConstants.snmpInvalidMsgs);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, Integer.MAX_VALUE})
  void anotherSecurityModelIsUnknown(int model) {
    assertDropped(
        V3Packet.of(Agents.AUTHENTIC).model(model).encode(),
        SnmpConstants.snmpUnknownSecurityModels);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 4, Integer.MAX_VALUE})
  void anotherVersionIsCounted(int version) {
    assertDropped(community(version, get()), SnmpConstants.snmpInBadVersions);
  }

  @Test
  void eachPacketThatIsNoMessageCountsOnce() {
    List<byte[]> packets =
        List.of(
            new byte[0],
            new byte[] {0x30},
            bytes("3080020101"),
            bytes("30840000000a"),
            bytes("3085000000000a"),
            bytes("02010130"),
            // A zero-length version, request-id, object identifier.
            bytes("30020200"),
            bytes("3017020101040772656164657273a0090200020100020100 3000"),
            bytes("301f020101040772656164657273a011020101020100020100300630040600 0500"),
            // Octets behind the message, behind the PDU, behind the bindings, behind a value.
            concat(community(1, get()), new byte[] {0}),
            bytes("301b020101040772656164657273a00b020101020100020100 3000 0500"),
            bytes("301b020101040772656164657273a00d020101020100020100 3000 0500"),
            bytes(
                "3024020101040772656164657273a0160201010201000201003 00b30090603 2b0601 0500 0500"),
            // An object identifier that begins a part with zeros, and one that stops within.
            bytes("3022020101040772656164657273a0140201010201000201003009300706032b8001 0500"),
            bytes("3022020101040772656164657273a0140201010201000201003009300706032b0681 0500"),
            // An integer of five octets; a NULL with contents; an unknown tag of a PDU.
            bytes("301c020101040772656164657273a00e02050000000001020100020100 3000"),
            bytes("3022020101040772656164657273a0140201010201000201003009300706012b 050101"),
            bytes("301a020101040772656164657273af0c020101020100020100 3000"));
    for (byte[] packet : packets) {
      counts.clear();
      assertDropped(packet, SnmpConstants.snmpInASNParseErrs);
    }
  }

  @Test
  void aWrongCommunityOrSourceGetsNothingAndIsCounted() {
    byte[] request = community(1, get());
    assertThat(receive(request, ELSEWHERE)).isEmpty();
    assertThat(counted()).containsExactly(Map.entry(SnmpConstants.snmpInBadCommunityNames, 1));
    assertThat(failures).hasValue(1);
    request[10] ^= 1;
    assertThat(receive(request)).isEmpty();
    assertThat(counted()).containsExactly(Map.entry(SnmpConstants.snmpInBadCommunityNames, 2));
    assertThat(failures).hasValue(2);
    assertThat(asked).isEmpty();
  }

  /** Not even a Report: a forged address must not be sent more than was received. */
  @Test
  void anAddressThatNoUserMayAskFromGetsNothingAtAll() {
    for (V3Packet packet :
        List.of(
            V3Packet.of(OPEN).engineId(),
            V3Packet.of(OPEN),
            V3Packet.of(Agents.PRIVATE),
            V3Packet.of(Agents.AUTHENTIC).clock(1, 1))) {
      assertThat(receive(packet.encode(), ELSEWHERE)).isEmpty();
    }
    assertThat(asked).isEmpty();
    assertThat(failures).hasValue(4);
  }

  @Test
  void aUserMayAskFromItsOwnAddressesOnly() {
    AgentSettings two =
        Agents.withUsers(
            List.of(
                AgentUser.reader(Agents.PRIVATE),
                new AgentUser(
                    Agents.AUTHENTIC,
                    List.of(SourcePrefix.parse("192.0.2.0/24")),
                    Rights.READ_ALL)));
    List<byte[]> replies = new ArrayList<>();
    SnmpEngine other = engine(two);
    other.receive(V3Packet.of(Agents.AUTHENTIC).encode(), HERE, replies::add);
    other.receive(V3Packet.of(Agents.PRIVATE).encode(), ELSEWHERE, replies::add);
    assertThat(replies).isEmpty();
    other.receive(V3Packet.of(Agents.AUTHENTIC).encode(), ELSEWHERE, replies::add);
    other.receive(V3Packet.of(Agents.PRIVATE).encode(), HERE, replies::add);
    assertThat(replies).hasSize(2);
  }

  /** A message below the user's own level is answered, but with nothing in it. */
  @Test
  void aUserBelowItsLevelIsRefused() throws MalformedMessageException {
    UsmAccount weaker =
        new UsmAccount(
            Agents.PRIVATE.name(),
            Agents.PRIVATE.auth(),
            Agents.PRIVATE.authSecret(),
            UsmAccount.Priv.NONE,
            "");
    V3Message response = parse(receive(V3Packet.of(weaker).encode()).get(0));
    PDU pdu = PduReader.read(3, ScopedRequest.read(response.data()).pdu());
    assertThat(asked).isEmpty();
    assertThat(pdu.getErrorStatus()).isZero(); // read as a request: the status is not kept
    assertThat(pdu.getType()).isEqualTo(PDU.RESPONSE);
  }

  private enum Shape {
    OPEN,
    AUTHENTIC,
    PRIVATE;

    UsmAccount user() {
      return switch (this) {
        case OPEN -> SnmpEngineTest.OPEN;
        case AUTHENTIC -> Agents.AUTHENTIC;
        case PRIVATE -> Agents.PRIVATE;
      };
    }

    /** What is encrypted cannot be read (RFC 3412 §7.1 (3)). */
    int requestId() {
      return this == PRIVATE ? 0 : V3Packet.REQUEST_ID;
    }
  }

  private static PDU get() {
    PDU pdu = new PDU();
    pdu.setType(PDU.GET);
    pdu.setRequestID(new Integer32(5));
    pdu.add(new VariableBinding(SnmpConstants.sysName));
    return pdu;
  }

  private static byte[] community(int version, PDU pdu) {
    return V3Packet.sequence(
        V3Packet.integer(version),
        V3Packet.octets(new OctetString(Agents.COMMUNITY).getValue()),
        V3Writer.encoded(pdu::encodeBER, 65_535));
  }

  private static byte[] bytes(String hex) {
    return OctetString.fromHexStringPairs(hex.replace(" ", "")).getValue();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}

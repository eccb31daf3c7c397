package org.postern.agent;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/**
 * Dispatcher and message processing of the agent's engine (RFC 3412 §4 and §7): takes packets
 * apart, refuses or hands on what is in them, puts responses into messages. What is no request is
 * dropped and counted, never answered: a response to a Response would let two agents talk to each
 * other for ever. Thread-safe.
 */
final class SnmpEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SnmpEngine.class);

  private final AgentSettings settings;
  private final Usm usm;
  private final V3Writer writer;
  private final Map<OctetString, AgentUser> users;
  private final Counting counters;
  private final CommandResponder responder;
  private final Runnable authenticationFailure;
  private final BoundedLog malformed;
  private final BoundedLog refused;
  private final BoundedLog defects;

  /** Counts what happens, by the object that has the number. */
  @FunctionalInterface
  interface Counting {
    /** Counts one more and returns the new value. */
    Counter32 increment(OID counter);
  }

  /**
   * @param authenticationFailure told of each message that is not properly authenticated (RFC
   *     3418); must return at once
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  SnmpEngine(
      AgentSettings settings,
      Usm usm,
      Counting counters,
      CommandResponder responder,
      Runnable authenticationFailure,
      LongSupplier nanos) {
    this.settings = settings;
    this.usm = usm;
    this.writer = new V3Writer(usm, settings.maxMessageSize());
    this.users =
        settings.users().stream()
            .collect(
                Collectors.toMap(
                    user -> new OctetString(user.account().name()), Function.identity()));
    this.counters = counters;
    this.responder = responder;
    this.authenticationFailure = authenticationFailure;
    this.malformed = new BoundedLog("packets that are no SNMP messages", nanos);
    this.refused = new BoundedLog("requests refused", nanos);
    this.defects = new BoundedLog("packets that hit a defect of Postern", nanos);
  }

  /**
   * Takes a packet in.
   *
   * @param packet not changed by anybody until {@code reply} is called or forgotten
   * @param reply takes the message that goes back, if there is one
   */
  void receive(byte[] packet, InetAddress source, Consumer<byte[]> reply) {
    counters.increment(SnmpConstants.snmpInPkts);
    try {
      BerReader whole = new BerReader(packet, 0, packet.length);
      BerReader message = whole.open(BerReader.SEQUENCE);
      whole.finish("message");
      int version = message.integer();
      if (version == SnmpConstants.version3) {
        v3(packet, message, source, reply);
      } else if (isCommunityVersion(version) && !settings.communities().isEmpty()) {
        byCommunity(version, message, source, reply);
      } else {
        // RFC 3412 §4.2.1 (3).
        counters.increment(SnmpConstants.snmpInBadVersions);
      }
    } catch (MalformedMessageException e) {
      counters.increment(SnmpConstants.snmpInASNParseErrs);
      malformed.tell(source, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      defects.tell(source, e);
    }
  }

  private static boolean isCommunityVersion(int version) {
    return version == SnmpConstants.version1 || version == SnmpConstants.version2c;
  }

  private void byCommunity(
      int version, BerReader message, InetAddress source, Consumer<byte[]> reply)
      throws MalformedMessageException {
    byte[] name = message.octets();
    String text = new String(name, StandardCharsets.UTF_8);
    Optional<Community> community =
        settings.communities().stream()
            .filter(each -> each.text().equals(text) && each.isAcceptedFrom(source))
            .findFirst();
    if (community.isEmpty()) {
      counters.increment(SnmpConstants.snmpInBadCommunityNames);
      refuse(source, "community or address");
      return;
    }
    switch (PduReader.role(version, message.peek())) {
      case REQUEST -> {
        PDU request = PduReader.read(version, message);
        CommunityWriter answers = new CommunityWriter(version, name);
        responder.answer(
            request,
            new Caller(
                community.get().name(),
                community.get().rights(),
                settings.maxMessageSize() - answers.overhead()),
            response -> reply.accept(answers.write(response)));
      }
      case NOT_OURS -> counters.increment(SnmpConstants.snmpUnknownPDUHandlers);
      case UNKNOWN -> throw new MalformedMessageException("no PDU");
    }
  }

  private void refuse(InetAddress source, String why) {
    refused.tell(source, why);
    authenticationFailure.run();
  }

  private void v3(byte[] packet, BerReader message, InetAddress source, Consumer<byte[]> reply)
      throws MalformedMessageException {
    V3Message.Header header = V3Message.Header.read(message);
    if (header.securityModel() != SecurityModel.SECURITY_MODEL_USM) {
      counters.increment(SnmpConstants.snmpUnknownSecurityModels); // RFC 3412 §7.2 (4)
      return;
    }
    if (header.isContradiction()) {
      counters.increment(SnmpConstants.snmpInvalidMsgs); // RFC 3412 §7.2 (5) (d)
      return;
    }
    V3Message received = V3Message.read(packet, header, message);
    if (users.values().stream().noneMatch(user -> user.isAcceptedFrom(source))) {
      // No Report either: it would be longer than what it answers, and the address may be forged.
      refuse(source, "address");
      return;
    }
    Usm.Outcome outcome = usm.receive(received);
    if (outcome instanceof Usm.Outcome.Refused no) {
      if (!no.counter().equals(SnmpConstants.usmStatsUnknownEngineIDs)
          && !no.counter().equals(SnmpConstants.usmStatsNotInTimeWindows)) {
        refuse(source, "user or key");
      }
      report(received, no, reply);
    } else if (outcome instanceof Usm.Outcome.Accepted yes) {
      AgentUser user = users.get(yes.user().name());
      if (user == null || !user.isAcceptedFrom(source)) {
        refuse(source, "address of user " + yes.user().name());
        return;
      }
      accepted(received, yes, user, reply);
    }
  }

  private void report(V3Message received, Usm.Outcome.Refused refusal, Consumer<byte[]> reply) {
    VariableBinding reason =
        new VariableBinding(refusal.counter(), counters.increment(refusal.counter()));
    if (!received.isReportable()) {
      return;
    }
    Integer32 requestId = new Integer32(0);
    if (!received.isEncrypted()) {
      try {
        BerReader pdu = ScopedRequest.read(received.data()).pdu();
        if (!isConfirmed(pdu.peek())) {
          return; // RFC 3412 §7.1 (3) (a)
        }
        requestId = PduReader.requestId(pdu);
      } catch (MalformedMessageException e) {
        // RFC 3412 §7.1 (3): what cannot be read does not keep the Report from being sent.
        requestId = new Integer32(0);
      }
    }
    reply.accept(
        writer.write(
            received.id(),
            refusal.level(),
            refusal.user().map(UserKeys::name).orElse(received.user()),
            refusal.user(),
            report(requestId, reason)));
  }

  private ScopedPDU report(Integer32 requestId, VariableBinding reason) {
    ScopedPDU report = new ScopedPDU();
    report.setType(PDU.REPORT);
    report.setContextEngineID(usm.engineId());
    report.setRequestID(requestId);
    report.add(reason);
    return report;
  }

  /** The confirmed class of RFC 3411 §2.8: whoever sends it waits for something. */
  private static boolean isConfirmed(int tag) {
    return PduReader.role(SnmpConstants.version3, tag) == PduReader.Role.REQUEST
        || (byte) tag == (byte) PDU.INFORM;
  }

  private void accepted(
      V3Message received, Usm.Outcome.Accepted accepted, AgentUser user, Consumer<byte[]> reply)
      throws MalformedMessageException {
    int tag = accepted.scoped().pdu().peek();
    PduReader.Role role = PduReader.role(SnmpConstants.version3, tag);
    if (role == PduReader.Role.UNKNOWN) {
      throw new MalformedMessageException("no PDU");
    }
    PDU pdu = PduReader.read(SnmpConstants.version3, accepted.scoped().pdu());
    ScopedPDU request = (ScopedPDU) pdu;
    request.setContextEngineID(accepted.scoped().contextEngineId());
    request.setContextName(accepted.scoped().contextName());
    Consumer<PDU> send =
        response ->
            reply.accept(
                writer.write(
                    received.id(),
                    received.level(),
                    accepted.user().name(),
                    Optional.of(accepted.user()),
                    (ScopedPDU) response));
    if (role == PduReader.Role.NOT_OURS || !usm.engineId().equals(request.getContextEngineID())) {
      // RFC 3412 §4.2.2.1 (2): nobody here is registered for it.
      reject(received, request, SnmpConstants.snmpUnknownPDUHandlers, send);
    } else if (request.getContextName().length() > 0) {
      reject(received, request, AgentCounters.UNKNOWN_CONTEXTS, send); // RFC 3413 §3.2 (5)
    } else if (received.level() < accepted.user().level()) {
      LOG.debug("user {} asks below its level", user.account().name());
      send.accept(ReadAnswers.error(request, SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR, 0));
    } else {
      int room =
          Math.min(settings.maxMessageSize(), received.maxSize())
              - writer.overhead(accepted.user());
      responder.answer(request, new Caller(user.account().name(), user.rights(), room), send);
    }
  }

  private void reject(V3Message received, ScopedPDU request, OID counter, Consumer<PDU> send) {
    VariableBinding reason = new VariableBinding(counter, counters.increment(counter));
    if (received.isReportable() && isConfirmed(request.getType() & 0xff)) {
      send.accept(report(request.getRequestID(), reason));
    }
  }
}

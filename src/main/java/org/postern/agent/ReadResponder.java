package org.postern.agent;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TransportIpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * Answers read requests, refuses writes, and never answers anything else (RFC 3413 §3.2): a
 * response to a Response or Trap would let two agents talk to each other for ever. Thread-safe: the
 * listener thread of each socket comes in here.
 */
final class ReadResponder implements CommandResponder {
  private static final Logger LOG = LoggerFactory.getLogger(ReadResponder.class);
  private static final int REPORTABLE = 0x04;

  /**
   * Octets a v3 message adds to its scoped PDU at most: header 27, security parameters with 32
   * octets of engine id and of user name, 48 of digest and 8 of salt 146, encryption 12.
   */
  private static final int V3_OVERHEAD = 185;

  /** Of {@link #V3_OVERHEAD}, what snmp4j does not subtract from the manager's msgMaxSize. */
  private static final int V3_UNCOUNTED = 80;

  private final AgentSettings settings;
  private final OctetString engineId;
  private final Map<String, UsmAccount> users;
  private final Supplier<Instances> views;
  private final AgentCounters counters;
  private final Runnable badCommunities;

  /**
   * @param views gives what a request that comes now can see
   * @param badCommunities counts a message that is dropped for its community or its source
   */
  ReadResponder(
      AgentSettings settings,
      Supplier<Instances> views,
      AgentCounters counters,
      Runnable badCommunities) {
    this.settings = settings;
    this.engineId = settings.engine().octets();
    this.users =
        settings.users().stream().collect(Collectors.toMap(UsmAccount::name, Function.identity()));
    this.views = views;
    this.counters = counters;
    this.badCommunities = badCommunities;
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    event.setProcessed(true);
    PDU request = event.getPDU();
    if (request == null || !isRequest(request)) {
      LOG.debug("{}: dropped a message that is no request", event.getPeerAddress());
      return;
    }
    try {
      if (request instanceof ScopedPDU scoped) {
        answerV3(event, scoped);
      } else {
        answerByCommunity(event, request);
      }
    } catch (MessageException e) {
      LOG.debug("{}: response not sent: {}", event.getPeerAddress(), e.toString());
    } catch (RuntimeException e) {
      LOG.error("{}: cannot answer {}", event.getPeerAddress(), request, e);
    }
  }

  private static boolean isRequest(PDU pdu) {
    return switch (pdu.getType()) {
      case PDU.GET, PDU.GETNEXT, PDU.SET -> true;
      case PDU.GETBULK -> !(pdu instanceof PDUv1);
      default -> false;
    };
  }

  private <A extends Address> void answerByCommunity(CommandResponderEvent<A> event, PDU request)
      throws MessageException {
    byte[] name = event.getSecurityName();
    String text = new String(name, StandardCharsets.UTF_8);
    Optional<InetAddress> source = source(event);
    boolean accepted =
        source.isPresent()
            && settings.communities().stream()
                .anyMatch(c -> c.text().equals(text) && c.isAcceptedFrom(source.get()));
    if (!accepted) {
      badCommunities.run();
      LOG.debug("{}: refused, wrong community or source", event.getPeerAddress());
      return;
    }
    // Outer SEQUENCE 4, version 3, community with its header at most 4 more than its text.
    int room = settings.maxMessageSize() - 4 - 3 - 4 - name.length;
    send(event, new ReadAnswers(views.get(), room).answer(request));
  }

  private <A extends Address> void answerV3(CommandResponderEvent<A> event, ScopedPDU request)
      throws MessageException {
    UsmAccount user = users.get(new String(event.getSecurityName(), StandardCharsets.UTF_8));
    if (event.getSecurityModel() != SecurityModel.SECURITY_MODEL_USM || user == null) {
      report(event, request, SnmpConstants.usmStatsUnknownUserNames);
    } else if (!engineId.equals(request.getContextEngineID())) {
      report(event, request, SnmpConstants.snmpUnknownPDUHandlers);
    } else if (request.getContextName().length() > 0) {
      report(event, request, AgentCounters.UNKNOWN_CONTEXTS);
    } else if (event.getSecurityLevel() < user.securityLevel()) {
      LOG.debug("{}: user {} asks below its level", event.getPeerAddress(), user.name());
      send(event, ReadAnswers.error(request, SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR, 0));
    } else {
      int room =
          Math.min(
              settings.maxMessageSize() - V3_OVERHEAD,
              event.getMaxSizeResponsePDU() - V3_UNCOUNTED);
      send(event, new ReadAnswers(views.get(), room).answer(request));
    }
  }

  private <A extends Address> void report(
      CommandResponderEvent<A> event, ScopedPDU request, OID counter) throws MessageException {
    VariableBinding reason = new VariableBinding(counter, counters.increment(counter));
    if ((event.getStateReference().getMsgFlags() & REPORTABLE) == 0) {
      return;
    }
    ScopedPDU report = new ScopedPDU();
    report.setType(PDU.REPORT);
    report.setContextEngineID(engineId);
    report.setRequestID(request.getRequestID());
    report.add(reason);
    send(event, report);
  }

  private static <A extends Address> void send(CommandResponderEvent<A> event, PDU pdu)
      throws MessageException {
    event
        .getMessageDispatcher()
        .returnResponsePdu(
            event.getMessageProcessingModel(),
            event.getSecurityModel(),
            event.getSecurityName(),
            event.getSecurityLevel(),
            pdu,
            event.getMessageProcessingModel() == MPv3.ID
                ? event.getMaxSizeResponsePDU()
                : Integer.MAX_VALUE,
            event.getStateReference(),
            new StatusInformation());
  }

  private static Optional<InetAddress> source(CommandResponderEvent<?> event) {
    return event.getPeerAddress() instanceof TransportIpAddress address
        ? Optional.of(address.getInetAddress())
        : Optional.empty();
  }
}

package org.postern.snmp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.SecurityProtocols.SecurityProtocolSet;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Sends single tries through one snmp4j session and one socket, and tells exactly once what came of
 * each. Thread-safe. Outcomes are told on the thread that receives answers or on the one that
 * watches timeouts.
 */
final class Transceiver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Transceiver.class);

  /** Replies of some hundred devices at once wait here while one is worked on. */
  private static final int RECEIVE_BUFFER_OCTETS = 4_000_000;

  static {
    SNMP4JSettings.setTimerFactory(PurgedTimer::new);
  }

  private final Snmp snmp;
  private final MPv3 mpv3;
  private final EngineClocks clocks;
  private final Map<Integer, Exchange> underWay = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder silences = new LongAdder();
  private final LongAdder reports = new LongAdder();

  /** What came of one try. */
  sealed interface Outcome {
    record Response(PDU pdu, long nanos) implements Outcome {}

    /** The name of the counter that the Report carries (RFC 3414 §3.2). */
    record Report(OID counter) implements Outcome {}

    record Silence() implements Outcome {}

    /** The request could not be made. */
    record Unsendable(String why) implements Outcome {}
  }

  Transceiver(InetSocketAddress local) throws IOException {
    UdpAddress bind = new UdpAddress(local.getAddress(), local.getPort());
    DefaultUdpTransportMapping transport = new DefaultUdpTransportMapping(bind);
    transport.setReceiveBufferSize(RECEIVE_BUFFER_OCTETS);
    transport.setAsyncMsgProcessingSupported(false);
    OctetString engineId = new OctetString(MPv3.createLocalEngineID());
    SecurityProtocols protocols = new SecurityProtocols(SecurityProtocolSet.maxCompatibility);
    clocks = new EngineClocks(engineId);
    mpv3 = clocks.mpv3(protocols);
    MessageDispatcher dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv1(new WirePdus(false)));
    dispatcher.addMessageProcessingModel(new MPv2c(new WirePdus(false)));
    dispatcher.addMessageProcessingModel(mpv3);
    snmp = new Snmp(dispatcher, transport);
    snmp.setReportHandler(this::onReport);
    snmp.listen();
  }

  /**
   * Sends {@code pdu} once; waits for the target's timeout, never retries.
   *
   * @param others addresses whose answers are believed as well
   */
  void send(PDU pdu, Target<UdpAddress> target, Set<InetAddress> others, Consumer<Outcome> then) {
    target.setRetries(0);
    pdu.setRequestID(new Integer32(snmp.getNextRequestID()));
    Exchange exchange = new Exchange(pdu, target.getAddress(), others, then);
    int id = pdu.getRequestID().getValue();
    underWay.put(id, exchange);
    sent.increment();
    try {
      snmp.send(pdu, target, null, exchange);
    } catch (IOException e) {
      LOG.debug("{}: cannot send: {}", target.getAddress(), e.toString());
      exchange.end(new Outcome.Unsendable(String.valueOf(e.getMessage())));
    }
  }

  /** Forgets all that is known of the engine at this address, its clock too. */
  void forgetEngine(UdpAddress address) {
    mpv3.removeEngineID(address);
    clocks.forget(address);
  }

  /** Goes on with an engine that answered at this address {@code since} ago. */
  void recallEngine(UdpAddress address, SnmpEngine engine, Duration since) {
    mpv3.addEngineID(address, new OctetString(engine.octets()));
    clocks.recall(address, engine, since);
  }

  /** The engine that last answered at this address, with its clock. */
  Optional<SnmpEngine> engine(UdpAddress address) {
    OctetString engineId = mpv3.getEngineID(address);
    return engineId == null ? Optional.empty() : clocks.engine(address, engineId);
  }

  /** The engine that last answered at this address. */
  byte @Nullable [] engineAt(UdpAddress address) {
    OctetString engineId = mpv3.getEngineID(address);
    return engineId == null ? null : engineId.getValue();
  }

  long sent() {
    return sent.sum();
  }

  long silences() {
    return silences.sum();
  }

  long reports() {
    return reports.sum();
  }

  @Override
  public void close() {
    try {
      snmp.close();
    } catch (IOException e) {
      LOG.warn("cannot close the socket of the SNMP session: {}", e.toString());
    }
    for (Exchange exchange : underWay.values()) {
      exchange.end(new Outcome.Silence());
    }
  }

  /** Takes all Reports; snmp4j's own handling would resend them on its own. */
  private <A extends Address> void onReport(PduHandle handle, CommandResponderEvent<A> event) {
    Exchange exchange = underWay.get(handle.getTransactionID());
    if (exchange == null
        || !exchange.isFrom(event.getPeerAddress())
        || event.getPDU().size() == 0) {
      LOG.debug("{}: report that fits no request", event.getPeerAddress());
      return;
    }
    snmp.cancel(exchange.pdu, exchange);
    reports.increment();
    exchange.end(new Outcome.Report(event.getPDU().get(0).getOid()));
  }

  /** One try. */
  private final class Exchange implements ResponseListener {
    private final PDU pdu;
    private final UdpAddress peer;
    private final Set<InetAddress> others;
    private final Consumer<Outcome> then;
    private final long sentAt = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    Exchange(PDU pdu, UdpAddress peer, Set<InetAddress> others, Consumer<Outcome> then) {
      this.pdu = pdu;
      this.peer = peer;
      this.others = others;
      this.then = then;
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
      PDU response = event.getResponse();
      if (response == null) {
        silences.increment();
        end(new Outcome.Silence());
      } else if (isFrom(event.getPeerAddress())) {
        snmp.cancel(event.getRequest(), this);
        end(new Outcome.Response(response, System.nanoTime() - sentAt));
      } else {
        LOG.debug("{}: answer from another address: {}", peer, event.getPeerAddress());
      }
    }

    boolean isFrom(Address address) {
      return peer.equals(address)
          || (address instanceof UdpAddress udp && others.contains(udp.getInetAddress()));
    }

    void end(Outcome outcome) {
      if (ended.compareAndSet(false, true)) {
        underWay.remove(pdu.getRequestID().getValue(), this);
        then.accept(outcome);
      }
    }
  }
}

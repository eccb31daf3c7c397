package org.postern.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Receives notifications on loopback and confirms informs. */
final class TrapCatcher implements CommandResponder, AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final Snmp snmp;
  private final InetSocketAddress address;
  private final BlockingQueue<PDU> caught = new LinkedBlockingQueue<>();

  TrapCatcher() throws IOException {
    this(0);
  }

  TrapCatcher(int port) throws IOException {
    OctetString engine = new OctetString(MPv3.createLocalEngineID());
    CounterSupport support = new CounterSupport();
    support.addCounterListener(new DefaultCounterListener());
    USM usm = new USM(PosternAgent.protocols(), engine, 1, support);
    usm.addUser(Agents.PRIVATE.toUsmUser());
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    dispatcher.addMessageProcessingModel(
        new MPv3(
            engine.getValue(),
            null,
            PosternAgent.protocols(),
            SecurityModels.getCollection(new SecurityModel[] {usm}),
            support));
    snmp = new Snmp(dispatcher);
    snmp.setCounterSupport(support);
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress(Agents.address("127.0.0.1"), port));
    transport.setAsyncMsgProcessingSupported(false);
    snmp.addTransportMapping(transport);
    snmp.addCommandResponder(this);
    snmp.listen();
    address =
        new InetSocketAddress(Agents.address("127.0.0.1"), transport.getListenAddress().getPort());
  }

  InetSocketAddress address() {
    return address;
  }

  PDU next() throws InterruptedException {
    PDU pdu = caught.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (pdu == null) {
      throw new AssertionError("no notification came");
    }
    return pdu;
  }

  /** Whether nothing came that was not asked for yet. */
  boolean isEmpty() {
    return caught.isEmpty();
  }

  @Override
  public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
    event.setProcessed(true);
    PDU pdu = event.getPDU();
    if (pdu.getType() == PDU.INFORM) {
      confirm(event, pdu);
    }
    caught.add(pdu);
  }

  private static <A extends Address> void confirm(CommandResponderEvent<A> event, PDU pdu) {
    PDU response = pdu instanceof ScopedPDU scoped ? new ScopedPDU(scoped) : new PDU(pdu);
    response.setType(PDU.RESPONSE);
    try {
      event
          .getMessageDispatcher()
          .returnResponsePdu(
              event.getMessageProcessingModel(),
              event.getSecurityModel(),
              event.getSecurityName(),
              event.getSecurityLevel(),
              response,
              event.getMaxSizeResponsePDU(),
              event.getStateReference(),
              new StatusInformation());
    } catch (MessageException e) {
      throw new AssertionError("cannot confirm", e);
    }
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}

package org.postern.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.Snmp;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** Receives SNMPv2c traps and informs, and confirms informs; for the demo and for tests. */
public final class NotificationReceiver implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NotificationReceiver.class);

  private final Snmp snmp;
  private final InetSocketAddress address;

  /**
   * Listens from now on.
   *
   * @param local where; port 0 lets the system choose
   * @param listener is given the variable bindings of each notification, sysUpTime.0 and
   *     snmpTrapOID.0 first (RFC 3416 §4.2.6), on the thread that receives
   * @throws IOException if the address cannot be bound
   */
  public NotificationReceiver(InetSocketAddress local, Consumer<List<VarBind>> listener)
      throws IOException {
    DefaultUdpTransportMapping transport =
        new DefaultUdpTransportMapping(new UdpAddress(local.getAddress(), local.getPort()));
    // Snmp() without a dispatcher would not register itself with its own.
    snmp = new Snmp(new MessageDispatcherImpl());
    snmp.getMessageDispatcher().addMessageProcessingModel(new MPv2c());
    snmp.addTransportMapping(transport);
    snmp.addCommandResponder(
        new org.snmp4j.CommandResponder() {
          @Override
          public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
            receive(event, listener);
          }
        });
    snmp.listen();
    UdpAddress bound = transport.getListenAddress();
    address = new InetSocketAddress(bound.getInetAddress(), bound.getPort());
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  private static void receive(CommandResponderEvent<?> event, Consumer<List<VarBind>> listener) {
    PDU pdu = event.getPDU();
    if (pdu == null || (pdu.getType() != PDU.TRAP && pdu.getType() != PDU.INFORM)) {
      return;
    }
    event.setProcessed(true);
    listener.accept(WireVarBinds.of(pdu.getVariableBindings()).all());
    if (pdu.getType() == PDU.INFORM) {
      confirm(event, pdu);
    }
  }

  private static <A extends Address> void confirm(CommandResponderEvent<A> event, PDU inform) {
    PDU response = new PDU(inform);
    response.setType(PDU.RESPONSE);
    response.setErrorStatus(PDU.noError);
    StateReference<A> state = event.getStateReference();
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
              state,
              new StatusInformation());
    } catch (MessageException e) {
      log.warn("an inform could not be confirmed: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    try {
      snmp.close();
    } catch (IOException e) {
      log.debug("the notification socket did not close cleanly: {}", e.getMessage());
    }
  }
}

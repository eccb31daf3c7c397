package org.postern.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.IpAddress;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * The socket notifications leave from, and the message formats they take (RFC 3416 §4.2.6, RFC 3584
 * §3.2 for v1). Confined to the sender's thread, but for confirmations, which are handed to it.
 */
final class NotificationPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationPort.class);

  private final NotificationSettings settings;
  private final LongSupplier upTime;
  private final Snmp snmp;
  private final MPv3 v3;
  private final Executor executor;

  /**
   * Opens the socket.
   *
   * @param executor the sender's thread
   */
  NotificationPort(NotificationSettings settings, LongSupplier upTime, Executor executor)
      throws IOException {
    this.settings = settings;
    this.upTime = upTime;
    this.executor = executor;
    CounterSupport support = new CounterSupport();
    support.addCounterListener(new DefaultCounterListener());
    USM usm =
        new USM(
            PosternAgent.protocols(),
            settings.engine().octets(),
            settings.engine().boots(),
            support);
    for (Receiver receiver : settings.receivers()) {
      receiver.user().ifPresent(user -> usm.addUser(user.toUsmUser()));
    }
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addMessageProcessingModel(new MPv1());
    dispatcher.addMessageProcessingModel(new MPv2c());
    v3 =
        new MPv3(
            settings.engine().octets().getValue(),
            null,
            PosternAgent.protocols(),
            SecurityModels.getCollection(new SecurityModel[] {usm}),
            support);
    dispatcher.addMessageProcessingModel(v3);
    snmp = new Snmp(dispatcher);
    snmp.setCounterSupport(support);
    snmp.addTransportMapping(new DefaultUdpTransportMapping(new UdpAddress(settings.source(), 0)));
    snmp.listen();
  }

  /** Sends without waiting for anything. */
  void trap(Receiver receiver, Announcement announcement) throws IOException {
    if (receiver.version() == Receiver.Version.V1) {
      snmp.send(v1(announcement), target(receiver));
      return;
    }
    PDU pdu = pdu(receiver, PDU.TRAP, announcement);
    if (pdu instanceof ScopedPDU scoped) {
      scoped.setContextEngineID(settings.engine().octets());
    }
    snmp.send(pdu, target(receiver));
  }

  /**
   * Sends and lets {@code answered} know, on the sender's thread, whether it was confirmed.
   *
   * @throws IOException if it could not be sent; {@code answered} is not called then
   */
  void inform(Receiver receiver, Announcement announcement, Consumer<Boolean> answered)
      throws IOException {
    snmp.send(
        pdu(receiver, PDU.INFORM, announcement),
        target(receiver),
        receiver,
        new Confirmation(answered));
  }

  private PDU pdu(Receiver receiver, int type, Announcement announcement) {
    PDU pdu = receiver.version() == Receiver.Version.V3 ? new ScopedPDU() : new PDU();
    pdu.setType(type);
    pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(upTime.getAsLong())));
    pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, announcement.type()));
    announcement.objects().forEach(pdu::add);
    return pdu;
  }

  /** RFC 3584 §3.2: a type ending in 0.n becomes enterprise and specific trap. */
  private PDUv1 v1(Announcement announcement) {
    PDUv1 pdu = new PDUv1();
    pdu.setType(PDU.V1TRAP);
    pdu.setTimestamp(upTime.getAsLong());
    InetAddress source = settings.source();
    if (source.getAddress().length == 4) {
      pdu.setAgentAddress(new IpAddress(source));
    }
    if (announcement.isStandard()) {
      // snmpTraps.1 is coldStart(0), and so on.
      pdu.setGenericTrap(announcement.type().last() - 1);
      pdu.setEnterprise(StandardMib.sysObjectId(settings.arcOid()));
    } else {
      pdu.setGenericTrap(PDUv1.ENTERPRISE_SPECIFIC);
      pdu.setSpecificTrap(announcement.type().last());
      pdu.setEnterprise(settings.arcOid());
    }
    announcement.objects().forEach(pdu::add);
    return pdu;
  }

  private Target<UdpAddress> target(Receiver receiver) {
    UdpAddress address =
        new UdpAddress(receiver.address().getAddress(), receiver.address().getPort());
    Target<UdpAddress> target =
        receiver
            .user()
            .<Target<UdpAddress>>map(user -> userTarget(receiver, user, address))
            .orElseGet(
                () -> {
                  CommunityTarget<UdpAddress> plain =
                      new CommunityTarget<>(address, new OctetString(receiver.community()));
                  plain.setVersion(
                      receiver.version() == Receiver.Version.V1
                          ? SnmpConstants.version1
                          : SnmpConstants.version2c);
                  return plain;
                });
    target.setTimeout(receiver.timeout().toMillis());
    target.setRetries(receiver.inform() ? receiver.retries() : 0);
    return target;
  }

  private UserTarget<UdpAddress> userTarget(
      Receiver receiver, UsmAccount user, UdpAddress address) {
    // For an inform the receiver is authoritative: its engine id is discovered.
    byte[] authority = receiver.inform() ? new byte[0] : settings.engine().octets().getValue();
    UserTarget<UdpAddress> target =
        new UserTarget<>(address, new OctetString(user.name()), authority, user.securityLevel());
    target.setVersion(SnmpConstants.version3);
    return target;
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }

  private final class Confirmation implements ResponseListener {
    private final Consumer<Boolean> answered;

    Confirmation(Consumer<Boolean> answered) {
      this.answered = answered;
    }

    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
      snmp.cancel(event.getRequest(), this);
      PDU response = event.getResponse();
      boolean confirmed = response != null && response.getType() == PDU.RESPONSE;
      if (!confirmed && event.getUserObject() instanceof Receiver receiver) {
        // It may be another engine by now (RFC 3414 §4): ask again who it is.
        v3.removeEngineID(
            new UdpAddress(receiver.address().getAddress(), receiver.address().getPort()));
      }
      try {
        executor.execute(() -> answered.accept(confirmed));
      } catch (RejectedExecutionException e) {
        LOG.debug("receiver {}: answered after the end", event.getUserObject());
      }
    }
  }
}

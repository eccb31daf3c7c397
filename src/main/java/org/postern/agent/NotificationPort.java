package org.postern.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * The socket notifications leave from, and the message formats they take (RFC 3416 §4.2.6, RFC 3584
 * §3.2 for v1). Confined to the sender's thread, but for confirmations, which only count.
 */
final class NotificationPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NotificationPort.class);
  private static final OID COLD_START = SnmpConstants.coldStart;

  private final NotificationSettings settings;
  private final LongSupplier upTime;
  private final Snmp snmp;
  private final AtomicLong unacknowledged = new AtomicLong();
  private final Object lock = new Object();

  /** Informs without a confirmation yet; guarded by {@code lock}. */
  private int awaited;

  NotificationPort(NotificationSettings settings, LongSupplier upTime) throws IOException {
    this.settings = settings;
    this.upTime = upTime;
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
    dispatcher.addMessageProcessingModel(
        new MPv3(
            settings.engine().octets().getValue(),
            null,
            PosternAgent.protocols(),
            SecurityModels.getCollection(new SecurityModel[] {usm}),
            support));
    snmp = new Snmp(dispatcher);
    snmp.setCounterSupport(support);
    snmp.addTransportMapping(new DefaultUdpTransportMapping(new UdpAddress(settings.source(), 0)));
    snmp.listen();
  }

  void coldStart(Receiver receiver) throws IOException {
    send(receiver, COLD_START, List.of());
  }

  void send(Receiver receiver, Notification notification) throws IOException {
    OID arc = settings.arcOid();
    send(receiver, notification.type(arc), notification.bindings(arc));
  }

  private void send(Receiver receiver, OID type, List<VariableBinding> objects) throws IOException {
    Target<UdpAddress> target = target(receiver);
    if (receiver.version() == Receiver.Version.V1) {
      snmp.send(v1(type, objects), target);
      return;
    }
    PDU pdu = receiver.version() == Receiver.Version.V3 ? new ScopedPDU() : new PDU();
    pdu.setType(receiver.inform() ? PDU.INFORM : PDU.TRAP);
    pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(upTime.getAsLong())));
    pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, type));
    objects.forEach(pdu::add);
    if (receiver.inform()) {
      changeAwaited(1);
      try {
        snmp.send(pdu, target, receiver.name(), new Confirmation());
      } catch (IOException | RuntimeException e) {
        changeAwaited(-1);
        throw e;
      }
    } else {
      if (pdu instanceof ScopedPDU scoped) {
        scoped.setContextEngineID(settings.engine().octets());
      }
      snmp.send(pdu, target);
    }
  }

  /** RFC 3584 §3.2: a type ending in 0.n becomes enterprise and specific trap. */
  private PDUv1 v1(OID type, List<VariableBinding> objects) {
    PDUv1 pdu = new PDUv1();
    pdu.setType(PDU.V1TRAP);
    pdu.setTimestamp(upTime.getAsLong());
    InetAddress source = settings.source();
    if (source.getAddress().length == 4) {
      pdu.setAgentAddress(new IpAddress(source));
    }
    if (type.equals(COLD_START)) {
      pdu.setGenericTrap(PDUv1.COLDSTART);
      pdu.setEnterprise(StandardMib.sysObjectId(settings.arcOid()));
    } else {
      pdu.setGenericTrap(PDUv1.ENTERPRISE_SPECIFIC);
      pdu.setSpecificTrap(type.last());
      pdu.setEnterprise(settings.arcOid());
    }
    objects.forEach(pdu::add);
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

  private void changeAwaited(int by) {
    synchronized (lock) {
      awaited += by;
      lock.notifyAll();
    }
  }

  /** Waits until no inform is without confirmation any more; false if that takes longer. */
  boolean awaitConfirmations(Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (lock) {
      long left = end - System.nanoTime();
      while (awaited > 0 && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(lock, left);
        left = end - System.nanoTime();
      }
      return awaited == 0;
    }
  }

  long unacknowledged() {
    return unacknowledged.get();
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }

  private final class Confirmation implements ResponseListener {
    @Override
    public <A extends Address> void onResponse(ResponseEvent<A> event) {
      snmp.cancel(event.getRequest(), this);
      PDU response = event.getResponse();
      if (response == null || response.getType() != PDU.RESPONSE) {
        unacknowledged.incrementAndGet();
        LOG.warn("receiver {}: did not confirm an inform", event.getUserObject());
      }
      changeAwaited(-1);
    }
  }
}

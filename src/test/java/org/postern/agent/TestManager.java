package org.postern.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.DefaultCounterListener;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.USM;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/** A manager of one agent; one thread. */
final class TestManager implements AutoCloseable {
  private static final int BOUND = 100_000;

  private final Snmp snmp;
  private final Target<UdpAddress> target;

  private TestManager(Snmp snmp, Target<UdpAddress> target) {
    this.snmp = snmp;
    this.target = target;
    target.setTimeout(2_000);
    target.setRetries(0);
  }

  static TestManager community(InetSocketAddress agent, int version, String text)
      throws IOException {
    CommunityTarget<UdpAddress> target = new CommunityTarget<>(udp(agent), new OctetString(text));
    target.setVersion(version);
    return new TestManager(open(List.of()), target);
  }

  static TestManager user(InetSocketAddress agent, UsmAccount user, int level) throws IOException {
    UserTarget<UdpAddress> target =
        new UserTarget<>(udp(agent), new OctetString(user.name()), new byte[0], level);
    target.setVersion(SnmpConstants.version3);
    return new TestManager(open(List.of(user)), target);
  }

  private static UdpAddress udp(InetSocketAddress agent) {
    return new UdpAddress(agent.getAddress(), agent.getPort());
  }

  private static Snmp open(List<UsmAccount> users) throws IOException {
    OctetString engine = new OctetString(MPv3.createLocalEngineID());
    CounterSupport support = new CounterSupport();
    support.addCounterListener(new DefaultCounterListener());
    USM usm = new USM(PosternAgent.protocols(), engine, 1, support);
    users.forEach(user -> usm.addUser(user.toUsmUser()));
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
    Snmp snmp = new Snmp(dispatcher);
    snmp.setCounterSupport(support);
    snmp.addTransportMapping(
        new DefaultUdpTransportMapping(new UdpAddress(Agents.address("127.0.0.1"), 0)));
    snmp.listen();
    return snmp;
  }

  /** The response, a Report too; null if none came in time. */
  PDU ask(int type, int repetitions, OID... oids) throws IOException {
    PDU pdu =
        switch (target.getVersion()) {
          case SnmpConstants.version1 -> new PDUv1();
          case SnmpConstants.version2c -> new PDU();
          default -> new ScopedPDU();
        };
    pdu.setType(type);
    if (type == PDU.GETBULK) {
      pdu.setMaxRepetitions(repetitions);
    }
    for (OID oid : oids) {
      pdu.add(new VariableBinding(oid));
    }
    return snmp.send(pdu, target).getResponse();
  }

  List<VariableBinding> walk(OID root) throws IOException {
    List<VariableBinding> found = new ArrayList<>();
    OID at = root;
    for (int i = 0; i < BOUND; i++) {
      PDU response = ask(PDU.GETNEXT, 0, at);
      if (response.getErrorStatus() != 0 || !add(found, response, root)) {
        return found;
      }
      at = found.get(found.size() - 1).getOid();
    }
    throw new AssertionError("no end");
  }

  List<VariableBinding> bulkWalk(OID root, int repetitions) throws IOException {
    List<VariableBinding> found = new ArrayList<>();
    OID at = root;
    for (int i = 0; i < BOUND; i++) {
      PDU response = ask(PDU.GETBULK, repetitions, at);
      if (response.getErrorStatus() != 0) {
        throw new AssertionError(response.toString());
      }
      if (!add(found, response, root)) {
        return found;
      }
      at = found.get(found.size() - 1).getOid();
    }
    throw new AssertionError("no end");
  }

  private static boolean add(List<VariableBinding> found, PDU response, OID root) {
    for (VariableBinding binding : response.getVariableBindings()) {
      if (binding.isException() || !binding.getOid().startsWith(root)) {
        return false;
      }
      found.add(binding);
    }
    return response.size() > 0;
  }

  @Override
  public void close() throws IOException {
    snmp.close();
  }
}

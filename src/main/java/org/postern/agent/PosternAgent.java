package org.postern.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.postern.finding.BoardHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.SNMP4JSettings;
import org.snmp4j.Snmp;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv1;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmTimeTable;
import org.snmp4j.security.UsmUserTable;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Serves the board over SNMPv1, v2c and v3, read-only; thread-safe. What it serves is in {@link
 * PosternObjects} and {@link StandardMib}, how it answers in {@link ReadAnswers}.
 */
public final class PosternAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PosternAgent.class);
  private static final int RECEIVE_BUFFER = 1_000_000;

  private final Snmp snmp;
  private final StandardMib standard;
  private final List<InetSocketAddress> addresses;

  private PosternAgent(Snmp snmp, StandardMib standard, List<InetSocketAddress> addresses) {
    this.snmp = snmp;
    this.standard = standard;
    this.addresses = List.copyOf(addresses);
  }

  /**
   * Opens the sockets and answers from now on.
   *
   * @throws IOException if an address cannot be bound; nothing stays open then
   */
  public static PosternAgent start(AgentSettings settings, BoardHolder boards) throws IOException {
    // Process-wide in snmp4j. Without it an unknown user gets silence instead of a Report.
    SNMP4JSettings.setReportSecurityLevelStrategy(
        SNMP4JSettings.ReportSecurityLevelStrategy.noAuthNoPrivIfNeeded);
    AgentCounters counters = new AgentCounters();
    CounterSupport support = new CounterSupport();
    support.addCounterListener(counters);
    MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
    dispatcher.addCounterListener(counters);
    USM usm = usm(settings, support);
    if (!settings.communities().isEmpty()) {
      dispatcher.addMessageProcessingModel(new MPv1());
      dispatcher.addMessageProcessingModel(new MPv2c());
    }
    dispatcher.addMessageProcessingModel(mpv3(settings, usm, support));
    Snmp snmp = new Snmp(dispatcher);
    snmp.setCounterSupport(support);
    try {
      List<InetSocketAddress> bound = listen(settings, snmp);
      StandardMib standard =
          new StandardMib(settings, usm, dispatcher.getTransportMappings(), counters);
      dispatcher.addCounterListener(standard::count);
      support.addCounterListener(standard::count);
      OID arc = settings.arcOid();
      ServedBoard served = new ServedBoard(arc, boards, standard);
      snmp.addCommandResponder(
          new ReadResponder(
              settings,
              () -> new RequestView(arc, standard, served.current()),
              counters,
              () -> standard.count(new CounterEvent(snmp, SnmpConstants.snmpInBadCommunityNames))));
      snmp.listen();
      warnAboutAccess(settings);
      LOG.info("agent: listens on {}, POSTERN-MIB at {}", bound, settings.arc());
      return new PosternAgent(snmp, standard, bound);
    } catch (IOException | RuntimeException e) {
      snmp.close();
      throw e;
    }
  }

  private static USM usm(AgentSettings settings, CounterSupport support) {
    OctetString engineId = settings.engine().octets();
    int boots = settings.engine().boots();
    UsmTimeTable times = new UsmTimeTable(engineId, boots);
    // Without discovery only engines in this table are known, and ours is not in it by itself.
    times.addEntry(new UsmTimeEntry(engineId, boots, 0));
    USM usm = new USM(protocols(), engineId, boots, support, new UsmUserTable(), times);
    usm.setEngineDiscoveryEnabled(false);
    for (UsmAccount user : settings.users()) {
      usm.addUser(user.toUsmUser());
    }
    return usm;
  }

  private static MPv3 mpv3(AgentSettings settings, USM usm, CounterSupport support) {
    return new MPv3(
        settings.engine().octets().getValue(),
        null,
        protocols(),
        SecurityModels.getCollection(new SecurityModel[] {usm}),
        support);
  }

  /** All that snmp4j knows, and the AES forms that Cisco and others use. */
  static SecurityProtocols protocols() {
    SecurityProtocols protocols =
        new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    protocols.addPrivacyProtocol(new PrivAES192With3DESKeyExtension());
    protocols.addPrivacyProtocol(new PrivAES256With3DESKeyExtension());
    return protocols;
  }

  private static List<InetSocketAddress> listen(AgentSettings settings, Snmp snmp)
      throws IOException {
    List<InetSocketAddress> bound = new ArrayList<>();
    for (InetSocketAddress address : settings.listen()) {
      DefaultUdpTransportMapping transport = transport(address);
      transport.setAsyncMsgProcessingSupported(false);
      transport.setReceiveBufferSize(RECEIVE_BUFFER);
      snmp.addTransportMapping(transport);
      bound.add(
          new InetSocketAddress(address.getAddress(), transport.getListenAddress().getPort()));
    }
    return bound;
  }

  /** The socket's own failure does not tell which address it is about. */
  private static DefaultUdpTransportMapping transport(InetSocketAddress address)
      throws IOException {
    try {
      return new DefaultUdpTransportMapping(
          new UdpAddress(address.getAddress(), address.getPort()));
    } catch (IOException e) {
      throw new IOException(
          "the agent cannot listen on "
              + address.getAddress().getHostAddress()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static void warnAboutAccess(AgentSettings settings) {
    if (settings.communities().isEmpty() && settings.users().isEmpty()) {
      LOG.warn("agent: no community and no user is configured, so nobody can read it");
    }
    if (settings.arc().equals(AgentSettings.DOCUMENTATION_ARC)) {
      LOG.warn(
          "agent: the MIB is rooted at {}, which RFC 5612 reserves for documentation",
          settings.arc());
    }
    for (Community community : settings.communities()) {
      LOG.info("agent: a community may read from {}", community.sources());
    }
  }

  /** Where it listens, with the ports the system chose. */
  public List<InetSocketAddress> addresses() {
    return addresses;
  }

  /** sysUpTime in hundredths of a second. */
  public long upTime() {
    return standard.upTime();
  }

  /** Stops answering and closes the sockets. */
  @Override
  public void close() {
    try {
      snmp.close();
    } catch (IOException e) {
      LOG.warn("agent: sockets not closed cleanly: {}", e.toString());
    }
  }
}

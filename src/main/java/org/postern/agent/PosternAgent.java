package org.postern.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.postern.finding.BoardHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;

/**
 * Serves the board over SNMPv1, v2c and v3; thread-safe. What it serves is in {@link
 * PosternObjects} and {@link StandardMib}, how it answers in {@link ReadAnswers}, to whom in {@link
 * SnmpEngine}.
 */
public final class PosternAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PosternAgent.class);

  private final List<AgentSocket> sockets;
  private final BoardResponder responder;
  private final StandardMib standard;

  private PosternAgent(List<AgentSocket> sockets, BoardResponder responder, StandardMib standard) {
    this.sockets = List.copyOf(sockets);
    this.responder = responder;
    this.standard = standard;
  }

  /**
   * Opens the sockets and answers from now on.
   *
   * @param operator does what managers with write access say
   * @param authenticationFailure told of each message that is not properly authenticated (RFC
   *     3418); must return at once
   * @throws IOException if an address cannot be bound; nothing stays open then
   */
  public static PosternAgent start(
      AgentSettings settings,
      BoardHolder boards,
      Operator operator,
      Runnable authenticationFailure,
      Clock clock)
      throws IOException {
    AgentCounters counters = new AgentCounters();
    Usm usm =
        new Usm(
            settings.engine(),
            settings.users().stream().map(AgentUser::account).toList(),
            protocols(),
            System::nanoTime);
    StandardMib standard = new StandardMib(settings, usm, counters);
    SnmpEngine.Counting counting =
        oid -> AgentCounters.counts(oid) ? counters.increment(oid) : standard.count(oid);
    OID arc = settings.arcOid();
    ServedBoard served = new ServedBoard(arc, boards, standard);
    BoardResponder responder =
        new BoardResponder(
            settings,
            () -> new RequestView(arc, standard, served.current()),
            counting,
            operator,
            clock);
    SnmpEngine engine =
        new SnmpEngine(settings, usm, counting, responder, authenticationFailure, System::nanoTime);
    List<AgentSocket> sockets = listen(settings);
    sockets.forEach(socket -> socket.serve(engine));
    PosternAgent agent = new PosternAgent(sockets, responder, standard);
    tellAccess(settings);
    LOG.info("agent: listens on {}, POSTERN-MIB at {}", agent.addresses(), settings.arc());
    return agent;
  }

  /** All that snmp4j knows, and the AES forms that Cisco and others use. */
  static SecurityProtocols protocols() {
    SecurityProtocols protocols =
        new SecurityProtocols(SecurityProtocols.SecurityProtocolSet.maxCompatibility);
    protocols.addPrivacyProtocol(new PrivAES192With3DESKeyExtension());
    protocols.addPrivacyProtocol(new PrivAES256With3DESKeyExtension());
    return protocols;
  }

  private static List<AgentSocket> listen(AgentSettings settings) throws IOException {
    List<AgentSocket> sockets = new ArrayList<>();
    try {
      for (InetSocketAddress address : settings.listen()) {
        sockets.add(new AgentSocket(address));
      }
      return sockets;
    } catch (IOException e) {
      sockets.forEach(AgentSocket::close);
      throw e;
    }
  }

  private static void tellAccess(AgentSettings settings) {
    if (settings.communities().isEmpty() && settings.users().isEmpty()) {
      LOG.warn("agent: no community and no user is configured, so nobody can read it");
    }
    if (settings.arc().equals(AgentSettings.DOCUMENTATION_ARC)) {
      LOG.warn(
          "agent: the MIB is rooted at {}, which RFC 5612 reserves for documentation",
          settings.arc());
    }
    for (Community community : settings.communities()) {
      LOG.info("agent: community {} may ask from {}", community.name(), community.sources());
    }
    for (AgentUser user : settings.users()) {
      LOG.info("agent: user {} may ask from {}", user.account().name(), user.sources());
    }
  }

  /** Where it listens, with the ports the system chose. */
  public List<InetSocketAddress> addresses() {
    return sockets.stream().map(AgentSocket::address).toList();
  }

  /** sysUpTime in hundredths of a second. */
  public long upTime() {
    return standard.upTime();
  }

  /** Stops answering and closes the sockets. */
  @Override
  public void close() {
    responder.close();
    sockets.forEach(AgentSocket::close);
  }
}

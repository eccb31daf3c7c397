package org.postern.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.postern.finding.BoardHolder;
import org.postern.finding.OperatorResult;

/** Agents for tests, on loopback with a port the system chooses. */
final class Agents {
  static final EngineIdentity ENGINE = new EngineIdentity("80007ed90470737465726e", 7);
  static final String COMMUNITY = "readers";

  static final UsmAccount PRIVATE =
      new UsmAccount(
          "ops",
          UsmAccount.Auth.SHA256,
          "auth-passphrase",
          UsmAccount.Priv.AES128,
          "priv-passphrase");
  static final UsmAccount AUTHENTIC =
      new UsmAccount("looker", UsmAccount.Auth.SHA512, "auth-passphrase", UsmAccount.Priv.NONE, "");

  private Agents() {}

  /** The address a literal stands for. */
  static InetAddress address(String literal) {
    try {
      return InetAddress.getAllByName(literal)[0];
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }

  static AgentSettings settings(List<Community> communities) {
    return settings(communities, AgentSettings.DOCUMENTATION_ARC, 1472);
  }

  static AgentSettings settings(List<Community> communities, String arc, int maxMessageSize) {
    return of(
        communities,
        List.of(AgentUser.reader(PRIVATE), AgentUser.reader(AUTHENTIC)),
        arc,
        maxMessageSize);
  }

  /** Everything else is as in every test. */
  static AgentSettings of(
      List<Community> communities, List<AgentUser> users, String arc, int maxMessageSize) {
    return new AgentSettings(
        List.of(new InetSocketAddress(address("127.0.0.1"), 0)),
        arc,
        communities,
        users,
        ENGINE,
        "Postern test agent",
        "postern.example.net",
        "noc@example.net",
        "lab",
        maxMessageSize,
        false);
  }

  static PosternAgent start(AgentSettings settings, BoardHolder boards) throws IOException {
    return start(settings, boards, (words, actor) -> new OperatorResult.Done(List.of()));
  }

  static PosternAgent start(AgentSettings settings, BoardHolder boards, Operator operator)
      throws IOException {
    return PosternAgent.start(settings, boards, operator, () -> {}, Clock.systemUTC());
  }

  /** Users only. */
  static AgentSettings withUsers(List<AgentUser> users) {
    return of(List.of(), users, AgentSettings.DOCUMENTATION_ARC, 1472);
  }

  static AgentSettings readable() {
    return settings(List.of(Community.reader(COMMUNITY, List.of())));
  }

  /** One receiver, no heartbeat. */
  static NotificationSettings notifications(Receiver receiver, int queueLimit) {
    return new NotificationSettings(
        AgentSettings.DOCUMENTATION_ARC,
        ENGINE,
        address("127.0.0.1"),
        List.of(receiver),
        Duration.ZERO,
        60,
        60,
        Duration.ofMinutes(1),
        queueLimit,
        false);
  }
}

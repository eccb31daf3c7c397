package org.postern;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postern.agent.AgentSettings;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.Transition;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;

/** Tells the demo's story as it happens: captions, findings, and the notifications received. */
final class DemoNarrator {
  /** After the last change every finding has had time to clear. */
  private static final Duration LAST_PHASE = Duration.ofSeconds(14);

  private static final Duration FIRST_LOOK = Duration.ofSeconds(7);

  /** The ways that the story is about. */
  private static final Set<String> SHOWN =
      Set.of("untrusted>mail-dmz", "clients>untrusted", "untrusted>branch-mail");

  private static final Oid NOTIFICATIONS = Oid.parse(AgentSettings.DOCUMENTATION_ARC).append(0);
  private static final Map<Integer, String> NAMES = names();
  private static final int CLEARED = 101;
  private static final int CHANGED = 102;
  private static final int SUPPRESSED = 103;
  private static final int HEARTBEAT = 104;

  private final PlainOutput output;
  private final List<DemoPhase> story;
  private volatile long start = System.nanoTime();
  private long notifications;

  DemoNarrator(PlainOutput output, List<DemoPhase> story) {
    this.output = output;
    this.story = story;
  }

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    for (FindingKind kind : FindingKind.values()) {
      names.put(kind.number(), kind.notification());
    }
    names.put(CLEARED, "posternFindingCleared");
    names.put(CHANGED, "posternFindingChanged");
    names.put(SUPPRESSED, "posternNotificationsSuppressed");
    names.put(HEARTBEAT, "posternHeartbeat");
    return names;
  }

  void introduce(List<InetSocketAddress> devices, Daemon daemon, InetSocketAddress receiver) {
    String agent = daemon.agentAddresses().stream().map(DemoNarrator::text).findFirst().orElse("");
    output.lines(
        List.of(
            "Two simulated devices answer SNMP on loopback:",
            "  rtr1  a Linux router with iptables (recorded)    " + text(devices.get(0)),
            "  fw1   an H3C firewall (synthetic)                " + text(devices.get(1)),
            "Postern polls them every "
                + DemoLab.POLL.toMillis() / 1000.0
                + " s, answers on "
                + agent
                + ",",
            "and sends its notifications to a receiver on " + text(receiver) + ".",
            "",
            "Look at it from another terminal, with net-snmp installed; by number from anywhere,",
            "by name in Postern's folder (which has stand-ins for the IETF's modules):",
            "  snmpwalk -v2c -c "
                + DemoLab.COMMUNITY
                + " -On "
                + agent
                + " "
                + AgentSettings.DOCUMENTATION_ARC,
            "  snmptable -v2c -c "
                + DemoLab.COMMUNITY
                + " -M src/test/resources/mibs:mibs -m POSTERN-MIB -Ci \\",
            "    " + agent + " POSTERN-MIB::posternDeviceTable",
            ""));
    daemon.boards().onTransition(this::happened);
  }

  /**
   * Plays the story to its end.
   *
   * @return true if it was interrupted
   */
  boolean tell(DemoLab lab, BoardHolder boards, CountDownLatch interrupted)
      throws InterruptedException {
    if (waitForFirstPolls(boards, interrupted)) {
      return true;
    }
    lab.beginStory();
    start = System.nanoTime();
    for (int i = 0; i < story.size(); i++) {
      if (waitUntil(story.get(i).begins(), interrupted)) {
        return true;
      }
      line("STORY", story.get(i).caption());
      if (i == 0) {
        if (waitUntil(FIRST_LOOK, interrupted)) {
          return true;
        }
        posture(boards.current());
      }
    }
    Duration end = story.get(story.size() - 1).begins().plus(LAST_PHASE);
    if (waitUntil(end, interrupted)) {
      return true;
    }
    output.lines(List.of("", "How it ended:"));
    posture(boards.current());
    summary(boards.current());
    return false;
  }

  /** A slow machine gets the time it needs; returns true if it was interrupted. */
  private static boolean waitForFirstPolls(BoardHolder boards, CountDownLatch interrupted)
      throws InterruptedException {
    for (int i = 0; i < 300; i++) {
      boolean allSeen =
          !boards.current().devices().isEmpty()
              && boards.current().devices().stream()
                  .allMatch(each -> each.lastGoodPoll().isPresent());
      if (allSeen) {
        return false;
      }
      if (interrupted.await(100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    throw new CommandFailure(ExitCode.DEVICE, "the simulated devices did not answer in 30 s");
  }

  private boolean waitUntil(Duration offset, CountDownLatch interrupted)
      throws InterruptedException {
    long rest = offset.toNanos() - (System.nanoTime() - start);
    return rest > 0 && interrupted.await(rest, TimeUnit.NANOSECONDS);
  }

  private synchronized void posture(Board board) {
    output.table(
        PortTable.of(
            BoardViews.ports(board, Optional.empty()).stream()
                .filter(each -> SHOWN.contains(each.crossing()))
                .toList()));
    output.lines(List.of(""));
  }

  private void summary(Board board) {
    List<FindingView> findings =
        board.findings().stream()
            .sorted(Comparator.comparingLong(each -> each.number()))
            .map(FindingView::of)
            .toList();
    if (!findings.isEmpty()) {
      output.table(FindingTable.of(findings));
    }
    long open =
        board.findings().stream().filter(each -> each.state() != FindingState.CLEARED).count();
    output.lines(
        List.of(
            "",
            findings.size()
                + " findings, "
                + open
                + " still open; "
                + received()
                + " notifications received."));
  }

  private synchronized long received() {
    return notifications;
  }

  private void happened(Transition transition) {
    FindingView finding = FindingView.of(transition.finding());
    line(
        transition.type().label().toUpperCase(java.util.Locale.ROOT),
        "#"
            + finding.number()
            + " "
            + finding.severity()
            + " "
            + finding.kind()
            + ": "
            + finding.text());
  }

  /** Called for each notification that arrives. */
  void received(List<VarBind> varBinds) {
    String name = "a notification";
    for (VarBind each : varBinds) {
      if (each.value() instanceof SnmpValue.ObjectId id && id.value().startsWith(NOTIFICATIONS)) {
        int number = id.value().at(NOTIFICATIONS.length());
        name = NAMES.getOrDefault(number, "notification " + number);
      } else if (each.value() instanceof SnmpValue.ObjectId id
          && id.value().length() > 0
          && name.equals("a notification")) {
        name = "coldStart";
      }
    }
    synchronized (this) {
      notifications++;
    }
    line("TRAP", name + " arrived with " + varBinds.size() + " objects");
  }

  private synchronized void line(String what, String text) {
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;
    String margin = "%3d s  %-8s ".formatted(seconds, what);
    for (String part : TextTable.wrap(text, PlainOutput.PAGE - margin.length())) {
      output.lines(List.of(margin + part));
      margin = " ".repeat(margin.length());
    }
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}

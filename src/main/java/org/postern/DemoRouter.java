package org.postern;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.DeviceContent;
import org.postern.snmp.simulator.MibView;
import org.postern.snmp.simulator.StaticContent;

/**
 * The demo's router: a recorded one whose iptables listing and interface counters move as the story
 * says. One answer is made from one moment, so that every request sees a consistent listing.
 */
final class DemoRouter implements DeviceContent {
  /** nsExtendOutLine of mailfw-iptables; the line number follows. */
  private static final Oid LINES =
      Oid.parse(
          "1.3.6.1.4.1.8072.1.3.2.4.1.2.15.109.97.105.108.102.119.45.105.112.116.97.98.108.101.115");

  /** nsExtendOutNumLines of mailfw-iptables. */
  private static final Oid LINE_COUNT =
      Oid.parse(
          "1.3.6.1.4.1.8072.1.3.2.3.1.3.15.109.97.105.108.102.119.45.105.112.116.97.98.108.101.115");

  /** ifHCInOctets, ifHCInUcastPkts, ifHCOutOctets, ifHCOutUcastPkts (RFC 2863). */
  private static final Oid IF_HC_IN_OCTETS = Oid.parse("1.3.6.1.2.1.31.1.1.1.6");

  private static final Oid IF_HC_IN_PACKETS = Oid.parse("1.3.6.1.2.1.31.1.1.1.7");
  private static final Oid IF_HC_OUT_OCTETS = Oid.parse("1.3.6.1.2.1.31.1.1.1.10");
  private static final Oid IF_HC_OUT_PACKETS = Oid.parse("1.3.6.1.2.1.31.1.1.1.11");
  private static final int OUTSIDE_IF_INDEX = 2;

  private static final int HEADER_LINES = 2;
  private static final int SYN_OCTETS = 60;
  private static final Pattern RULE = Pattern.compile("(\\d+) +(\\d+) +(\\d+) (.*)");
  private static final Pattern REMARK = Pattern.compile("/\\* (.*?) \\*/");

  /** As an operator in a hurry would write it: above the entries that deny. */
  private static final int INSERTED_AT = 6;

  private static final String INSERTED =
      "7 0 0 ACCEPT     6    --  out0   *       0.0.0.0/0            172.29.20.25         tcp"
          + " dpt:110 ctstate NEW /* temp-pop3-any */";

  private final List<VarBind> still;
  private final List<String> rules = new ArrayList<>();
  private final List<String> header = new ArrayList<>();
  private final List<DemoPhase> phases;
  private volatile Duration latest = Duration.ZERO;
  private volatile Duration storyBegins = Duration.ofDays(1);

  DemoRouter(SnmpRecording recording, List<DemoPhase> phases) {
    this.phases = List.copyOf(phases);
    this.still =
        recording.varBinds().stream()
            .filter(each -> !each.oid().startsWith(LINES) && !each.oid().equals(LINE_COUNT))
            .toList();
    for (VarBind line : recording.below(LINES)) {
      if (line.value() instanceof SnmpValue.Octets text) {
        (header.size() < HEADER_LINES ? header : rules).add(text.text());
      }
    }
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("the recording has no listing of mailfw-iptables");
    }
  }

  /** Begins the story at the moment of the last request; until then its first phase lasts. */
  void beginStory() {
    storyBegins = latest;
  }

  @Override
  public MibView at(Duration elapsed) {
    latest = elapsed;
    List<VarBind> all = new ArrayList<>();
    for (VarBind each : still) {
      all.add(moved(each, elapsed));
    }
    List<String> lines = listing(elapsed);
    for (int i = 0; i < lines.size(); i++) {
      all.add(
          new VarBind(
              LINES.append(i + 1),
              new SnmpValue.Octets(lines.get(i).getBytes(StandardCharsets.UTF_8))));
    }
    all.add(new VarBind(LINE_COUNT, new SnmpValue.Int(lines.size())));
    return new StaticContent(SnmpRecording.of(all)).at(elapsed);
  }

  private List<String> listing(Duration elapsed) {
    List<String> now = new ArrayList<>(rules);
    if (phaseAt(elapsed).inserted()) {
      now.add(INSERTED_AT, INSERTED);
    }
    List<String> lines = new ArrayList<>(header);
    for (int i = 0; i < now.size(); i++) {
      lines.add(counted(now.get(i), i + 1, elapsed));
    }
    return lines;
  }

  private String counted(String rule, int number, Duration elapsed) {
    Matcher parts = RULE.matcher(rule);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a line of iptables -nvxL: " + rule);
    }
    Matcher remark = REMARK.matcher(rule);
    long more = remark.find() ? hits(remark.group(1), elapsed) : 0;
    long packets = Long.parseLong(parts.group(2)) + more;
    long octets = Long.parseLong(parts.group(3)) + more * SYN_OCTETS;
    return String.format(Locale.ROOT, "%-6d %8d %8d %s", number, packets, octets, parts.group(4));
  }

  /** The sum over the phases so far: hits per second times how long it lasted. */
  private long hits(String remark, Duration elapsed) {
    double hits = 0;
    for (int i = 0; i < phases.size(); i++) {
      hits += phases.get(i).hitsPerSecond().getOrDefault(remark, 0.0) * secondsIn(i, elapsed);
    }
    return (long) hits;
  }

  private double secondsIn(int phase, Duration elapsed) {
    Duration begin = begins(phase);
    Duration end =
        phase + 1 < phases.size() && begins(phase + 1).compareTo(elapsed) < 0
            ? begins(phase + 1)
            : elapsed;
    return Math.max(0, end.minus(begin).toMillis() / 1000.0);
  }

  private Duration begins(int phase) {
    return phase == 0 ? Duration.ZERO : storyBegins.plus(phases.get(phase).begins());
  }

  private DemoPhase phaseAt(Duration elapsed) {
    DemoPhase current = phases.get(0);
    for (int i = 1; i < phases.size(); i++) {
      if (begins(i).compareTo(elapsed) <= 0) {
        current = phases.get(i);
      }
    }
    return current;
  }

  private VarBind moved(VarBind each, Duration elapsed) {
    double perSecond = interfaceRate(each.oid());
    if (perSecond == 0 || !(each.value() instanceof SnmpValue.Counter64 counter)) {
      return each;
    }
    double seconds = 0;
    boolean outside = each.oid().at(each.oid().length() - 1) == OUTSIDE_IF_INDEX;
    for (int i = 0; i < phases.size(); i++) {
      // What is left when mail stops is what else there is on the line.
      double share = outside && !phases.get(i).mailFlows() ? 0.3 : 1.0;
      seconds += share * secondsIn(i, elapsed);
    }
    return new VarBind(
        each.oid(), new SnmpValue.Counter64(counter.value() + (long) (perSecond * seconds)));
  }

  private static double interfaceRate(Oid oid) {
    if (oid.startsWith(IF_HC_IN_OCTETS)) {
      return 260_000;
    }
    if (oid.startsWith(IF_HC_OUT_OCTETS)) {
      return 190_000;
    }
    if (oid.startsWith(IF_HC_IN_PACKETS)) {
      return 310;
    }
    return oid.startsWith(IF_HC_OUT_PACKETS) ? 280 : 0;
  }
}

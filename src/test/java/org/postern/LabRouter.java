package org.postern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.postern.snmp.Oid;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.StaticContent;

/** The bundled recording of a Linux router, as it is and with changes that tests need. */
final class LabRouter {
  /** nsExtendOutLine of mailfw-iptables; the line number follows. */
  static final Oid LINES =
      Oid.parse(
          "1.3.6.1.4.1.8072.1.3.2.4.1.2.15.109.97.105.108.102.119.45.105.112.116.97.98.108.101.115");

  /** ifDescr (IF-MIB). */
  static final Oid IF_DESCR = Oid.parse("1.3.6.1.2.1.2.2.1.2");

  /** ifInOctets (IF-MIB). */
  static final Oid IF_IN_OCTETS = Oid.parse("1.3.6.1.2.1.2.2.1.10");

  /** nsExtendOutNumLines of mailfw-iptables. */
  private static final Oid LINE_COUNT =
      Oid.parse(
          "1.3.6.1.4.1.8072.1.3.2.3.1.3.15.109.97.105.108.102.119.45.105.112.116.97.98.108.101.115");

  private static final int HEADER_LINES = 2;
  private static final int ABOVE_THE_DENIES = 6;

  private LabRouter() {}

  static SnmpRecording recording() {
    try {
      return SnmpRecording.load(Path.of("src", "main", "resources", "demo", "router.snmprec"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it was recorded: pop3 and imap are denied from outside but for one host. */
  static StaticContent closed() {
    return new StaticContent(recording());
  }

  /** With an entry that permits pop3 from everywhere. */
  static StaticContent open() {
    List<String> rules = rules();
    rules.add(
        ABOVE_THE_DENIES,
        "7 0 0 ACCEPT     6    --  out0   *       0.0.0.0/0            172.29.20.25         tcp"
            + " dpt:110 ctstate NEW /* temp-pop3-any */");
    return new StaticContent(withRules(rules, rules.size()));
  }

  /** An agent that lost the end of the listing and still says how long it is. */
  static StaticContent cut() {
    List<String> rules = rules();
    return new StaticContent(withRules(rules.subList(0, ABOVE_THE_DENIES), rules.size()));
  }

  private static List<String> rules() {
    List<String> rules = new ArrayList<>();
    for (VarBind line : recording().below(LINES)) {
      rules.add(((SnmpValue.Octets) line.value()).text());
    }
    return new ArrayList<>(rules.subList(HEADER_LINES, rules.size()));
  }

  private static SnmpRecording withRules(List<String> rules, int said) {
    List<VarBind> all = new ArrayList<>();
    for (VarBind each : recording().varBinds()) {
      boolean rule = each.oid().startsWith(LINES) && each.oid().at(LINES.length()) > HEADER_LINES;
      if (!rule && !each.oid().equals(LINE_COUNT)) {
        all.add(each);
      }
    }
    for (int i = 0; i < rules.size(); i++) {
      String numbered = rules.get(i).replaceFirst("^\\d+", Integer.toString(i + 1));
      all.add(
          new VarBind(
              LINES.append(HEADER_LINES + 1 + i),
              new SnmpValue.Octets(numbered.getBytes(StandardCharsets.UTF_8))));
    }
    all.add(new VarBind(LINE_COUNT, new SnmpValue.Int(HEADER_LINES + said)));
    return SnmpRecording.of(all);
  }
}

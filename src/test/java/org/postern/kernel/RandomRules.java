package org.postern.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.postern.acl.IpFamily;
import org.postern.acl.MailPort;

/** Random filter tables, as iptables-restore(8) reads them; the same ones for the same seed. */
final class RandomRules {
  private static final int CHAINS = 3;
  private static final List<String> INTERFACES =
      List.of("out0", "dmz0", "lan0", "o+", "+", "mgmt0", "d+");
  private static final List<String> STATES =
      List.of("NEW", "NEW,ESTABLISHED", "RELATED,ESTABLISHED", "INVALID", "INVALID,NEW");

  /** Matches that Postern does not evaluate and has to say so. */
  private static final List<String> NOT_EVALUATED =
      List.of("-m length --length 40:1500", "-m mark ! --mark 7", "-m limit --limit 1000/sec");

  /** What Postern has to say of them, as iptables lists them. */
  static final List<String> NOT_EVALUATED_WORDS =
      List.of(
          "match not evaluated: length 40:1500",
          "match not evaluated: mark match ! 0x7",
          "match not evaluated: limit: avg 1000/sec burst 5");

  /** One rule of so many has a match that is not evaluated. */
  private static final int RARELY = 150;

  private final Random random;
  private final IpFamily family;
  private final List<String> addresses;

  RandomRules(Random random, IpFamily family, List<String> addresses) {
    this.random = random;
    this.family = family;
    this.addresses = addresses;
  }

  /** One table. What is let through once may be answered: without that no connection opens. */
  String table() {
    StringBuilder text = new StringBuilder("*filter\n");
    text.append(":FORWARD ").append(one("ACCEPT", "DROP")).append(" [0:0]\n");
    for (int chain = 1; chain <= CHAINS; chain++) {
      text.append(":c").append(chain).append(" - [0:0]\n");
    }
    text.append("-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n");
    for (int chain = 0; chain <= CHAINS; chain++) {
      String name = chain == 0 ? "FORWARD" : "c" + chain;
      int rules = chain == 0 ? 3 + random.nextInt(10) : 1 + random.nextInt(5);
      for (int i = 0; i < rules; i++) {
        text.append("-A ").append(name).append(' ').append(rule(chain)).append('\n');
      }
    }
    return text.append("COMMIT\n").toString();
  }

  private String rule(int chain) {
    List<String> words = new ArrayList<>();
    boolean tcp = protocol(words);
    maybe(2, words, negation() + "-s " + network());
    maybe(2, words, negation() + "-d " + network());
    maybe(4, words, negation() + "-i " + one(INTERFACES));
    maybe(4, words, negation() + "-o " + one(INTERFACES));
    if (tcp) {
      ports(words);
    }
    maybe(6, words, "-m iprange " + negation() + "--src-range " + range());
    maybe(6, words, "-m iprange " + negation() + "--dst-range " + range());
    maybe(5, words, "-m " + one("conntrack --ctstate", "state --state") + " " + one(STATES));
    maybe(12, words, "-m conntrack ! --ctstate " + one(STATES));
    maybe(5, words, "-m comment --comment \"" + one("mail", "a -j ACCEPT b", "ticket 7, *") + "\"");
    maybe(RARELY, words, one(NOT_EVALUATED));
    words.add(target(chain, tcp));
    return String.join(" ", words);
  }

  /** True if the rule is one for TCP, which alone may ask for its ports. */
  private boolean protocol(List<String> words) {
    String protocol =
        one("-p tcp", "-p tcp", "-p tcp", "-p tcp", "-p all", "-p udp", "! -p udp", "! -p tcp", "");
    if (!protocol.isEmpty()) {
      words.add(protocol);
    }
    return protocol.equals("-p tcp");
  }

  private void ports(List<String> words) {
    // Behind multiport the option would be taken for one of multiport.
    maybe(6, words, negation() + "--sport " + sourcePorts());
    switch (random.nextInt(9)) {
      case 0, 1 -> words.add(negation() + "--dport " + mailPort());
      case 2 -> words.add(negation() + "--dport " + portRange());
      case 3, 4 -> words.add("-m multiport " + negation() + "--dports " + portList());
      case 5 -> words.add("-m multiport ! --ports " + portList());
      case 6 -> words.add("-m multiport " + negation() + "--sports 25," + sourceRange());
      default -> {}
    }
    maybe(8, words, one("--syn", "! --syn", "--tcp-flags SYN,ACK,RST SYN", "--tcp-flags ACK ACK"));
  }

  private String target(int chain, boolean tcp) {
    int callee = chain + 1 + (chain < CHAINS ? random.nextInt(CHAINS - chain) : 0);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> "-j ACCEPT";
      case 4, 5 -> "-j DROP";
      case 6 -> tcp ? "-j REJECT --reject-with tcp-reset" : "-j REJECT";
      case 7 -> "-j REJECT";
      case 8 -> "-j RETURN";
      case 9 -> callee <= CHAINS ? "-g c" + callee : "-j RETURN";
      case 10 -> callee <= CHAINS ? "-j c" + callee : "";
      default -> callee <= CHAINS ? "-j c" + callee : "-j DROP";
    };
  }

  private String network() {
    String address = one(addresses);
    if (random.nextInt(8) == 0) {
      return address + (family == IpFamily.IPV4 ? "/255.0.0.255" : "/ffff::ff");
    }
    int bits = family == IpFamily.IPV4 ? 32 : 128;
    return address + "/" + (random.nextInt(3) == 0 ? bits : bits - random.nextInt(bits));
  }

  private String range() {
    String first = one(addresses);
    String second = one(addresses);
    return addresses.indexOf(first) <= addresses.indexOf(second)
        ? first + "-" + second
        : second + "-" + first;
  }

  private String mailPort() {
    MailPort[] all = MailPort.values();
    return Integer.toString(all[random.nextInt(all.length)].number());
  }

  private String portRange() {
    int low = random.nextInt(1000);
    return one(low + ":" + (low + random.nextInt(600)), ":" + low, low + ":");
  }

  private String portList() {
    return one(
        mailPort() + "," + mailPort(),
        mailPort() + ",100:" + (101 + random.nextInt(500)),
        "20:30," + mailPort() + "," + mailPort() + ",1000:2000");
  }

  private String sourcePorts() {
    int port = 10_000 + random.nextInt(50_000);
    return one(sourceRange(), sourceRange(), port + ":", ":" + port, "1024:65535");
  }

  private String sourceRange() {
    int low = 10_000 + random.nextInt(40_000);
    return low + ":" + (low + random.nextInt(15_000));
  }

  private String negation() {
    return random.nextInt(4) == 0 ? "! " : "";
  }

  private void maybe(int oneOf, List<String> words, String more) {
    if (random.nextInt(oneOf) == 0) {
      words.add(more);
    }
  }

  private String one(String... options) {
    return options[random.nextInt(options.length)];
  }

  private String one(List<String> options) {
    return options.get(random.nextInt(options.size()));
  }
}

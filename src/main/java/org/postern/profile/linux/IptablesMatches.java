package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.acl.AddressMatch;
import org.postern.acl.IpFamily;
import org.postern.acl.PortMatch;
import org.postern.acl.PortSet;

/**
 * Reads what an iptables listing prints behind the addresses. A word that is not known makes the
 * match possible only; words after it still narrow it. Used once.
 */
final class IptablesMatches {
  private static final Pattern PORTS = Pattern.compile("([sd])pts?:(!?)(\\d{1,5})(?::(\\d{1,5}))?");
  private static final Pattern FLAGS =
      Pattern.compile("flags:(!?)0x([0-9A-Fa-f]{1,2})/0x([0-9A-Fa-f]{1,2})");
  private static final Set<String> MODULES = Set.of("tcp", "udp", "udplite", "sctp", "dccp");

  /** Options of LOG, REJECT and the like: nothing behind them is a match. */
  private static final Set<String> TARGET_OPTIONS =
      Set.of("reject-with", "LOG", "NFLOG", "nflog-prefix", "nflog-group", "MARK", "CONNMARK");

  private final List<String> words;
  private final IpFamily family;
  private final List<String> unknown = new ArrayList<>();
  private int at;

  IptablesMatches(List<String> words, IpFamily family) {
    this.words = words;
    this.family = family;
  }

  void apply(MatchBuilder match) {
    while (at < words.size()) {
      String word = words.get(at++);
      if (TARGET_OPTIONS.contains(word)) {
        break;
      }
      boolean negated = word.equals("!");
      if (negated) {
        word = at < words.size() ? words.get(at++) : "!";
      }
      if (!one(word, negated, match)) {
        unknown.add(negated ? "! " + word : word);
      }
    }
    if (!unknown.isEmpty()) {
      match.possible("match not evaluated: " + String.join(" ", unknown));
    }
  }

  private boolean one(String word, boolean negated, MatchBuilder match) {
    Matcher ports = PORTS.matcher(word);
    if (!negated && ports.matches()) {
      return ports(ports, match);
    }
    Matcher flags = FLAGS.matcher(word);
    if (flags.matches()) {
      TcpFlags.apply(
          Integer.parseInt(flags.group(2), 16),
          Integer.parseInt(flags.group(3), 16),
          negated != !flags.group(1).isEmpty(),
          match);
      return true;
    }
    switch (word) {
      case "ctstate", "state" -> {
        return next().map(states -> states(states, negated, match)).orElse(false);
      }
      case "multiport" -> {
        return !negated && multiport(match);
      }
      case "source", "destination" -> {
        return !negated && range(word, match);
      }
      case "[goto]" -> {
        return true;
      }
      default -> {
        return !negated && MODULES.contains(word);
      }
    }
  }

  private Optional<String> next() {
    return at < words.size() ? Optional.of(words.get(at++)) : Optional.empty();
  }

  private static boolean states(String states, boolean negated, MatchBuilder match) {
    List<String> names = Arrays.asList(states.toLowerCase(Locale.ROOT).split(",", -1));
    if (!CtStates.KNOWN.containsAll(names)) {
      return false;
    }
    CtStates.apply(names, negated, match);
    return true;
  }

  private static boolean ports(Matcher ports, MatchBuilder match) {
    int low = Integer.parseInt(ports.group(3));
    int high = ports.group(4) == null ? low : Integer.parseInt(ports.group(4));
    if (high > PortSet.MAX || low > high) {
      return false;
    }
    PortSet set = PortSet.range(low, high);
    PortMatch exact = new PortMatch.Ports(ports.group(2).isEmpty() ? set : set.complement());
    if (ports.group(1).equals("s")) {
      match.sourcePorts(exact);
    } else {
      match.destinationPorts(exact);
    }
    return true;
  }

  /** "dports 110,143", "sports !1:1023", "ports 25" (either side). */
  /** "ports" is either end's, which one entry cannot say; negated it is neither's, which it can. */
  private boolean multiport(MatchBuilder match) {
    int start = at;
    String side = next().orElse("");
    String list = next().orElse("");
    boolean negated = list.startsWith("!");
    list = negated ? list.substring(1) : list;
    list = negated && list.isEmpty() ? next().orElse("") : list;
    if (!list.matches("\\d{1,5}(:\\d{1,5})?(,\\d{1,5}(:\\d{1,5})?)*")
        || !(Set.of("dports", "sports").contains(side) || (negated && side.equals("ports")))) {
      at = start;
      return false;
    }
    PortSet set;
    try {
      set = portSet(list);
    } catch (IllegalArgumentException e) {
      at = start;
      return false;
    }
    PortMatch exact = new PortMatch.Ports(negated ? set.complement() : set);
    if (!side.equals("dports")) {
      match.sourcePorts(exact);
    }
    if (!side.equals("sports")) {
      match.destinationPorts(exact);
    }
    return true;
  }

  private static PortSet portSet(String list) {
    List<PortSet.Range> ranges = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      String[] ends = part.split(":", -1);
      ranges.add(
          new PortSet.Range(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1])));
    }
    return PortSet.of(ranges);
  }

  /** "source IP range 10.0.0.1-10.0.0.9", with "!" before the range if negated. */
  private boolean range(String side, MatchBuilder match) {
    int start = at;
    boolean range = next().orElse("").equals("IP") && next().orElse("").equals("range");
    String text = next().orElse("");
    boolean negated = text.equals("!");
    text = negated ? next().orElse("") : text;
    if (!range || !text.contains("-")) {
      at = start;
      return false;
    }
    try {
      AddressMatch addresses = AddressMatch.parse(text);
      addresses = negated ? new AddressMatch.Not(family, addresses) : addresses;
      if (side.equals("source")) {
        match.source(addresses);
      } else {
        match.destination(addresses);
      }
      return true;
    } catch (IllegalArgumentException e) {
      at = start;
      return false;
    }
  }
}

package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postern.acl.Action;
import org.postern.acl.AddressMatch;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import org.postern.acl.InterfaceMatch;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.acl.ProtocolMatch;

/** Reads one rule's line of an iptables listing: its columns, then its matches. Confined. */
final class IptablesRuleParser {
  private static final Pattern COMMENT = Pattern.compile("/\\* (.*?) ?\\*/");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "!?(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/[0-9A-Fa-f:.]+)?");
  private static final Set<String> FRAGMENT_OPTIONS = Set.of("--", "-f", "!f");

  /** Targets after which the next rule is looked at (iptables-extensions(8)). */
  private static final Set<String> PASSING =
      Set.of(
          "LOG",
          "NFLOG",
          "ULOG",
          "MARK",
          "CONNMARK",
          "CONNSECMARK",
          "SECMARK",
          "TRACE",
          "TCPMSS",
          "CLASSIFY",
          "DSCP",
          "TOS",
          "ECN",
          "SET",
          "AUDIT",
          "TEE",
          "CHECKSUM",
          "IDLETIMER",
          "LED",
          "HL",
          "TTL",
          "RATEEST",
          "TCPOPTSTRIP",
          "HMARK",
          "CT",
          "NOTRACK");

  private final IpFamily family;
  private boolean numbered = true;
  private boolean counted = true;
  private boolean interfaces = true;
  private int position;

  IptablesRuleParser(IpFamily family) {
    this.family = family;
  }

  /** Tells which columns the lines of the next chain have. */
  void columns(boolean hasNumbers, boolean hasCounters, boolean hasInterfaces) {
    numbered = hasNumbers;
    counted = hasCounters;
    interfaces = hasInterfaces;
    position = 0;
  }

  /** The rule, its target a {@link Chain.Target.Jump} unless it is one of the built-in ones. */
  Optional<Chain.Rule> parse(String line) {
    position++;
    StringBuilder comment = new StringBuilder();
    Matcher comments = COMMENT.matcher(line);
    while (comments.find()) {
      comment.append(comment.isEmpty() ? "" : "; ").append(comments.group(1));
    }
    List<String> tokens = tokens(comments.replaceAll(" "));
    int lead = (numbered ? 1 : 0) + (counted ? 2 : 0);
    int at = sourceColumn(tokens, lead);
    if (at < 0 || at - (interfaces ? 2 : 0) <= lead) {
      return Optional.empty();
    }
    if (numbered && !tokens.get(0).matches("\\d+")) {
      return Optional.empty();
    }
    int before = at - (interfaces ? 2 : 0);
    String option = FRAGMENT_OPTIONS.contains(tokens.get(before - 1)) ? tokens.get(--before) : "--";
    if (before <= lead) {
      return Optional.empty();
    }
    String protocol = tokens.get(before - 1);
    String target = before - 1 > lead ? tokens.get(lead) : "";
    if (before - 1 > lead + 1) {
      return Optional.empty();
    }
    MatchBuilder match = new MatchBuilder();
    protocol(protocol, match);
    if (option.equals("-f")) {
      match.never("only second and later fragments");
    }
    if (interfaces) {
      match.ingress(interfaceMatch(tokens.get(at - 2)));
      match.egress(interfaceMatch(tokens.get(at - 1)));
    }
    Optional<AddressMatch> source = address(tokens.get(at));
    Optional<AddressMatch> destination = address(tokens.get(at + 1));
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    match.source(source.get());
    match.destination(destination.get());
    List<String> extras = tokens.subList(at + 2, tokens.size());
    boolean isGoto = extras.contains("[goto]");
    new IptablesMatches(extras, family).apply(match);
    String id = numbered ? tokens.get(0) : Integer.toString(position);
    String text = String.join(" ", tokens.subList(lead, tokens.size()));
    return Optional.of(
        new Chain.Rule(
            id,
            isGoto ? new Chain.Target.Goto(target) : target(target),
            match.build(id, Action.DENY, text, comment.toString()),
            hits(tokens)));
  }

  /** Tells chains that are called from targets that are not known. */
  Map<String, Chain> resolved(Map<String, Chain> chains) {
    Map<String, Chain> resolved = new LinkedHashMap<>();
    chains.forEach(
        (name, chain) -> {
          List<Chain.Rule> rules = new ArrayList<>();
          for (Chain.Rule rule : chain.rules()) {
            rules.add(chains.isEmpty() ? rule : resolved(rule, chains));
          }
          resolved.put(name, new Chain(name, chain.policy(), rules));
        });
    return resolved;
  }

  private static Chain.Rule resolved(Chain.Rule rule, Map<String, Chain> chains) {
    String word = rule.match().text().split(" ", 2)[0];
    boolean called = chains.containsKey(word) && !(rule.target() instanceof Chain.Target.Goto);
    return called
        ? new Chain.Rule(rule.id(), new Chain.Target.Jump(word), rule.match(), rule.hits())
        : rule;
  }

  private static Chain.Target target(String word) {
    return switch (word) {
      case "" -> new Chain.Target.PassOver();
      case "ACCEPT" -> new Chain.Target.Verdict(Action.PERMIT);
      case "DROP", "REJECT" -> new Chain.Target.Verdict(Action.DENY);
      case "RETURN" -> new Chain.Target.Return();
      case "NFQUEUE", "QUEUE", "SYNPROXY" ->
          new Chain.Target.Unknown("target " + word + " leaves the decision to another program");
      default ->
          PASSING.contains(word)
              ? new Chain.Target.PassOver()
              : new Chain.Target.Unknown(
                  "target " + word + " is neither known nor a chain in the listing");
    };
  }

  private Optional<HitReading> hits(List<String> tokens) {
    String packets = counted ? tokens.get(numbered ? 1 : 0) : "";
    // Without -x large numbers are rounded to K, M or G: no use for rates.
    return packets.matches("\\d{1,19}")
        ? Optional.of(new HitReading(Long.parseUnsignedLong(packets), 64, HitUnit.PACKETS, true))
        : Optional.empty();
  }

  /** The first of two addresses side by side, or -1. */
  private static int sourceColumn(List<String> tokens, int from) {
    for (int i = from + 1; i + 1 < tokens.size(); i++) {
      if (ADDRESS.matcher(tokens.get(i)).matches()
          && ADDRESS.matcher(tokens.get(i + 1)).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static void protocol(String word, MatchBuilder match) {
    boolean negated = word.startsWith("!");
    String name = negated ? word.substring(1) : word;
    if (name.equals("0") || name.equals("all")) {
      return;
    }
    OptionalInt number = Protocols.number(name);
    if (number.isEmpty()) {
      match.possible("protocol " + word);
    } else if (negated) {
      match.protocol(new ProtocolMatch.NoneOf(Set.of(number.getAsInt())));
    } else {
      match.protocol(ProtocolMatch.of(number.getAsInt()));
    }
  }

  private static InterfaceMatch interfaceMatch(String word) {
    if (word.equals("*") || word.equals("any")) {
      return InterfaceMatch.any();
    }
    return word.startsWith("!")
        ? new InterfaceMatch.Not(new InterfaceMatch.Named(word.substring(1)))
        : new InterfaceMatch.Named(word);
  }

  private Optional<AddressMatch> address(String word) {
    boolean negated = word.startsWith("!");
    String text = negated ? word.substring(1) : word;
    try {
      AddressMatch match = masked(text);
      if (match instanceof AddressMatch.Masked masked
          && masked.care().equals(IpBits.ZERO)
          && !negated) {
        return Optional.of(AddressMatch.any());
      }
      return Optional.of(negated ? new AddressMatch.Not(family, match) : match);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** An address with a prefix length or, if it is no prefix, with a mask. */
  private AddressMatch masked(String text) {
    int slash = text.indexOf('/');
    String mask = slash < 0 ? "" : text.substring(slash + 1);
    if (!mask.contains(".") && !mask.contains(":")) {
      return AddressMatch.parse(text);
    }
    AddressMatch.Masked address =
        (AddressMatch.Masked) AddressMatch.parse(text.substring(0, slash));
    AddressMatch.Masked care = (AddressMatch.Masked) AddressMatch.parse(mask);
    return new AddressMatch.Masked(family, address.value(), care.value());
  }

  /** Words; what is in double quotes is one. */
  static List<String> tokens(String line) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|\\S+").matcher(line);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    return tokens;
  }
}

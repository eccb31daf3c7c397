package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.HitReading;
import tools.jackson.databind.JsonNode;

/** Turns the chains of one nft table into chains that can be flattened; used once. */
final class NftChains {
  /** Statements that neither match nor decide. */
  private static final Set<String> PASSING =
      Set.of(
          "log", "mangle", "notrack", "dup", "flow", "last", "ct helper", "ct timeout", "secmark");

  /**
   * Statements that let some packets on and others not; after them the rule still has to decide.
   */
  private static final Set<String> LIMITING =
      Set.of("limit", "quota", "set", "map", "meter", "ct count");

  private static final Set<String> OPAQUE_PASSING =
      Set.of("LOG", "NFLOG", "MARK", "TCPMSS", "TRACE");

  private final NftRuleset.Table table;
  private final NftMatches matches;
  private final NftValues values;
  private final Map<String, Integer> counterUses = new LinkedHashMap<>();
  private boolean sharedCounters;

  NftChains(NftRuleset.Table table) {
    this.table = table;
    this.matches = new NftMatches(table);
    this.values = new NftValues(table);
    for (NftRuleset.BaseOrCalled chain : table.chains().values()) {
      for (JsonNode rule : chain.rules()) {
        for (JsonNode expression : rule.path("expr")) {
          if (expression.path("counter").isString()) {
            counterUses.merge(expression.get("counter").asString(), 1, Integer::sum);
          }
        }
      }
    }
  }

  /** All chains by name. */
  Map<String, Chain> chains() {
    Map<String, Chain> chains = new LinkedHashMap<>();
    for (NftRuleset.BaseOrCalled chain : table.chains().values()) {
      List<Chain.Rule> rules = new ArrayList<>();
      chain.rules().forEach(rule -> rules.addAll(new RuleReader(rule).read()));
      Optional<Action> policy =
          chain.head().has("hook")
              ? Optional.of(
                  chain.head().path("policy").asString("accept").equals("accept")
                      ? Action.PERMIT
                      : Action.DENY)
              : Optional.empty();
      chains.put(chain.name(), new Chain(chain.name(), policy, rules));
    }
    return chains;
  }

  /** Whether several rules count into one named counter. */
  boolean hasSharedCounters() {
    return sharedCounters;
  }

  private static boolean isCatchAll(JsonNode element) {
    return element.path(0).asString("").equals("*");
  }

  /** Reads one rule: its statements in their order. A verdict map makes several rules of it. */
  private final class RuleReader {
    private final JsonNode rule;
    private final String id;
    private final MatchBuilder match = new MatchBuilder();
    private final List<Chain.Rule> rules = new ArrayList<>();
    private Optional<HitReading> hits = Optional.empty();
    private boolean matchedSinceCounter;
    private Optional<String> notKnown = Optional.empty();

    RuleReader(JsonNode rule) {
      this.rule = rule;
      this.id = rule.path("handle").asString("0");
    }

    List<Chain.Rule> read() {
      Chain.Target target = new Chain.Target.PassOver();
      for (JsonNode expression : rule.path("expr")) {
        for (Map.Entry<String, JsonNode> statement : expression.properties()) {
          Optional<Chain.Target> found = statement(statement.getKey(), statement.getValue());
          target = found.orElse(target);
        }
      }
      if (rules.isEmpty()) {
        boolean undecided = target instanceof Chain.Target.PassOver && notKnown.isPresent();
        add(id, undecided ? new Chain.Target.Unknown(notKnown.get()) : target, match);
      }
      return rules;
    }

    private void add(String ruleId, Chain.Target target, MatchBuilder narrowed) {
      // A counter in front of a match counts more than what the rule matches.
      Optional<HitReading> own = matchedSinceCounter || !rules.isEmpty() ? Optional.empty() : hits;
      AccessListEntry entry =
          narrowed.build(
              ruleId, Action.DENY, NftText.rule(rule), rule.path("comment").asString(""));
      rules.add(new Chain.Rule(ruleId, target, entry, own));
    }

    private Optional<Chain.Target> statement(String kind, JsonNode value) {
      switch (kind) {
        case "match" -> {
          matchedSinceCounter = hits.isPresent();
          matches.apply(value, match);
          return Optional.empty();
        }
        case "counter" -> {
          matchedSinceCounter = false;
          hits = counter(value);
          return Optional.empty();
        }
        case "vmap" -> {
          verdictMap(value);
          return Optional.empty();
        }
        case "xt" -> {
          return opaque(value);
        }
        default -> {
          Optional<Chain.Target> target = target(kind, value);
          if (target.isEmpty() && !PASSING.contains(kind)) {
            String reason = "statement not evaluated: " + text(kind, value);
            match.possible(reason);
            // What is not known may be what decides.
            notKnown = LIMITING.contains(kind) ? notKnown : Optional.of(reason);
          }
          return target;
        }
      }
    }

    private static String text(String kind, JsonNode value) {
      String said = value.isString() ? value.asString() : "";
      return kind.equals("unreadable") ? said : (kind + " " + said).strip();
    }

    private Optional<HitReading> counter(JsonNode value) {
      if (!value.isString()) {
        return NftRuleset.packets(value);
      }
      sharedCounters |= counterUses.getOrDefault(value.asString(), 0) > 1;
      return table.counter(value.asString());
    }

    /** What iptables-nft keeps where nft cannot read it. */
    private Optional<Chain.Target> opaque(JsonNode value) {
      String name = value.path("name").asString("");
      if (value.path("type").asString("").equals("target")) {
        if (name.equals("REJECT")) {
          return Optional.of(new Chain.Target.Verdict(Action.DENY));
        }
        return OPAQUE_PASSING.contains(name)
            ? Optional.of(new Chain.Target.PassOver())
            : Optional.of(new Chain.Target.Unknown("target " + name + " of iptables"));
      }
      if (!name.equals("comment")) {
        match.possible("match " + name + " of iptables");
      }
      return Optional.empty();
    }

    private static Optional<Chain.Target> target(String kind, JsonNode value) {
      return switch (kind) {
        case "accept" -> Optional.of(new Chain.Target.Verdict(Action.PERMIT));
        case "drop", "reject" -> Optional.of(new Chain.Target.Verdict(Action.DENY));
        case "return" -> Optional.of(new Chain.Target.Return());
        case "continue" -> Optional.of(new Chain.Target.PassOver());
        case "jump" -> Optional.of(new Chain.Target.Jump(value.path("target").asString("")));
        case "goto" -> Optional.of(new Chain.Target.Goto(value.path("target").asString("")));
        case "queue", "synproxy", "tproxy", "fwd" ->
            Optional.of(new Chain.Target.Unknown(kind + " leaves the decision to something else"));
        default -> Optional.empty();
      };
    }

    /** Each element of a verdict map is a rule of its own; no two of them overlap. */
    private void verdictMap(JsonNode value) {
      try {
        List<JsonNode> elements = new ArrayList<>(values.members(value.path("data")));
        // The element "*" is for what no other element names.
        elements.sort(Comparator.comparing(NftChains::isCatchAll));
        int n = 0;
        for (JsonNode element : elements) {
          n++;
          JsonNode verdict = element.path(1);
          String kind = verdict.propertyNames().stream().findFirst().orElse("");
          MatchBuilder narrowed = match.copy();
          if (!isCatchAll(element)) {
            matches.apply("==", value.path("key"), element.path(0), narrowed);
          }
          Chain.Target target =
              target(kind, verdict.path(kind))
                  .orElse(new Chain.Target.Unknown("verdict " + verdict));
          add(n == 1 ? id : id + "." + n, target, narrowed);
        }
        if (n == 0) {
          add(id, new Chain.Target.PassOver(), match);
        }
      } catch (NftValues.Unreadable e) {
        add(id, new Chain.Target.Unknown(String.valueOf(e.getMessage())), match);
      }
    }
  }
}

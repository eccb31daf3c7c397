package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postern.acl.Action;
import org.postern.acl.IpFamily;

/**
 * What {@code iptables -nvxL --line-numbers} printed, for one chain or for all.
 *
 * @param gaps lines that were not understood, and what the form of the listing leaves out
 */
record IptablesListing(Map<String, Chain> chains, List<String> gaps) {
  private static final Pattern BASE =
      Pattern.compile("Chain (\\S+) \\(policy (\\S+)(?: \\d\\S* packets, \\d\\S* bytes)?\\)");
  private static final Pattern CALLED = Pattern.compile("Chain (\\S+) \\((\\d+) references\\)");
  private static final Pattern HEADER =
      Pattern.compile("(?:num\\s+)?(?:pkts\\s+bytes\\s+)?target\\s+prot\\b.*");

  IptablesListing {
    chains = Map.copyOf(chains);
    gaps = List.copyOf(gaps);
  }

  static IptablesListing parse(List<String> lines, IpFamily family) {
    return new Parser(family).parse(lines);
  }

  Optional<Chain> chain(String name) {
    return Optional.ofNullable(chains.get(name));
  }

  /** Reads one listing; used once. */
  private static final class Parser {
    private final IptablesRuleParser rules;
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final List<String> gaps = new ArrayList<>();
    private List<Chain.Rule> current = new ArrayList<>();
    private @Nullable String name;
    private Optional<Action> policy = Optional.empty();
    private boolean headed;

    Parser(IpFamily family) {
      rules = new IptablesRuleParser(family);
    }

    IptablesListing parse(List<String> lines) {
      for (String line : lines) {
        read(line.strip());
      }
      finish();
      if (chains.isEmpty()) {
        gaps.add("no chain in the listing");
      }
      return new IptablesListing(rules.resolved(chains), gaps);
    }

    private void read(String line) {
      if (line.isEmpty()) {
        return;
      }
      if (line.startsWith("#")) {
        if (line.contains("legacy")) {
          gaps.add("there are rules the command does not show: " + line.substring(1).strip());
        }
        return;
      }
      if (line.startsWith("Chain ")) {
        finish();
        start(line);
      } else if (HEADER.matcher(line).matches()) {
        header(line);
      } else if (name == null || !headed) {
        gaps.add("not understood: " + line);
      } else {
        rules.parse(line).ifPresentOrElse(current::add, () -> gaps.add("not understood: " + line));
      }
    }

    private void header(String line) {
      headed = true;
      boolean interfaces = line.matches(".*\\bin\\s+out\\s+source\\s+destination\\b.*");
      if (!interfaces) {
        gaps.add("the listing does not show interfaces: it needs the option -v");
      }
      rules.columns(line.startsWith("num"), line.contains("pkts"), interfaces);
    }

    private void start(String line) {
      Matcher base = BASE.matcher(line);
      Matcher called = CALLED.matcher(line);
      if (base.matches()) {
        name = base.group(1);
        policy = Optional.of(base.group(2).equals("ACCEPT") ? Action.PERMIT : Action.DENY);
      } else if (called.matches()) {
        name = called.group(1);
        policy = Optional.empty();
      } else {
        gaps.add("not understood: " + line);
      }
    }

    private void finish() {
      if (name != null) {
        if (!headed) {
          gaps.add("the listing ends in the head of chain " + name);
        }
        chains.put(name, new Chain(name, policy, current));
      }
      name = null;
      policy = Optional.empty();
      headed = false;
      current = new ArrayList<>();
    }
  }
}

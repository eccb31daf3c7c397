package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.Action;
import org.postern.acl.IpFamily;
import tools.jackson.databind.JsonNode;

/** Finds the base chains of an nft ruleset that forwarded packets go through; used once. */
final class NftLists {
  private final NftListing listing;
  private final List<String> notFollowed = new ArrayList<>();

  NftLists(NftListing listing) {
    this.listing = listing;
  }

  /**
   * One base chain with all it calls.
   *
   * @param title "family table chain"
   * @param rules how many the base chain itself has
   * @param opaque whether nft cannot say what some of its rules do
   */
  record Part(
      String title,
      Set<IpFamily> families,
      ChainFlattener.Flat flat,
      Optional<Action> policy,
      List<String> gaps,
      boolean shared,
      int rules,
      boolean opaque) {
    boolean isReadable() {
      return gaps.isEmpty() && !opaque;
    }
  }

  /** Filters and hooks that are not looked at, in words. */
  List<String> notFollowed() {
    return List.copyOf(notFollowed);
  }

  /** The base chains at the hook forward, in the order of their priorities. */
  List<Part> parts() {
    record Found(int priority, Part part) {}
    List<Found> found = new ArrayList<>();
    for (NftRuleset.Table table : listing.main().tables().values()) {
      for (NftRuleset.BaseOrCalled chain : table.chains().values()) {
        Set<IpFamily> families = families(table.family());
        if (chain.isFilterAt("forward") && !families.isEmpty()) {
          found.add(new Found(chain.priority(), part(best(table), chain.name(), families)));
        } else if (chain.head().has("hook") && mayDrop(chain) && concernsForwarding(chain)) {
          notFollowed.add(
              "nft chain %s %s at hook %s may drop as well and is not followed"
                  .formatted(table.title(), chain.name(), chain.head().path("hook").asString("")));
        }
      }
    }
    return found.stream()
        .sorted(Comparator.comparingInt(Found::priority))
        .map(Found::part)
        .toList();
  }

  /** The table in the form that says more: for rules of iptables that is the text. */
  private NftRuleset.Table best(NftRuleset.Table table) {
    if (!table.hasOpaqueRules()) {
      return table;
    }
    return listing
        .text()
        .map(text -> text.tables().get(table.title()))
        .filter(text -> countRules(text) == countRules(table))
        .orElse(table);
  }

  private static long countRules(NftRuleset.Table table) {
    return table.chains().values().stream().mapToLong(chain -> chain.rules().size()).sum();
  }

  private Part part(NftRuleset.Table table, String name, Set<IpFamily> families) {
    NftChains reader = new NftChains(table);
    Map<String, Chain> chains = reader.chains();
    Chain base = java.util.Objects.requireNonNull(chains.get(name));
    ChainFlattener.Flat flat = new ChainFlattener(chains).flatten(base);
    return new Part(
        table.title() + " " + name,
        families,
        flat,
        base.policy(),
        listing.gaps(),
        reader.hasSharedCounters(),
        java.util.Objects.requireNonNull(table.chains().get(name)).rules().size(),
        table.hasOpaqueRules());
  }

  private static Set<IpFamily> families(String family) {
    return switch (family) {
      case "ip" -> EnumSet.of(IpFamily.IPV4);
      case "ip6" -> EnumSet.of(IpFamily.IPV6);
      case "inet" -> EnumSet.allOf(IpFamily.class);
      default -> EnumSet.noneOf(IpFamily.class);
    };
  }

  private static boolean concernsForwarding(NftRuleset.BaseOrCalled chain) {
    String hook = chain.head().path("hook").asString("");
    return !hook.equals("input") && !hook.equals("output");
  }

  private static boolean mayDrop(NftRuleset.BaseOrCalled chain) {
    if (!chain.head().path("policy").asString("accept").equals("accept")) {
      return true;
    }
    for (JsonNode rule : chain.rules()) {
      for (JsonNode expression : rule.path("expr")) {
        if (expression.has("drop") || expression.has("reject") || expression.has("vmap")) {
          return true;
        }
      }
    }
    return false;
  }
}

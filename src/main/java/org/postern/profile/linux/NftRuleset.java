package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postern.acl.HitReading;
import org.postern.acl.HitUnit;
import tools.jackson.databind.JsonNode;

/**
 * A ruleset as {@code nft -j list ruleset} tells it (libnftables-json(5)), by table.
 *
 * @param tables by "family name", in the order of the listing
 */
record NftRuleset(Map<String, Table> tables) {
  /** One table: its chains and what its rules refer to. */
  record Table(
      String family,
      String name,
      Map<String, BaseOrCalled> chains,
      Map<String, JsonNode> sets,
      Map<String, JsonNode> counters) {
    String title() {
      return family + " " + name;
    }

    /** A named counter's value; empty if there is none of that name. */
    Optional<HitReading> counter(String counterName) {
      return Optional.ofNullable(counters.get(counterName)).flatMap(NftRuleset::packets);
    }

    /** Whether iptables-nft made it: nft cannot say what all of its rules do. */
    boolean hasOpaqueRules() {
      return chains.values().stream()
          .flatMap(chain -> chain.rules().stream())
          .flatMap(rule -> rule.path("expr").valueStream())
          .anyMatch(expr -> expr.has("xt"));
    }
  }

  /**
   * A chain with its rules as they stand.
   *
   * @param head the chain object; it has a hook if it is a base chain
   */
  record BaseOrCalled(JsonNode head, List<JsonNode> rules) {
    String name() {
      return head.path("name").asString("");
    }

    boolean isFilterAt(String hook) {
      return head.path("type").asString("").equals("filter")
          && head.path("hook").asString("").equals(hook);
    }

    int priority() {
      return head.path("prio").asInt(0);
    }
  }

  /**
   * Sorts out a listing.
   *
   * @throws IllegalArgumentException if it is not such a document
   */
  static NftRuleset of(JsonNode document) {
    JsonNode objects = document.path("nftables");
    if (!objects.isArray()) {
      throw new IllegalArgumentException("no array nftables");
    }
    Map<String, Table> tables = new LinkedHashMap<>();
    for (JsonNode object : objects) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        sort(entry.getKey(), entry.getValue(), tables);
      }
    }
    return new NftRuleset(tables);
  }

  private static void sort(String kind, JsonNode object, Map<String, Table> tables) {
    String family = object.path("family").asString("");
    String name = object.path("name").asString("");
    if (kind.equals("table")) {
      table(tables, family, name);
      return;
    }
    if (!object.has("table")) {
      return;
    }
    Table table = table(tables, family, object.path("table").asString(""));
    switch (kind) {
      case "chain" -> table.chains().put(name, new BaseOrCalled(object, new ArrayList<>()));
      case "rule" -> {
        BaseOrCalled chain = table.chains().get(object.path("chain").asString(""));
        if (chain == null) {
          throw new IllegalArgumentException("a rule of no chain: " + object);
        }
        chain.rules().add(object);
      }
      case "set", "map" -> table.sets().put(name, object);
      case "counter" -> table.counters().put(name, object);
      default -> {} // limits, quotas, flow tables: rules that use them say so
    }
  }

  private static Table table(Map<String, Table> tables, String family, String name) {
    return tables.computeIfAbsent(
        family + " " + name,
        title -> new Table(family, name, new LinkedHashMap<>(), new HashMap<>(), new HashMap<>()));
  }

  /** The packets of a counter object or expression. */
  static Optional<HitReading> packets(JsonNode counter) {
    JsonNode packets = counter.path("packets");
    return packets.isIntegralNumber()
        ? Optional.of(
            new HitReading(packets.bigIntegerValue().longValue(), 64, HitUnit.PACKETS, true))
        : Optional.empty();
  }
}

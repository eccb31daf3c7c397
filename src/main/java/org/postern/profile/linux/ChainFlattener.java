package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessListEntry;
import org.postern.acl.Action;
import org.postern.acl.HitReading;
import org.postern.profile.mapping.UnknownEffect;

/**
 * Writes a base chain and the chains it calls as one flat list. A called chain's rules carry the
 * calling rule's conditions; a return becomes {@link Action#SKIP} behind the call. Used once.
 */
final class ChainFlattener {
  /** The kernel allows 16 nested calls (NFT_JUMP_STACK_SIZE). */
  private static final int MAX_DEPTH = 16;

  private static final int MAX_ENTRIES = 20_000;

  private final Map<String, Chain> chains;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, HitReading> hits = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final List<String> gaps = new ArrayList<>();

  ChainFlattener(Map<String, Chain> chains) {
    this.chains = chains;
  }

  /** The flat list. */
  record Flat(List<AccessListEntry> entries, Map<String, HitReading> hits, List<String> gaps) {}

  /** A place in the list that is not known yet. */
  private static final class Label {
    private int position;
  }

  /** An entry, and for a skip where it leads. */
  private record Slot(AccessListEntry entry, Optional<Label> target) {}

  Flat flatten(Chain base) {
    Label end = new Label();
    add(base, new MatchBuilder(), "", end, 0);
    end.position = slots.size();
    List<AccessListEntry> entries = new ArrayList<>();
    for (Slot slot : slots) {
      entries.add(
          slot.target().map(label -> skipping(slot.entry(), label.position)).orElse(slot.entry()));
    }
    return new Flat(entries, hits, gaps);
  }

  private void add(Chain chain, MatchBuilder caller, String path, Label end, int depth) {
    for (Chain.Rule rule : chain.rules()) {
      if (slots.size() >= MAX_ENTRIES) {
        if (gaps.isEmpty()) {
          gaps.add("the chains come to more than " + MAX_ENTRIES + " entries");
        }
        return;
      }
      add(rule, caller, path, end, depth);
    }
  }

  private void add(Chain.Rule rule, MatchBuilder caller, String path, Label end, int depth) {
    String id = unique(path + rule.id());
    MatchBuilder match = caller.copy().and(rule.match());
    Chain.Target target = rule.target();
    if (target instanceof Chain.Target.Verdict verdict) {
      slots.add(slot(entry(match, rule, id, verdict.action())));
      rule.hits().ifPresent(reading -> hits.put(id, reading));
    } else if (target instanceof Chain.Target.Return) {
      slots.add(new Slot(entry(match, rule, id, Action.SKIP), Optional.of(end)));
      rule.hits().ifPresent(reading -> hits.put(id, reading));
    } else if (target instanceof Chain.Target.Jump jump) {
      Label after = new Label();
      call(jump.chain(), rule, match, id, after, depth);
      after.position = slots.size();
    } else if (target instanceof Chain.Target.Goto jump) {
      call(jump.chain(), rule, match, id, end, depth);
      slots.add(new Slot(entry(match, rule, unique(id + "/end"), Action.SKIP), Optional.of(end)));
    } else if (target instanceof Chain.Target.Unknown unknown) {
      addUnknown(match, rule, id, unknown.reason());
    }
  }

  private void call(
      String name, Chain.Rule rule, MatchBuilder match, String id, Label end, int depth) {
    Chain called = chains.get(name);
    if (called == null) {
      addUnknown(match, rule, id, "chain " + name + " is not in the listing");
    } else if (depth >= MAX_DEPTH) {
      addUnknown(match, rule, id, "chains call each other without end");
    } else {
      add(called, match, id + "/" + name + ":", end, depth + 1);
    }
  }

  private void addUnknown(MatchBuilder match, Chain.Rule rule, String id, String reason) {
    UnknownEffect.of(entry(match, rule, id, Action.DENY), reason)
        .forEach(entry -> slots.add(slot(entry)));
    rule.hits().ifPresent(reading -> hits.put(id, reading));
  }

  private static AccessListEntry entry(
      MatchBuilder match, Chain.Rule rule, String id, Action action) {
    return match.build(id, action, rule.match().text(), rule.match().comment());
  }

  private static Slot slot(AccessListEntry entry) {
    return new Slot(entry, Optional.empty());
  }

  private static AccessListEntry skipping(AccessListEntry entry, int position) {
    return new AccessListEntry(
        entry.id(),
        entry.action(),
        position,
        entry.protocol(),
        entry.source(),
        entry.sourcePorts(),
        entry.destination(),
        entry.destinationPorts(),
        entry.ingress(),
        entry.egress(),
        entry.conditions(),
        entry.text(),
        entry.comment());
  }

  private String unique(String id) {
    String unique = id;
    for (int n = 2; !ids.add(unique); n++) {
      unique = id + "#" + n;
    }
    return unique;
  }
}

package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postern.acl.AccessList;
import org.postern.acl.AccessListReading;
import org.postern.acl.Action;
import org.postern.acl.Binding;
import org.postern.acl.IpFamily;
import org.postern.acl.Visibility;
import org.postern.profile.rows.ProfileTables;

/**
 * Chooses among a device's listings the ones that tell what is filtered: the mapper
 * "linux-listings". nft knows every table, but says iptables' own ones badly; iptables knows only
 * those. An empty chain that accepts everything is never taken for the firewall while nft filters.
 */
public final class LinuxListings {
  private static final String FORWARD = "FORWARD";

  private final String profile;
  private final Visibility visibility;
  private final Map<String, List<String>> options;
  private final Set<String> gaps = new LinkedHashSet<>();
  private boolean listsComplete = true;

  /**
   * Prepares the mapping.
   *
   * @param options names of extends: "iptables", "ip6tables", "nft-json", "nft" (the first that a
   *     device has is used)
   */
  public LinuxListings(String profile, Visibility visibility, Map<String, List<String>> options) {
    this.profile = profile;
    this.visibility = visibility;
    this.options = options;
  }

  /**
   * The lists, and what else should be known.
   *
   * @param listsComplete false if there may be lists that are not among these
   */
  public record Outcome(List<AccessListReading> lists, List<String> gaps, boolean listsComplete) {}

  /** Maps the tables "output" and "results". */
  public Outcome map(ProfileTables tables) {
    Optional<NftListing> nft = NftListing.best(option("nft-json"), option("nft"), tables);
    List<NftLists.Part> parts = new ArrayList<>();
    nft.ifPresent(
        listing -> {
          NftLists lists = new NftLists(listing);
          parts.addAll(lists.parts());
          gaps.addAll(lists.notFollowed());
          gaps.addAll(listing.gaps());
          listsComplete &= listing.gaps().isEmpty();
        });
    List<AccessListReading> readings = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      String option = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
      Listing.find(option(option), tables)
          .ifPresent(listing -> iptables(option, family, listing, nft, parts, readings));
    }
    for (NftLists.Part part : parts) {
      readings.add(
          reading(
              "nft",
              part.title(),
              part.families(),
              part.flat(),
              part.policy(),
              part.gaps(),
              part.shared()));
    }
    listsComplete &= tables.gaps(List.of("output", "results")).isEmpty();
    return new Outcome(withoutIdle(readings), List.copyOf(gaps), listsComplete);
  }

  private List<String> option(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** Adds what iptables says, and takes out of {@code parts} what nft says about the same chain. */
  private void iptables(
      String option,
      IpFamily family,
      Listing listing,
      Optional<NftListing> nft,
      List<NftLists.Part> parts,
      List<AccessListReading> readings) {
    IptablesListing parsed = IptablesListing.parse(listing.lines(), family);
    String title = (family == IpFamily.IPV4 ? "ip" : "ip6") + " filter " + FORWARD;
    Optional<NftLists.Part> same =
        parts.stream().filter(part -> part.title().equals(title)).findFirst();
    Optional<Chain> chain = parsed.chain(FORWARD);
    Set<String> found = new LinkedHashSet<>(listing.gaps());
    found.addAll(parsed.gaps());
    if (chain.isEmpty()) {
      found.add("chain FORWARD is not in " + listing.name());
    }
    if (same.isPresent()) {
      int here = chain.map(each -> each.rules().size()).orElse(0);
      if (same.get().gaps().isEmpty() && here != same.get().rules()) {
        found.add(
            "%s has %d rules, nft says %d".formatted(listing.name(), here, same.get().rules()));
      }
      if (!found.isEmpty() && same.get().isReadable()) {
        found.forEach(gap -> gaps.add(option + " listing not used: " + gap));
        return;
      }
      parts.remove(same.get());
    } else if (isIdle(chain) && found.isEmpty()) {
      if (nft.isPresent() && nft.get().gaps().isEmpty() && !parts.isEmpty()) {
        return;
      }
      if (nft.isEmpty() || !nft.get().gaps().isEmpty()) {
        found.add(
            "iptables shows an empty chain; nftables may filter, and its listing is not there");
      }
    }
    listsComplete &= found.isEmpty();
    ChainFlattener.Flat flat =
        chain
            .map(base -> new ChainFlattener(parsed.chains()).flatten(base))
            .orElseGet(() -> new ChainFlattener.Flat(List.of(), Map.of(), List.of()));
    Optional<Action> policy = chain.flatMap(Chain::policy);
    readings.add(
        reading(option, title, EnumSet.of(family), flat, policy, List.copyOf(found), false));
  }

  private static boolean isIdle(Optional<Chain> chain) {
    return chain
        .map(base -> base.rules().isEmpty() && base.policy().equals(Optional.of(Action.PERMIT)))
        .orElse(false);
  }

  private AccessListReading reading(
      String source,
      String title,
      Set<IpFamily> families,
      ChainFlattener.Flat flat,
      Optional<Action> policy,
      List<String> listGaps,
      boolean coarse) {
    List<String> all = new ArrayList<>(listGaps);
    all.addAll(flat.gaps());
    return new AccessListReading(
        new AccessList(
            title,
            profile + "/" + source,
            families,
            List.of(Binding.forward()),
            flat.entries(),
            policy,
            coarse ? Visibility.RULES_COARSE_HITS : visibility,
            all),
        flat.hits());
  }

  /** Leaves out whole lists that let everything through, as long as another one is left. */
  private static List<AccessListReading> withoutIdle(List<AccessListReading> readings) {
    List<AccessListReading> filtering =
        readings.stream().filter(reading -> !isIdle(reading.list())).toList();
    List<AccessListReading> kept = new ArrayList<>();
    for (AccessListReading reading : readings) {
      boolean covered =
          filtering.stream()
              .anyMatch(other -> other.list().families().containsAll(reading.list().families()));
      if (!isIdle(reading.list()) || !covered) {
        kept.add(reading);
      }
    }
    return kept;
  }

  private static boolean isIdle(AccessList list) {
    return list.isComplete()
        && list.entries().isEmpty()
        && list.implicitAction().equals(Optional.of(Action.PERMIT));
  }
}

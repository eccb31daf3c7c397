package org.postern.profile.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postern.profile.rows.ProfileTables;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rulesets a device tells, in the forms it tells them.
 *
 * @param main the one to go by
 * @param text the one of the text form, if there is a whole one: it can say rules of iptables
 * @param gaps why the main one may not be all
 */
record NftListing(NftRuleset main, Optional<NftRuleset> text, List<String> gaps) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** One listing, read. */
  private record Read(NftRuleset ruleset, List<String> gaps) {}

  /**
   * Reads what there is: JSON before text, a whole listing before a cut one.
   *
   * @param texts extends of the text form, in order of preference
   */
  static Optional<NftListing> best(List<String> jsons, List<String> texts, ProfileTables tables) {
    List<Read> json = new ArrayList<>();
    jsons.forEach(name -> Listing.find(name, tables).ifPresent(found -> json.add(json(found))));
    List<Read> text = new ArrayList<>();
    texts.forEach(name -> Listing.find(name, tables).ifPresent(found -> text.add(text(found))));
    List<Read> all = new ArrayList<>(json);
    all.addAll(text);
    Optional<NftRuleset> wholeText =
        text.stream().filter(read -> read.gaps().isEmpty()).map(Read::ruleset).findFirst();
    return all.stream()
        .filter(read -> read.gaps().isEmpty())
        .findFirst()
        .or(() -> all.stream().max((a, b) -> size(a) - size(b)))
        .map(read -> new NftListing(read.ruleset(), wholeText, read.gaps()));
  }

  private static int size(Read read) {
    return read.ruleset().tables().values().stream()
        .flatMap(table -> table.chains().values().stream())
        .mapToInt(chain -> chain.rules().size())
        .sum();
  }

  private static Read json(Listing listing) {
    List<String> gaps = new ArrayList<>(listing.gaps());
    try {
      return new Read(NftRuleset.of(MAPPER.readTree(String.join("\n", listing.lines()))), gaps);
    } catch (JacksonException | IllegalArgumentException e) {
      gaps.add(listing.name() + " is not the JSON of nft, or is cut");
      return new Read(new NftRuleset(java.util.Map.of()), gaps);
    }
  }

  private static Read text(Listing listing) {
    NftTextParser.Parsed parsed = new NftTextParser().parse(listing.lines());
    Set<String> gaps = new java.util.LinkedHashSet<>(listing.gaps());
    parsed.gaps().forEach(gap -> gaps.add(listing.name() + ": " + gap));
    try {
      return new Read(NftRuleset.of(parsed.document()), List.copyOf(gaps));
    } catch (IllegalArgumentException e) {
      gaps.add(listing.name() + ": " + e.getMessage());
      return new Read(new NftRuleset(java.util.Map.of()), List.copyOf(gaps));
    }
  }
}

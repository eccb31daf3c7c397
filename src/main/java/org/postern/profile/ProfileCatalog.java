package org.postern.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.Oid;

/** All profiles there are, and which of them fit a device; immutable. */
public final class ProfileCatalog {
  private final Map<String, Profile> byId;

  /** Each under each of its roots, made once: devices of one kind share them. */
  private final Map<String, List<Profile>> variants = new HashMap<>();

  ProfileCatalog(Map<String, Profile> byId) {
    this.byId = new TreeMap<>(byId);
    byId.forEach((id, profile) -> variants.put(id, profile.variants()));
  }

  /**
   * Loads the built-in profiles and all {@code *.yaml} files in {@code userDirectories}. A user's
   * profile takes the place of a built-in one with the same id.
   */
  public static CatalogResult load(List<Path> userDirectories) {
    return new CatalogLoader().load(userDirectories);
  }

  /** All profiles, by id. */
  public List<Profile> profiles() {
    return List.copyOf(byId.values());
  }

  /** The profile with this id, under its first root. */
  public Optional<Profile> byId(String id) {
    return Optional.ofNullable(byId.get(id)).map(profile -> variants(profile).get(0));
  }

  /**
   * The profiles that fit a device: those for all, that with the longest fitting prefix of
   * sysObjectID, and those that go by tables alone. A profile that names tables fits only if one of
   * them has rows; the root under which it has is taken.
   *
   * @param sysObjectId null if the device has none
   * @param hasRows whether the device answers something below a table; asked for {@link #probes}
   */
  public List<Profile> match(@Nullable Oid sysObjectId, Predicate<Oid> hasRows) {
    List<Profile> fitting = new ArrayList<>();
    for (Profile profile : byId.values()) {
      if (profile.definition().match().sysObjectId().isEmpty()) {
        inUse(profile, sysObjectId, hasRows).ifPresent(fitting::add);
      }
    }
    byPrefix(sysObjectId).stream()
        .flatMap(profile -> inUse(profile, sysObjectId, hasRows).stream())
        .findFirst()
        .ifPresent(fitting::add);
    return List.copyOf(fitting);
  }

  /**
   * The one profile an operator asks for, under the root that the device has; its first root if it
   * has rows under none. Empty if there is no such profile.
   */
  public Optional<Profile> select(String id, @Nullable Oid sysObjectId, Predicate<Oid> hasRows) {
    Optional<Profile> found =
        Optional.ofNullable(byId.get(id)).flatMap(p -> inUse(p, sysObjectId, hasRows));
    return found.isPresent() ? found : byId(id);
  }

  /** The tables that {@link #match} may ask about for a device. */
  public List<Oid> probes(@Nullable Oid sysObjectId) {
    Set<Oid> probes = new LinkedHashSet<>();
    List<Profile> candidates = new ArrayList<>(byPrefix(sysObjectId));
    byId.values().stream()
        .filter(profile -> profile.definition().match().sysObjectId().isEmpty())
        .forEach(candidates::add);
    for (Profile candidate : candidates) {
      variants(candidate, sysObjectId).forEach(variant -> probes.addAll(variant.probes()));
    }
    return List.copyOf(probes);
  }

  /** The tables that {@link #select} may ask about. */
  public List<Oid> probesOf(String id) {
    Profile profile = byId.get(id);
    return profile == null
        ? List.of()
        : variants(profile).stream().flatMap(variant -> variant.probes().stream()).toList();
  }

  private Optional<Profile> inUse(
      Profile profile, @Nullable Oid sysObjectId, Predicate<Oid> hasRows) {
    return variants(profile, sysObjectId).stream()
        .filter(
            variant -> variant.probes().isEmpty() || variant.probes().stream().anyMatch(hasRows))
        .findFirst();
  }

  /** Roots of the device's own enterprise first. */
  private List<Profile> variants(Profile profile, @Nullable Oid sysObjectId) {
    List<Profile> sorted = new ArrayList<>(variants(profile));
    sorted.sort(Comparator.comparing(variant -> !ownEnterprise(variant, sysObjectId)));
    return sorted;
  }

  private List<Profile> variants(Profile profile) {
    return variants.getOrDefault(profile.id(), List.of());
  }

  private static boolean ownEnterprise(Profile variant, @Nullable Oid sysObjectId) {
    int enterprise = 7; // 1.3.6.1.4.1 and the number
    if (sysObjectId == null || sysObjectId.length() < enterprise || variant.root().isEmpty()) {
      return false;
    }
    Oid root = Oid.parse(variant.root());
    return root.length() >= enterprise && root.at(enterprise - 1) == sysObjectId.at(enterprise - 1);
  }

  /** Profiles with a prefix of {@code sysObjectId}, the longest first. */
  private List<Profile> byPrefix(@Nullable Oid sysObjectId) {
    if (sysObjectId == null) {
      return List.of();
    }
    return byId.values().stream()
        .filter(profile -> prefixLength(profile, sysObjectId) > 0)
        .sorted(Comparator.comparingInt(profile -> -prefixLength(profile, sysObjectId)))
        .toList();
  }

  private static int prefixLength(Profile profile, Oid sysObjectId) {
    return profile.definition().match().sysObjectId().stream()
        .map(Oid::parse)
        .filter(sysObjectId::startsWith)
        .mapToInt(Oid::length)
        .max()
        .orElse(0);
  }
}

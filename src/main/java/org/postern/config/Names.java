package org.postern.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.postern.snmp.SnmpCredential;

/** The names that parts of the configuration give and others refer to. */
final class Names {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final String NAME_FORM =
      "must be 1 to 63 letters, digits, dots, dashes and underscores, a letter or digit first";

  private static final int MOST_LISTED = 12;

  private final Problems problems;
  private final Map<String, Place> credentialPlaces = new LinkedHashMap<>();
  private final Map<String, SnmpCredential> credentials = new LinkedHashMap<>();
  private final Set<String> usedCredentials = new HashSet<>();

  Names(Problems problems) {
    this.problems = problems;
  }

  /** Notes a key that cannot be shown everywhere as a name. */
  void checkForm(String name, Place place, KeyPath path) {
    if (!NAME.matcher(name).matches()) {
      problems.at(place, path, "a name " + NAME_FORM);
    }
  }

  /** Notes a value that cannot be shown everywhere as a name. */
  void checkForm(Section section, String key) {
    if (section.text(key).filter(name -> !NAME.matcher(name).matches()).isPresent()) {
      section.wrong(key, NAME_FORM);
    }
  }

  void declareCredential(String name, Place place) {
    checkForm(name, place, KeyPath.root().child("credentials").child(name));
    credentialPlaces.put(name, place);
  }

  void credentialsAre(Map<String, SnmpCredential> whole) {
    credentials.putAll(whole);
  }

  /**
   * The credential a section refers to; empty after a problem was noted, here or where it stands.
   */
  Optional<SnmpCredential> credential(Section section) {
    Optional<String> name = section.requiredText("credential");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    usedCredentials.add(name.get());
    known(section, "credential", name.get(), credentialPlaces.keySet(), "credential");
    return Optional.ofNullable(credentials.get(name.get()));
  }

  /**
   * The credential a section refers to for talking to other engines; empty after a problem was
   * noted.
   */
  Optional<SnmpCredential> credentialAbroad(Section section) {
    Optional<SnmpCredential> credential = credential(section);
    if (credential.filter(SnmpCredential.LocalKeys.class::isInstance).isPresent()) {
      section.wrong(
          "credential",
          "has keys that hold at Postern's own engine only; passwords are needed here");
      return Optional.empty();
    }
    return credential;
  }

  /** Notes a reference to something that does not exist. */
  boolean known(Section section, String key, String name, Collection<String> known, String what) {
    if (known.contains(name)) {
      return true;
    }
    section.wrong(key, unknown(name, known, what));
    return false;
  }

  /** Notes a reference from a list to something that does not exist. */
  boolean known(Section.Item item, String name, Collection<String> known, String what) {
    if (known.contains(name)) {
      return true;
    }
    problems.atValue(item.path(), item.node(), unknown(name, known, what));
    return false;
  }

  private static String unknown(String name, Collection<String> known, String what) {
    String hint =
        Suggestion.near(name, known)
            .map(near -> "; did you mean " + Shown.quoted(near) + "?")
            .orElseGet(() -> known.isEmpty() ? "; there is none" : listed(known));
    return "unknown " + what + hint;
  }

  private static String listed(Collection<String> known) {
    return known.size() > MOST_LISTED
        ? ""
        : "; known are " + String.join(", ", known.stream().sorted().toList());
  }

  /** Warns about credentials that nothing refers to. */
  void warnOfUnused() {
    credentialPlaces.forEach(
        (name, place) -> {
          if (!usedCredentials.contains(name)) {
            problems.warn(
                place, KeyPath.root().child("credentials").child(name), "nothing uses it");
          }
        });
  }
}

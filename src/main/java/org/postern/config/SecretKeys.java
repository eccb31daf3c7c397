package org.postern.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows at which keys a secret stands, or may stand by mistake. */
final class SecretKeys {
  private static final String CREDENTIALS = "credentials";

  /** The keys of a credential whose values may be shown; everything else there is hidden. */
  private static final Set<String> HARMLESS =
      Set.of("version", "user", "protocol", "context", "env", "file");

  private static final List<String> TELLING =
      List.of("community", "password", "passphrase", "secret");

  private SecretKeys() {}

  /** Whether the value at this path must not be shown, for it is a secret or was meant as one. */
  static boolean mayBeSecret(KeyPath path) {
    if (path.steps().isEmpty()) {
      return false;
    }
    if (path.steps().get(0).equals(CREDENTIALS)) {
      return !HARMLESS.contains(path.last());
    }
    return path.steps().stream().anyMatch(SecretKeys::isTelling);
  }

  /**
   * Whether the key itself may be a secret: somebody wrote {@code {s3cret}} or forgot the space
   * behind a colon.
   */
  static boolean keyMayBeSecret(KeyPath parent, YamlNode value) {
    boolean hasNoValue =
        value instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
    boolean insideSecret = isTelling(parent.last());
    boolean insideCredentials =
        parent.steps().size() > 1 && parent.steps().get(0).equals(CREDENTIALS);
    return insideSecret || (insideCredentials && hasNoValue);
  }

  private static boolean isTelling(String step) {
    String lower = step.toLowerCase(Locale.ROOT);
    return TELLING.stream().anyMatch(lower::contains);
  }
}

package org.postern.config;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpCredential.AuthProtocol;
import org.postern.snmp.SnmpCredential.PrivProtocol;

/** Reads {@code credentials}. */
final class CredentialReader {
  /** RFC 3414 §11.2. */
  private static final int MOST_USER_OCTETS = 32;

  private static final int LEAST_PASSWORD = 8;

  private static final Map<String, AuthProtocol> AUTH_PROTOCOLS = authProtocols();
  private static final Map<String, PrivProtocol> PRIV_PROTOCOLS = privProtocols();

  private final SecretSource secrets;
  private final Names names;

  CredentialReader(SecretSource secrets, Names names) {
    this.secrets = secrets;
    this.names = names;
  }

  /**
   * All credentials that are whole; the names of the others are declared too, so that nobody who
   * refers to them is blamed.
   */
  Map<String, SnmpCredential> read(Section section) {
    Map<String, SnmpCredential> credentials = new HashMap<>();
    section
        .named()
        .forEach(
            (name, item) -> {
              names.declareCredential(name, item.place());
              section
                  .section(item)
                  .flatMap(this::credential)
                  .ifPresent(credential -> credentials.put(name, credential));
            });
    return credentials;
  }

  private Optional<SnmpCredential> credential(Section section) {
    Optional<String> version = section.requiredText("version");
    if (version.isEmpty()) {
      return Optional.empty();
    }
    return switch (version.get()) {
      case "v1" -> community(section).map(SnmpCredential.V1::new);
      case "v2c" -> community(section).map(SnmpCredential.V2c::new);
      case "v3" -> user(section);
      default -> {
        section.wrong("version", "must be v1, v2c or v3");
        yield Optional.empty();
      }
    };
  }

  private Optional<Secret> community(Section section) {
    for (String key : new String[] {"user", "auth", "priv", "context", "keys"}) {
      if (section.has(key)) {
        section.wrong(key, "belongs to version v3; v1 and v2c have a community");
      }
    }
    if (!section.has("community")) {
      section.wrong("community", "missing; v1 and v2c need it");
    }
    return secrets.read(section, "community", 1);
  }

  private Optional<SnmpCredential> user(Section section) {
    if (section.has("community")) {
      section.wrong("community", "belongs to versions v1 and v2c; v3 has a user");
    }
    if (section.has("keys")) {
      return keys(section);
    }
    Optional<String> user = userName(section);
    if (section.has("priv") && !section.has("auth")) {
      section.wrong("priv", "needs auth: encryption without authentication is not defined");
    }
    if (!section.has("auth")) {
      section.doubtful("auth", "missing: messages can be forged and read by anyone on the way");
    }
    Section auth = section.section("auth");
    Section priv = section.section("priv");
    Optional<AuthProtocol> authProtocol = auth.word("protocol", AUTH_PROTOCOLS);
    Optional<Secret> authPassword = secrets.read(auth, "password", LEAST_PASSWORD);
    Optional<PrivProtocol> privProtocol = priv.word("protocol", PRIV_PROTOCOLS);
    Optional<Secret> privPassword = secrets.read(priv, "password", LEAST_PASSWORD);
    boolean whole =
        authProtocol.isPresent() == authPassword.isPresent()
            && privProtocol.isPresent() == privPassword.isPresent()
            && (privProtocol.isEmpty() || authProtocol.isPresent());
    if (!whole) {
      // What is wrong is said already; a stand-in keeps those who use it from looking wrong too.
      return user.map(SnmpCredential.V3::noAuthNoPriv);
    }
    String context = section.text("context", "");
    return user.map(
        name ->
            new SnmpCredential.V3(
                name, authProtocol, authPassword, privProtocol, privPassword, context));
  }

  private static Optional<SnmpCredential> keys(Section section) {
    for (String key : new String[] {"user", "auth", "priv", "context"}) {
      if (section.has(key)) {
        section.wrong(key, "does not go with keys: the file has user, protocols and keys");
      }
    }
    return section.path("keys").map(SnmpCredential.LocalKeys::new);
  }

  /** A name that USM can carry: 1 to 32 octets (RFC 3414, usmUserName); empty if it is not one. */
  private static Optional<String> userName(Section section) {
    Optional<String> user = section.text("user");
    if (user.isEmpty()) {
      section.wrong("user", "missing; v3 needs it");
      return user;
    }
    int octets = user.get().getBytes(StandardCharsets.UTF_8).length;
    if (octets > MOST_USER_OCTETS) {
      section.wrong("user", "%d octets, at most %d".formatted(octets, MOST_USER_OCTETS));
    }
    return octets > 0 && octets <= MOST_USER_OCTETS ? user : Optional.empty();
  }

  private static Map<String, AuthProtocol> authProtocols() {
    Map<String, AuthProtocol> words = new LinkedHashMap<>();
    for (AuthProtocol protocol : AuthProtocol.values()) {
      words.put(protocol.name(), protocol);
    }
    return words;
  }

  private static Map<String, PrivProtocol> privProtocols() {
    Map<String, PrivProtocol> words = new LinkedHashMap<>();
    for (PrivProtocol protocol : PrivProtocol.values()) {
      words.put(word(protocol), protocol);
    }
    return words;
  }

  private static String word(PrivProtocol protocol) {
    return protocol == PrivProtocol.TRIPLE_DES ? "3DES" : protocol.name().replace('_', '-');
  }
}

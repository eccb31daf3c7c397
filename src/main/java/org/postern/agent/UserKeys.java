package org.postern.agent;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.OctetString;

/**
 * The keys of one user, localised to this engine (RFC 3414 §2.6), and what is done with them.
 * Thread-safe. The keys never leave this object.
 */
final class UserKeys {
  private final OctetString name;
  private final Optional<Authentication> authentication;
  private final Optional<Privacy> privacy;

  private record Authentication(AuthenticationProtocol protocol, OctetString key) {}

  private record Privacy(PrivacyProtocol protocol, OctetString key) {}

  /** Octets under a key, with the parameters the other side needs. */
  record Encrypted(OctetString data, OctetString salt) {}

  private UserKeys(
      OctetString name, Optional<Authentication> authentication, Optional<Privacy> privacy) {
    this.name = name;
    this.authentication = authentication;
    this.privacy = privacy;
  }

  /**
   * The keys of a user.
   *
   * @throws IllegalArgumentException if the account has keys for another engine
   */
  static UserKeys of(UsmAccount account, SecurityProtocols protocols, OctetString engineId) {
    UsmUser user = account.localized(engineId, protocols).toUsmUser();
    Optional<Authentication> authentication = Optional.empty();
    Optional<Privacy> privacy = Optional.empty();
    if (account.securityLevel() >= SecurityLevel.AUTH_NOPRIV) {
      authentication =
          Optional.of(
              new Authentication(
                  protocols.getAuthenticationProtocol(user.getAuthenticationProtocol()),
                  user.getAuthenticationPassphrase()));
    }
    if (account.securityLevel() == SecurityLevel.AUTH_PRIV) {
      privacy =
          Optional.of(
              new Privacy(
                  protocols.getPrivacyProtocol(user.getPrivacyProtocol()),
                  user.getPrivacyPassphrase()));
    }
    return new UserKeys(user.getSecurityName(), authentication, privacy);
  }

  OctetString name() {
    return name;
  }

  /** The greatest security level there are keys for. */
  int level() {
    if (authentication.isEmpty()) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return privacy.isEmpty() ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
  }

  /** Octets of msgAuthenticationParameters. */
  int digestLength() {
    return authentication.map(a -> a.protocol().getAuthenticationCodeLength()).orElse(0);
  }

  /** Octets of msgPrivacyParameters. */
  int saltLength() {
    return privacy.map(p -> p.protocol().getDecryptParamsLength()).orElse(0);
  }

  /** Writes the digest of a message into it (RFC 3414 §6.3.1). */
  void sign(byte[] message, int digestAt) {
    Authentication with = authentication.orElseThrow();
    with.protocol()
        .authenticate(
            with.key().getValue(),
            message,
            0,
            message.length,
            new ByteArrayWindow(message, digestAt, digestLength()));
  }

  /** Whether a message has the right digest (RFC 3414 §6.3.2); takes the same time either way. */
  boolean isAuthentic(byte[] message, int digestAt, OctetString digest) {
    if (digest.length() != digestLength()) {
      return false;
    }
    byte[] signed = message.clone();
    sign(signed, digestAt);
    return MessageDigest.isEqual(
        digest.getValue(), Arrays.copyOfRange(signed, digestAt, digestAt + digest.length()));
  }

  Encrypted encrypt(byte[] plain, int boots, int time) {
    Privacy with = privacy.orElseThrow();
    DecryptParams parameters = new DecryptParams();
    byte[] data =
        with.protocol()
            .encrypt(plain, 0, plain.length, with.key().getValue(), boots, time, parameters);
    if (data == null) {
      throw new IllegalStateException("cannot encrypt for user " + name);
    }
    return new Encrypted(
        new OctetString(data),
        new OctetString(parameters.array, parameters.offset, parameters.length));
  }

  /** The plain octets, or empty if what came cannot be of this protocol (RFC 3414 §3.2 (8)). */
  Optional<byte[]> decrypt(byte[] data, OctetString salt, int boots, int time) {
    Privacy with = privacy.orElseThrow();
    if (salt.length() != saltLength() || data.length == 0) {
      return Optional.empty();
    }
    DecryptParams parameters = new DecryptParams(salt.getValue(), 0, salt.length());
    try {
      return Optional.ofNullable(
          with.protocol()
              .decrypt(data, 0, data.length, with.key().getValue(), boots, time, parameters));
    } catch (IllegalArgumentException e) {
      // DES: not a whole number of blocks.
      return Optional.empty();
    }
  }
}

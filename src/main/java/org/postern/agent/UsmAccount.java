package org.postern.agent;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * An SNMPv3 user (RFC 3414). Its protocols are also the least it must use: a user with privacy is
 * not answered without it. Never prints its secrets.
 *
 * @param name 1 to 32 characters
 * @param authSecret a passphrase of at least 8 characters, or a key; empty if {@code auth} is NONE
 * @param privSecret the same for {@code priv}
 * @param engineId snmpEngineID in hexadecimal: the secrets are keys, in hexadecimal too, localised
 *     to this engine (RFC 3414 §2.6); empty: they are passphrases
 */
public record UsmAccount(
    String name,
    Auth auth,
    String authSecret,
    Priv priv,
    String privSecret,
    Optional<String> engineId) {
  private static final int LEAST_PASSPHRASE = 8;

  public UsmAccount {
    if (name.isEmpty() || name.length() > 32) {
      throw new IllegalArgumentException("a user name has 1..32 characters: " + name);
    }
    if (priv != Priv.NONE && auth == Auth.NONE) {
      throw new IllegalArgumentException("user " + name + " has privacy but no authentication");
    }
    engineId.ifPresent(EngineIdentity::octets);
    if (auth != Auth.NONE) {
      check(name, "authentication", authSecret, engineId.isPresent(), auth.keyOctets);
    }
    if (priv != Priv.NONE) {
      check(name, "privacy", privSecret, engineId.isPresent(), priv.keyOctets);
    }
  }

  /** A user whose keys are derived from passphrases. */
  public UsmAccount(
      String name, Auth auth, String authPassphrase, Priv priv, String privPassphrase) {
    this(name, auth, authPassphrase, priv, privPassphrase, Optional.empty());
  }

  private static void check(String user, String what, String secret, boolean isKey, int octets) {
    if (!isKey && secret.length() < LEAST_PASSPHRASE) {
      throw new IllegalArgumentException(
          "user " + user + ": " + what + " passphrase below " + LEAST_PASSPHRASE);
    }
    if (isKey && !secret.matches("([0-9a-f]{2}){" + octets + "}")) {
      throw new IllegalArgumentException(
          "user " + user + ": " + what + " key is not " + octets + " octets in hexadecimal");
    }
  }

  /** How messages are authenticated. */
  public enum Auth {
    NONE(0),
    MD5(16),
    SHA1(20),
    SHA224(28),
    SHA256(32),
    SHA384(48),
    SHA512(64);

    private final int keyOctets;

    Auth(int keyOctets) {
      this.keyOctets = keyOctets;
    }
  }

  /**
   * How messages are encrypted. The plain AES192 and AES256 extend short keys as
   * draft-blumenthal-aes-usm does, the others as draft-reeder-snmpv3-usm-3desede does.
   */
  public enum Priv {
    NONE(0),
    DES(16),
    AES128(16),
    AES192(24),
    AES256(32),
    AES192_3DES(24),
    AES256_3DES(32);

    private final int keyOctets;

    Priv(int keyOctets) {
      this.keyOctets = keyOctets;
    }
  }

  /** The security level as RFC 3411 numbers it: 1 noAuthNoPriv, 2 authNoPriv, 3 authPriv. */
  int securityLevel() {
    if (auth == Auth.NONE) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return priv == Priv.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
  }

  /**
   * The same user with keys for one engine in place of passphrases.
   *
   * @param engine snmpEngineID in hexadecimal
   * @throws IllegalArgumentException if it has keys for another engine
   */
  public UsmAccount localizedTo(String engine) {
    return localized(EngineIdentity.octets(engine), PosternAgent.protocols());
  }

  /** Whether there are keys for this engine, or passphrases to derive them from. */
  public boolean holdsAt(EngineIdentity engine) {
    return engineId.isEmpty() || engineId.get().equals(hex(engine.octets().getValue()));
  }

  UsmAccount localized(OctetString engine, SecurityProtocols protocols) {
    String wanted = hex(engine.getValue());
    if (engineId.isPresent()) {
      if (!engineId.get().equals(wanted)) {
        throw new IllegalArgumentException(
            "the keys of user %s are for the engine %s, and this one is %s"
                .formatted(name, engineId.get(), wanted));
      }
      return this;
    }
    UsmUser user = toUsmUser();
    String authKey = "";
    String privKey = "";
    if (auth != Auth.NONE) {
      authKey =
          hex(
              protocols.passwordToKey(
                  user.getAuthenticationProtocol(),
                  user.getAuthenticationPassphrase(),
                  engine.getValue()));
    }
    if (priv != Priv.NONE) {
      privKey =
          hex(
              protocols.passwordToKey(
                  user.getPrivacyProtocol(),
                  user.getAuthenticationProtocol(),
                  user.getPrivacyPassphrase(),
                  engine.getValue()));
    }
    return new UsmAccount(name, auth, authKey, priv, privKey, Optional.of(wanted));
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().formatHex(octets);
  }

  private OctetString octets(String secret) {
    return engineId.isPresent() ? OctetString.fromHexStringPairs(secret) : new OctetString(secret);
  }

  UsmUser toUsmUser() {
    OID authId =
        switch (auth) {
          case NONE -> null;
          case MD5 -> AuthMD5.ID;
          case SHA1 -> AuthSHA.ID;
          case SHA224 -> AuthHMAC128SHA224.ID;
          case SHA256 -> AuthHMAC192SHA256.ID;
          case SHA384 -> AuthHMAC256SHA384.ID;
          case SHA512 -> AuthHMAC384SHA512.ID;
        };
    OID privId =
        switch (priv) {
          case NONE -> null;
          case DES -> PrivDES.ID;
          case AES128 -> PrivAES128.ID;
          case AES192 -> PrivAES192.ID;
          case AES256 -> PrivAES256.ID;
          case AES192_3DES -> PrivAES192With3DESKeyExtension.ID;
          case AES256_3DES -> PrivAES256With3DESKeyExtension.ID;
        };
    OctetString user = new OctetString(name);
    OctetString authOctets = authId == null ? null : octets(authSecret);
    OctetString privOctets = privId == null ? null : octets(privSecret);
    // Without an engine id of its own the library localises it to each engine that it talks to.
    return engineId
        .map(
            id ->
                new UsmUser(
                    user, authId, authOctets, privId, privOctets, EngineIdentity.octets(id)))
        .orElseGet(() -> new UsmUser(user, authId, authOctets, privId, privOctets));
  }

  @Override
  public String toString() {
    return "UsmAccount["
        + name
        + ", "
        + auth.name().toLowerCase(Locale.ROOT)
        + "/"
        + priv.name().toLowerCase(Locale.ROOT)
        + "]";
  }
}

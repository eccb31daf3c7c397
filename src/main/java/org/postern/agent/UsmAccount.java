package org.postern.agent;

import java.util.Locale;
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
import org.snmp4j.security.UsmUser;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * An SNMPv3 user (RFC 3414). Its protocols are also the least it must use: a user with privacy is
 * not answered without it. Never prints its passphrases.
 *
 * @param name 1 to 32 characters
 * @param authPassphrase at least 8 characters unless {@code auth} is NONE
 * @param privPassphrase at least 8 characters unless {@code priv} is NONE
 */
public record UsmAccount(
    String name, Auth auth, String authPassphrase, Priv priv, String privPassphrase) {
  public UsmAccount {
    if (name.isEmpty() || name.length() > 32) {
      throw new IllegalArgumentException("a user name has 1..32 characters: " + name);
    }
    if (priv != Priv.NONE && auth == Auth.NONE) {
      throw new IllegalArgumentException("user " + name + " has privacy but no authentication");
    }
    if (auth != Auth.NONE && authPassphrase.length() < 8) {
      throw new IllegalArgumentException("user " + name + ": authentication passphrase below 8");
    }
    if (priv != Priv.NONE && privPassphrase.length() < 8) {
      throw new IllegalArgumentException("user " + name + ": privacy passphrase below 8");
    }
  }

  /** How messages are authenticated. */
  public enum Auth {
    NONE,
    MD5,
    SHA1,
    SHA224,
    SHA256,
    SHA384,
    SHA512
  }

  /**
   * How messages are encrypted. The plain AES192 and AES256 extend short keys as
   * draft-blumenthal-aes-usm does, the others as draft-reeder-snmpv3-usm-3desede does.
   */
  public enum Priv {
    NONE,
    DES,
    AES128,
    AES192,
    AES256,
    AES192_3DES,
    AES256_3DES
  }

  /** The security level as RFC 3411 numbers it: 1 noAuthNoPriv, 2 authNoPriv, 3 authPriv. */
  int securityLevel() {
    if (auth == Auth.NONE) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return priv == Priv.NONE ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
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
    return new UsmUser(
        new OctetString(name),
        authId,
        authId == null ? null : new OctetString(authPassphrase),
        privId,
        privId == null ? null : new OctetString(privPassphrase));
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

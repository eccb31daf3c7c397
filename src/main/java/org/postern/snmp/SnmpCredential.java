package org.postern.snmp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** How a manager proves who it is. */
public sealed interface SnmpCredential {
  /** SNMPv1 (RFC 1157). */
  record V1(Secret community) implements SnmpCredential {}

  /** SNMPv2c (RFC 1901). */
  record V2c(Secret community) implements SnmpCredential {}

  /** SNMPv3 with USM (RFC 3414); privacy needs authentication. */
  record V3(
      String user,
      Optional<AuthProtocol> authProtocol,
      Optional<Secret> authPassword,
      Optional<PrivProtocol> privProtocol,
      Optional<Secret> privPassword,
      String contextName)
      implements SnmpCredential {
    public V3 {
      if (user.isEmpty() || user.getBytes(StandardCharsets.UTF_8).length > 32) {
        throw new IllegalArgumentException("user name not 1..32 octets: " + user);
      }
      if (authProtocol.isPresent() != authPassword.isPresent()) {
        throw new IllegalArgumentException(
            "user " + user + ": authentication needs both a protocol and a password");
      }
      if (privProtocol.isPresent() != privPassword.isPresent()) {
        throw new IllegalArgumentException(
            "user " + user + ": privacy needs both a protocol and a password");
      }
      if (authPassword.map(Secret::reveal).filter(String::isEmpty).isPresent()
          || privPassword.map(Secret::reveal).filter(String::isEmpty).isPresent()) {
        throw new IllegalArgumentException("user " + user + ": empty password");
      }
      if (privProtocol.isPresent() && authProtocol.isEmpty()) {
        throw new IllegalArgumentException("user " + user + ": privacy without authentication");
      }
    }

    /** A user without passwords (RFC 3414 §1.4.3). */
    public static V3 noAuthNoPriv(String user) {
      return new V3(
          user, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");
    }
  }

  /**
   * SNMPv3 with keys that were localised to our own engine (RFC 3414 §2.6) and lie in a file: for
   * those who ask us and for traps, never for a device.
   */
  record LocalKeys(Path file) implements SnmpCredential {}

  /** Authentication protocols: RFC 3414 and RFC 7860. */
  enum AuthProtocol {
    MD5,
    SHA,
    SHA224,
    SHA256,
    SHA384,
    SHA512
  }

  /** Privacy protocols: RFC 3414, RFC 3826 and the two AES forms in use beyond it. */
  enum PrivProtocol {
    DES,
    TRIPLE_DES,
    AES128,
    AES192,
    AES256,
    /** Key extended as 3DES does it ("Reeder"), as Cisco devices want. */
    AES192_3DES,
    AES256_3DES
  }
}

package org.postern.snmp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.snmp4j.security.AuthHMAC128SHA224;
import org.snmp4j.security.AuthHMAC192SHA256;
import org.snmp4j.security.AuthHMAC256SHA384;
import org.snmp4j.security.AuthHMAC384SHA512;
import org.snmp4j.security.AuthMD5;
import org.snmp4j.security.AuthSHA;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.Priv3DES;
import org.snmp4j.security.PrivAES128;
import org.snmp4j.security.PrivAES192;
import org.snmp4j.security.PrivAES256;
import org.snmp4j.security.PrivDES;
import org.snmp4j.security.PrivacyProtocol;
import org.snmp4j.security.nonstandard.PrivAES192With3DESKeyExtension;
import org.snmp4j.security.nonstandard.PrivAES256With3DESKeyExtension;
import org.snmp4j.smi.OctetString;

/**
 * Derives the keys of SNMPv3 users for an engine (RFC 3414 §2.6 and appendix A.2) and keeps them.
 *
 * <p>The costly half, a megabyte hashed per password, does not depend on the engine: it is done
 * once per password. Thread-safe.
 */
public final class UsmKeys {
  private static final int PASSWORD_EXPANSION = 1_048_576;

  private final Map<MasterId, byte[]> masters = new ConcurrentHashMap<>();
  private final Map<LocalId, Localized> localized = new ConcurrentHashMap<>();
  private final LongAdder derivations = new LongAdder();

  static {
    Slf4jLogFactory.install();
  }

  private record MasterId(SnmpCredential.AuthProtocol protocol, Secret password) {}

  private record LocalId(SnmpCredential.V3 credential, ByteBuffer engineId) {}

  /** The keys of one user at one engine, with the protocols they are for. */
  @SuppressWarnings("ArrayRecordComponent") // keys for the wire; never compared, never printed
  public record Localized(
      Optional<AuthenticationProtocol> authProtocol,
      byte[] authKey,
      Optional<PrivacyProtocol> privProtocol,
      byte[] privKey) {
    @Override
    public String toString() {
      return "Localized[*****]";
    }
  }

  /** The keys if they were computed already. */
  public Optional<Localized> known(SnmpCredential.V3 credential, byte[] engineId) {
    return Optional.ofNullable(localized.get(id(credential, engineId)));
  }

  /** The keys; up to some ten milliseconds of computing the first time a password is seen. */
  public Localized localize(SnmpCredential.V3 credential, byte[] engineId) {
    return localized.computeIfAbsent(
        id(credential, engineId.clone()), id -> derive(credential, engineId));
  }

  /**
   * How many passwords were hashed so far: one for each password and hash, whatever the engines.
   */
  long derivations() {
    return derivations.sum();
  }

  private static LocalId id(SnmpCredential.V3 credential, byte[] engineId) {
    return new LocalId(credential, ByteBuffer.wrap(engineId));
  }

  private Localized derive(SnmpCredential.V3 credential, byte[] engineId) {
    if (credential.authProtocol().isEmpty()) {
      return new Localized(Optional.empty(), new byte[0], Optional.empty(), new byte[0]);
    }
    SnmpCredential.AuthProtocol hash = credential.authProtocol().get();
    byte[] authKey = localKey(hash, credential.authPassword().orElseThrow(), engineId);
    AuthenticationProtocol auth = protocol(hash);
    if (credential.privProtocol().isEmpty()) {
      return new Localized(Optional.of(auth), authKey, Optional.empty(), new byte[0]);
    }
    PrivacyProtocol priv = protocol(credential.privProtocol().get());
    Secret privPassword = credential.privPassword().orElseThrow();
    byte[] privKey = localKey(hash, privPassword, engineId);
    if (privKey.length > priv.getMaxKeyLength()) {
      privKey = Arrays.copyOf(privKey, priv.getMaxKeyLength());
    } else if (privKey.length < priv.getMinKeyLength()) {
      privKey = priv.extendShortKey(privKey, octets(privPassword), engineId, auth);
    }
    return new Localized(Optional.of(auth), authKey, Optional.of(priv), privKey);
  }

  private byte[] localKey(SnmpCredential.AuthProtocol hash, Secret password, byte[] engineId) {
    byte[] master =
        masters.computeIfAbsent(new MasterId(hash, password), id -> master(hash, password));
    byte[] around = Arrays.copyOf(master, 2 * master.length + engineId.length);
    System.arraycopy(engineId, 0, around, master.length, engineId.length);
    System.arraycopy(master, 0, around, master.length + engineId.length, master.length);
    return protocol(hash).hash(around);
  }

  private byte[] master(SnmpCredential.AuthProtocol hash, Secret password) {
    derivations.increment();
    byte[] text = password.reveal().getBytes(StandardCharsets.UTF_8);
    byte[] expanded = new byte[PASSWORD_EXPANSION];
    for (int i = 0; i < expanded.length; i++) {
      expanded[i] = text[i % text.length];
    }
    return protocol(hash).hash(expanded);
  }

  private static OctetString octets(Secret secret) {
    return new OctetString(secret.reveal().getBytes(StandardCharsets.UTF_8));
  }

  /** snmp4j's implementation of this protocol. */
  public static AuthenticationProtocol protocol(SnmpCredential.AuthProtocol protocol) {
    return switch (protocol) {
      case MD5 -> Protocols.MD5;
      case SHA -> Protocols.SHA;
      case SHA224 -> Protocols.SHA224;
      case SHA256 -> Protocols.SHA256;
      case SHA384 -> Protocols.SHA384;
      case SHA512 -> Protocols.SHA512;
    };
  }

  /** snmp4j's implementation of this protocol. */
  public static PrivacyProtocol protocol(SnmpCredential.PrivProtocol protocol) {
    return switch (protocol) {
      case DES -> Protocols.DES;
      case TRIPLE_DES -> Protocols.TRIPLE_DES;
      case AES128 -> Protocols.AES128;
      case AES192 -> Protocols.AES192;
      case AES256 -> Protocols.AES256;
      case AES192_3DES -> Protocols.AES192_3DES;
      case AES256_3DES -> Protocols.AES256_3DES;
    };
  }

  /** Made after the logging is routed, because snmp4j's classes keep their loggers. */
  private static final class Protocols {
    static final AuthenticationProtocol MD5 = new AuthMD5();
    static final AuthenticationProtocol SHA = new AuthSHA();
    static final AuthenticationProtocol SHA224 = new AuthHMAC128SHA224();
    static final AuthenticationProtocol SHA256 = new AuthHMAC192SHA256();
    static final AuthenticationProtocol SHA384 = new AuthHMAC256SHA384();
    static final AuthenticationProtocol SHA512 = new AuthHMAC384SHA512();
    static final PrivacyProtocol DES = new PrivDES();
    static final PrivacyProtocol TRIPLE_DES = new Priv3DES();
    static final PrivacyProtocol AES128 = new PrivAES128();
    static final PrivacyProtocol AES192 = new PrivAES192();
    static final PrivacyProtocol AES256 = new PrivAES256();
    static final PrivacyProtocol AES192_3DES = new PrivAES192With3DESKeyExtension();
    static final PrivacyProtocol AES256_3DES = new PrivAES256With3DESKeyExtension();

    private Protocols() {}
  }
}

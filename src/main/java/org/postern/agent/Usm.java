package org.postern.agent;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;

/**
 * The user-based security model of an authoritative engine: RFC 3414 §3.2 for what comes, §3.1 for
 * what goes; thread-safe.
 */
final class Usm {
  private static final int WINDOW_SECONDS = 150;
  private static final long NANOS = 1_000_000_000L;

  private final EngineIdentity engine;
  private final OctetString engineId;
  private final LongSupplier nanos;
  private final long started;
  private final Map<OctetString, UserKeys> users = new HashMap<>();

  /**
   * @param nanos a clock that never goes back, such as {@link System#nanoTime}
   */
  Usm(
      EngineIdentity engine,
      Collection<UsmAccount> accounts,
      SecurityProtocols protocols,
      LongSupplier nanos) {
    this.engine = engine;
    this.engineId = engine.octets();
    this.nanos = nanos;
    this.started = nanos.getAsLong();
    for (UsmAccount account : accounts) {
      UserKeys keys = UserKeys.of(account, protocols, engineId);
      users.put(keys.name(), keys);
    }
  }

  /** What became of a message. */
  sealed interface Outcome {
    /** It is from this user at the level it claims. */
    record Accepted(UserKeys user, ScopedRequest scoped) implements Outcome {}

    /**
     * It is refused, which counts and is told by a Report.
     *
     * @param user whose keys the Report is signed with, if its level asks for it
     * @param level of the Report
     */
    record Refused(OID counter, Optional<UserKeys> user, int level) implements Outcome {
      Refused(OID counter) {
        // RFC 3412 §7.1 (3): noAuthNoPriv unless the security model says otherwise.
        this(counter, Optional.empty(), SecurityLevel.NOAUTH_NOPRIV);
      }
    }
  }

  OctetString engineId() {
    return engineId;
  }

  int boots() {
    return engine.boots();
  }

  /** snmpEngineTime: seconds since snmpEngineBoots changed. */
  int time() {
    return (int) ((nanos.getAsLong() - started) / NANOS);
  }

  /**
   * Takes the steps of RFC 3414 §3.2 from (3) on, in their order: a message that is wrong in two
   * ways counts once, for the first.
   *
   * @throws MalformedMessageException if what was authentic is no scoped PDU
   */
  Outcome receive(V3Message message) throws MalformedMessageException {
    if (!engineId.equals(message.engineId())) {
      return new Outcome.Refused(SnmpConstants.usmStatsUnknownEngineIDs); // (3)
    }
    UserKeys user = users.get(message.user());
    if (user == null) {
      return new Outcome.Refused(SnmpConstants.usmStatsUnknownUserNames); // (4)
    }
    if (message.level() > user.level()) {
      return new Outcome.Refused(SnmpConstants.usmStatsUnsupportedSecLevels); // (5)
    }
    if (message.level() == SecurityLevel.NOAUTH_NOPRIV) {
      return new Outcome.Accepted(user, ScopedRequest.read(message.data()));
    }
    if (!user.isAuthentic(message.packet().getValue(), message.digestAt(), message.digest())) {
      return new Outcome.Refused(SnmpConstants.usmStatsWrongDigests); // (6)
    }
    if (!isTimely(message)) {
      // (7): authenticated, so that the manager may take the time in it for ours.
      return new Outcome.Refused(
          SnmpConstants.usmStatsNotInTimeWindows, Optional.of(user), SecurityLevel.AUTH_NOPRIV);
    }
    if (message.level() == SecurityLevel.AUTH_NOPRIV) {
      return new Outcome.Accepted(user, ScopedRequest.read(message.data()));
    }
    Optional<byte[]> plain =
        user.decrypt(message.data().rest(), message.salt(), message.boots(), message.time());
    if (plain.isEmpty()) {
      return new Outcome.Refused(SnmpConstants.usmStatsDecryptionErrors); // (8)
    }
    // DES pads (RFC 3414 §8.1.1.2): what follows the scoped PDU is no error.
    byte[] octets = plain.get();
    return new Outcome.Accepted(
        user, ScopedRequest.read(new BerReader(octets, 0, octets.length).open(BerReader.SEQUENCE)));
  }

  private boolean isTimely(V3Message message) {
    return message.boots() == boots() && Math.abs(time() - message.time()) <= WINDOW_SECONDS;
  }
}

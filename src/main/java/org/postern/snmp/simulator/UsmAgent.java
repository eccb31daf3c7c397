package org.postern.snmp.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.UsmKeys;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.BerReader.Malformed;
import org.snmp4j.security.AuthenticationProtocol;
import org.snmp4j.security.ByteArrayWindow;
import org.snmp4j.security.DecryptParams;
import org.snmp4j.security.PrivacyProtocol;

/**
 * The authoritative side of SNMPv3 with the User-based Security Model (RFC 3412 §7.2, RFC 3414
 * §3.2), independent of snmp4j's message processing; only ciphers and hashes are shared with it.
 * Thread-safe.
 */
final class UsmAgent {
  private static final int TIME_WINDOW_SECONDS = 150;
  private static final int USM = 3;
  private static final int FLAG_AUTH = 1;
  private static final int FLAG_PRIV = 2;
  private static final int FLAG_REPORTABLE = 4;

  private final byte[] engineId;
  private final EngineClock clock;
  private final Map<String, User> users = new HashMap<>();
  private final AtomicLong reports = new AtomicLong();

  /** Boots and time of the engine. */
  interface EngineClock {
    int boots();

    int seconds();
  }

  /** Makes the answer to a scoped request, encoded, within so many octets; or none. */
  interface Handler {
    byte @Nullable [] answer(Pdu.Request request, int room) throws Malformed;
  }

  private record User(SnmpCredential.V3 credential, UsmKeys.Localized keys) {
    int level() {
      return (keys.authProtocol().isPresent() ? FLAG_AUTH : 0)
          | (keys.privProtocol().isPresent() ? FLAG_PRIV : 0);
    }
  }

  /** The fields of a message around its payload. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one message, never compared
  private record Header(int msgId, int maxSize, int flags, byte[] user) {
    int level() {
      return flags & (FLAG_AUTH | FLAG_PRIV);
    }
  }

  UsmAgent(byte[] engineId, EngineClock clock, List<SnmpCredential.V3> credentials, UsmKeys keys) {
    this.engineId = engineId.clone();
    this.clock = clock;
    for (SnmpCredential.V3 credential : credentials) {
      users.put(credential.user(), new User(credential, keys.localize(credential, engineId)));
    }
  }

  /**
   * The reply to a whole message, or nothing.
   *
   * @param refusal what is wrong, as it says, with each authentic request
   */
  byte @Nullable [] reply(
      byte[] message, int ourMaxSize, Optional<UsmStatistic> refusal, Handler handler)
      throws Malformed {
    BerReader outer = new BerReader(message, 0, message.length).enter(BerWriter.SEQUENCE);
    outer.int32();
    BerReader global = outer.enter(BerWriter.SEQUENCE);
    int msgId = global.int32();
    int maxSize = global.int32();
    byte[] flags = global.octets();
    if (flags.length != 1 || global.int32() != USM || (flags[0] & 3) == FLAG_PRIV) {
      throw new Malformed("no USM message or impossible flags");
    }
    BerReader parameters = outer.enter(BerWriter.OCTETS).enter(BerWriter.SEQUENCE);
    byte[] engine = parameters.octets();
    int boots = parameters.int32();
    int seconds = parameters.int32();
    byte[] userName = parameters.octets();
    Header header = new Header(msgId, Math.min(maxSize, ourMaxSize), flags[0], userName);
    BerReader digest = parameters.enter(BerWriter.OCTETS);
    byte[] salt = parameters.octets();

    if (!Arrays.equals(engine, engineId)) {
      return report(header, UsmStatistic.UNKNOWN_ENGINE_IDS, Optional.empty());
    }
    User user = users.get(new String(userName, StandardCharsets.UTF_8));
    if (user == null) {
      return report(header, UsmStatistic.UNKNOWN_USER_NAMES, Optional.empty());
    }
    if ((header.level() & ~user.level()) != 0) {
      return report(header, UsmStatistic.UNSUPPORTED_LEVELS, Optional.empty());
    }
    if ((header.level() & FLAG_AUTH) != 0) {
      if (!isAuthentic(user, message, digest.position())) {
        return report(header, UsmStatistic.WRONG_DIGESTS, Optional.empty());
      }
      if (boots != clock.boots()
          || Math.abs((long) seconds - clock.seconds()) > TIME_WINDOW_SECONDS) {
        return report(header, UsmStatistic.NOT_IN_TIME_WINDOWS, Optional.of(user));
      }
      if (refusal.isPresent()) {
        return report(header, refusal.get(), Optional.of(user));
      }
    }
    BerReader scoped;
    if ((header.level() & FLAG_PRIV) != 0) {
      byte[] plain = decrypt(user, outer.octets(), boots, seconds, salt);
      if (plain.length == 0) {
        return report(header, UsmStatistic.DECRYPTION_ERRORS, Optional.empty());
      }
      scoped = new BerReader(plain, 0, plain.length).enter(BerWriter.SEQUENCE);
    } else {
      scoped = outer.enter(BerWriter.SEQUENCE);
    }
    return answer(header, user, scoped, handler);
  }

  private byte @Nullable [] answer(Header header, User user, BerReader scoped, Handler handler)
      throws Malformed {
    scoped.octets();
    byte[] contextName = scoped.octets();
    Pdu.Request request = Pdu.read(scoped);
    if (header.level() != user.level()) {
      // The view is for the user's full security level only (RFC 3415).
      byte[] refusal = Responder.encode(Responder.error(request, Responder.AUTHORIZATION_ERROR, 0));
      return message(header, header.level(), Optional.of(user), contextName, refusal);
    }
    int overhead = 160 + engineId.length * 2 + header.user().length + contextName.length;
    byte[] answer = handler.answer(request, header.maxSize() - overhead);
    return answer == null
        ? null
        : message(header, header.level(), Optional.of(user), contextName, answer);
  }

  private static boolean isAuthentic(User user, byte[] message, int digestAt) {
    AuthenticationProtocol auth = user.keys().authProtocol().orElseThrow();
    int length = auth.getAuthenticationCodeLength();
    if (digestAt + length > message.length) {
      return false;
    }
    byte[] copy = message.clone();
    return auth.isAuthentic(
        user.keys().authKey(), copy, 0, copy.length, new ByteArrayWindow(copy, digestAt, length));
  }

  /** The plain octets; none if they cannot be decrypted. */
  private static byte[] decrypt(User user, byte[] cipher, int boots, int seconds, byte[] salt) {
    PrivacyProtocol priv = user.keys().privProtocol().orElseThrow();
    if (salt.length != priv.getDecryptParamsLength()) {
      return new byte[0];
    }
    try {
      byte[] plain =
          priv.decrypt(
              cipher,
              0,
              cipher.length,
              user.keys().privKey(),
              boots,
              seconds,
              new DecryptParams(salt, 0, salt.length));
      return plain == null ? new byte[0] : plain;
    } catch (RuntimeException e) {
      return new byte[0]; // usmStatsDecryptionErrors; what the octets were is of no use
    }
  }

  private byte @Nullable [] report(
      Header header, UsmStatistic statistic, Optional<User> authenticated) {
    if ((header.flags() & FLAG_REPORTABLE) == 0) {
      return null;
    }
    VarBind count =
        new VarBind(statistic.instance(), new SnmpValue.Counter32(reports.incrementAndGet()));
    byte[] pdu = Responder.encode(new Pdu.Answer(Pdu.REPORT, 0, 0, 0, List.of(count)));
    int level = authenticated.isPresent() ? FLAG_AUTH : 0;
    return message(header, level, authenticated, new byte[0], pdu);
  }

  private byte[] message(
      Header header, int level, Optional<User> user, byte[] contextName, byte[] pdu) {
    int boots = clock.boots();
    int seconds = clock.seconds();
    BerWriter scoped = new BerWriter();
    scoped.raw(pdu).octets(contextName).octets(engineId).wrap(BerWriter.SEQUENCE, 0);
    BerWriter writer = new BerWriter();
    byte[] salt = new byte[0];
    if ((level & FLAG_PRIV) != 0) {
      UsmKeys.Localized keys = user.orElseThrow().keys();
      byte[] plain = scoped.toArray();
      DecryptParams parameters = new DecryptParams();
      writer.octets(
          keys.privProtocol()
              .orElseThrow()
              .encrypt(plain, 0, plain.length, keys.privKey(), boots, seconds, parameters));
      salt = parameters.array;
    } else {
      writer.raw(scoped.toArray());
    }
    Optional<AuthenticationProtocol> auth =
        (level & FLAG_AUTH) == 0 ? Optional.empty() : user.orElseThrow().keys().authProtocol();
    int digestLength = auth.map(AuthenticationProtocol::getAuthenticationCodeLength).orElse(0);
    int before = writer.size();
    writer.octets(salt).raw(new byte[digestLength]);
    int digestEndsBefore = writer.size();
    writer.wrap(BerWriter.OCTETS, digestEndsBefore - digestLength);
    writer.octets(header.user()).integer(seconds).integer(boots).octets(engineId);
    writer.wrap(BerWriter.SEQUENCE, before).wrap(BerWriter.OCTETS, before);
    int beforeGlobal = writer.size();
    writer.integer(USM).octets(new byte[] {(byte) level}).integer(65507).integer(header.msgId());
    writer.wrap(BerWriter.SEQUENCE, beforeGlobal).integer(3).wrap(BerWriter.SEQUENCE, 0);
    byte[] message = writer.toArray();
    if (auth.isPresent()) {
      auth.get()
          .authenticate(
              user.orElseThrow().keys().authKey(),
              message,
              0,
              message.length,
              new ByteArrayWindow(message, message.length - digestEndsBefore, digestLength));
    }
    return message;
  }
}

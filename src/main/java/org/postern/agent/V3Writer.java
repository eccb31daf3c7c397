package org.postern.agent;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.snmp4j.ScopedPDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/** Writes the messages of an authoritative engine: responses and Reports (RFC 3412 §7.1). */
final class V3Writer {
  private static final int VERSION = 3;

  /** Tag and length of an element of up to 65,535 octets. */
  private static final int HEADER = 4;

  /** Tag, length and value of an integer. */
  private static final int INTEGER = 6;

  /** What encryption may add: a block of DES less one octet. */
  private static final int PADDING = 7;

  private final Usm usm;
  private final int maxMessageSize;

  V3Writer(Usm usm, int maxMessageSize) {
    this.usm = usm;
    this.maxMessageSize = maxMessageSize;
  }

  /** Octets a message to this user has beside its PDU, at most. */
  int overhead(UserKeys user) {
    int global = HEADER + 3 * INTEGER + 3;
    int parameters =
        2 * HEADER
            + (2 + usm.engineId().length())
            + 2 * INTEGER
            + (2 + user.name().length())
            + (2 + user.digestLength())
            + (2 + user.saltLength());
    int scope = HEADER + (2 + usm.engineId().length()) + 2;
    return HEADER + 3 + global + parameters + HEADER + PADDING + scope;
  }

  /**
   * One message.
   *
   * @param id msgID of the message it answers
   * @param name of the user, empty in a Report to someone unknown
   * @param user whose keys are used; needed for a level above noAuthNoPriv
   */
  byte[] write(int id, int level, OctetString name, Optional<UserKeys> user, ScopedPDU pdu) {
    int boots = usm.boots();
    int time = usm.time();
    byte[] scoped = encoded(pdu::encodeBER, pdu.getBERLength());
    byte[] salt = new byte[0];
    if (level == SecurityLevel.AUTH_PRIV) {
      UserKeys.Encrypted encrypted = user.orElseThrow().encrypt(scoped, boots, time);
      salt = encrypted.salt().getValue();
      OctetString data = encrypted.data();
      scoped = encoded(data::encodeBER, data.getBERLength());
    }
    boolean signed = level >= SecurityLevel.AUTH_NOPRIV;
    byte[] digest = new byte[signed ? user.orElseThrow().digestLength() : 0];
    byte[] parameters = parameters(boots, time, name, digest, salt);
    byte[] global = global(id, level);
    int size = 3 + global.length + parameters.length + scoped.length;
    byte[] data = scoped;
    byte[] message =
        encoded(
            out -> {
              BER.encodeHeader(out, BER.SEQUENCE, size);
              new Integer32(VERSION).encodeBER(out);
              out.write(global);
              out.write(parameters);
              out.write(data);
            },
            HEADER + 2 + size);
    if (signed) {
      // The digest stands before the salt, which ends the parameters.
      int behind = scoped.length + 2 + salt.length + digest.length;
      user.orElseThrow().sign(message, message.length - behind);
    }
    return message;
  }

  private byte[] global(int id, int level) {
    Integer32 msgId = new Integer32(id);
    Integer32 size = new Integer32(maxMessageSize);
    OctetString flags = new OctetString(new byte[] {V3Message.flags(level)});
    Integer32 model = new Integer32(SecurityModel.SECURITY_MODEL_USM);
    int length =
        msgId.getBERLength() + size.getBERLength() + flags.getBERLength() + model.getBERLength();
    return encoded(
        out -> {
          BER.encodeHeader(out, BER.SEQUENCE, length);
          msgId.encodeBER(out);
          size.encodeBER(out);
          flags.encodeBER(out);
          model.encodeBER(out);
        },
        HEADER + length);
  }

  private byte[] parameters(int boots, int time, OctetString name, byte[] digest, byte[] salt) {
    Integer32 msgBoots = new Integer32(boots);
    Integer32 msgTime = new Integer32(time);
    OctetString msgDigest = new OctetString(digest);
    OctetString msgSalt = new OctetString(salt);
    int length =
        usm.engineId().getBERLength()
            + msgBoots.getBERLength()
            + msgTime.getBERLength()
            + name.getBERLength()
            + msgDigest.getBERLength()
            + msgSalt.getBERLength();
    OctetString inner =
        new OctetString(
            encoded(
                out -> {
                  BER.encodeHeader(out, BER.SEQUENCE, length);
                  usm.engineId().encodeBER(out);
                  msgBoots.encodeBER(out);
                  msgTime.encodeBER(out);
                  name.encodeBER(out);
                  msgDigest.encodeBER(out);
                  msgSalt.encodeBER(out);
                },
                HEADER + length));
    return encoded(inner::encodeBER, inner.getBERLength());
  }

  /** Something that writes BER. */
  @FunctionalInterface
  interface Encoding {
    void to(BEROutputStream out) throws IOException;
  }

  /**
   * The octets of {@code encoding}.
   *
   * @param most how many there can be
   */
  static byte[] encoded(Encoding encoding, int most) {
    BEROutputStream out = new BEROutputStream(ByteBuffer.allocate(most));
    try {
      encoding.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write to memory", e);
    }
    return Arrays.copyOf(out.getBuffer().array(), out.getBuffer().position());
  }
}

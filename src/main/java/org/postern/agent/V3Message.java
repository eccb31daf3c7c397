package org.postern.agent;

import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;

/**
 * An SNMPv3 message as it came, with its security parameters taken apart but nothing of them
 * believed (RFC 3412 §6, RFC 3414 §2.4).
 *
 * @param digestAt where the digest stands in the packet
 * @param data the scoped PDU, or an octet string with it encrypted
 */
record V3Message(
    OctetString packet,
    int id,
    int maxSize,
    int flags,
    int securityModel,
    OctetString engineId,
    int boots,
    int time,
    OctetString user,
    OctetString digest,
    int digestAt,
    OctetString salt,
    BerReader data) {
  private static final int AUTHENTICATED = 0x01;
  private static final int ENCRYPTED = 0x02;
  private static final int REPORTABLE = 0x04;
  private static final int LONGEST_USER = 32;

  /** The part of a message that does not depend on its security model. */
  record Header(int id, int maxSize, int flags, int securityModel) {
    /** Privacy without authentication (RFC 3412 §7.2 (5) (d)). */
    boolean isContradiction() {
      return (flags & (AUTHENTICATED | ENCRYPTED)) == ENCRYPTED;
    }

    /**
     * RFC 3412 §6: an id, a size or a model below its range, so a negative one, is no message of
     * SNMP.
     */
    static Header read(BerReader message) throws MalformedMessageException {
      BerReader header = message.open(BerReader.SEQUENCE);
      int id = header.integer("msgID", 0);
      int maxSize = header.integer("msgMaxSize", AgentSettings.LEAST_MESSAGE_SIZE);
      byte[] flags = header.octets();
      if (flags.length != 1) {
        throw new MalformedMessageException("msgFlags of " + flags.length + " octets");
      }
      int model = header.integer("msgSecurityModel", 1);
      header.finish("msgGlobalData");
      return new Header(id, maxSize, flags[0], model);
    }
  }

  /**
   * Reads what follows the header, by the user-based security model.
   *
   * @param message stands behind the header
   */
  static V3Message read(byte[] packet, Header header, BerReader message)
      throws MalformedMessageException {
    BerReader wrapped = message.open(BerReader.OCTET_STRING);
    BerReader parameters = wrapped.open(BerReader.SEQUENCE);
    wrapped.finish("security parameters");
    OctetString engineId = new OctetString(parameters.octets());
    int boots = parameters.integer("msgAuthoritativeEngineBoots", 0);
    int time = parameters.integer("msgAuthoritativeEngineTime", 0);
    byte[] user = parameters.octets();
    if (user.length > LONGEST_USER) {
      throw new MalformedMessageException("msgUserName of " + user.length + " octets");
    }
    BerReader digest = parameters.open(BerReader.OCTET_STRING);
    int digestAt = digest.position();
    OctetString salt = new OctetString(parameters.octets());
    parameters.finish("msgPrivacyParameters");
    boolean encrypted = (header.flags() & ENCRYPTED) != 0;
    BerReader data = message.open(encrypted ? BerReader.OCTET_STRING : BerReader.SEQUENCE);
    message.finish("msgData");
    return new V3Message(
        new OctetString(packet),
        header.id(),
        header.maxSize(),
        header.flags(),
        header.securityModel(),
        engineId,
        boots,
        time,
        new OctetString(user),
        new OctetString(digest.rest()),
        digestAt,
        salt,
        data);
  }

  /** The security level that the message claims, as RFC 3411 numbers it. */
  int level() {
    if ((flags & AUTHENTICATED) == 0) {
      return SecurityLevel.NOAUTH_NOPRIV;
    }
    return (flags & ENCRYPTED) == 0 ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
  }

  boolean isEncrypted() {
    return (flags & ENCRYPTED) != 0;
  }

  boolean isReportable() {
    return (flags & REPORTABLE) != 0;
  }

  static byte flags(int level) {
    return (byte)
        (level == SecurityLevel.NOAUTH_NOPRIV
            ? 0
            : level == SecurityLevel.AUTH_NOPRIV ? AUTHENTICATED : AUTHENTICATED | ENCRYPTED);
  }
}

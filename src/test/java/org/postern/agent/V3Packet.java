package org.postern.agent;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.asn1.BER;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** An SNMPv3 message of which every field can be made wrong; changed in place. */
final class V3Packet {
  static final int REQUEST_ID = 0x1234567;
  static final int ID = 4711;

  private static final int ROOM = 65_535;

  private int id = ID;
  private int maxSize = 1472;
  private byte[] flags;
  private int model = 3;
  private byte[] engineId = Agents.ENGINE.octets().getValue();
  private int boots = Agents.ENGINE.boots();
  private int time;
  private String user;
  private final Optional<UsmAccount> keys;
  private UnaryOperator<byte[]> digest = UnaryOperator.identity();
  private UnaryOperator<byte[]> salt = UnaryOperator.identity();
  private byte[] contextEngineId = Agents.ENGINE.octets().getValue();
  private String contextName = "";
  private int type = PDU.GET;
  private final boolean encrypted;

  private V3Packet(UsmAccount account) {
    int level = account.securityLevel();
    flags = new byte[] {(byte) (V3Message.flags(level) | 4)};
    user = account.name();
    keys = level > 1 ? Optional.of(account) : Optional.empty();
    encrypted = level > 2;
  }

  /** A good request of a user at its own level. */
  static V3Packet of(UsmAccount account) {
    return new V3Packet(account);
  }

  int id() {
    return id;
  }

  V3Packet id(int wrong) {
    id = wrong;
    return this;
  }

  V3Packet maxSize(int wrong) {
    maxSize = wrong;
    return this;
  }

  V3Packet flags(byte... wrong) {
    flags = wrong;
    return this;
  }

  V3Packet notReportable() {
    flags[0] &= ~4;
    return this;
  }

  V3Packet model(int wrong) {
    model = wrong;
    return this;
  }

  V3Packet engineId(byte... wrong) {
    engineId = wrong;
    return this;
  }

  V3Packet clock(int wrongBoots, int wrongTime) {
    boots = wrongBoots;
    time = wrongTime;
    return this;
  }

  V3Packet user(String wrong) {
    user = wrong;
    return this;
  }

  V3Packet digest(UnaryOperator<byte[]> wrong) {
    digest = wrong;
    return this;
  }

  V3Packet salt(UnaryOperator<byte[]> wrong) {
    salt = wrong;
    return this;
  }

  V3Packet context(byte[] wrongEngineId, String wrongName) {
    contextEngineId = wrongEngineId;
    contextName = wrongName;
    return this;
  }

  V3Packet type(int wrong) {
    type = wrong;
    return this;
  }

  byte[] encode() {
    // No key is for an engine without an id; any other will do.
    OctetString holder = new OctetString(engineId.length == 0 ? new byte[5] : engineId);
    Optional<UserKeys> with =
        keys.map(account -> UserKeys.of(account, PosternAgent.protocols(), holder));
    byte[] scoped = scoped();
    byte[] parameters = new byte[0];
    if (encrypted) {
      UserKeys.Encrypted data = with.orElseThrow().encrypt(scoped, boots, time);
      parameters = data.salt().getValue();
      scoped = octets(data.data().getValue());
    }
    byte[] code = new byte[with.map(UserKeys::digestLength).orElse(0)];
    byte[] message = message(scoped, salt.apply(parameters), code);
    if (code.length > 0) {
      int behind = scoped.length + 2 + salt.apply(parameters).length + code.length;
      with.orElseThrow().sign(message, message.length - behind);
      int at = message.length - behind;
      code = Arrays.copyOfRange(message, at, at + code.length);
    }
    return message(scoped, salt.apply(parameters), digest.apply(code));
  }

  private byte[] scoped() {
    ScopedPDU pdu = new ScopedPDU();
    pdu.setType(type);
    pdu.setRequestID(new Integer32(REQUEST_ID));
    pdu.setContextEngineID(new OctetString(contextEngineId));
    pdu.setContextName(new OctetString(contextName));
    pdu.add(new VariableBinding(SnmpConstants.sysName));
    return V3Writer.encoded(pdu::encodeBER, ROOM);
  }

  private byte[] message(byte[] data, byte[] privacy, byte[] code) {
    byte[] global = sequence(integer(id), integer(maxSize), octets(flags), integer(model));
    byte[] security =
        sequence(
            octets(engineId),
            integer(boots),
            integer(time),
            octets(new OctetString(user).getValue()),
            octets(code),
            octets(privacy));
    return sequence(integer(3), global, octets(security), data);
  }

  static byte[] integer(int value) {
    return V3Writer.encoded(new Integer32(value)::encodeBER, ROOM);
  }

  static byte[] octets(byte[] value) {
    return V3Writer.encoded(new OctetString(value)::encodeBER, ROOM);
  }

  static byte[] sequence(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    return V3Writer.encoded(
        out -> {
          BER.encodeHeader(out, BER.SEQUENCE, length);
          for (byte[] part : parts) {
            out.write(part);
          }
        },
        ROOM);
  }
}

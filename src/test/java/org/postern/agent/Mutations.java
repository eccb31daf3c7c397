package org.postern.agent;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Packets that are nearly SNMP messages: seeded, so that a failure can be had again. */
final class Mutations {
  private static final UsmAccount OPEN =
      new UsmAccount("open", UsmAccount.Auth.NONE, "", UsmAccount.Priv.NONE, "");
  private static final int[] TAGS = {
    0x02, 0x04, 0x05, 0x06, 0x30, 0x40, 0x41, 0x42, 0x43, 0x44, 0x46, 0x80, 0xa0, 0xa1, 0xa2, 0xa3,
    0xa4, 0xa5, 0xa6, 0xa7, 0xa8, 0xff
  };
  private static final int[] LENGTHS = {0x00, 0x01, 0x7f, 0x80, 0x81, 0x82, 0x84, 0x88, 0xff};

  private final Random random;
  private final List<byte[]> seeds;

  Mutations(long seed) {
    random = new Random(seed);
    seeds =
        List.of(
            community(0, PDU.GET),
            community(0, PDU.GETNEXT),
            community(1, PDU.GET),
            community(1, PDU.GETBULK),
            community(1, PDU.SET),
            V3Packet.of(OPEN).encode(),
            V3Packet.of(OPEN).type(PDU.GETBULK).encode(),
            V3Packet.of(OPEN).engineId().user("").encode(),
            V3Packet.of(Agents.AUTHENTIC).encode(),
            V3Packet.of(Agents.PRIVATE).encode());
  }

  static byte[] community(int version, int type) {
    PDU pdu = new PDU();
    pdu.setType(type);
    pdu.setRequestID(new Integer32(77));
    pdu.add(new VariableBinding(SnmpConstants.sysName));
    pdu.add(new VariableBinding(new OID(AgentSettings.DOCUMENTATION_ARC)));
    return V3Packet.sequence(
        V3Packet.integer(version),
        V3Packet.octets(new OctetString(Agents.COMMUNITY).getValue()),
        V3Writer.encoded(pdu::encodeBER, 65_535));
  }

  byte[] next() {
    byte[] packet = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && packet.length > 0; i++) {
      packet = changed(packet);
    }
    return packet;
  }

  private byte[] changed(byte[] packet) {
    int at = random.nextInt(packet.length);
    switch (random.nextInt(9)) {
      case 0 -> packet[at] = (byte) random.nextInt(256);
      case 1 -> packet[at] = (byte) TAGS[random.nextInt(TAGS.length)];
      case 2 -> packet[at] = (byte) LENGTHS[random.nextInt(LENGTHS.length)];
      case 3 -> packet[at] ^= (byte) (1 << random.nextInt(8));
      case 4 -> {
        return Arrays.copyOf(packet, at);
      }
      case 5 -> {
        return spliced(packet, at, new byte[1 + random.nextInt(40)]);
      }
      case 6 -> {
        // A piece of the packet once more, in the middle of it.
        int end = at + random.nextInt(packet.length - at);
        return spliced(packet, at, Arrays.copyOfRange(packet, at, end));
      }
      case 7 -> {
        return nested(1 + random.nextInt(2_000));
      }
      default -> {
        byte[] noise = new byte[random.nextInt(600)];
        random.nextBytes(noise);
        return noise;
      }
    }
    return packet;
  }

  private byte[] spliced(byte[] packet, int at, byte[] piece) {
    byte[] longer = new byte[packet.length + piece.length];
    System.arraycopy(packet, 0, longer, 0, at);
    System.arraycopy(piece, 0, longer, at, piece.length);
    System.arraycopy(packet, at, longer, at + piece.length, packet.length - at);
    return longer;
  }

  /** Sequences in sequences, each of which says that it goes on for ever. */
  private byte[] nested(int depth) {
    byte[] packet = new byte[depth * 4];
    for (int i = 0; i < depth; i++) {
      packet[i * 4] = 0x30;
      packet[i * 4 + 1] = (byte) 0x82;
      packet[i * 4 + 2] = (byte) random.nextInt(256);
      packet[i * 4 + 3] = (byte) random.nextInt(256);
    }
    return packet;
  }
}

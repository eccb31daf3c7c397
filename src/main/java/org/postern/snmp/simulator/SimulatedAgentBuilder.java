package org.postern.snmp.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.Secret;
import org.postern.snmp.SnmpCredential;

/** Describes a {@link SimulatedAgent}; confined to one thread. */
public final class SimulatedAgentBuilder {
  private static final SecureRandom RANDOM = new SecureRandom();

  final RecordedDevice device;
  final Clock clock;
  final List<Secret> communities = new ArrayList<>();
  final List<SnmpCredential.V3> users = new ArrayList<>();
  InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  int maxMessageSize = 65_507;
  int boots = 1;
  Fault fault = new Fault.None();
  @Nullable AnswerCache answers;
  private byte[] engineId = new byte[0];

  SimulatedAgentBuilder(RecordedDevice device, Clock clock) {
    this.device = device;
    this.clock = clock;
  }

  /** Where to answer; by default a free port on loopback. */
  public SimulatedAgentBuilder at(InetSocketAddress address) {
    this.address = address;
    return this;
  }

  /** Accepts this community. Without any, an agent on loopback takes all, another one none. */
  public SimulatedAgentBuilder community(Secret community) {
    communities.add(community);
    return this;
  }

  /** Accepts this user, at exactly the security level that the credential has. */
  public SimulatedAgentBuilder user(SnmpCredential.V3 user) {
    users.add(user);
    return this;
  }

  /** The snmpEngineID, 5..32 octets (RFC 3411 §5); by default a random one. */
  public SimulatedAgentBuilder engineId(byte[] engineId) {
    if (engineId.length < 5 || engineId.length > 32) {
      throw new IllegalArgumentException("engine id not 5..32 octets: " + engineId.length);
    }
    this.engineId = engineId.clone();
    return this;
  }

  /** snmpEngineBoots, 1 and up. */
  public SimulatedAgentBuilder boots(int boots) {
    this.boots = boots;
    return this;
  }

  /** The largest message to send, 484..65507 octets (RFC 3411, snmpEngineMaxMessageSize). */
  public SimulatedAgentBuilder maxMessageSize(int octets) {
    if (octets < 484 || octets > 65_507) {
      throw new IllegalArgumentException("maximum message size not in 484..65507: " + octets);
    }
    this.maxMessageSize = octets;
    return this;
  }

  /** What is wrong with it from the start. */
  public SimulatedAgentBuilder fault(Fault fault) {
    this.fault = fault;
    return this;
  }

  /** Takes answers from a cache that it shares with agents that serve the same device. */
  public SimulatedAgentBuilder answersFrom(AnswerCache cache) {
    answers = cache;
    return this;
  }

  /** Binds the address and answers. */
  public SimulatedAgent start(SimulatorLoop loop) throws IOException {
    return SimulatedAgent.start(this, loop);
  }

  byte[] engineId() {
    if (engineId.length > 0) {
      return engineId.clone();
    }
    // Enterprise 32473 is reserved for documentation (RFC 5612); format 5: octets (RFC 3411 §5).
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    byte[] made = {(byte) 0x80, 0, 0x7e, (byte) 0xd9, 5, 0, 0, 0, 0, 0, 0, 0, 0};
    System.arraycopy(random, 0, made, 5, random.length);
    return made;
  }
}

package org.postern.snmp.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.Oid;
import org.postern.snmp.Secret;
import org.postern.snmp.UsmKeys;
import org.postern.snmp.simulator.BerReader.Malformed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An SNMP agent on a UDP address that serves a {@link RecordedDevice} by SNMPv1, v2c and v3.
 * Thread-safe; read-only; may be broken on purpose by a {@link Fault}.
 */
public final class SimulatedAgent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedAgent.class);
  private static final UsmKeys KEYS = new UsmKeys();
  private static final byte[] NO_MESSAGE =
      "this is no SNMP message".getBytes(StandardCharsets.US_ASCII);

  private final SimulatorLoop loop;
  private final RecordedDevice device;
  private final DatagramChannel channel;
  private final InetSocketAddress address;
  private final Set<Secret> communities;
  private final boolean anyCommunity;
  private final int maxMessageSize;
  private final Clock clock;
  private final @Nullable AnswerCache answers;
  private final UsmAgent usm;
  private final LongAdder requests = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile Fault fault;
  private volatile Boot boot;

  private record Boot(int boots, Instant since) {}

  private SimulatedAgent(SimulatedAgentBuilder builder, SimulatorLoop loop) throws IOException {
    this.loop = loop;
    device = builder.device;
    clock = builder.clock;
    communities = builder.communities.stream().collect(Collectors.toUnmodifiableSet());
    anyCommunity = communities.isEmpty() && builder.address.getAddress().isLoopbackAddress();
    maxMessageSize = builder.maxMessageSize;
    fault = builder.fault;
    answers = builder.answers;
    boot = new Boot(builder.boots, clock.instant());
    usm = new UsmAgent(builder.engineId(), new OwnClock(), builder.users, KEYS);
    channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 1 << 18);
      channel.bind(builder.address);
      channel.configureBlocking(false);
      address = (InetSocketAddress) channel.getLocalAddress();
      loop.serve(channel, this::received);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Describes an agent that serves {@code device}. */
  public static SimulatedAgentBuilder serving(RecordedDevice device, Clock clock) {
    return new SimulatedAgentBuilder(device, clock);
  }

  static SimulatedAgent start(SimulatedAgentBuilder builder, SimulatorLoop loop)
      throws IOException {
    return new SimulatedAgent(builder, loop);
  }

  /** Where it answers; the port that was found if 0 was asked for. */
  public InetSocketAddress address() {
    return address;
  }

  /** What it serves. */
  public RecordedDevice device() {
    return device;
  }

  /** Breaks it, or mends it with {@link Fault.None}. */
  public void inject(Fault fault) {
    this.fault = fault;
  }

  /** Starts its engine anew with these snmpEngineBoots and snmpEngineTime 0 (RFC 3414 §2.2). */
  public void restart(int boots) {
    boot = new Boot(boots, clock.instant());
  }

  /** Messages received. */
  public long requests() {
    return requests.sum();
  }

  /** Messages not answered: malformed, wrong community, or a fault that silences. */
  public long dropped() {
    return dropped.sum();
  }

  /** Stops answering; the port is free when this returns. */
  @Override
  public void close() {
    try {
      loop.release(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the agent at " + address, e);
    }
  }

  private void received(byte[] datagram, SocketAddress from) {
    requests.increment();
    Fault now = fault;
    byte[] reply;
    try {
      reply = now instanceof Fault.Garbage ? NO_MESSAGE : reply(datagram, now);
    } catch (Malformed e) {
      LOG.debug("agent {}: dropped a datagram of {}: {}", address, from, e.getMessage());
      reply = null;
    }
    if (reply == null || now instanceof Fault.Silent) {
      dropped.increment();
    } else if (now instanceof Fault.Slow slow) {
      byte[] later = reply;
      var unused =
          slow.scheduler()
              .schedule(() -> send(later, from), slow.delay().toNanos(), TimeUnit.NANOSECONDS);
    } else {
      send(reply, from);
    }
  }

  private byte @Nullable [] reply(byte[] datagram, Fault now) throws Malformed {
    BerReader message = new BerReader(datagram, 0, datagram.length).enter(BerWriter.SEQUENCE);
    int version = message.int32();
    if (version == 3) {
      Optional<UsmStatistic> refusal =
          now instanceof Fault.Refusing refusing
              ? Optional.of(refusing.statistic())
              : Optional.empty();
      return usm.reply(
          datagram, maxMessageSize, refusal, (request, room) -> answer(request, false, room, now));
    }
    if (version != 0 && version != 1) {
      throw new Malformed("version " + version);
    }
    byte[] community = message.octets();
    Pdu.Request request = Pdu.read(message);
    if (version == 0 && request.type() == Pdu.GET_BULK) {
      throw new Malformed("GETBULK in SNMPv1");
    }
    if (!anyCommunity
        && !communities.contains(new Secret(new String(community, StandardCharsets.UTF_8)))) {
      return null;
    }
    byte[] answer = answer(request, version == 0, maxMessageSize - 16 - community.length, now);
    if (answer == null) {
      return null;
    }
    BerWriter writer = new BerWriter();
    writer.raw(answer).octets(community).integer(version).wrap(BerWriter.SEQUENCE, 0);
    return writer.toArray();
  }

  private byte @Nullable [] answer(Pdu.Request request, boolean v1, int room, Fault now)
      throws Malformed {
    if (now instanceof Fault.SilentFrom silent && anyFrom(silent.oid(), request)) {
      return null;
    }
    int most = now instanceof Fault.ShortAnswers cut ? cut.varBinds() : Integer.MAX_VALUE;
    Responder responder = new Responder(now.distort(device.view()), v1, room, most);
    return answers == null || !(now instanceof Fault.None)
        ? responder.answer(request)
        : answers.answer(request, v1, room, () -> responder.answer(request));
  }

  private static boolean anyFrom(Oid oid, Pdu.Request request) {
    return request.names().stream().anyMatch(name -> name.compareTo(oid) >= 0);
  }

  private void send(byte[] reply, SocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(reply), to);
    } catch (IOException e) {
      LOG.debug("agent {}: cannot answer {}: {}", address, to, e.toString());
    }
  }

  private final class OwnClock implements UsmAgent.EngineClock {
    @Override
    public int boots() {
      return boot.boots();
    }

    @Override
    public int seconds() {
      return (int) Math.max(0, Duration.between(boot.since(), clock.instant()).toSeconds());
    }
  }
}

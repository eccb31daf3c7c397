package org.postern.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A bad network in front of an agent: passes its datagrams on and harms them by chance, always by
 * the same chance for the same seed. One thread, which waits in its selector. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int LARGEST = 65_535;

  private final InetSocketAddress agent;
  private final Random random;
  private final Selector selector;
  private final DatagramChannel front;
  private final DatagramChannel elsewhere;
  private final Map<SocketAddress, DatagramChannel> towards = new HashMap<>();
  private final PriorityQueue<Delivery> later =
      new PriorityQueue<>(Comparator.comparingLong(Delivery::due));
  private final Deque<Delivery> heldBack = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
  private final Map<Harm, Integer> done = new EnumMap<>(Harm.class);
  private final Thread thread;
  private volatile Faults faults;
  private volatile boolean closed;

  /** What was done to a datagram. */
  public enum Harm {
    LOST,
    DELAYED,
    DUPLICATED,
    REORDERED,
    TRUNCATED,
    FLIPPED,
    FROM_ELSEWHERE
  }

  /**
   * How bad the network is; shares are 0..1 of the datagrams.
   *
   * @param lost on the way there as well as on the way back
   * @param delay of each answer
   * @param duplicated answers that come twice
   * @param reordered answers that come after the next one
   * @param truncated answers that end early
   * @param flipped answers with one to three wrong bits
   * @param elsewhere answers that come from another port than was asked
   */
  public record Faults(
      double lost,
      Duration delay,
      double duplicated,
      double reordered,
      double truncated,
      double flipped,
      double elsewhere) {
    public static Faults none() {
      return new Faults(0, Duration.ZERO, 0, 0, 0, 0, 0);
    }

    public static Faults losing(double share) {
      return new Faults(share, Duration.ZERO, 0, 0, 0, 0, 0);
    }

    public static Faults delaying(Duration delay) {
      return new Faults(0, delay, 0, 0, 0, 0, 0);
    }

    public static Faults disordering(double duplicated, double reordered) {
      return new Faults(0, Duration.ZERO, duplicated, reordered, 0, 0, 0);
    }

    public static Faults damaging(double truncated, double flipped) {
      return new Faults(0, Duration.ZERO, 0, 0, truncated, flipped, 0);
    }

    public static Faults answeringElsewhere(double share) {
      return new Faults(0, Duration.ZERO, 0, 0, 0, 0, share);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Delivery(DatagramChannel by, byte[] datagram, SocketAddress to, long due) {}

  /** Opens a free port on loopback for {@code agent}. */
  public FaultProxy(InetSocketAddress agent, long seed, Faults faults) throws IOException {
    this.agent = agent;
    this.random = new Random(seed);
    this.faults = faults;
    selector = Selector.open();
    front = open();
    elsewhere = open();
    front.register(selector, SelectionKey.OP_READ);
    thread = new Thread(this::run, "fault-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private static DatagramChannel open() throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    channel.configureBlocking(false);
    return channel;
  }

  /** Where to ask. */
  public InetSocketAddress address() {
    try {
      return (InetSocketAddress) front.getLocalAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From the next datagram on. */
  public void become(Faults faults) {
    this.faults = faults;
  }

  /** How often each harm was done. */
  public Map<Harm, Integer> done() {
    synchronized (done) {
      return Map.copyOf(done);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector;
        front;
        elsewhere) {
      while (!closed) {
        selector.select(waitMillis());
        for (SelectionKey key : selector.selectedKeys()) {
          receive((DatagramChannel) key.channel(), (SocketAddress) key.attachment());
        }
        selector.selectedKeys().clear();
        while (!later.isEmpty() && later.peek().due() <= System.nanoTime()) {
          deliver(later.poll());
        }
      }
      for (DatagramChannel each : towards.values()) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy before " + agent, e);
    }
  }

  /** Until the next delivery is due, in milliseconds; 0 is for ever. */
  private long waitMillis() {
    return later.isEmpty()
        ? 0
        : Math.max(1, Duration.ofNanos(later.peek().due() - System.nanoTime()).toMillis());
  }

  private void receive(DatagramChannel channel, SocketAddress client) throws IOException {
    buffer.clear();
    SocketAddress from = channel.receive(buffer);
    if (from == null) {
      return;
    }
    byte[] datagram = Arrays.copyOf(buffer.array(), buffer.position());
    if (happens(faults.lost(), Harm.LOST)) {
      return;
    }
    if (channel == front) {
      deliver(new Delivery(towards(from), datagram, agent, 0));
    } else {
      answer(datagram, client);
    }
  }

  private DatagramChannel towards(SocketAddress client) throws IOException {
    DatagramChannel channel = towards.get(client);
    if (channel == null) {
      channel = open();
      channel.register(selector, SelectionKey.OP_READ, client);
      towards.put(client, channel);
    }
    return channel;
  }

  private void answer(byte[] datagram, SocketAddress client) throws IOException {
    Faults now = faults;
    byte[] harmed = damaged(datagram, now);
    DatagramChannel by = happens(now.elsewhere(), Harm.FROM_ELSEWHERE) ? elsewhere : front;
    long due = System.nanoTime() + now.delay().toNanos();
    Delivery delivery = new Delivery(by, harmed, client, due);
    if (happens(now.reordered(), Harm.REORDERED)) {
      heldBack.add(delivery);
      return;
    }
    int times = happens(now.duplicated(), Harm.DUPLICATED) ? 2 : 1;
    for (int i = 0; i < times; i++) {
      if (now.delay().isZero()) {
        deliver(delivery);
      } else {
        count(Harm.DELAYED);
        later.add(delivery);
      }
    }
    while (!heldBack.isEmpty()) {
      deliver(heldBack.poll());
    }
  }

  private byte[] damaged(byte[] datagram, Faults now) {
    byte[] harmed = datagram;
    if (happens(now.truncated(), Harm.TRUNCATED)) {
      harmed = Arrays.copyOf(datagram, random.nextInt(datagram.length));
    }
    if (harmed.length > 0 && happens(now.flipped(), Harm.FLIPPED)) {
      int bits = 1 + random.nextInt(3);
      for (int i = 0; i < bits; i++) {
        harmed[random.nextInt(harmed.length)] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return harmed;
  }

  private boolean happens(double share, Harm harm) {
    boolean happens = share > 0 && random.nextDouble() < share;
    if (happens) {
      count(harm);
    }
    return happens;
  }

  private void count(Harm harm) {
    synchronized (done) {
      done.merge(harm, 1, Integer::sum);
    }
  }

  private static void deliver(Delivery delivery) throws IOException {
    delivery.by().send(ByteBuffer.wrap(delivery.datagram()), delivery.to());
  }
}

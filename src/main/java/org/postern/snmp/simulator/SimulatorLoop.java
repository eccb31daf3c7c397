package org.postern.snmp.simulator;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that serve simulated agents: a few for any number of them, so that thousands of
 * agents cost a socket each and no more. Thread-safe.
 */
public final class SimulatorLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatorLoop.class);
  private static final int LARGEST_DATAGRAM = 65_535;

  /** So that one busy socket cannot starve the others. */
  private static final int DATAGRAMS_IN_A_ROW = 64;

  private final List<Worker> workers = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean closed;

  /** Takes a datagram on a thread of the loop. */
  @FunctionalInterface
  interface Receiver {
    void received(byte[] datagram, SocketAddress from);
  }

  /**
   * Starts the threads.
   *
   * @param threads 1 and up; one serves some ten thousand requests a second
   * @throws IOException if the system gives no selector
   */
  public SimulatorLoop(int threads) throws IOException {
    for (int i = 0; i < threads; i++) {
      Worker worker = new Worker(Selector.open());
      Thread thread = new Thread(worker, "snmp-simulator-" + i);
      thread.setDaemon(true);
      workers.add(worker);
      thread.start();
    }
  }

  /** Serves a bound, non-blocking channel until it is closed. */
  void serve(DatagramChannel channel, Receiver receiver) throws ClosedChannelException {
    int index = Math.floorMod(next.getAndIncrement(), workers.size());
    Selector selector = workers.get(index).selector;
    channel.register(selector, SelectionKey.OP_READ, receiver);
    selector.wakeup();
  }

  /** Ends the threads; agents still open fall silent. */
  @Override
  public void close() {
    closed = true;
    for (Worker worker : workers) {
      worker.selector.wakeup();
    }
  }

  private final class Worker implements Runnable {
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);

    Worker(Selector selector) {
      this.selector = selector;
    }

    @Override
    public void run() {
      try (selector) {
        while (!closed) {
          selector.select(this::receive);
        }
      } catch (IOException e) {
        LOG.error("the simulator's loop ends", e);
      }
    }

    private void receive(SelectionKey key) {
      Receiver receiver = (Receiver) key.attachment();
      DatagramChannel channel = (DatagramChannel) key.channel();
      try {
        for (int i = 0; i < DATAGRAMS_IN_A_ROW; i++) {
          buffer.clear();
          SocketAddress from = channel.receive(buffer);
          if (from == null) {
            return;
          }
          buffer.flip();
          byte[] datagram = new byte[buffer.remaining()];
          buffer.get(datagram);
          receiver.received(datagram, from);
        }
      } catch (ClosedChannelException e) {
        key.cancel();
      } catch (IOException e) {
        LOG.debug("a simulated agent cannot receive: {}", e.toString());
      } catch (RuntimeException e) {
        LOG.error("a simulated agent failed on a datagram", e);
      }
    }
  }
}

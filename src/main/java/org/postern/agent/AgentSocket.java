package org.postern.agent;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A UDP address of the agent with the thread that reads from it. Answers leave from the address
 * that was asked.
 */
final class AgentSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentSocket.class);
  private static final int RECEIVE_BUFFER = 1_000_000;
  private static final int LARGEST_PACKET = 65_535;

  private final DatagramSocket socket;
  private final InetSocketAddress address;

  /**
   * Binds the address.
   *
   * @throws IOException naming the address, if it cannot be bound
   */
  AgentSocket(InetSocketAddress listen) throws IOException {
    try {
      socket = new DatagramSocket(listen);
    } catch (SocketException e) {
      throw new IOException(
          "the agent cannot listen on "
              + listen.getAddress().getHostAddress()
              + ":"
              + listen.getPort()
              + ": "
              + e.getMessage(),
          e);
    }
    socket.setReceiveBufferSize(RECEIVE_BUFFER);
    address = new InetSocketAddress(listen.getAddress(), socket.getLocalPort());
  }

  /** The address, with the port the system chose. */
  InetSocketAddress address() {
    return address;
  }

  /** Hands packets to {@code engine} from now on, one at a time, in the order they come. */
  void serve(SnmpEngine engine) {
    Thread thread = new Thread(() -> read(engine), "agent-" + address.getPort());
    thread.setDaemon(true);
    thread.start();
  }

  private void read(SnmpEngine engine) {
    byte[] buffer = new byte[LARGEST_PACKET];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("agent: receiving at {}: {}", address, e.toString());
        }
        continue;
      }
      SocketAddress from = packet.getSocketAddress();
      // A copy, for a request may be answered after the next one has come.
      byte[] data = Arrays.copyOf(buffer, packet.getLength());
      engine.receive(data, packet.getAddress(), message -> send(message, from));
    }
  }

  private void send(byte[] message, SocketAddress to) {
    try {
      socket.send(new DatagramPacket(message, message.length, to));
    } catch (IOException e) {
      LOG.debug("{}: response not sent: {}", to, e.toString());
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}

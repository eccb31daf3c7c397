package org.postern.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A socket without SNMP. */
final class RawPeer implements AutoCloseable {
  private final DatagramSocket socket;

  RawPeer(InetSocketAddress agent) throws IOException {
    socket = new DatagramSocket(0, agent.getAddress());
    socket.connect(agent);
  }

  void send(byte[] packet) throws IOException {
    socket.send(new DatagramPacket(packet, packet.length));
  }

  byte[] exchange(byte[] packet) throws IOException {
    send(packet);
    byte[] answer = receive(5_000);
    assertThat(answer).isNotNull();
    return answer;
  }

  byte[] receive(int millis) throws IOException {
    socket.setSoTimeout(millis);
    DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      return null;
    }
    return Arrays.copyOf(packet.getData(), packet.getLength());
  }

  @Override
  public void close() {
    socket.close();
  }
}

package org.postern.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** A program that listens on TCP ports, accepts and hangs up, until it is ended. */
public final class PortListener {
  private PortListener() {}

  public static void main(String[] ports) throws IOException, InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (String port : ports) {
      ServerSocket socket = new ServerSocket(Integer.parseInt(port), 500);
      Thread thread = new Thread(() -> accept(socket), "port-" + port);
      thread.start();
      threads.add(thread);
    }
    System.out.println("listening");
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void accept(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        socket.accept().close();
      } catch (IOException e) {
        System.err.println(e.getMessage());
        return;
      }
    }
  }
}

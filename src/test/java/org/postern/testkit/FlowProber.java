package org.postern.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that opens TCP connections, all at a time, and says which were accepted. A question is
 * the milliseconds of silence after which the rest counts as dropped, then "source sourcePort
 * destination port" of each; the answer has a 1 or a 0 for each.
 */
public final class FlowProber {
  private FlowProber() {}

  public static void main(String[] none) throws IOException {
    Conversation.answer(FlowProber::probe);
  }

  private static String probe(String question) throws IOException {
    String[] words = question.split(" ", -1);
    boolean[] accepted = new boolean[(words.length - 1) / 4];
    List<SocketChannel> channels = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < accepted.length; i++) {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        // A reset at the end leaves nothing behind that the next connection could run into.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        int at = 1 + i * 4;
        channel.bind(new InetSocketAddress(words[at], Integer.parseInt(words[at + 1])));
        InetSocketAddress to =
            new InetSocketAddress(words[at + 2], Integer.parseInt(words[at + 3]));
        channel.register(selector, SelectionKey.OP_CONNECT, i);
        accepted[i] = channel.connect(to);
      }
      while (selector.select(Long.parseLong(words[0])) > 0) {
        for (SelectionKey key : selector.selectedKeys()) {
          accepted[(int) key.attachment()] = finish((SocketChannel) key.channel());
          key.cancel();
        }
        selector.selectedKeys().clear();
      }
    } finally {
      for (SocketChannel channel : channels) {
        channel.close();
      }
    }
    StringBuilder answer = new StringBuilder();
    for (boolean each : accepted) {
      answer.append(each ? '1' : '0');
    }
    return answer.toString();
  }

  private static boolean finish(SocketChannel channel) {
    try {
      return channel.finishConnect();
    } catch (IOException e) {
      return false; // reset or unreachable: rejected
    }
  }
}

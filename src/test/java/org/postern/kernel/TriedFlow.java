package org.postern.kernel;

import org.postern.acl.MailPort;

/**
 * A connection that is tried.
 *
 * @param ingress interface of the router by which it comes
 * @param egress interface by which it goes
 */
record TriedFlow(
    String ingress,
    String egress,
    String source,
    int sourcePort,
    String destination,
    MailPort port) {
  /** As words for another program. */
  String words() {
    return String.join(
        " ",
        ingress,
        egress,
        source,
        Integer.toString(sourcePort),
        destination,
        Integer.toString(port.number()));
  }

  static TriedFlow of(String[] words, int at) {
    return new TriedFlow(
        words[at],
        words[at + 1],
        words[at + 2],
        Integer.parseInt(words[at + 3]),
        words[at + 4],
        MailPort.parse(words[at + 5]).orElseThrow());
  }

  static final int WORDS = 6;
}

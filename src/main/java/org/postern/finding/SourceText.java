package org.postern.finding;

import java.util.List;
import org.postern.acl.MailPort;
import org.postern.acl.OwnConnections;
import org.postern.acl.OwnConnections.Counted;

/** Puts a device's own connections to a mail port into words. */
final class SourceText {
  private static final int NAMED = 3;

  /** What is named beyond the first leaves room for the rest of the evidence. */
  private static final int LONG = 110;

  private SourceText() {}

  /**
   * "; the device's own connections: 192.0.2.1 -> 198.51.100.7:25 synSent 12 and 4 more"; empty if
   * none to this port is known.
   */
  static String of(OwnConnections connections, MailPort port) {
    List<Counted> all = connections.to(port);
    if (all.isEmpty()) {
      return "";
    }
    StringBuilder named = new StringBuilder(words(all.get(0)));
    int count = 1;
    while (count < Math.min(NAMED, all.size())) {
      String next = ", " + words(all.get(count));
      if (named.length() + next.length() > LONG) {
        break;
      }
      named.append(next);
      count++;
    }
    return "; the device's own connections"
        + (connections.cutAt().isPresent()
            ? " (of the first " + connections.cutAt().getAsInt() + ")"
            : "")
        + ": "
        + named
        + (count < all.size() ? " and " + (all.size() - count) + " more" : "");
  }

  private static String words(Counted each) {
    OwnConnections.Group group = each.group();
    String to = group.destination();
    return group.source()
        + " -> "
        + (to.indexOf(':') < 0 ? to : "[" + to + "]")
        + ":"
        + group.port().number()
        + " "
        + group.state()
        + " "
        + each.count();
  }
}

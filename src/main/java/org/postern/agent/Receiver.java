package org.postern.agent;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postern.finding.Finding;
import org.postern.finding.FindingKind;
import org.postern.finding.Severity;

/**
 * Someone who is told of findings. Never prints its community.
 *
 * @param name for logs
 * @param community for V1 and V2C; empty for V3
 * @param user for V3; its protocols are the security level that is used
 * @param inform true for messages that the receiver confirms; not possible with V1
 * @param least findings below this severity are not told
 * @param kinds what is told; empty means every kind
 * @param timeout how long a confirmation is waited for before an inform is sent again
 * @param retries how often an inform is sent again, 0 and up
 * @param view what it may be told of; a notification with an object outside of it is not sent
 */
public record Receiver(
    String name,
    InetSocketAddress address,
    Version version,
    String community,
    Optional<UsmAccount> user,
    boolean inform,
    Severity least,
    Set<FindingKind> kinds,
    Duration timeout,
    int retries,
    View view) {
  /** How patient an inform is where nothing else is said. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

  public static final int DEFAULT_RETRIES = 2;

  public Receiver {
    kinds = Set.copyOf(kinds);
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("receiver " + name + ": unknown host " + address);
    }
    if (version == Version.V3 ? user.isEmpty() : community.isEmpty()) {
      throw new IllegalArgumentException(
          "receiver " + name + ": " + version + " needs a " + version.needs);
    }
    if (version == Version.V1 && inform) {
      throw new IllegalArgumentException("receiver " + name + ": SNMPv1 has no informs");
    }
    if (timeout.isNegative() || timeout.isZero() || retries < 0) {
      throw new IllegalArgumentException(
          "receiver " + name + ": a time-out above 0 and no negative retries");
    }
  }

  /** A receiver whose informs are as patient as the defaults say. */
  public Receiver(
      String name,
      InetSocketAddress address,
      Version version,
      String community,
      Optional<UsmAccount> user,
      boolean inform,
      Severity least,
      Set<FindingKind> kinds) {
    this(
        name,
        address,
        version,
        community,
        user,
        inform,
        least,
        kinds,
        DEFAULT_TIMEOUT,
        DEFAULT_RETRIES,
        View.ALL);
  }

  /** The message format. */
  public enum Version {
    V1("community"),
    V2C("community"),
    V3("user");

    private final String needs;

    Version(String needs) {
      this.needs = needs;
    }
  }

  /** A receiver of SNMPv2c traps of every kind and severity. */
  public static Receiver v2cTrap(String name, InetSocketAddress address, String community) {
    return new Receiver(
        name, address, Version.V2C, community, Optional.empty(), false, Severity.INFO, Set.of());
  }

  boolean wants(Finding finding) {
    return finding.severity().isAtLeast(least)
        && (kinds.isEmpty() || kinds.contains(finding.key().kind()));
  }

  boolean maySee(Announcement announcement) {
    return view.equals(View.ALL) || announcement.liesIn(view.subtrees());
  }

  @Override
  public String toString() {
    return "Receiver[" + name + ", " + address + ", " + version + (inform ? " inform]" : "]");
  }
}

package org.postern.agent;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.snmp4j.smi.OID;

/**
 * Who is told of findings, and how fast.
 *
 * @param arc where POSTERN-MIB is rooted; the same as the agent's
 * @param engine the agent's identity: for v3 traps the sender is authoritative (RFC 3414 §1.5.1)
 * @param source the local address notifications leave from; receivers know a sender by it
 * @param heartbeat how often posternHeartbeat is sent; zero for never
 * @param burst how many traps a receiver may get within {@code period}, at least 1; what is more is
 *     counted and told by posternNotificationsSuppressed
 * @param kindBurst how many of them may be about one kind of finding, at least 1
 * @param queueLimit how many transitions may wait to be sent, at least 1
 * @param warm whether nothing was changed since the last start, so that it begins with warmStart
 *     instead of coldStart (RFC 3418)
 */
public record NotificationSettings(
    String arc,
    EngineIdentity engine,
    InetAddress source,
    List<Receiver> receivers,
    Duration heartbeat,
    int burst,
    int kindBurst,
    Duration period,
    int queueLimit,
    boolean warm) {
  public NotificationSettings {
    receivers = List.copyOf(receivers);
    MibText.checkArc(arc);
    if (heartbeat.isNegative() || period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("heartbeat and period must not be negative");
    }
    if (burst < 1 || kindBurst < 1 || queueLimit < 1) {
      throw new IllegalArgumentException("bursts and queue limit are at least 1");
    }
  }

  OID arcOid() {
    return new OID(arc);
  }
}

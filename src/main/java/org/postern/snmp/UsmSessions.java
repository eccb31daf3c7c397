package org.postern.snmp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.postern.snmp.Transceiver.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.UserTarget;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * Knows which SNMPv3 engine answers at which address, and the keys of our users there.
 *
 * <p>Discovery (RFC 3414 §4) is one asynchronous request that all who wait for the same address
 * share; nothing blocks on a dead device. Keys belong to an engine, so the same user name may have
 * different passwords at different devices. Thread-safe.
 */
final class UsmSessions {
  private static final Logger LOG = LoggerFactory.getLogger(UsmSessions.class);

  private final Transceiver transceiver;
  private final Executor keyWorker;
  private final UsmKeys keys = new UsmKeys();
  private final Map<InetSocketAddress, byte[]> engines = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, CompletableFuture<Optional<byte[]>>> discoveries =
      new ConcurrentHashMap<>();

  /** Whether and how a device can be asked. */
  sealed interface Resolution {
    record Session(DirectUserTarget<UdpAddress> target) implements Resolution {}

    record NoEngine() implements Resolution {}

    record NoKeys(String why) implements Resolution {}
  }

  UsmSessions(Transceiver transceiver, Executor keyWorker) {
    this.transceiver = transceiver;
    this.keyWorker = keyWorker;
  }

  /**
   * Tells the target to send to, or nothing if no engine answers within {@code timeoutMillis}. Long
   * work (new passwords) is done on the key worker.
   */
  void resolve(
      InetSocketAddress address,
      SnmpCredential.V3 credential,
      long timeoutMillis,
      Consumer<Resolution> then) {
    byte[] engineId = engines.get(address);
    if (engineId != null) {
      withKeys(address, credential, engineId, then);
      return;
    }
    CompletableFuture<Optional<byte[]>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<byte[]>> running = discoveries.putIfAbsent(address, mine);
    var unused =
        (running == null ? mine : running)
            .thenAccept(
                found ->
                    found.ifPresentOrElse(
                        id -> withKeys(address, credential, id, then),
                        () -> then.accept(new Resolution.NoEngine())));
    if (running == null) {
      discover(address, timeoutMillis, mine);
    }
  }

  /** The engine at this address, if it was discovered and answers. */
  Optional<SnmpEngine> engine(InetSocketAddress address) {
    return engines.containsKey(address) ? transceiver.engine(udp(address)) : Optional.empty();
  }

  /** Spares the discovery of an engine that answered at this address {@code since} ago. */
  void recall(InetSocketAddress address, SnmpEngine engine, Duration since) {
    transceiver.recallEngine(udp(address), engine, since);
    engines.put(address, engine.octets());
  }

  /** The engine has another identity, clock or password than we thought: discover anew. */
  void forget(InetSocketAddress address) {
    engines.remove(address);
    transceiver.forgetEngine(udp(address));
  }

  private void discover(
      InetSocketAddress address, long timeoutMillis, CompletableFuture<Optional<byte[]>> result) {
    UdpAddress peer = udp(address);
    transceiver.forgetEngine(peer);
    UserTarget<UdpAddress> anyone = new UserTarget<>();
    anyone.setAddress(peer);
    anyone.setVersion(SnmpConstants.version3);
    anyone.setSecurityLevel(SecurityLevel.NOAUTH_NOPRIV);
    anyone.setSecurityName(new OctetString());
    anyone.setTimeout(timeoutMillis);
    ScopedPDU empty = new ScopedPDU();
    empty.setType(PDU.GET);
    transceiver.send(
        empty,
        anyone,
        Set.of(),
        outcome -> {
          byte[] engineId = outcome instanceof Outcome.Report ? transceiver.engineAt(peer) : null;
          if (engineId != null) {
            engines.put(address, engineId);
          }
          discoveries.remove(address, result);
          result.complete(Optional.ofNullable(engineId));
        });
  }

  private void withKeys(
      InetSocketAddress address,
      SnmpCredential.V3 credential,
      byte[] engineId,
      Consumer<Resolution> then) {
    Optional<UsmKeys.Localized> known = keys.known(credential, engineId);
    if (known.isPresent()) {
      then.accept(session(address, credential, engineId, known::get));
      return;
    }
    try {
      keyWorker.execute(
          () ->
              then.accept(
                  session(
                      address, credential, engineId, () -> keys.localize(credential, engineId))));
    } catch (RejectedExecutionException e) {
      then.accept(new Resolution.NoKeys("the reader was closed"));
    }
  }

  private Resolution session(
      InetSocketAddress address,
      SnmpCredential.V3 credential,
      byte[] engineId,
      Supplier<UsmKeys.Localized> local) {
    try {
      return new Resolution.Session(target(address, credential, engineId, local.get()));
    } catch (RuntimeException e) {
      LOG.warn("{}: no keys for user {}", address, credential.user(), e);
      return new Resolution.NoKeys("no keys for user " + credential.user() + ": " + e);
    }
  }

  private static DirectUserTarget<UdpAddress> target(
      InetSocketAddress address,
      SnmpCredential.V3 credential,
      byte[] engineId,
      UsmKeys.Localized local) {
    DirectUserTarget<UdpAddress> target =
        new DirectUserTarget<>(
            udp(address),
            new OctetString(credential.user()),
            engineId,
            local.authProtocol().orElse(null),
            local.authProtocol().isEmpty() ? null : new OctetString(local.authKey()),
            local.privProtocol().orElse(null),
            local.privProtocol().isEmpty() ? null : new OctetString(local.privKey()));
    target.setVersion(SnmpConstants.version3);
    return target;
  }

  private static UdpAddress udp(InetSocketAddress address) {
    return new UdpAddress(address.getAddress(), address.getPort());
  }
}

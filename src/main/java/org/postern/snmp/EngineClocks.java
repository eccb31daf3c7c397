package org.postern.snmp;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.snmp4j.MessageDispatcher;
import org.snmp4j.MutablePDU;
import org.snmp4j.PDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmTimeTable;
import org.snmp4j.security.UsmUserTable;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OctetString;

/**
 * Boots and time of the engines that are asked, by the address they answer at. Thread-safe.
 *
 * <p>RFC 3414 §2.3 keeps them by snmpEngineID alone. But devices that were set up from one image
 * have the same engine id, and then each answer of one would put the other out of the time window.
 */
@SuppressWarnings({
  "serial", // snmp4j's table is Serializable, this one is never written
  "UnsynchronizedOverridesSynchronized" // each peer's table has its own lock
})
final class EngineClocks extends UsmTimeTable {
  /** More engines than this are not remembered of an address until it is discovered anew. */
  private static final int MOST_ENGINES = 8;

  /** With whom the message is exchanged that this thread works on. */
  private static final ThreadLocal<@Nullable Address> CURRENT = new ThreadLocal<>();

  private final transient OctetString localEngineId;
  private final transient Map<Address, Peer> peers = new ConcurrentHashMap<>();

  private record Peer(UsmTimeTable engines, AtomicInteger number) {}

  EngineClocks(OctetString localEngineId) {
    super(localEngineId, 0);
    this.localEngineId = localEngineId;
  }

  /** Message processing with a security model that uses these clocks. */
  MPv3 mpv3(SecurityProtocols protocols) {
    USM usm =
        new USM(
            protocols, localEngineId, 0, CounterSupport.getInstance(), new UsmUserTable(), this);
    usm.setEngineDiscoveryEnabled(true);
    return new PeerMpv3(protocols, usm);
  }

  /** The engine at this address as it is now, if its clock is known. */
  Optional<SnmpEngine> engine(Address peer, OctetString engineId) {
    Peer known = peers.get(peer);
    UsmTimeEntry entry = known == null ? null : known.engines().getTime(engineId);
    return entry == null
        ? Optional.empty()
        : Optional.of(
            new SnmpEngine(
                engineId.toHexString().replace(":", ""),
                entry.getEngineBoots(),
                Math.max(0, entry.getLatestReceivedTime())));
  }

  /**
   * Goes on from a clock that was told {@code since} ago. An answer that is older than the clock
   * was then is still refused.
   */
  void recall(Address peer, SnmpEngine engine, Duration since) {
    UsmTimeEntry entry =
        new UsmTimeEntry(new OctetString(engine.octets()), engine.boots(), engine.seconds());
    entry.setTimeDiff(
        (int) Math.min(Integer.MAX_VALUE, entry.getTimeDiff() + Math.max(0, since.toSeconds())));
    peer(peer).engines().addEntry(entry);
  }

  void forget(Address peer) {
    peers.remove(peer);
  }

  private Peer peer(Address address) {
    return peers.computeIfAbsent(
        address, unseen -> new Peer(new UsmTimeTable(localEngineId, 0), new AtomicInteger()));
  }

  private @Nullable Peer currentPeer() {
    Address address = CURRENT.get();
    return address == null ? null : peers.get(address);
  }

  /** Called while a request is made, with the address that it goes to. */
  @Override
  public @Nullable UsmTimeEntry getTime(OctetString engineId) {
    Peer peer = currentPeer();
    return peer == null ? null : peer.engines().getTime(engineId);
  }

  /** Called for an engine that is asked for the first time. */
  @Override
  public void addEntry(UsmTimeEntry entry) {
    Peer peer = currentPeer();
    if (peer != null) {
      peer.engines().addEntry(entry);
    }
  }

  /** Called with each message received; those of addresses that were never asked are refused. */
  @Override
  public int checkEngineID(OctetString engineId, boolean discovers, int boots, int seconds) {
    Peer peer = currentPeer();
    if (peer == null) {
      return SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID;
    }
    if (peer.engines().getEntry(engineId) == null
        && peer.number().incrementAndGet() > MOST_ENGINES) {
      return SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID;
    }
    return peer.engines().checkEngineID(engineId, discovers, boots, seconds);
  }

  /** Called with each authentic message received (RFC 3414 §3.2, step 7 b). */
  @Override
  public int checkTime(UsmTimeEntry told) {
    Peer peer = currentPeer();
    return peer == null
        ? SnmpConstants.SNMPv3_USM_UNKNOWN_ENGINEID
        : peer.engines().checkTime(told);
  }

  /** Tells the clocks with whom the message is exchanged that is worked on. */
  private final class PeerMpv3 extends MPv3 {
    PeerMpv3(SecurityProtocols protocols, USM usm) {
      super(
          localEngineId.getValue(),
          new WirePdus(true),
          protocols,
          SecurityModels.getCollection(new SecurityModel[] {usm}),
          CounterSupport.getInstance());
    }

    @Override
    public <A extends Address> int prepareOutgoingMessage(
        A peer,
        int maxMessageSize,
        int messageProcessingModel,
        int securityModel,
        byte[] securityName,
        int securityLevel,
        PDU pdu,
        boolean expectsResponse,
        PduHandle handle,
        BEROutputStream wholeMessage,
        TransportStateReference transport)
        throws IOException {
      CURRENT.set(peer);
      peer(peer);
      try {
        return super.prepareOutgoingMessage(
            peer,
            maxMessageSize,
            messageProcessingModel,
            securityModel,
            securityName,
            securityLevel,
            pdu,
            expectsResponse,
            handle,
            wholeMessage,
            transport);
      } finally {
        CURRENT.remove();
      }
    }

    @Override
    public <A extends Address> int prepareDataElements(
        MessageDispatcher dispatcher,
        A peer,
        BERInputStream wholeMessage,
        TransportStateReference transport,
        Integer32 messageProcessingModel,
        Integer32 securityModel,
        OctetString securityName,
        Integer32 securityLevel,
        MutablePDU pdu,
        PduHandle handle,
        Integer32 maxResponse,
        StatusInformation status,
        MutableStateReference<A> state) {
      CURRENT.set(peer);
      try {
        return super.prepareDataElements(
            dispatcher,
            peer,
            wholeMessage,
            transport,
            messageProcessingModel,
            securityModel,
            securityName,
            securityLevel,
            pdu,
            handle,
            maxResponse,
            status,
            state);
      } finally {
        CURRENT.remove();
      }
    }
  }
}

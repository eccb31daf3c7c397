package org.postern.snmp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.postern.snmp.ReadResult.Refusal;
import org.postern.snmp.Transceiver.Outcome;
import org.postern.snmp.UsmSessions.Resolution;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommunityTarget;
import org.snmp4j.DirectUserTarget;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Target;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;

/**
 * One read of one device: a chain of requests, one outstanding at a time, with tries, back-off and
 * the recoveries of SNMPv3. What is asked and what an answer means is left to subclasses.
 *
 * <p>Confined to the chain: each step is started by the outcome of the one before.
 */
abstract class ReadOperation {
  private static final Logger LOG = LoggerFactory.getLogger(ReadOperation.class);
  private static final long LONGEST_TIMEOUT_MILLIS = 60_000;
  private static final int AUTHORIZATION_ERROR = 16;

  protected final SnmpTarget target;
  protected final Pace pace;
  private final ReaderCore core;
  private final CompletableFuture<ReadResult> result = new CompletableFuture<>();
  private final Object lock = new Object();
  private @Nullable Runnable release;
  private boolean ended;
  private long requests;
  private long waitedNanos;
  private int tries;
  private boolean sessionIsFresh;
  private boolean clockCorrected;
  private boolean engineAnswered;
  private @Nullable CommunityTarget<UdpAddress> communityTarget;

  ReadOperation(SnmpTarget target, ReaderCore core) {
    this.target = target;
    this.core = core;
    this.pace = core.pace(target);
  }

  final CompletableFuture<ReadResult> result() {
    return result;
  }

  /** Writes the next request into {@code pdu}; its type is GET until set otherwise. */
  abstract void ask(PDU pdu);

  /** Takes an answer, then calls {@link #transmit} or {@link #finish}. */
  abstract void answered(PDU response, WireVarBinds varBinds);

  /** A try had no answer and another will follow: ask for less. */
  abstract void unanswered();

  /** What has been read so far, if anything, as the end of it all for {@code reason}. */
  abstract Optional<ReadResult> soFar(String reason);

  /** Sends the next request, as its first try. */
  final void transmit() {
    tries = 0;
    attempt();
  }

  final boolean isV1() {
    return target.credential() instanceof SnmpCredential.V1;
  }

  final ReadResult.Complete complete(VarBinds varBinds) {
    return new ReadResult.Complete(varBinds, requests, waitedNanos);
  }

  /**
   * Starts; {@code release} is called once: when the device leaves a try unanswered, or before the
   * result is told.
   */
  final void begin(Runnable release) {
    boolean tooLate;
    synchronized (lock) {
      tooLate = ended;
      if (!tooLate) {
        this.release = release;
      }
    }
    if (tooLate) {
      release.run();
    } else {
      guarded(this::transmit);
    }
  }

  /** Tells the result, if it has not been told. */
  final void finish(ReadResult outcome) {
    synchronized (lock) {
      if (ended) {
        return;
      }
      ended = true;
    }
    makeRoom();
    core.ended(this);
    result.complete(outcome);
  }

  /** Lets others go on, at most once. */
  private void makeRoom() {
    Runnable toRun;
    synchronized (lock) {
      toRun = release;
      release = null;
    }
    if (toRun != null) {
      toRun.run();
    }
  }

  /** Ends the read because the reader is closed. */
  final void abandon() {
    finish(new ReadResult.Timeout(tries, "the reader was closed"));
  }

  private void attempt() {
    if (core.isClosed()) {
      abandon();
      return;
    }
    if (target.address().isUnresolved()) {
      finish(new ReadResult.Timeout(tries, "unknown host " + target.address().getHostString()));
      return;
    }
    long timeout = timeoutMillis();
    tries++;
    SnmpCredential credential = target.credential();
    if (credential instanceof SnmpCredential.V3 v3) {
      core.sessions()
          .resolve(
              target.address(),
              v3,
              timeout,
              found -> guarded(() -> onResolution(v3, found, timeout)));
    } else if (credential instanceof SnmpCredential.V1 v1) {
      send(new PDUv1(), community(v1.community(), SnmpConstants.version1), timeout);
    } else if (credential instanceof SnmpCredential.V2c v2c) {
      send(new PDU(), community(v2c.community(), SnmpConstants.version2c), timeout);
    }
  }

  private void onResolution(SnmpCredential.V3 credential, Resolution found, long timeout) {
    if (found instanceof Resolution.Session session) {
      sendV3(credential, session.target(), timeout);
    } else if (found instanceof Resolution.NoKeys noKeys) {
      finish(new ReadResult.Refused(Refusal.OTHER, noKeys.why()));
    } else if (found instanceof Resolution.NoEngine) {
      onOutcome(new Outcome.Silence());
    }
  }

  private void sendV3(
      SnmpCredential.V3 credential, DirectUserTarget<UdpAddress> direct, long timeout) {
    engineAnswered = true;
    ScopedPDU pdu = new ScopedPDU();
    pdu.setContextEngineID(new OctetString(direct.getAuthoritativeEngineID()));
    pdu.setContextName(new OctetString(credential.contextName()));
    send(pdu, direct, timeout);
  }

  private CommunityTarget<UdpAddress> community(Secret community, int version) {
    CommunityTarget<UdpAddress> known = communityTarget;
    if (known != null) {
      return known;
    }
    CommunityTarget<UdpAddress> to =
        new CommunityTarget<>(
            new UdpAddress(target.address().getAddress(), target.address().getPort()),
            new OctetString(community.reveal()));
    to.setVersion(version);
    communityTarget = to;
    return to;
  }

  private void send(PDU pdu, Target<UdpAddress> to, long timeout) {
    pdu.setType(PDU.GET);
    ask(pdu);
    to.setTimeout(timeout);
    requests++;
    core.transceiver().send(pdu, to, target.answersFrom(), this::onOutcome);
  }

  /** Each further try waits half as long again. */
  private long timeoutMillis() {
    double millis = target.timeout().toMillis() * Math.pow(1.5, tries);
    return Math.min(LONGEST_TIMEOUT_MILLIS, Math.round(millis));
  }

  private void onOutcome(Outcome outcome) {
    if (outcome instanceof Outcome.Response response) {
      guarded(() -> onResponse(response));
    } else if (outcome instanceof Outcome.Report report) {
      guarded(() -> onReport(report.counter()));
    } else if (outcome instanceof Outcome.Silence) {
      guarded(this::onSilence);
    } else if (outcome instanceof Outcome.Unsendable unsendable) {
      String reason = "cannot send: " + unsendable.why();
      finish(soFar(reason).orElseGet(() -> new ReadResult.Timeout(tries, reason)));
    }
  }

  /** A step that fails ends the read: whoever waits for it must not wait for ever. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.error("{}: an answer could not be worked on", target.name(), e);
      String reason = "an answer could not be worked on: " + e;
      finish(soFar(reason).orElseGet(() -> new ReadResult.AgentError(0, 0, reason)));
    }
  }

  private void onResponse(Outcome.Response response) {
    waitedNanos += response.nanos();
    sessionIsFresh = false;
    clockCorrected = false;
    WireVarBinds varBinds = WirePdus.varBinds(response.pdu());
    core.countVarBinds(varBinds.size());
    if (response.pdu().getErrorStatus() == AUTHORIZATION_ERROR) {
      finish(
          new ReadResult.Refused(
              Refusal.AUTHORIZATION_ERROR, "authorizationError: the user may not see this"));
    } else {
      answered(response.pdu(), varBinds);
    }
  }

  private void onSilence() {
    if (core.isClosed()) {
      abandon();
      return;
    }
    if (target.credential() instanceof SnmpCredential.V3) {
      // The device may have come back with another identity or an earlier clock.
      core.sessions().forget(target.address());
    }
    if (tries <= target.retries()) {
      core.countRetry();
      makeRoom();
      unanswered();
      attempt();
      return;
    }
    int tried = tries;
    finish(
        soFar("no answer to " + tried + " tries")
            .orElseGet(() -> new ReadResult.Timeout(tried, silenceText())));
  }

  private String silenceText() {
    if (target.credential() instanceof SnmpCredential.V3 v3) {
      if (!engineAnswered) {
        return "no answer, not even to engine discovery";
      }
      return v3.privProtocol().isPresent()
          ? "the engine answers discovery but not the request"
              + " (with some agents a wrong privacy password or protocol looks the same)"
          : "the engine answers discovery but not the request";
    }
    return "no answer (a wrong community looks the same)";
  }

  private void onReport(OID counter) {
    Refusal refusal = UsmReports.refusal(counter);
    boolean mayBeStale =
        refusal == Refusal.NOT_IN_TIME_WINDOW
            || refusal == Refusal.UNKNOWN_ENGINE_ID
            || refusal == Refusal.WRONG_PASSWORD;
    if (refusal == Refusal.NOT_IN_TIME_WINDOW && !clockCorrected) {
      // The Report told the engine's clock, authenticated; snmp4j has taken it over.
      clockCorrected = true;
      tries--;
      attempt();
    } else if (mayBeStale && !sessionIsFresh) {
      sessionIsFresh = true;
      core.sessions().forget(target.address());
      tries--;
      attempt();
    } else {
      String user = target.credential() instanceof SnmpCredential.V3 v3 ? v3.user() : "(no user)";
      finish(new ReadResult.Refused(refusal, UsmReports.text(counter, user)));
    }
  }
}

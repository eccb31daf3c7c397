package org.postern.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Asks devices through one snmp4j session on one socket.
 *
 * <p>Thread-safe. So many reads are under way at once as the limits say; the others wait in the
 * order they came. Futures complete on the thread that receives answers.
 */
public final class Snmp4jReader implements SnmpReader {
  static {
    Slf4jLogFactory.install();
  }

  private final Transceiver transceiver;
  private final UsmSessions sessions;
  private final ExecutorService keyWorker;
  private final ReaderLimits limits;
  private final Turns turns;
  private final Map<String, Turns> sites = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, Turns> devices = new ConcurrentHashMap<>();
  private final Map<InetSocketAddress, Pace> paces = new ConcurrentHashMap<>();
  private final Set<ReadOperation> operations = ConcurrentHashMap.newKeySet();
  private final LongAdder retries = new LongAdder();
  private final LongAdder varBinds = new LongAdder();
  private final Core core = new Core();
  private volatile boolean closed;

  /**
   * Opens the socket.
   *
   * @param local the address to send from, port 0 for any free one
   * @throws IOException if the address cannot be bound
   */
  public Snmp4jReader(InetSocketAddress local, ReaderLimits limits) throws IOException {
    this.limits = limits;
    turns = new Turns(limits.all());
    transceiver = new Transceiver(local);
    keyWorker =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "snmp-keys");
              thread.setDaemon(true);
              return thread;
            });
    sessions = new UsmSessions(transceiver, keyWorker);
  }

  /** Opens a socket on any address and port; one read at a time to a device. */
  public static Snmp4jReader open(int maxInFlight) throws IOException {
    return open(ReaderLimits.of(maxInFlight));
  }

  /** Opens a socket on any address and port. */
  public static Snmp4jReader open(ReaderLimits limits) throws IOException {
    return new Snmp4jReader(new InetSocketAddress(0), limits);
  }

  @Override
  public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
    if (instances.isEmpty()) {
      return CompletableFuture.completedFuture(new ReadResult.Complete(List.of(), 0, 0));
    }
    return run(new InstanceRead(target, core, instances));
  }

  @Override
  public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
    if (columns.isEmpty()) {
      return CompletableFuture.completedFuture(new ReadResult.Complete(List.of(), 0, 0));
    }
    return run(new TableWalk(target, core, columns, maxRows));
  }

  @Override
  public Optional<SnmpEngine> engine(SnmpTarget target) {
    return target.credential() instanceof SnmpCredential.V3
        ? sessions.engine(target.address())
        : Optional.empty();
  }

  @Override
  public void recall(SnmpTarget target, SnmpEngine engine, Duration since) {
    if (target.credential() instanceof SnmpCredential.V3 && !target.address().isUnresolved()) {
      sessions.recall(target.address(), engine, since);
    }
  }

  /** What this reader has done so far. */
  public ReaderStatistics statistics() {
    return new ReaderStatistics(
        transceiver.sent(),
        retries.sum(),
        transceiver.silences(),
        transceiver.reports(),
        varBinds.sum(),
        turns.active(),
        turns.waiting());
  }

  /** Completes whatever is under way or waits as a timeout, and closes the socket. */
  @Override
  public void close() {
    closed = true;
    transceiver.close();
    keyWorker.shutdown();
    operations.forEach(ReadOperation::abandon);
  }

  private CompletableFuture<ReadResult> run(ReadOperation operation) {
    operations.add(operation);
    SnmpTarget target = operation.target;
    Turns device = devices.computeIfAbsent(target.address(), any -> new Turns(limits.perDevice()));
    device.enter(
        () -> {
          CompletableFuture<ReadResult> unused =
              operation.result().whenComplete((result, defect) -> device.leave());
          enterShared(operation, target.site());
        });
    if (closed) {
      operation.abandon();
    }
    return operation.result();
  }

  private void enterShared(ReadOperation operation, String site) {
    if (site.isEmpty()) {
      turns.enter(() -> operation.begin(turns::leave));
      return;
    }
    Turns atSite = sites.computeIfAbsent(site, any -> new Turns(limits.perSite()));
    atSite.enter(
        () ->
            turns.enter(
                () ->
                    operation.begin(
                        () -> {
                          turns.leave();
                          atSite.leave();
                        })));
  }

  /** What the reads see of this reader. */
  private final class Core implements ReaderCore {
    @Override
    public Transceiver transceiver() {
      return transceiver;
    }

    @Override
    public UsmSessions sessions() {
      return sessions;
    }

    @Override
    public Pace pace(SnmpTarget target) {
      return paces.computeIfAbsent(target.address(), address -> new Pace());
    }

    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public void ended(ReadOperation operation) {
      operations.remove(operation);
    }

    @Override
    public void countRetry() {
      retries.increment();
    }

    @Override
    public void countVarBinds(int number) {
      varBinds.add(number);
    }
  }
}

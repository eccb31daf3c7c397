package org.postern;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.agent.AgentSettings;
import org.postern.agent.EngineIdentity;
import org.postern.agent.NotificationSender;
import org.postern.agent.NotificationSettings;
import org.postern.agent.NotificationStatistics;
import org.postern.agent.PosternAgent;
import org.postern.agent.Receiver;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.BookSettings;
import org.postern.finding.BookState;
import org.postern.finding.Finding;
import org.postern.finding.FindingBook;
import org.postern.finding.FindingKind;
import org.postern.finding.Judge;
import org.postern.finding.Transition;
import org.postern.metrics.MetricsServer;
import org.postern.poll.DevicePoller;
import org.postern.poll.PollPipeline;
import org.postern.poll.PollScheduler;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Snmp4jReader;
import org.postern.store.PosternStore;
import org.postern.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running daemon: wires the parts, starts them in order and stops them in reverse. */
final class Daemon implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Daemon.class);
  private static final int RECENT_TRANSITIONS = 1_000;
  private static final int RECENT_FINDINGS = 1_000;
  private static final int LEAST_PATIENCE = 3;

  private final Clock clock;
  private final Instant started;
  private final Deque<Part> parts = new ArrayDeque<>();
  private final PosternStore store;
  private final BoardHolder boards;
  private final Snmp4jReader reader;
  private final PollPipeline pipeline;
  private final PollScheduler scheduler;
  private Optional<PosternAgent> agent = Optional.empty();
  private volatile Optional<NotificationSender> sender = Optional.empty();
  private Optional<MetricsServer> metrics = Optional.empty();

  /** Something that was started and must be stopped. */
  private record Part(String name, AutoCloseable handle) {}

  private Daemon(DaemonSettings settings, ProfileCatalog catalog, Clock clock) throws IOException {
    this.clock = clock;
    this.started = clock.instant();
    try {
      store =
          opened("store", PosternStore.open(settings.storeDirectory(), settings.store(), clock));
      FindingBook book = new FindingBook(stored(store), settings.book(), settings.maintenance());
      boards = new BoardHolder(empty());
      reader = opened("SNMP manager", Snmp4jReader.open(settings.limits()));
      FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
      EngineIdentity engine =
          new EngineIdentity(
              settings
                  .agent()
                  .flatMap(DaemonSettings.AgentPlan::engineId)
                  .orElse(HexFormat.of().formatHex(store.identity().engineId())),
              store.identity().nextBoots());
      Accounts.check(settings, engine);
      pipeline =
          new PollPipeline(
              new PollPipeline.Parts(
                  new DevicePoller(
                      reader, catalog, clock, settings.rulesEvery(), settings.limits()),
                  evaluator,
                  new Judge(evaluator, settings.detection(), settings.zone()),
                  settings.policy(),
                  settings.kinds(),
                  book,
                  store,
                  boards,
                  this::status,
                  clock,
                  settings.publishEvery(),
                  patience(settings.book())),
              settings.devices());
      if (settings.agent().isPresent()) {
        startAgent(settings, settings.agent().get(), engine);
      }
      // Behind the agent, so that it stops before it: its last board is told and served.
      opened("pipeline", pipeline);
      opened(
          "control socket",
          new ControlServer(
              settings.storeDirectory().resolve(ControlClient.SOCKET),
              new ControlHandler(boards, pipeline, engine.id(), () -> sender)));
      if (settings.metrics().isPresent()) {
        metrics =
            Optional.of(opened("metrics", MetricsServer.start(settings.metrics().get(), boards)));
      }
      scheduler = opened("scheduler", new PollScheduler("postern", pipeline::poll));
      pipeline.start();
      scheduler.start(
          settings.devices().stream()
              .map(each -> new PollScheduler.Schedule(each.name(), each.interval()))
              .toList(),
          clock.instant());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** A device is asked at each turn until its silence is a finding, and at least three times. */
  private static int patience(BookSettings book) {
    BookSettings.Levels levels = book.levels().get(FindingKind.DEVICE_UNREACHABLE);
    return levels == null ? LEAST_PATIENCE : Math.max(LEAST_PATIENCE, levels.raise());
  }

  /**
   * Starts everything.
   *
   * @throws CommandFailure if something is in the way; nothing stays open then
   */
  static Daemon start(DaemonSettings settings, ProfileCatalog catalog, Clock clock) {
    try {
      return new Daemon(settings, catalog, clock);
    } catch (StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.LISTEN, String.valueOf(e.getMessage()), e);
    }
  }

  private <T extends AutoCloseable> T opened(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  private void startAgent(
      DaemonSettings settings, DaemonSettings.AgentPlan plan, EngineIdentity engine)
      throws IOException {
    if (plan.answersNobody()) {
      log.warn("agent: nobody may ask; add credentials to agent.access");
    }
    PosternAgent served =
        opened(
            "agent",
            PosternAgent.start(
                new AgentSettings(
                    plan.listen(),
                    plan.arc(),
                    plan.communities(),
                    plan.users(),
                    engine,
                    "Postern " + Version.number(),
                    InetAddress.getLoopbackAddress().getHostName(),
                    "",
                    "",
                    plan.maxMessageSize(),
                    plan.authenticationTraps()),
                boards,
                (words, actor) -> pipeline.act(words, actor),
                authenticationFailures(plan),
                clock));
    agent = Optional.of(served);
    log.info("agent: engine id {}, boots {}", engine.id(), engine.boots());
    if (settings.receivers().isEmpty()) {
      return;
    }
    ScheduledExecutorService executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "notifications");
              thread.setDaemon(true);
              return thread;
            });
    boolean warm = store.informs().isSameConfiguration(settings.configuration());
    store.informs().retain(settings.receivers().stream().map(Receiver::name).toList());
    sender =
        Optional.of(
            opened(
                "notifications",
                NotificationSender.start(
                    new NotificationSettings(
                        plan.arc(),
                        engine,
                        source(plan.listen()),
                        settings.receivers(),
                        settings.heartbeat(),
                        settings.pace().perMinute(),
                        settings.pace().perKindPerMinute(),
                        Duration.ofMinutes(1),
                        settings.pace().queue(),
                        warm),
                    boards,
                    new StoredInforms(store),
                    served::upTime,
                    clock,
                    executor)));
  }

  private Runnable authenticationFailures(DaemonSettings.AgentPlan plan) {
    return plan.authenticationTraps()
        ? () -> sender.ifPresent(NotificationSender::authenticationFailure)
        : () -> {};
  }

  /** Receivers know a sender by its address, so it leaves from where the agent answers. */
  private static InetAddress source(List<InetSocketAddress> listen) {
    return listen.get(0).getAddress();
  }

  private BookState stored(PosternStore from) {
    List<Finding> findings = new ArrayList<>(from.findings().active());
    for (Finding finding : from.findings().all(RECENT_FINDINGS)) {
      if (!finding.state().isActive()) {
        findings.add(finding);
      }
    }
    long last = from.findings().lastSequence();
    List<Transition> recent =
        from.findings().log(Math.max(0, last - RECENT_TRANSITIONS), RECENT_TRANSITIONS);
    return new BookState(
        findings,
        from.findings().lastFindingNumber() + 1,
        last + 1,
        recent,
        from.maintenance().all());
  }

  private Board empty() {
    return new Board(
        0,
        started,
        new Board.SystemStatus("starting", started, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private Board.SystemStatus status() {
    NotificationStatistics notifications =
        sender.map(NotificationSender::statistics).orElse(new NotificationStatistics(0, 0, 0, 0));
    return new Board.SystemStatus(
        "running",
        started,
        0,
        0,
        0,
        pipeline.polls(),
        reader.statistics().timeouts(),
        scheduler.latePolls() + pipeline.putOff(),
        store.samples().statistics().written(),
        notifications.sent(),
        notifications.suppressed(),
        0,
        store.findings().lastSequence());
  }

  BoardHolder boards() {
    return boards;
  }

  PollPipeline pipeline() {
    return pipeline;
  }

  /** Where the agent answers; empty if it does not. */
  List<InetSocketAddress> agentAddresses() {
    return agent.map(PosternAgent::addresses).orElse(List.of());
  }

  /** Where Prometheus may ask; empty if nowhere. */
  Optional<InetSocketAddress> metricsAddress() {
    return metrics.map(MetricsServer::address);
  }

  /** Stops in the reverse order of the start; a step that fails does not keep the rest up. */
  @Override
  public void close() {
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      try {
        part.handle().close();
        log.debug("stopped: {}", part.name());
      } catch (Exception e) {
        log.warn("{} did not stop cleanly: {}", part.name(), e.getMessage());
      }
    }
  }
}

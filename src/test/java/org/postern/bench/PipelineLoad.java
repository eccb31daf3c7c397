package org.postern.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postern.acl.AddressMatch;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.acl.IpBits;
import org.postern.acl.IpFamily;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.BookSettings;
import org.postern.finding.BookState;
import org.postern.finding.DefaultExpectations;
import org.postern.finding.DetectionSettings;
import org.postern.finding.FindingBook;
import org.postern.finding.Judge;
import org.postern.finding.KindRules;
import org.postern.finding.Maintenance;
import org.postern.finding.Policy;
import org.postern.poll.DevicePoller;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.PollPipeline;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpTarget;
import org.postern.store.PosternStore;
import org.postern.store.SampleStatistics;
import org.postern.store.StoreSettings;

/** The whole poll as the daemon does it: read, map, evaluate, judge, store, board. */
final class PipelineLoad {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Duration PUBLISH_EVERY = Duration.ofSeconds(1);

  private final List<SnmpTarget> targets;
  private final ProfileCatalog catalog;
  private final IntervalClock clock;

  PipelineLoad(List<SnmpTarget> targets, ProfileCatalog catalog, IntervalClock clock) {
    this.targets = targets;
    this.catalog = catalog;
    this.clock = clock;
  }

  LoadResult run(int rounds, int inFlight, Path directory) throws IOException {
    BoardHolder boards = new BoardHolder(empty(clock.instant()));
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock);
        Snmp4jReader reader = Snmp4jReader.open(inFlight);
        PollPipeline pipeline = pipeline(store, reader, boards)) {
      pipeline.start();
      // The first knows nothing of the devices, the second has windows to count in.
      round(pipeline);
      round(pipeline);
      drain(store);
      long varBinds = reader.statistics().varBinds();
      long boardsBefore = boards.current().generation();
      SampleStatistics samples = store.samples().statistics();
      Effort before = Effort.now();
      for (int i = 0; i < rounds; i++) {
        round(pipeline);
      }
      double wall = Effort.now().since(before).wall();
      drain(store);
      Effort spent = Effort.now().since(before);
      SampleStatistics after = store.samples().statistics();
      Board board = boards.current();
      return new LoadResult(
          "whole poll",
          rounds * targets.size(),
          reader.statistics().varBinds() - varBinds,
          (int) board.devices().stream().filter(PipelineLoad::isNotWhole).count(),
          wall,
          spent.own(),
          spent.agents(),
          "%d samples written, %d coarsened; %d boards, the last of %d port, %d entry and %d interface rows"
              .formatted(
                  after.written() - samples.written(),
                  after.coarsened() - samples.coarsened(),
                  board.generation() - boardsBefore,
                  board.ports().size(),
                  board.entries().size(),
                  board.interfaces().size()));
    }
  }

  private static boolean isNotWhole(Board.DeviceRow row) {
    return row.reachability() != Board.Reachability.UP || row.consecutiveFailures() > 0;
  }

  private void round(PollPipeline pipeline) {
    clock.jump(INTERVAL);
    CompletableFuture.allOf(
            targets.stream()
                .map(each -> pipeline.poll(each.name()).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  /** Waits at most 30 s until the samples are in the file. */
  private static void drain(PosternStore store) {
    for (int i = 0; i < 600 && store.samples().statistics().queued() > 0; i++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private PollPipeline pipeline(PosternStore store, Snmp4jReader reader, BoardHolder boards) {
    FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
    return new PollPipeline(
        new PollPipeline.Parts(
            new DevicePoller(reader, catalog, clock),
            evaluator,
            new Judge(evaluator, DetectionSettings.defaults(), ZoneOffset.UTC),
            policy(),
            KindRules.none(),
            new FindingBook(BookState.empty(), BookSettings.defaults(), Maintenance.never()),
            store,
            boards,
            () -> status(clock.instant()),
            clock,
            PUBLISH_EVERY),
        targets.stream().map(PipelineLoad::device).toList());
  }

  private static MonitoredDevice device(SnmpTarget target) {
    return new MonitoredDevice(
        target.name(),
        target,
        INTERVAL,
        List.of(),
        Map.of("GE1/0/1", DefaultExpectations.UNTRUSTED, "GE1/0/2", DefaultExpectations.MAIL_DMZ),
        Map.of(),
        List.of());
  }

  private static Policy policy() {
    AddressMatch dmz = AddressMatch.prefix(IpFamily.IPV4, new IpBits(0, 0xc000_0200L), 24);
    AddressMatch mx = AddressMatch.prefix(IpFamily.IPV4, new IpBits(0, 0xc000_0214L), 32);
    return DefaultExpectations.of(
        new Policy(
            Map.of(
                DefaultExpectations.UNTRUSTED,
                new Policy.Zone(DefaultExpectations.UNTRUSTED, List.of()),
                DefaultExpectations.MAIL_DMZ,
                new Policy.Zone(DefaultExpectations.MAIL_DMZ, List.of(dmz))),
            Map.of(
                DefaultExpectations.MX,
                new Policy.Role(DefaultExpectations.MX, DefaultExpectations.MAIL_DMZ, List.of(mx))),
            List.of(),
            List.of()));
  }

  private static Board empty(Instant now) {
    return new Board(
        0,
        now,
        status(now),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Board.SystemStatus status(Instant started) {
    return new Board.SystemStatus("running", started, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}

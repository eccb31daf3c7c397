package org.postern.poll;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.BookSettings;
import org.postern.finding.BookState;
import org.postern.finding.FindingBook;
import org.postern.finding.Judge;
import org.postern.finding.KindRules;
import org.postern.finding.Maintenance;
import org.postern.profile.CatalogResult;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.SnmpReader;
import org.postern.store.PosternStore;

/** Whole pipelines over a store, for tests here and of the store. */
public final class Pipelines {
  /** Polls without an answer before the device is asked less often. */
  static final int PATIENCE = 3;

  private Pipelines() {}

  /** An empty board. */
  public static BoardHolder holder() {
    return new BoardHolder(
        new Board(
            0,
            Gateway.NOON,
            status(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  private static Board.SystemStatus status() {
    return new Board.SystemStatus("running", Gateway.NOON, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * A pipeline that goes on from {@code store} and watches the device "gw" by {@code reader}; no
   * zones, no expectations.
   */
  public static PollPipeline of(
      SnmpReader reader, PosternStore store, BoardHolder holder, Clock clock) {
    return of(reader, store, holder, clock, List.of(Gateway.device(java.util.Map.of(), List.of())));
  }

  /** The same for other devices. */
  static PollPipeline of(
      SnmpReader reader,
      PosternStore store,
      BoardHolder holder,
      Clock clock,
      List<MonitoredDevice> devices) {
    return of(reader, store, holder, clock, devices, Gateway.judge());
  }

  /** The same with another judge. */
  static PollPipeline of(
      SnmpReader reader,
      PosternStore store,
      BoardHolder holder,
      Clock clock,
      List<MonitoredDevice> devices,
      Judge judge) {
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    return new PollPipeline(
        new PollPipeline.Parts(
            new DevicePoller(reader, catalog.catalog(), clock),
            Gateway.EVALUATOR,
            judge,
            Gateway.policy(),
            KindRules.none(),
            new FindingBook(
                BookState.of(store.findings().log(0, 1000)),
                BookSettings.defaults(),
                Maintenance.never()),
            store,
            holder,
            Pipelines::status,
            clock,
            Duration.ZERO,
            PATIENCE),
        devices);
  }
}

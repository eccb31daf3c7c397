package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.MailPort;
import org.postern.counter.DayClass;
import org.postern.counter.Seasons;
import org.postern.finding.BoardHolder;
import org.postern.finding.DetectionSettings;
import org.postern.finding.Finding;
import org.postern.finding.FindingKind;
import org.postern.finding.Judge;
import org.postern.finding.SeriesPlan;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.MutableClock;

/** A whole pipeline that asks for the sources of a spike; every window is a day of its own. */
@Timeout(120)
class SpikeSourcesIT {
  private static final Oid HITS = Oid.parse("1.3.6.1.4.1.25506.2.8.3.4.1.4");
  private static final Oid UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");
  private static final Oid CONNECTIONS = Oid.parse("1.3.6.1.2.1.6.19");
  private static final Oid STATES = CONNECTIONS.append(1, 7);
  private static final Duration WINDOW = Duration.ofMinutes(5);

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Gateway.NOON);
  private final BoardHolder holder = Pipelines.holder();
  private final Firewall firewall = new Firewall();

  /** The demo's firewall, with hits that grow and a connection of its own (made from RFC 4022). */
  private static final class Firewall implements SnmpReader {
    private volatile List<VarBind> rows = List.of();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong upTime = new AtomicLong(8_640_000);
    private final List<Oid> asked = Collections.synchronizedList(new ArrayList<>());

    void load() throws Exception {
      List<VarBind> all =
          new ArrayList<>(
              SnmpRecording.load(Path.of("src/main/resources/demo/firewall.snmprec")).varBinds());
      all.add(
          new VarBind(
              STATES
                  .append(1, 4, 192, 0, 2, 1)
                  .append(25)
                  .append(1, 4, 203, 0, 113, 9)
                  .append(50_001),
              new SnmpValue.Int(4)));
      rows = all;
    }

    void aMinuteLater(long fresh) {
      hits.addAndGet(fresh);
      upTime.addAndGet(6_000);
    }

    private VarBind now(VarBind row) {
      if (row.oid().equals(UP_TIME)) {
        return new VarBind(UP_TIME, new SnmpValue.TimeTicks(upTime.get()));
      }
      return row.oid().startsWith(HITS)
          ? new VarBind(row.oid(), new SnmpValue.Counter64(hits.get()))
          : row;
    }

    private SnmpReader now() {
      return ScriptedReader.of(SnmpRecording.of(rows.stream().map(this::now).toList()));
    }

    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      return now().get(target, instances);
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
      columns.stream().filter(each -> each.startsWith(CONNECTIONS)).forEach(asked::add);
      return now().walk(target, columns, maxRows);
    }

    @Override
    public void close() {}
  }

  private PollPipeline pipeline(PosternStore store) {
    Seasons days =
        time ->
            new Seasons.Slot(
                DayClass.WORKING,
                Math.toIntExact(time.getEpochSecond() / WINDOW.toSeconds()),
                0,
                false);
    return Pipelines.of(
        firewall,
        store,
        holder,
        clock,
        List.of(Gateway.device(Map.of("GE1/0/1", "outside", "GE1/0/2", "dmz"), List.of())),
        new Judge(
            Gateway.EVALUATOR,
            DetectionSettings.defaults().with(SeriesPlan.of(WINDOW, WINDOW, 6, 3, name -> days)),
            ZoneOffset.UTC));
  }

  private void windows(PollPipeline pipeline, int windows, long hitsAPoll) throws Exception {
    for (int i = 0; i < 5 * windows; i++) {
      clock.advance(Duration.ofMinutes(1));
      firewall.aMinuteLater(hitsAPoll);
      pipeline.poll("gw").toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  private List<Finding> spikes() {
    return holder.current().findings().stream()
        .filter(finding -> finding.key().kind() == FindingKind.DENY_SPIKE)
        .filter(finding -> finding.key().subject().port().equals(Optional.of(MailPort.SMTP)))
        .toList();
  }

  @Test
  void theConnectionsAreReadForASpikeOnlyAndTheFindingNamesThem() throws Exception {
    firewall.load();
    try (PosternStore store = PosternStore.open(directory, StoreSettings.defaults(), clock);
        PollPipeline pipeline = pipeline(store)) {
      pipeline.start();
      windows(pipeline, 6, 2);
      assertThat(firewall.asked).as("nothing is odd").isEmpty();
      windows(pipeline, 4, 500);
      assertThat(spikes()).isNotEmpty();
      assertThat(spikes().get(0).evidence().text())
          .contains("; the device's own connections: 203.0.113.9 -> 192.0.2.1:25 synReceived 1;");
      assertThat(firewall.asked)
          .as("once for whether it has the table, then at the end of three windows")
          .containsExactly(CONNECTIONS, STATES, STATES, STATES);
      windows(pipeline, 5, 2);
      int asked = firewall.asked.size();
      windows(pipeline, 2, 2);
      assertThat(firewall.asked).as("all is quiet again").hasSize(asked);
    }
  }
}

package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessListReading;
import org.postern.profile.CatalogResult;
import org.postern.profile.DeviceReading;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.SnmpValue;
import org.postern.snmp.VarBind;
import org.postern.testkit.MutableClock;

/** Polls that read counters only, and what makes them read the rules. */
class RulesEveryTest {
  private static final Oid ACTIONS = Oid.parse("1.3.6.1.4.1.25506.2.8.2.2.3.1.3");
  private static final Oid HITS = Oid.parse("1.3.6.1.4.1.25506.2.8.2.2.3.1.31");
  private static final Oid WITNESS = Oid.parse("1.3.6.1.4.1.25506.2.4.1.1.1.0");
  private static final Oid UP_TIME = Oid.parse("1.3.6.1.2.1.1.3.0");

  private final MutableClock clock = new MutableClock(Gateway.NOON);
  private final Device device = new Device();
  private DevicePoller.Acquaintance known = DevicePoller.Acquaintance.none();

  /** Answers from a recording that changes, and notes what is walked. */
  private static final class Device implements SnmpReader {
    private SnmpRecording recording = SnmpRecording.of(List.of());
    private final List<Oid> walked = new ArrayList<>();

    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      return ScriptedReader.of(recording).get(target, instances);
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
      walked.addAll(columns);
      return ScriptedReader.of(recording).walk(target, columns, maxRows);
    }

    @Override
    public void close() {}

    private void change(UnaryOperator<VarBind> each) {
      recording = SnmpRecording.of(recording.varBinds().stream().map(each).toList());
    }

    private void set(Oid oid, SnmpValue value) {
      change(each -> each.oid().equals(oid) ? new VarBind(oid, value) : each);
    }
  }

  @BeforeEach
  void readAllOnce() throws Exception {
    List<VarBind> all = new ArrayList<>(recorded());
    all.add(new VarBind(WITNESS, new SnmpValue.TimeTicks(1000)));
    device.recording = SnmpRecording.of(all);
    poll();
    assertThat(readsRules()).isTrue();
  }

  private static List<VarBind> recorded() throws IOException {
    return SnmpRecording.load(
            Path.of("src/test/resources/recordings/h3c-comware/synthetic-packet-filter.snmprec"))
        .varBinds();
  }

  private DeviceReading poll() throws Exception {
    device.walked.clear();
    clock.advance(Duration.ofMinutes(1));
    CatalogResult.Loaded catalog = (CatalogResult.Loaded) ProfileCatalog.load(List.of());
    DevicePoller.Polled polled =
        new DevicePoller(
                device, catalog.catalog(), clock, Duration.ofMinutes(10), ReaderLimits.of(1))
            .poll(Gateway.device(Map.of(), List.of()), known, Runnable::run, DevicePoller.Tries.ALL)
            .get(30, TimeUnit.SECONDS);
    known = polled.acquaintance();
    return ((PollOutcome.Answered) polled.outcome()).reading();
  }

  private boolean readsRules() {
    return device.walked.contains(ACTIONS);
  }

  @Test
  void countersMoveWhileTheRulesAreKept() throws Exception {
    DeviceReading before = poll();
    device.change(
        each ->
            each.oid().startsWith(HITS)
                ? new VarBind(each.oid(), new SnmpValue.Gauge32(70_000))
                : each);
    DeviceReading after = poll();
    assertThat(readsRules()).isFalse();
    assertThat(device.walked).contains(HITS);
    assertThat(after.accessLists())
        .extracting(AccessListReading::list)
        .isEqualTo(before.accessLists().stream().map(AccessListReading::list).toList());
    assertThat(after.accessLists().toString()).contains("70000").isNotEqualTo(before.toString());
    assertThat(after.interfaces()).hasSameSizeAs(before.interfaces());
  }

  @Test
  void theRulesAreReadAgainWhenTheyAreOld() throws Exception {
    for (int i = 0; i < 9; i++) {
      poll();
      assertThat(readsRules()).isFalse();
    }
    poll();
    assertThat(readsRules()).isTrue();
  }

  @Test
  void aWitnessOfAChangeBringsAFullReadAtOnce() throws Exception {
    device.set(WITNESS, new SnmpValue.TimeTicks(2000));
    device.set(ACTIONS.append(1, 3001, 5), new SnmpValue.Int(3));
    DeviceReading after = poll();
    assertThat(readsRules()).isTrue();
    assertThat(after.accessLists().toString()).contains("DENY");
    poll();
    assertThat(readsRules()).as("the new rules are kept in turn").isFalse();
  }

  @Test
  void aRowThatComesOrGoesBringsAFullRead() throws Exception {
    List<VarBind> without =
        device.recording.varBinds().stream()
            .filter(each -> !each.oid().toString().endsWith(".1.3001.10"))
            .toList();
    SnmpRecording whole = device.recording;
    device.recording = SnmpRecording.of(without);
    poll();
    assertThat(readsRules()).isTrue();
    device.recording = whole;
    poll();
    assertThat(readsRules()).isTrue();
  }

  @Test
  void hitsThatFallAndARestartBringAFullRead() throws Exception {
    device.set(HITS.append(1, 3001, 5), new SnmpValue.Gauge32(90));
    poll();
    assertThat(readsRules()).isFalse();
    device.set(HITS.append(1, 3001, 5), new SnmpValue.Gauge32(2));
    poll();
    assertThat(readsRules()).isTrue();
    device.set(UP_TIME, new SnmpValue.TimeTicks(5));
    poll();
    assertThat(readsRules()).isTrue();
  }
}

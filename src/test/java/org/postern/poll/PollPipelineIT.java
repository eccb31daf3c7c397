package org.postern.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postern.acl.ChangeEffect;
import org.postern.acl.ListChange;
import org.postern.acl.MailPort;
import org.postern.acl.PortChange;
import org.postern.finding.Board;
import org.postern.finding.BoardHolder;
import org.postern.finding.Finding;
import org.postern.finding.FindingKind;
import org.postern.finding.FindingState;
import org.postern.finding.OperatorResult;
import org.postern.snmp.Oid;
import org.postern.snmp.ReadResult;
import org.postern.snmp.SnmpReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.store.PosternStore;
import org.postern.store.StoreSettings;
import org.postern.testkit.MutableClock;

@Timeout(120)
class PollPipelineIT {
  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Gateway.NOON);
  private final BoardHolder holder = Pipelines.holder();
  private final Changing reader = new Changing();

  /** A device that is one recording now and another one later. */
  private static final class Changing implements SnmpReader {
    private volatile SnmpReader now = ScriptedReader.of(SnmpRecording.of(List.of()));

    void be(String recording) throws Exception {
      now =
          ScriptedReader.of(
              SnmpRecording.load(
                  Path.of("src/test/resources/recordings/linux-net-snmp", recording)));
    }

    @Override
    public CompletableFuture<ReadResult> get(SnmpTarget target, List<Oid> instances) {
      return now.get(target, instances);
    }

    @Override
    public CompletableFuture<ReadResult> walk(SnmpTarget target, List<Oid> columns, int maxRows) {
      return now.walk(target, columns, maxRows);
    }

    @Override
    public void close() {}
  }

  private void poll(PollPipeline pipeline, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      clock.advance(Duration.ofMinutes(1));
      pipeline.poll("gw").toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
  }

  private List<Finding> widened(FindingState state) {
    return holder.current().findings().stream()
        .filter(finding -> finding.key().kind() == FindingKind.PERMIT_WIDENED)
        .filter(finding -> finding.state() == state)
        .toList();
  }

  private PosternStore store() {
    return PosternStore.open(directory, StoreSettings.defaults(), clock);
  }

  @Test
  void whatIsAcceptedIsTheNewNormalAlsoAfterARestart() throws Exception {
    try (PosternStore store = store();
        PollPipeline pipeline = Pipelines.of(reader, store, holder, clock)) {
      pipeline.start();
      reader.be("debian12-baseline-t0.snmprec");
      poll(pipeline, 3);
      assertThat(widened(FindingState.OPEN)).isEmpty();
      reader.be("debian12-open-110.snmprec");
      poll(pipeline, 3);
      assertThat(widened(FindingState.OPEN)).isNotEmpty();
      assertThat(pipeline.acknowledge(999, "anna", "", true))
          .isInstanceOf(OperatorResult.UnknownNumber.class);
      long number = widened(FindingState.OPEN).get(0).number();
      assertThat(pipeline.acknowledge(number, "anna", "", false))
          .isInstanceOf(OperatorResult.Done.class);
      poll(pipeline, 2);
      assertThat(widened(FindingState.ACKNOWLEDGED)).as("seen, not accepted").hasSize(1);
      assertThat(pipeline.acknowledge(number, "anna", "", true))
          .as("acknowledged before, accepted now")
          .isInstanceOf(OperatorResult.Unchanged.class);
      poll(pipeline, 2);
      assertThat(widened(FindingState.ACKNOWLEDGED)).isEmpty();
      assertThat(widened(FindingState.OPEN)).isEmpty();
    }
    try (PosternStore store = store();
        PollPipeline pipeline = Pipelines.of(reader, store, holder, clock)) {
      pipeline.start();
      poll(pipeline, 3);
      assertThat(widened(FindingState.OPEN)).as("accepted for good").isEmpty();
    }
  }

  @Test
  void tellsHowARealListChangedAndKeepsTheUseOfItsEntries() throws Exception {
    try (PosternStore store = store();
        PollPipeline pipeline = Pipelines.of(reader, store, holder, clock)) {
      pipeline.start();
      reader.be("debian12-baseline-t0.snmprec");
      poll(pipeline, 2);
      reader.be("debian12-open-110.snmprec");
      poll(pipeline, 2);
      DeviceDiff diff =
          pipeline.diff(
              "gw", new DeviceDiff.Query(Optional.empty(), Optional.empty(), Optional.empty()));
      assertThat(diff.lists()).hasSize(1);
      ListChange change = diff.lists().get(0).change();
      assertThat(change.effect()).isEqualTo(ChangeEffect.WIDENED);
      assertThat(change.edits().added()).hasSize(1);
      assertThat(change.ports()).extracting(PortChange::port).containsExactly(MailPort.POP3);
      assertThat(change.ports().get(0).causes())
          .extracting(PortChange.Cause::role, PortChange.Cause::edit)
          .contains(tuple(PortChange.Role.PERMITS_NOW, PortChange.Edit.ADDED));
      assertThat(diff.before()).hasValue(Gateway.NOON.plus(Duration.ofMinutes(3)).minusNanos(1));
      assertThat(store.entryUses().load("gw")).isEmpty();
    }
    try (PosternStore store = store()) {
      assertThat(store.entryUses().load("gw")).isNotEmpty();
    }
  }

  @Test
  void eachPollIsOnTheBoardWhenItsFutureEnds() throws Exception {
    try (PosternStore store = store();
        PollPipeline pipeline = Pipelines.of(reader, store, holder, clock)) {
      pipeline.start();
      reader.be("debian12-baseline-t0.snmprec");
      poll(pipeline, 1);
      Board.DeviceRow row = holder.current().devices().get(0);
      assertThat(row.reachability()).isEqualTo(Board.Reachability.UP);
      assertThat(row.lastGoodPoll()).hasValue(clock.instant());
      assertThat(holder.current().ports()).isNotEmpty();
      assertThat(pipeline.polls()).isEqualTo(1);
    }
  }
}

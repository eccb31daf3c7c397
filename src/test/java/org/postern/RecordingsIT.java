package org.postern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postern.acl.AccessListReading;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.counter.InterfaceSample;
import org.postern.finding.Board;
import org.postern.finding.DetectionSettings;
import org.postern.finding.Judge;
import org.postern.finding.Policy;
import org.postern.poll.DevicePoller;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.PollOutcome;
import org.postern.poll.SinglePoll;
import org.postern.profile.CatalogResult;
import org.postern.profile.DeviceReading;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Oid;
import org.postern.snmp.ReaderLimits;
import org.postern.snmp.Secret;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpCredential;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmpTarget;
import org.postern.snmp.VarBind;
import org.postern.snmp.simulator.RecordedDevice;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.snmp.simulator.SimulatorLoop;
import org.postern.snmp.simulator.StaticContent;
import org.postern.testkit.SharedRecordings;

/** Each recording of a real device is served over UDP, polled and evaluated. */
class RecordingsIT {
  private static final Oid IF_ENTRY = Oid.parse("1.3.6.1.2.1.2.2.1");
  private static final Oid IF_X_ENTRY = Oid.parse("1.3.6.1.2.1.31.1.1.1");

  /** The columns that are read; a row of other columns only is none. */
  private static final List<Integer> OF_IF_ENTRY =
      List.of(2, 5, 7, 8, 10, 11, 12, 13, 14, 16, 17, 18, 19, 20);

  private static final List<Integer> OF_IF_X_ENTRY =
      List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 18, 19);

  private SimulatorLoop loop;
  private Snmp4jReader reader;
  private SinglePoll poll;

  @BeforeEach
  void open() throws IOException {
    loop = new SimulatorLoop(1);
    reader =
        new Snmp4jReader(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ReaderLimits.of(16));
    ProfileCatalog catalog = ((CatalogResult.Loaded) ProfileCatalog.load(List.of())).catalog();
    FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
    poll =
        new SinglePoll(
            new DevicePoller(reader, catalog, Clock.systemUTC()),
            evaluator,
            new Judge(evaluator, DetectionSettings.defaults(), ZoneOffset.UTC),
            Policy.empty());
  }

  @AfterEach
  void close() {
    reader.close();
    loop.close();
  }

  @Test
  void pollsEveryRecordingThatHasInterfaces() throws Exception {
    int polled = 0;
    for (Path file : SharedRecordings.all()) {
      SnmpRecording recording = SnmpRecording.load(file);
      Set<Integer> expected = interfaces(recording);
      if (expected.isEmpty()) {
        continue;
      }
      SinglePoll.Result result = poll(recording);
      assertThat(result.outcome()).as("%s", file).isInstanceOf(PollOutcome.Answered.class);
      DeviceReading reading = ((PollOutcome.Answered) result.outcome()).reading();
      assertThat(reading.interfaces().stream().map(InterfaceSample::ifIndex))
          .as("%s", file)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(reading.interfaces().stream().map(InterfaceSample::name))
          .as("%s", file)
          .doesNotHaveDuplicates();
      assertThat(result.device().reachability())
          .as("%s: %s", file, reading.gaps())
          .isIn(Board.Reachability.UP, Board.Reachability.PARTIAL);
      polled++;
    }
    assertThat(polled).isGreaterThan(35);
  }

  @Test
  void readsTheAccessListsOfAComwareSwitch() throws Exception {
    DeviceReading reading = reading("h3c-comware7-r7577.snmprec");
    assertThat(reading.profiles()).contains("h3c-comware");
    assertThat(reading.accessLists().stream().mapToInt(RecordingsIT::entries).sum()).isEqualTo(13);
    assertThat(reading.accessLists()).allMatch(list -> list.list().gaps().isEmpty());
  }

  @Test
  void readsTheRulesOfTheLinuxRouter() throws Exception {
    for (String name : List.of("rtr1.baseline-t0", "rtr1.nft-baseline-t0", "rtr1.open-110")) {
      DeviceReading reading = reading("linux-lab/" + name + ".snmprec");
      assertThat(reading.profiles()).as(name).contains("linux-net-snmp");
      assertThat(reading.accessLists()).as(name).anyMatch(list -> entries(list) > 10);
    }
  }

  private static int entries(AccessListReading list) {
    return list.list().entries().size();
  }

  private static Set<Integer> interfaces(SnmpRecording recording) {
    Set<Integer> indexes = new TreeSet<>();
    OF_IF_ENTRY.forEach(column -> collect(recording, IF_ENTRY.append(column), indexes));
    OF_IF_X_ENTRY.forEach(column -> collect(recording, IF_X_ENTRY.append(column), indexes));
    return indexes;
  }

  private static void collect(SnmpRecording recording, Oid column, Set<Integer> indexes) {
    for (VarBind row : recording.below(column)) {
      indexes.add(row.oid().at(column.length()));
    }
  }

  private DeviceReading reading(String file) throws Exception {
    SnmpRecording recording = SnmpRecording.load(SharedRecordings.folder().resolve(file));
    return ((PollOutcome.Answered) poll(recording).outcome()).reading();
  }

  private SinglePoll.Result poll(SnmpRecording recording) throws Exception {
    Clock clock = Clock.systemUTC();
    RecordedDevice device = new RecordedDevice(new StaticContent(recording), clock, 1);
    SimulatedAgent agent = SimulatedAgent.serving(device, clock).start(loop);
    try {
      SnmpTarget target =
          new SnmpTarget(
              "device",
              agent.address(),
              new SnmpCredential.V2c(new Secret("public")),
              Duration.ofSeconds(5),
              1,
              25);
      return poll.poll(
              new MonitoredDevice(
                  "device",
                  target,
                  Duration.ofMinutes(1),
                  List.of(),
                  Map.of(),
                  Map.of(),
                  List.of()))
          .get(60, TimeUnit.SECONDS);
    } finally {
      agent.close();
    }
  }
}

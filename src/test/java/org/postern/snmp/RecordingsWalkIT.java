package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postern.snmp.simulator.SimulatedAgent;
import org.postern.testkit.SharedRecordings;

/** What real devices served, served again over UDP and read back. */
class RecordingsWalkIT {
  private static final Oid IF_ENTRY = Oid.parse("1.3.6.1.2.1.2.2.1");
  private static final Oid IF_X_ENTRY = Oid.parse("1.3.6.1.2.1.31.1.1.1");

  @Test
  void walksTheInterfaceTablesOfEachRecordingAsTheyAreInTheFile() throws Exception {
    int withInterfaces = 0;
    try (SnmpBench bench = new SnmpBench(50)) {
      for (Path file : SharedRecordings.all()) {
        SnmpRecording recording = SnmpRecording.load(file);
        List<VarBind> expected = new ArrayList<>(recording.below(IF_ENTRY));
        expected.addAll(recording.below(IF_X_ENTRY));
        SimulatedAgent agent = bench.start(bench.serving(recording));
        List<Oid> columns = new ArrayList<>();
        for (int column = 1; column <= 22; column++) {
          columns.add(IF_ENTRY.append(column));
        }
        for (int column = 1; column <= 19; column++) {
          columns.add(IF_X_ENTRY.append(column));
        }
        ReadResult result =
            SnmpBench.await(bench.reader.walk(bench.target(agent, SnmpBench.V2C), columns, 10_000));
        assertThat(result).as("%s", file).isInstanceOf(ReadResult.Complete.class);
        assertThat(result.varBindsOrEmpty()).as("%s", file).isEqualTo(expected);
        withInterfaces += expected.isEmpty() ? 0 : 1;
        agent.close();
      }
    }
    assertThat(withInterfaces).isGreaterThan(40);
  }

  @Test
  void walksAWholeDeviceByEachVersion() throws Exception {
    SnmpRecording recording =
        SnmpRecording.load(
            SharedRecordings.folder().resolve("linux-lab").resolve("rtr1.baseline-t0.snmprec"));
    try (SnmpBench bench = new SnmpBench(50)) {
      SnmpCredential.V3 user =
          SnmpBench.user(
              "reader",
              SnmpCredential.AuthProtocol.SHA256,
              "authentication",
              SnmpCredential.PrivProtocol.AES128,
              "encryption");
      SimulatedAgent agent = bench.start(bench.serving(recording).user(user));
      List<VarBind> all = recording.varBinds();
      List<VarBind> withoutCounter64 =
          all.stream().filter(v -> !(v.value() instanceof SnmpValue.Counter64)).toList();
      assertThat(bench.walk(bench.target(agent, SnmpBench.V2C), Oid.of(1)).varBindsOrEmpty())
          .isEqualTo(all);
      assertThat(bench.walk(bench.target(agent, user), Oid.of(1)).varBindsOrEmpty()).isEqualTo(all);
      assertThat(bench.walk(bench.target(agent, SnmpBench.V1), Oid.of(1)).varBindsOrEmpty())
          .isEqualTo(withoutCounter64);
    }
  }
}

package org.postern.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postern.snmp.simulator.Fault;
import org.postern.snmp.simulator.SimulatedAgent;

class DeviceRecorderIT {
  @Test
  void recordsAllThatADeviceServes() throws Exception {
    SnmpRecording device = SnmpBench.interfaces(300, 5);
    try (SnmpBench bench = new SnmpBench(4)) {
      SimulatedAgent agent = bench.start(bench.serving(device));
      DeviceRecorder recorder = new DeviceRecorder(bench.reader);
      SnmpTarget target = bench.target(agent, SnmpBench.V2C);
      var whole = recorder.record(target, 10_000, new RecordingSanitizer());
      assertThat(whole.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              DeviceRecorder.Outcome.Recorded.class,
              recorded -> assertThat(recorded.recording().varBinds()).isEqualTo(device.varBinds()));
      var cut = recorder.record(target, 100, new RecordingSanitizer());
      assertThat(cut.get(60, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              DeviceRecorder.Outcome.Incomplete.class,
              incomplete -> {
                assertThat(incomplete.recording().size()).isEqualTo(100);
                assertThat(incomplete.reason()).contains("more than 100 rows");
              });
      agent.inject(new Fault.Silent());
      var none =
          recorder.record(
              bench.target(agent, SnmpBench.V2C, 150, 0), 100, new RecordingSanitizer());
      assertThat(none.get(60, TimeUnit.SECONDS)).isInstanceOf(DeviceRecorder.Outcome.Failed.class);
    }
  }
}

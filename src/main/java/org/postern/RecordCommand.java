package org.postern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postern.poll.MonitoredDevice;
import org.postern.snmp.DeviceRecorder;
import org.postern.snmp.ReadResult;
import org.postern.snmp.RecordingSanitizer;
import org.postern.snmp.Snmp4jReader;
import org.postern.snmp.SnmpRecording;
import org.postern.snmp.SnmprecWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Records a device. */
@Command(
    name = "record",
    description = {
      "Writes what a configured device tells to a file (snmprec).",
      "Without names, locations, serial numbers and public addresses, to be shown to others.",
      "Read it before you give it away."
    },
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "DEVICE", description = "Name of a configured device.")
  private String device;

  @Parameters(index = "1", paramLabel = "FILE", description = "The file to write; must not exist.")
  private Path file;

  @Option(
      names = "--max",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "Stop after this many instances. Default: ${DEFAULT-VALUE}")
  private int max;

  @Mixin private ConfigOptions config;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw new CommandFailure(ExitCode.INVALID_INPUT, file + " exists already");
    }
    MonitoredDevice found =
        SettingsReader.devices(config.load().config()).stream()
            .filter(each -> each.name().equals(device))
            .findFirst()
            .orElseThrow(() -> new CommandFailure(ExitCode.NOT_FOUND, "no such device: " + device));
    try (Snmp4jReader reader = Snmp4jReader.open(1)) {
      DeviceRecorder.Outcome outcome =
          new DeviceRecorder(reader).record(found.target(), max, new RecordingSanitizer()).join();
      return write(outcome);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.INVALID_INPUT, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private int write(DeviceRecorder.Outcome outcome) throws IOException {
    if (outcome instanceof DeviceRecorder.Outcome.Failed failed) {
      throw new CommandFailure(ExitCode.DEVICE, device + ": " + words(failed.why()));
    }
    if (outcome instanceof DeviceRecorder.Outcome.Incomplete incomplete) {
      report(incomplete.recording(), false);
      output.note(device + " was recorded in part: " + incomplete.reason());
      return ExitCode.DEVICE;
    }
    if (outcome instanceof DeviceRecorder.Outcome.Recorded recorded) {
      report(recorded.recording(), true);
    }
    return ExitCode.OK;
  }

  private void report(SnmpRecording recording, boolean complete) throws IOException {
    SnmprecWriter.write(recording, file);
    if (output.json()) {
      output.json(
          Map.of("file", file.toString(), "instances", recording.size(), "complete", complete));
    } else {
      output.note(recording.size() + " instances in " + file);
    }
  }

  private static String words(ReadResult why) {
    if (why instanceof ReadResult.Timeout timeout) {
      return "no answer after " + timeout.tries() + " tries";
    }
    if (why instanceof ReadResult.Refused refused) {
      return "refused: " + refused.reason();
    }
    return why instanceof ReadResult.AgentError error ? error.text() : "nothing was read";
  }
}

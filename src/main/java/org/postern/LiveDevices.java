package org.postern;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import me.tongfei.progressbar.ProgressBar;
import org.postern.acl.FirstMatchEvaluator;
import org.postern.finding.DetectionSettings;
import org.postern.finding.Judge;
import org.postern.finding.Policy;
import org.postern.poll.DevicePoller;
import org.postern.poll.MonitoredDevice;
import org.postern.poll.SinglePoll;
import org.postern.profile.ProfileCatalog;
import org.postern.snmp.Snmp4jReader;

/** Asks devices once, now, without a daemon; shows progress on a terminal if there are many. */
final class LiveDevices {
  private static final int IN_FLIGHT = 256;
  private static final int WORTH_A_BAR = 3;

  private LiveDevices() {}

  static List<SinglePoll.Result> poll(
      List<MonitoredDevice> devices, ProfileCatalog catalog, Policy policy) {
    Clock clock = Clock.systemUTC();
    try (Snmp4jReader reader = Snmp4jReader.open(IN_FLIGHT);
        ProgressBar progress =
            Progress.bar("asking", devices.size(), devices.size() >= WORTH_A_BAR)) {
      FirstMatchEvaluator evaluator = new FirstMatchEvaluator();
      SinglePoll single =
          new SinglePoll(
              new DevicePoller(reader, catalog, clock),
              evaluator,
              new Judge(evaluator, DetectionSettings.defaults(), ConfigOptions.zone()),
              policy);
      List<CompletableFuture<SinglePoll.Result>> running = new ArrayList<>();
      for (MonitoredDevice device : devices) {
        running.add(single.poll(device).whenComplete((result, failure) -> progress.step()));
      }
      return running.stream().map(CompletableFuture::join).toList();
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.LISTEN, "no socket to ask devices from: " + e.getMessage(), e);
    }
  }
}

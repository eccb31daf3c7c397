package org.postern;

import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the daemon until it is told to stop. */
@Command(
    name = "run",
    description = {
      "Runs the daemon until it is stopped by SIGTERM or Ctrl-C.",
      "It polls the configured devices, serves POSTERN-MIB and sends notifications, and logs to",
      "standard error."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private ConfigOptions config;

  @Override
  public Integer call() throws InterruptedException {
    Logger log = LoggerFactory.getLogger(RunCommand.class);
    ConfigOptions.Loaded loaded = config.load();
    loaded.warnings().forEach(each -> log.warn("{}", each));
    DaemonSettings settings = SettingsReader.daemon(loaded.config(), ConfigOptions.zone());
    Daemon daemon = Daemon.start(settings, loaded.catalog(), Clock.systemUTC());
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  log.info("stopping");
                  daemon.close();
                  log.info("stopped");
                  stopped.countDown();
                },
                "stop"));
    log.info(
        "postern {} watches {} device{}; store in {}",
        Version.number(),
        settings.devices().size(),
        settings.devices().size() == 1 ? "" : "s",
        settings.storeDirectory().toAbsolutePath());
    stopped.await();
    return ExitCode.OK;
  }
}

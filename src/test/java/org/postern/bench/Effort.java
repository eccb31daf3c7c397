package org.postern.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Time on the wall and on the processors up to a moment, in seconds.
 *
 * @param own this process without the threads that serve the simulated routers; garbage collection
 *     and compilation included
 * @param agents the threads that serve the simulated routers
 * @param children programs that were started and have ended; NaN where there is no /proc
 */
record Effort(double wall, double own, double agents, double children) {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ of Linux

  static Effort now() {
    double agents = agentsNow();
    double process =
        ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime()
            / 1e9;
    return new Effort(System.nanoTime() / 1e9, process - agents, agents, childrenNow());
  }

  Effort since(Effort before) {
    return new Effort(
        wall - before.wall, own - before.own, agents - before.agents, children - before.children);
  }

  private static double agentsNow() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("snmp-simulator")) {
        nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return nanos / 1e9;
  }

  /** proc(5): cutime and cstime of /proc/self/stat, the 16th and 17th field. */
  private static double childrenNow() {
    Path stat = Path.of("/proc/self/stat");
    if (!Files.isReadable(stat)) {
      return Double.NaN;
    }
    try {
      String text = Files.readString(stat);
      // The second field is a name in parentheses, which may hold blanks.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}

package org.postern.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process has used so far, as Linux tells it (proc(5)).
 *
 * @param processor seconds, user and system, of the process and its children that have ended
 * @param peakMegabytes the most memory it held at once (VmHWM)
 */
record Usage(double processor, long peakMegabytes) {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ

  // Fields counted from the state, the first after the name: utime, stime, cutime, cstime.
  private static final int UTIME = 11;
  private static final int CUTIME = 13;
  private static final int CSTIME = 14;

  /** Of a process that runs. */
  static Usage of(long pid) throws IOException {
    return new Usage(seconds(pid, UTIME, CSTIME), peakMegabytes(pid));
  }

  /** Processor seconds of this process's children that have ended and been waited for. */
  static double ofEndedChildren() throws IOException {
    return seconds(ProcessHandle.current().pid(), CUTIME, CSTIME);
  }

  /** The most memory a process held so far; 0 if it has ended. */
  static long peakMegabytes(long pid) throws IOException {
    Path status = process(pid).resolve("status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  /** Since {@code before}; the peak is the later one. */
  Usage since(Usage before) {
    return new Usage(processor - before.processor, peakMegabytes);
  }

  private static double seconds(long pid, int from, int to) throws IOException {
    String stat = Files.readString(process(pid).resolve("stat"));
    // The name stands in parentheses and may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int i = from; i <= to; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static Path process(long pid) {
    return Path.of("/proc", String.valueOf(pid));
  }
}

package org.postern.bench;

import java.util.Locale;

/**
 * What one way of asking the routers cost.
 *
 * @param polls devices read, each as often as it was read
 * @param lost polls that did not bring everything
 * @param wall seconds
 * @param usage of the asking side
 * @param remarks what else is worth a line
 */
record LoadResult(String name, long polls, long lost, double wall, Usage usage, String remarks) {
  static String header() {
    return String.format(
        Locale.ROOT,
        "%-30s %7s %9s %10s %10s %10s %8s %6s",
        "",
        "polls",
        "devices/s",
        "varbinds/s",
        "CPU ms/dev",
        "CPU s/Mvb",
        "peak MB",
        "lost");
  }

  /** Processor milliseconds a device. */
  double perDevice() {
    return usage.processor() * 1000 / polls;
  }

  String line() {
    double varBinds = (double) polls * BenchRouter.varBinds();
    return String.format(
        Locale.ROOT,
        "%-30s %7d %9.0f %10.0f %10.2f %10.2f %8d %6d  %s",
        name,
        polls,
        polls / wall,
        varBinds / wall,
        perDevice(),
        usage.processor() * 1e6 / varBinds,
        usage.peakMegabytes(),
        lost,
        remarks);
  }
}

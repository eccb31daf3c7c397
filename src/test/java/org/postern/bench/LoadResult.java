package org.postern.bench;

import java.util.Locale;

/**
 * What one way of asking the routers cost.
 *
 * @param polls devices read, each as often as it was read
 * @param lost polls that did not bring everything
 * @param processor seconds of the asking side
 * @param remarks what else is worth a line
 */
record LoadResult(
    String name,
    int polls,
    long varBinds,
    int lost,
    double wall,
    double processor,
    double agents,
    String remarks) {
  static String header() {
    return String.format(
        Locale.ROOT,
        "%-24s %7s %10s %10s %11s %12s %9s %6s",
        "",
        "polls",
        "devices/s",
        "varbinds/s",
        "CPU s/1000",
        "us/varbind",
        "agents*",
        "lost");
  }

  double perThousand() {
    return processor * 1000 / polls;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%-24s %7d %10.0f %10.0f %11.2f %12.2f %9.2f %6d  %s",
        name,
        polls,
        polls / wall,
        varBinds / wall,
        perThousand(),
        processor * 1e6 / varBinds,
        agents * 1000 / polls,
        lost,
        remarks);
  }
}

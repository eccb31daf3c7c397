package org.postern.config;

import java.net.InetSocketAddress;

/**
 * The page that Prometheus reads.
 *
 * @param listen TCP address to answer on
 */
public record MetricsConfig(boolean enabled, InetSocketAddress listen) {
  /** The port where none is given. */
  public static final int PORT = 9465;

  public static MetricsConfig standard() {
    return new MetricsConfig(false, Addresses.socket("127.0.0.1", PORT).orElseThrow());
  }
}

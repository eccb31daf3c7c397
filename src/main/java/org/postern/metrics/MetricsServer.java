package org.postern.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postern.finding.BoardHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers {@code GET /metrics} with the current board and the state of this process, in the text
 * format of Prometheus or OpenMetrics, whichever is asked for. One scrape at a time.
 */
public final class MetricsServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);
  private static final String PATH = "/metrics";
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final long NO_BODY = -1;
  private static final int BACKLOG = 8;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpServer server;

  private MetricsServer(InetSocketAddress address, BoardHolder boards) throws IOException {
    try {
      server = HttpServer.create(address, BACKLOG);
    } catch (IOException e) {
      executor.shutdown();
      throw new IOException("metrics: cannot listen on " + address + ": " + e.getMessage(), e);
    }
    registry.getPrometheusRegistry().register(new BoardMetrics(boards));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
    log.info("metrics: http://{}:{}{}", host(), address().getPort(), PATH);
  }

  /**
   * Listens at once.
   *
   * @param address port 0 takes any free one
   * @throws IOException if nothing can listen there; the message says where
   */
  public static MetricsServer start(InetSocketAddress address, BoardHolder boards)
      throws IOException {
    return new MetricsServer(address, boards);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private String host() {
    String host = address().getAddress().getHostAddress();
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean get = exchange.getRequestMethod().equals("GET");
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        exchange.sendResponseHeaders(NOT_FOUND, NO_BODY);
      } else if (!get) {
        exchange.getResponseHeaders().set("Allow", "GET");
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
      } else {
        scrape(exchange);
      }
    }
  }

  private void scrape(HttpExchange exchange) throws IOException {
    boolean open =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
            .filter(accept -> accept.contains("application/openmetrics-text"))
            .isPresent();
    String type = open ? OPEN_METRICS : TEXT;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    registry.scrape(body, type);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(OK, body.size());
    body.writeTo(exchange.getResponseBody());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdown();
    registry.close();
  }
}

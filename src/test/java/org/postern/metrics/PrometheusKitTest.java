package org.postern.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postern.agent.Boards;
import org.postern.finding.BoardHolder;
import tools.jackson.databind.json.JsonMapper;

/** Rules, dashboard and guide speak of metrics that there are. */
class PrometheusKitTest {
  private static final Pattern METRIC = Pattern.compile("\\bpostern_[a-z_]+\\b");
  private static final Path RULES = Path.of("conf", "prometheus", "postern.rules.yml");
  private static final Path DASHBOARD = Path.of("conf", "prometheus", "grafana-dashboard.json");
  private static final Path GUIDE = Path.of("src", "docs", "integrations", "prometheus.md");

  private static Set<String> served() {
    return new BoardMetrics(new BoardHolder(Boards.fixed()))
        .collect().stream()
            .map(
                each ->
                    each instanceof io.prometheus.metrics.model.snapshots.CounterSnapshot
                        ? each.getMetadata().getName() + "_total"
                        : each.getMetadata().getName())
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> named(Path file) throws IOException {
    return METRIC
        .matcher(Files.readString(file))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postern.rules.yml", "grafana-dashboard.json"})
  void everyMetricThatIsAskedForIsServed(String file) throws IOException {
    Set<String> named = named(Path.of("conf", "prometheus", file));
    assertThat(named).isNotEmpty();
    assertThat(served()).containsAll(named);
  }

  @Test
  void theGuideListsEachMetricAndNoOther() throws IOException {
    assertThat(named(GUIDE)).isEqualTo(served());
  }

  @Test
  void theDashboardsPanelsLieBesideEachOther() throws IOException {
    Set<String> places = new TreeSet<>();
    for (var panel : new JsonMapper().readTree(Files.readString(DASHBOARD)).get("panels")) {
      assertThat(places.add(panel.at("/gridPos/x") + " " + panel.at("/gridPos/y"))).isTrue();
      assertThat(panel.at("/gridPos/x").asInt() + panel.at("/gridPos/w").asInt())
          .isLessThanOrEqualTo(24);
      assertThat(panel.at("/targets/0/expr").asString()).isNotEmpty();
    }
    assertThat(places).hasSize(10);
    assertThat(Files.readString(RULES)).doesNotContain("\t");
  }
}

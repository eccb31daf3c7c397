package org.postern;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.postern.finding.Backtest;

/** Draws a replayed series with its band and its findings, as SVG 1.1. */
final class BacktestPlot {
  private static final int WIDTH = 1600;
  private static final int HEIGHT = 480;
  private static final int LEFT = 80;
  private static final int TOP = 30;
  private static final int BOTTOM = 40;
  private static final int LABELS = 14;

  private final List<Backtest.Step> steps;
  private final ZoneId zone;
  private final Instant from;
  private final double seconds;
  private final double highest;

  /** More between two steps is a gap, over which no line is drawn. */
  private final Duration longest;

  BacktestPlot(List<Backtest.Step> steps, ZoneId zone) {
    this.steps = steps;
    this.zone = zone;
    from = steps.get(0).point().time();
    Instant to = steps.get(steps.size() - 1).point().time();
    seconds = Math.max(1, Duration.between(from, to).toSeconds());
    longest = SeriesFile.window(steps.stream().map(Backtest.Step::point).toList()).multipliedBy(2);
    highest =
        Math.max(1e-9, steps.stream().mapToDouble(each -> each.point().value()).max().orElse(1));
  }

  /** The whole picture. */
  String svg(String title) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            WIDTH, HEIGHT));
    svg.append(format("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n", WIDTH, HEIGHT));
    svg.append(format("<text x=\"%d\" y=\"18\">%s</text>%n", LEFT, escaped(title)));
    findings(svg);
    band(svg);
    line(svg);
    axes(svg);
    return svg.append("</svg>\n").toString();
  }

  /** Where a finding was open. */
  private void findings(StringBuilder svg) {
    for (int i = 0; i < steps.size(); i++) {
      if (!steps.get(i).found()) {
        continue;
      }
      int begin = i;
      while (i + 1 < steps.size() && steps.get(i + 1).found()) {
        i++;
      }
      double left = x(steps.get(begin).point().time());
      double width = Math.max(2, x(steps.get(i).point().time()) - left);
      svg.append(
          format(
              "<rect class=\"finding\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\""
                  + " fill=\"#d33\" fill-opacity=\"0.3\"/>%n",
              left, TOP, width, HEIGHT - TOP - BOTTOM));
    }
  }

  private void band(StringBuilder svg) {
    int begin = 0;
    while (begin < steps.size()) {
      if (steps.get(begin).band().isEmpty()) {
        begin++;
        continue;
      }
      int end = begin;
      StringBuilder upper = new StringBuilder();
      StringBuilder lower = new StringBuilder();
      while (end < steps.size()
          && steps.get(end).band().isPresent()
          && (end == begin || !isGapBefore(end))) {
        Backtest.Range range = steps.get(end).band().get();
        double x = x(steps.get(end).point().time());
        upper.append(format("%.1f,%.1f ", x, y(range.high())));
        lower.insert(0, format("%.1f,%.1f ", x, y(range.low())));
        end++;
      }
      svg.append(
          format(
              "<polygon class=\"band\" points=\"%s%s\" fill=\"#48c\" fill-opacity=\"0.25\"/>%n",
              upper, lower));
      begin = end;
    }
  }

  private void line(StringBuilder svg) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < steps.size(); i++) {
      if (i > 0 && isGapBefore(i)) {
        polyline(svg, points);
        points.setLength(0);
      }
      Backtest.Point point = steps.get(i).point();
      points.append(format("%.1f,%.1f ", x(point.time()), y(point.value())));
    }
    polyline(svg, points);
  }

  private static void polyline(StringBuilder svg, StringBuilder points) {
    svg.append(
        format(
            "<polyline class=\"series\" points=\"%s\" fill=\"none\" stroke=\"#222\""
                + " stroke-width=\"0.8\"/>%n",
            points));
  }

  private boolean isGapBefore(int step) {
    Instant before = steps.get(step - 1).point().time();
    return Duration.between(before, steps.get(step).point().time()).compareTo(longest) > 0;
  }

  private void axes(StringBuilder svg) {
    for (int i = 0; i <= 4; i++) {
      double value = highest * i / 4;
      svg.append(
          format(
              "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.4g</text>%n",
              LEFT - 6, y(value) + 4, value));
    }
    ZonedDateTime first = from.atZone(zone);
    long days = Math.max(1, Math.round(seconds / Duration.ofDays(1).toSeconds()));
    long every = Math.max(1, (days + LABELS - 1) / LABELS);
    LocalDate last = from.plusSeconds((long) seconds).atZone(zone).toLocalDate();
    for (LocalDate day = first.toLocalDate().plusDays(1);
        !day.isAfter(last);
        day = day.plusDays(every)) {
      double x = x(day.atStartOfDay(zone).toInstant());
      svg.append(
          format(
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#ccc\"/>%n",
              x, x, TOP, HEIGHT - BOTTOM));
      svg.append(format("<text x=\"%.1f\" y=\"%d\">%s</text>%n", x, HEIGHT - BOTTOM + 18, day));
    }
  }

  private double x(Instant time) {
    return LEFT + (WIDTH - LEFT - 20) * (Duration.between(from, time).toSeconds() / seconds);
  }

  private double y(double value) {
    double within = Math.min(1.05, Math.max(0, value / highest));
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * within / 1.05;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

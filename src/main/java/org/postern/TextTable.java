package org.postern;

import java.util.ArrayList;
import java.util.List;

/**
 * A table for people: columns as wide as their content, the flexible ones cut to fit the page. A
 * heading stands above the rows it is about, a detail is wrapped below its row. Cells are plain
 * text; colour is laid over whole cells and takes no width.
 */
final class TextTable {
  /** How a column behaves when the page is too narrow, and to which side it leans. */
  enum Fit {
    /** Keeps its width. */
    FIXED,
    /** Keeps its width and leans right: numbers. */
    NUMBER,
    /** Gives way, down to {@value #MIN_FLEXIBLE} characters. */
    FLEXIBLE
  }

  /** Colours that mean something. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD,
    DOUBTFUL,
    DIM
  }

  /** A cell. */
  record Cell(String text, Tone tone) {
    static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }
  }

  private record Column(String title, Fit fit) {}

  private sealed interface Line {}

  private record Row(List<Cell> cells) implements Line {}

  private record Heading(String text) implements Line {}

  private record Detail(String text) implements Line {}

  private static final int MIN_FLEXIBLE = 8;
  private static final String GAP = "  ";
  private static final String INDENT = "    ";

  private final List<Column> columns = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  TextTable column(String title, Fit fit) {
    columns.add(new Column(title, fit));
    return this;
  }

  /** Adds a row; as many cells as there are columns. */
  void row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    lines.add(new Row(List.copyOf(cells)));
  }

  /** Adds a line above the rows that follow, with an empty line before it. */
  void heading(String text) {
    lines.add(new Heading(text));
  }

  /** Adds text below the last row, wrapped and never cut. */
  void detail(String text) {
    lines.add(new Detail(text));
  }

  /**
   * Lays the table out.
   *
   * @param width of the page in characters
   * @param colour whether to write ANSI colours
   */
  List<String> lines(int width, boolean colour) {
    int[] widths = widths(width);
    List<String> page = new ArrayList<>();
    page.add(
        line(columns.stream().map(c -> new Cell(c.title(), Tone.DIM)).toList(), widths, colour));
    for (Line each : lines) {
      if (each instanceof Row row) {
        page.add(line(row.cells(), widths, colour));
      } else if (each instanceof Heading heading) {
        page.add("");
        page.add(heading.text());
      } else if (each instanceof Detail detail) {
        wrap(detail.text(), width - INDENT.length()).forEach(part -> page.add(INDENT + part));
      }
    }
    return page;
  }

  /** Breaks between words; a word that is longer than the page stays whole. */
  static List<String> wrap(String text, int width) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String word : text.strip().split(" +", -1)) {
      if (!part.isEmpty() && part.length() + 1 + word.length() > width) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  private int[] widths(int page) {
    int[] widths = new int[columns.size()];
    int total = GAP.length() * (columns.size() - 1);
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).title().length();
      for (Line each : lines) {
        if (each instanceof Row row) {
          widths[i] = Math.max(widths[i], row.cells().get(i).text().length());
        }
      }
      total += widths[i];
    }
    while (total > page) {
      int widest = -1;
      for (int i = 0; i < widths.length; i++) {
        boolean gives = columns.get(i).fit() == Fit.FLEXIBLE && widths[i] > MIN_FLEXIBLE;
        if (gives && (widest < 0 || widths[i] > widths[widest])) {
          widest = i;
        }
      }
      if (widest < 0) {
        break; // nothing gives way any more: a long line beats a wrong number
      }
      widths[widest]--;
      total--;
    }
    return widths;
  }

  private String line(List<Cell> cells, int[] widths, boolean colour) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String text = cut(cells.get(i).text(), widths[i]);
      String padding = " ".repeat(widths[i] - text.length());
      boolean right = columns.get(i).fit() == Fit.NUMBER;
      boolean last = i == cells.size() - 1;
      line.append(right ? padding : "")
          .append(colour ? Colours.paint(text, cells.get(i).tone()) : text)
          .append(right || last ? "" : padding)
          .append(last ? "" : GAP);
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 2)) + "..";
  }
}

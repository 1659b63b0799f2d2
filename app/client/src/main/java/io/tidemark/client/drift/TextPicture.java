package io.tidemark.client.drift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Both distribution functions and the gap in plain ASCII, {@value #WIDTH} columns wide. */
final class TextPicture {

  static final int WIDTH = 80;
  static final char REFERENCE = '.';
  static final char LIVE = '#';
  static final char GAP = '|';

  private static final int ROWS = 17;
  private static final int LABEL = 7;
  private static final int COLUMNS = WIDTH - LABEL - 1;

  private TextPicture() {}

  static List<String> of(Plot plot) {
    char[][] canvas = new char[ROWS][COLUMNS];
    for (char[] row : canvas) {
      Arrays.fill(row, ' ');
    }
    draw(canvas, plot, plot.reference(), REFERENCE);
    draw(canvas, plot, plot.live(), LIVE);
    int gap = column(plot, plot.at());
    int upper = row(Math.max(plot.liveAt(), plot.referenceAt()));
    int lower = row(Math.min(plot.liveAt(), plot.referenceAt()));
    for (int row = upper; row <= lower; row++) {
      canvas[row][gap] = GAP;
    }
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      String label = row % 4 == 0 ? Figures.plain(1 - (double) row / (ROWS - 1)) : "";
      lines.add("%5s |%s".formatted(label, new String(canvas[row])).stripTrailing());
    }
    lines.add(" ".repeat(LABEL - 1) + "+" + "-".repeat(gap) + "^" + "-".repeat(COLUMNS - gap - 1));
    lines.add(scale(plot, gap));
    return lines;
  }

  /** A staircase: each column is filled from where the one before it ended. */
  private static void draw(char[][] canvas, Plot plot, QuantileCurve curve, char ink) {
    int before = row(curve.at(plot.low()));
    for (int column = 0; column < COLUMNS; column++) {
      double x = plot.low() + (plot.high() - plot.low()) * column / (COLUMNS - 1);
      int now = row(curve.at(x));
      for (int row = now; row <= Math.max(now, before - 1); row++) {
        canvas[row][column] = ink;
      }
      before = now;
    }
  }

  /** The values at both ends, and the one of the gap under its mark where there is room. */
  private static String scale(Plot plot, int gap) {
    String low = Figures.value(plot.low());
    String high = Figures.value(plot.high());
    String at = Figures.value(plot.at());
    StringBuilder line = new StringBuilder(" ".repeat(LABEL)).append(low);
    int end = WIDTH - 1 - high.length();
    int start = LABEL + gap - at.length() / 2;
    if (start > line.length() + 1 && start + at.length() + 1 < end) {
      line.append(" ".repeat(start - line.length())).append(at);
    }
    return line.append(" ".repeat(end - line.length())).append(high).toString();
  }

  private static int column(Plot plot, double value) {
    return (int) Math.round(plot.across(value) * (COLUMNS - 1));
  }

  private static int row(double fraction) {
    return (int) Math.round((1 - fraction) * (ROWS - 1));
  }
}

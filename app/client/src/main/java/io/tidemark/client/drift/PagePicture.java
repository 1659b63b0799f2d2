package io.tidemark.client.drift;

import java.util.List;
import java.util.Locale;

/** Both distribution functions, the area between them and the gap, as inline SVG. */
final class PagePicture {

  static final int WIDTH = 860;
  static final int HEIGHT = 400;

  private static final int LEFT = 52;
  private static final int RIGHT = 16;
  private static final int TOP = 16;
  private static final int BOTTOM = 44;
  private static final int TICKS = 5;

  /** Of the plot's width: a label that begins right of this would not fit. */
  private static final double LATE = 0.8;

  private PagePicture() {}

  static String of(Plot plot) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"distribution functions\">%n"
            .formatted(WIDTH, HEIGHT));
    grid(svg, plot);
    List<double[]> reference = plot.reference().corners(plot.low(), plot.high());
    List<double[]> live = plot.live().corners(plot.low(), plot.high());
    svg.append("<path class=\"between\" d=\"").append(path(plot, reference));
    for (int i = live.size() - 1; i >= 0; i--) {
      svg.append(" L").append(point(plot, live.get(i)));
    }
    svg.append(" Z\"/>\n");
    svg.append("<path class=\"reference\" d=\"").append(path(plot, reference)).append("\"/>\n");
    svg.append("<path class=\"live\" d=\"").append(path(plot, live)).append("\"/>\n");
    gap(svg, plot);
    return svg.append("</svg>\n").toString();
  }

  private static void grid(StringBuilder svg, Plot plot) {
    for (int i = 0; i < TICKS; i++) {
      double fraction = (double) i / (TICKS - 1);
      double y = y(fraction);
      svg.append(
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\"/>"
              .formatted(LEFT, WIDTH - RIGHT, number(y), number(y)));
      svg.append(text(LEFT - 8, y + 4, "end", "tick", Figures.plain(fraction)));
      double value = plot.low() + (plot.high() - plot.low()) * fraction;
      String anchor = i == 0 ? "start" : i == TICKS - 1 ? "end" : "middle";
      svg.append(text(x(plot, value), HEIGHT - BOTTOM + 20, anchor, "tick", Figures.value(value)));
    }
    svg.append('\n');
  }

  private static void gap(StringBuilder svg, Plot plot) {
    double x = x(plot, plot.at());
    double live = y(plot.liveAt());
    double reference = y(plot.referenceAt());
    svg.append(
        "<line class=\"gap\" x1=\"%s\" x2=\"%s\" y1=\"%s\" y2=\"%s\"/>%n"
            .formatted(number(x), number(x), number(live), number(reference)));
    svg.append(
        "<circle class=\"end\" cx=\"%s\" cy=\"%s\" r=\"4\"/><circle class=\"end\" cx=\"%s\" cy=\"%s\" r=\"4\"/>%n"
            .formatted(number(x), number(live), number(x), number(reference)));
    boolean late = plot.across(plot.at()) > LATE;
    double distance = Math.abs(plot.liveAt() - plot.referenceAt());
    svg.append(
        text(
            late ? x - 10 : x + 10,
            (live + reference) / 2 + 5,
            late ? "end" : "start",
            "label",
            "D = " + Figures.fraction(distance)));
    svg.append('\n');
  }

  private static String path(Plot plot, List<double[]> corners) {
    StringBuilder path = new StringBuilder();
    for (double[] corner : corners) {
      path.append(path.isEmpty() ? "M" : " L").append(point(plot, corner));
    }
    return path.toString();
  }

  private static String point(Plot plot, double[] corner) {
    return number(x(plot, corner[0])) + ' ' + number(y(corner[1]));
  }

  private static double x(Plot plot, double value) {
    return LEFT + plot.across(value) * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double fraction) {
    return TOP + (1 - fraction) * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(double x, double y, String anchor, String style, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\">%s</text>"
        .formatted(number(x), number(y), anchor, style, text);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}

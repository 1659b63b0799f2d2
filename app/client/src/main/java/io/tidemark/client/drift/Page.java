package io.tidemark.client.drift;

import io.tidemark.client.PrintableText;
import io.tidemark.client.RecordText;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.drift.SampleQuantiles;
import java.util.Locale;

/** An alert as one HTML file that needs no other: no script, no font, no picture from elsewhere. */
public final class Page {

  /** Which of the 65 quantiles are in the table. */
  private static final int[] QUANTILES = {0, 1, 3, 8, 16, 32, 48, 56, 61, 63, 64};

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --paper: #fcfcfb; --ink: #1b1d21; --soft: #656b76;
        --line: #dfe1e5; --live: #c2410c; --reference: #2563a8; --card: #f3f4f5; }
      @media (prefers-color-scheme: dark) { :root { --paper: #15171a; --ink: #e7e8ea;
        --soft: #9aa1ad; --line: #33373e; --live: #fb923c; --reference: #7db4f0; --card: #1e2126; } }
      * { box-sizing: border-box; }
      body { margin: 0 auto; max-width: 920px; padding: 28px 20px 48px; background: var(--paper);
        color: var(--ink); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
      h1 { font-size: 22px; line-height: 1.3; margin: 0 0 6px; }
      h2 { font-size: 16px; margin: 30px 0 8px; }
      p { margin: 0 0 14px; }
      .status { display: inline-block; padding: 1px 9px; border-radius: 10px; font-size: 13px;
        font-weight: 600; color: var(--paper); background: var(--live); }
      .cards { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0; }
      .card { flex: 1 1 130px; background: var(--card); border-radius: 8px; padding: 10px 14px; }
      .card b { display: block; font-size: 21px; font-variant-numeric: tabular-nums; }
      .card span, .soft { color: var(--soft); font-size: 13px; }
      .key i { display: inline-block; width: 18px; height: 3px; margin: 0 6px 3px 0;
        vertical-align: middle; }
      .key span { margin-right: 18px; }
      svg { display: block; width: 100%; height: auto; }
      .grid { stroke: var(--line); }
      .tick { fill: var(--soft); font-size: 12px; }
      .label { fill: var(--ink); font-size: 15px; font-weight: 600; stroke: var(--paper);
        stroke-width: 5px; paint-order: stroke; }
      .between { fill: var(--live); fill-opacity: 0.1; }
      path.live, path.reference { fill: none; stroke-width: 2.2; stroke-linejoin: round; }
      path.live { stroke: var(--live); }
      path.reference { stroke: var(--reference); }
      .gap { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 5 4; }
      .end { fill: var(--ink); }
      .window { fill: var(--line); }
      .since { fill: var(--live); fill-opacity: 0.55; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      td, th { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      th { font-weight: 500; color: var(--soft); white-space: nowrap; }
      .figures td, .figures th { text-align: right; }
      """;

  private Page() {}

  public static String of(DriftAlert alert) {
    StringBuilder page = new StringBuilder();
    String title = alert.tested().name() + " on " + alert.instrument();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
    page.append("<title>Drift: ").append(escaped(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<p><span class=\"status\">").append(alert.status()).append("</span></p>\n");
    page.append("<h1>").append(escaped(title)).append("</h1>\n");
    page.append("<p>").append(escaped(alert.detail())).append("</p>\n");
    DriftEvidence evidence = alert.evidence();
    if (evidence == null) {
      page.append("<p>This alert carries no evidence: there is nothing to draw.</p>\n");
    } else if (!evidence.comparesSamples()) {
      page.append("<p>An outcome test compares no two samples: there is nothing to draw.</p>\n");
    } else {
      cards(page, alert, evidence);
      pictures(page, evidence);
    }
    page.append("<h2>Facts</h2>\n<table class=\"facts\">\n");
    for (AlertDetail fact : AlertDetail.of(alert)) {
      row(page, fact.name(), fact.text());
    }
    page.append("</table>\n");
    if (evidence != null && evidence.comparesSamples()) {
      quantiles(page, evidence);
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void cards(StringBuilder page, DriftAlert alert, DriftEvidence evidence) {
    page.append("<div class=\"cards\">\n");
    card(
        page,
        Figures.fraction(alert.tested().distance()),
        "distance D; the threshold is " + Figures.fraction(alert.tested().threshold()));
    card(page, Figures.signed(evidence.change().shift()), "shift of the mean, reference sigmas");
    card(page, Figures.plain(evidence.change().scale()), "spread, times the reference's");
    card(
        page,
        Figures.plain(evidence.change().wasserstein()),
        "Wasserstein distance, reference sigmas");
    page.append("</div>\n");
  }

  private static void card(StringBuilder page, String figure, String what) {
    page.append("<div class=\"card\"><b>").append(escaped(figure)).append("</b><span>");
    page.append(escaped(what)).append("</span></div>\n");
  }

  private static void pictures(StringBuilder page, DriftEvidence evidence) {
    page.append("<h2>Share of samples up to a value</h2>\n<p class=\"key soft\">");
    page.append("<span><i style=\"background:var(--live)\"></i>live window</span>");
    page.append("<span><i style=\"background:var(--reference)\"></i>reference</span>");
    page.append("<span>dashed: where they differ most</span></p>\n");
    Plot plot = Plot.of(evidence);
    page.append(PagePicture.of(plot));
    page.append("<p class=\"soft\">").append(plot.outside()).append("</p>\n");
    page.append("<h2>The live window</h2>\n").append(timeline(evidence));
    page.append("<p class=\"soft\">")
        .append(RecordText.time(evidence.window().from()))
        .append(" to ")
        .append(RecordText.time(evidence.window().to()))
        .append(" UTC. Coloured: since the change, by estimate ")
        .append(escaped(AlertDetail.changed(evidence)))
        .append(".</p>\n");
  }

  private static String timeline(DriftEvidence evidence) {
    double length = Math.max(1, evidence.window().to() - evidence.window().from());
    double since = (evidence.changedAt() - evidence.window().from()) / length;
    double x = PagePicture.WIDTH * Math.max(0, Math.min(1, since));
    return String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %1$d 14\" role=\"img\" aria-label=\"live window\"><rect"
            + " class=\"window\" width=\"%1$d\" height=\"14\" rx=\"3\"/><rect class=\"since\""
            + " x=\"%2$.1f\" width=\"%3$.1f\" height=\"14\" rx=\"3\"/></svg>%n",
        PagePicture.WIDTH,
        x,
        PagePicture.WIDTH - x);
  }

  private static void quantiles(StringBuilder page, DriftEvidence evidence) {
    page.append("<h2>Quantiles</h2>\n<table class=\"figures\">\n");
    page.append("<tr><th>up to this value</th><th>reference</th><th>live</th></tr>\n");
    for (int i : QUANTILES) {
      String share =
          i == 0
              ? "smallest"
              : i == SampleQuantiles.COUNT - 1
                  ? "largest"
                  : String.format(Locale.ROOT, "%.1f %%", 100.0 * i / (SampleQuantiles.COUNT - 1));
      page.append("<tr><th>").append(share).append("</th><td>");
      page.append(Figures.value(evidence.quantiles().reference()[i])).append("</td><td>");
      page.append(Figures.value(evidence.quantiles().live()[i])).append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private static void row(StringBuilder page, String name, String text) {
    page.append("<tr><th>").append(escaped(name)).append("</th><td>");
    page.append(escaped(text)).append("</td></tr>\n");
  }

  /** As text of a page, also within an attribute. */
  static String escaped(String text) {
    return PrintableText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

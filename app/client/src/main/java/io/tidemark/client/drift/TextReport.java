package io.tidemark.client.drift;

import io.tidemark.client.PrintableText;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import java.util.ArrayList;
import java.util.List;

/** An alert for the terminal: its sentence, the picture, the facts. */
public final class TextReport {

  private static final String INDENT = " ".repeat(16);

  private TextReport() {}

  public static List<String> of(DriftAlert alert) {
    List<String> lines = new ArrayList<>();
    lines.addAll(wrapped(alert.status() + " " + alert.instrument() + ": " + alert.detail(), ""));
    lines.add("");
    DriftEvidence evidence = alert.evidence();
    if (evidence == null) {
      lines.add("This alert carries no evidence: there is nothing to draw.");
    } else if (!evidence.comparesSamples()) {
      lines.add("An outcome test compares no two samples: there is nothing to draw.");
    } else {
      lines.add(
          "share of samples up to a value:  %s live   %s reference   %s the gap, D = %s"
              .formatted(
                  TextPicture.LIVE,
                  TextPicture.REFERENCE,
                  TextPicture.GAP,
                  Figures.fraction(evidence.difference().distance())));
      Plot plot = Plot.of(evidence);
      lines.addAll(TextPicture.of(plot));
      if (!plot.outside().isEmpty()) {
        lines.addAll(wrapped(plot.outside(), ""));
      }
    }
    lines.add("");
    for (AlertDetail fact : AlertDetail.of(alert)) {
      lines.addAll(wrapped("%-16s%s".formatted(fact.name(), fact.text()), INDENT));
    }
    return lines;
  }

  /** Breaks between words; a word that is longer than a line stands alone. */
  private static List<String> wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    String rest = PrintableText.of(text); // a reason is a person's text
    while (rest.length() > TextPicture.WIDTH) {
      int space = rest.lastIndexOf(' ', TextPicture.WIDTH);
      if (space <= indent.length()) {
        space = rest.indexOf(' ', TextPicture.WIDTH);
      }
      if (space < 0) {
        break;
      }
      lines.add(rest.substring(0, space));
      rest = indent + rest.substring(space + 1);
    }
    lines.add(rest);
    return lines;
  }
}

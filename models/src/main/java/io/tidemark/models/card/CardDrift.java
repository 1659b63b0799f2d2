package io.tidemark.models.card;

import io.tidemark.core.drift.OutcomeCalibration;
import io.tidemark.core.outcome.OutcomeTest;
import io.tidemark.core.outcome.TestReference;
import io.tidemark.models.Manifest;
import io.tidemark.models.card.MeasuredDelays.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the model's drift gate sees, how late, and how often it pauses for nothing. */
final class CardDrift {

  private static final double FEWEST_BUDGETS = 0.8;
  private static final double MOST_BUDGETS = 3;
  private static final Pattern PAUSED = Pattern.compile("(\\d+) of (\\d+)");

  private final CardFacts facts;
  private final boolean watchesOutcomes;

  CardDrift(CardFacts facts) {
    this.facts = facts;
    this.watchesOutcomes = facts.model().outcomes() != null;
  }

  /** The shortest that can be said. */
  String sentence() {
    MeasuredDelays delays = facts.delays();
    if (facts.model().calibration() == null) {
      return "not calibrated: two fixed thresholds, and no known rate of false pauses.";
    }
    if (delays == null) {
      return "thresholds are calibrated; how late the gate sees a change was not measured.";
    }
    return saysNothing(delays.rows().get(0))
        ? "thresholds are calibrated; **the measured delays are no evidence**, for series in which"
            + " nothing changes were paused as well."
        : "thresholds are calibrated. "
            + unseen(delays)
            + "False pauses: "
            + falsePauses(delays.rows().get(delays.rows().size() - 1));
  }

  void write(CardLines lines) {
    lines.heading("## How late drift is seen");
    calibration(lines);
    OutcomeCalibration outcomes = facts.model().outcomes();
    if (outcomes == null) {
      lines.paragraph(
          "Outcomes are not watched: there is no `outcomes.json`. The gate does not see an edge"
              + " that is gone.");
    } else {
      outcomes(lines, outcomes);
    }
    MeasuredDelays delays = facts.delays();
    if (delays == null) {
      lines.paragraph(
          "How late the gate sees an injected change was not measured. `./tidemark drift evaluate"
              + " --model DIR --bars FILE` does it.");
    } else {
      table(lines, delays);
    }
  }

  private void calibration(CardLines lines) {
    String pausing = features("pause");
    String alerting = features("alert");
    lines.paragraph(
        "May pause it: %s. May alert: %s. %s"
            .formatted(
                pausing.isEmpty() ? "no feature" : pausing,
                alerting.isEmpty() ? "no feature" : alerting,
                facts.model().calibration() == null
                    ? "Not calibrated: there is no `drift.json`."
                    : "Thresholds are calibrated on windows of %d and %d samples."
                        .formatted(
                            facts.model().calibration().window(),
                            facts.model().calibration().shortWindow())));
  }

  private String features(String role) {
    return facts.manifest().features().list().stream()
        .filter(feature -> feature.drift().equals(role))
        .map(Manifest.Feature::name)
        .map(name -> "`" + name + "`")
        .collect(Collectors.joining(", "));
  }

  private static void outcomes(CardLines lines, OutcomeCalibration outcomes) {
    String tests =
        outcomes.reference().tests().stream()
            .map(TestReference::test)
            .map(test -> "`" + test + "`")
            .collect(Collectors.joining(", "));
    String loss =
        outcomes.reference().tests().stream()
            .filter(test -> test.test() == OutcomeTest.LOSS)
            .map(test -> ", their mean loss of " + CardNumbers.of(test.mean()))
            .findFirst()
            .orElse("");
    lines.paragraph(
        "Outcomes are watched, held against the %s rows of the validation period%s and a base of %s: %s."
            .formatted(
                CardNumbers.count(outcomes.reference().rows()),
                loss,
                CardNumbers.of(outcomes.reference().measure().base()),
                tests));
  }

  private void table(CardLines lines, MeasuredDelays delays) {
    lines.paragraph(
        "Measured on %s (%s): %s"
            .formatted(delays.of().model(), "`" + delays.source() + "`", delays.of().how()));
    if (delays.isStale(facts.model())) {
      lines.paragraph(
          "**The gate was calibrated anew since.** These are the delays of the calibration"
              + " before.");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        watchesOutcomes
            ? List.of("change", "inputs and scores", "paused", "with outcomes", "paused", "named")
            : List.of("change", "delay, bars", "paused"));
    for (Row row : delays.rows()) {
      rows.add(
          watchesOutcomes
              ? List.of(
                  row.change(),
                  row.inputs(),
                  row.inputsPaused(),
                  row.outcomes(),
                  row.outcomesPaused(),
                  row.equals(delays.rows().get(delays.rows().size() - 1)) ? "" : row.named())
              : List.of(row.change(), row.inputs(), row.inputsPaused()));
    }
    lines.table(rows);
    Row control = delays.rows().get(0);
    if (saysNothing(control)) {
      lines.paragraph(
          "**This table is no evidence that the gate sees any change:** with nothing changed it paused %s series. Only a delay far below the first row's says something."
              .formatted(paused(control)));
    }
    lines.paragraph("False pauses: " + falsePauses(delays.rows().get(delays.rows().size() - 1)));
  }

  /** The changes that most series did not show while they were waited for; nothing if none. */
  private String unseen(MeasuredDelays delays) {
    String unseen =
        delays.rows().subList(1, delays.rows().size() - 1).stream()
            .filter(row -> (watchesOutcomes ? row.outcomes() : row.inputs()).startsWith(">"))
            .map(Row::change)
            .collect(Collectors.joining(", "));
    return unseen.isEmpty() ? "" : "**It mostly did not see** " + unseen + ". ";
  }

  /** Whether calm series are paused so often that a pause says nothing: half of them or more. */
  private boolean saysNothing(Row control) {
    Matcher counts = PAUSED.matcher(paused(control));
    return counts.matches()
        && 2 * Integer.parseInt(counts.group(1)) >= Integer.parseInt(counts.group(2));
  }

  private String paused(Row row) {
    return watchesOutcomes ? row.outcomesPaused() : row.inputsPaused();
  }

  private String falsePauses(Row counted) {
    String count = watchesOutcomes ? counted.outcomes() : counted.inputs();
    String budgets = paused(counted).split(" ", 2)[0];
    if (budgets.equals("none")) {
      return "none in " + bars(counted) + ".";
    }
    double between = Double.parseDouble(budgets);
    return "%s in %s, one in %s budgets; the band of 0.8 to 3 is %s."
        .formatted(
            count,
            bars(counted),
            budgets,
            between >= FEWEST_BUDGETS && between <= MOST_BUDGETS ? "met" : "missed");
  }

  private static String bars(Row counted) {
    return counted.change().replaceFirst("^false pauses in ", "");
  }
}

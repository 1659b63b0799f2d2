package io.tidemark.models.card;

import io.tidemark.models.Manifest;
import io.tidemark.models.Manifest.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The card's tables: the model, its periods, how good it is, and its limits. */
final class CardSections {

  /** Of {@code evaluate}'s numbers those that the tables of the bars and of skill do not have. */
  private static final Map<String, String> WORDS =
      Map.of(
          "brier", "Brier score",
          "mcc", "Matthews correlation",
          "r2TestMean", "R2 of the log variance",
          "qlike", "QLIKE of the variance",
          "harR2TestMean", "R2 of HAR",
          "harQlike", "QLIKE of HAR",
          "qlikeUnderHar", "QLIKE lead over HAR",
          "rmse", "RMSE");

  private static final List<String> SHOWN =
      List.of(
          "brier",
          "mcc",
          "r2TestMean",
          "harR2TestMean",
          "qlike",
          "harQlike",
          "qlikeUnderHar",
          "rmse");

  private final CardFacts facts;
  private final Manifest manifest;

  CardSections(CardFacts facts) {
    this.facts = facts;
    this.manifest = facts.manifest();
  }

  void model(CardLines lines) {
    Manifest.Bars bars = manifest.bars();
    List<String> served = manifest.data().servedOn();
    lines.heading("## The model");
    lines.table(
        List.of(
            List.of("", ""),
            List.of("task", manifest.graph().task()),
            List.of("horizon", bars.horizon() + " x " + bars.length()),
            List.of("asked", bars.trigger().equals("bar") ? "at bar closes" : "at every event"),
            List.of("features", String.valueOf(manifest.features().list().size())),
            List.of("bars of features", String.valueOf(bars.window())),
            List.of("trained on", String.join(", ", manifest.data().instruments())),
            List.of(
                "may be asked about",
                served.isEmpty() ? "all of the same bases" : String.join(", ", served)),
            List.of(
                "cost of an answer",
                CardNumbers.count(facts.model().operations())
                    + " additions and multiplications; comparisons in trees are not counted"),
            List.of("size of the network", CardNumbers.count(facts.modelBytes()) + " bytes"),
            List.of("SHA-256 of the network", "`" + facts.model().metadata().sha256() + "`")));
  }

  void periods(CardLines lines) {
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    Manifest.TrainingData data = manifest.data();
    lines.heading(facts.isImported() ? "## How rows were split here" : "## Periods");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "from", "to, exclusive", "rows"));
    rows.add(row("training", data.training(), metrics == null ? null : metrics.train()));
    rows.add(row("validation", data.validation(), metrics == null ? null : metrics.validation()));
    rows.add(row("test", data.test(), metrics == null ? null : metrics.test()));
    lines.table(rows);
  }

  private static List<String> row(String name, Manifest.Period period, @Nullable Report report) {
    return List.of(
        name,
        CardNumbers.day(period.from()),
        CardNumbers.day(period.to()),
        report == null ? "not stated" : CardNumbers.count(report.rows()));
  }

  /** The manifest's metrics; nothing of a model without. */
  void skill(CardLines lines) {
    Manifest.Metrics metrics = manifest.evaluation().metrics();
    if (metrics == null) {
      return;
    }
    lines.heading("## Skill, beside what needs no model");
    List<Report> reports = List.of(metrics.train(), metrics.validation(), metrics.test());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "training", "validation", "test", "95 % interval, test"));
    Report test = metrics.test();
    rows.add(row("accuracy", reports, Report::accuracy, interval(test.interval95().accuracy())));
    rows.add(row("of always up", reports, report -> report.baselines().alwaysUp(), ""));
    rows.add(
        row("of the opposite of the last move", reports, r -> r.baselines().againstLastSign(), ""));
    rows.add(row("AUC", reports, Report::auc, interval(test.interval95().auc())));
    rows.add(
        row("log loss, nats", reports, Report::logLoss, interval(test.interval95().logLoss())));
    rows.add(row("of the base rate", reports, r -> r.baselines().trainingBaseRateLogLoss(), ""));
    lines.table(rows);
    lines.paragraph(
        "Intervals are of %d blocks of %d bars. On the test part the lead in accuracy is %s over always up and %s over the opposite of the last move; the log loss is %s under the base rate's."
            .formatted(
                test.interval95().blocks(),
                metrics.bootstrapBlockBars(),
                interval(test.interval95().accuracyOverAlwaysUp()),
                interval(test.interval95().accuracyOverAgainstLastSign()),
                interval(test.interval95().logLossUnderBaseRate())));
  }

  private static String interval(List<Double> ends) {
    return CardNumbers.interval(ends);
  }

  private static List<String> row(
      String name, List<Report> reports, ToDoubleFunction<Report> number, String interval) {
    List<String> row = new ArrayList<>(List.of(name));
    reports.forEach(report -> row.add(CardNumbers.of(number.applyAsDouble(report))));
    row.add(interval);
    return row;
  }

  /** What {@code evaluate} measured on later data. */
  void later(CardLines lines) {
    MeasuredSkill skill = facts.skill();
    lines.heading("## On data after validation");
    if (skill == null) {
      lines.paragraph(
          "Not measured. `./tidemark evaluate --model DIR --from DATE --json FILE DATA` does it,"
              + " and `./tidemark models card DIR --evaluation FILE` puts it here.");
      return;
    }
    lines.paragraph(
        "%s rows of %s, %s to %s, measured by `evaluate` (`%s`). %s"
            .formatted(
                CardNumbers.count(skill.on().rows()),
                skill.on().instrument(),
                CardNumbers.day(skill.on().first()),
                CardNumbers.date(skill.on().last()),
                skill.source(),
                skill.on().blocks() == 0
                    ? "Too few for intervals."
                    : "Intervals are 95 %% and of %d blocks.".formatted(skill.on().blocks())));
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("", "value", "95 % interval", "wanted", ""));
    if (facts.isDirection()) {
      for (CalibrationBars.Bar bar : CalibrationBars.of(skill).list()) {
        rows.add(
            List.of(
                bar.words(),
                CardNumbers.of(bar.value()),
                CardNumbers.ends(bar.numbers()),
                bar.wanted(),
                bar.isMet() ? "met" : "**missed**"));
      }
    }
    for (String key : SHOWN) {
      List<Double> numbers = skill.estimates().get(key);
      if (numbers != null) {
        rows.add(
            List.of(
                WORDS.getOrDefault(key, key),
                CardNumbers.of(numbers.get(0)),
                CardNumbers.ends(numbers),
                "",
                ""));
      }
    }
    lines.table(rows);
  }

  /** The manifest's notes; the audits are counted. */
  void limits(CardLines lines) {
    lines.heading("## Known limits");
    List<String> notes = manifest.evaluation().notes();
    notes.stream().filter(note -> !isAudit(note)).forEach(lines::bullet);
    long audits = notes.stream().filter(CardSections::isAudit).count();
    lines.bullet(
        audits == 0
            ? "No audit for leaks is in the manifest."
            : "%d audits for leaks were made and stopped nothing; the manifest's notes have them."
                .formatted(audits));
  }

  private static boolean isAudit(String note) {
    return note.startsWith("Audit, ");
  }
}

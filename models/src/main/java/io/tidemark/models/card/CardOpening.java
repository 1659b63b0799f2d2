package io.tidemark.models.card;

import io.tidemark.core.feature.BarLength;
import io.tidemark.models.Manifest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What somebody must know who reads nothing else: the part before the first section. */
final class CardOpening {

  private static final String NOT_CALIBRATED =
      "Use its side, and its strength, which is a rank. Do not size a position by the probability,"
          + " do not hold it against a break-even or a price, and do not average it with another"
          + " model's.";

  private final CardFacts facts;

  CardOpening(CardFacts facts) {
    this.facts = facts;
  }

  void write(CardLines lines) {
    Manifest manifest = facts.manifest();
    lines.heading("# " + facts.model().ref().name());
    lines.paragraph(predicts());
    lines.bullet(
        "**%s** on %s, %s to %s."
            .formatted(
                facts.isImported() ? "Imported, and split here" : "Trained",
                String.join(", ", manifest.data().instruments()),
                CardNumbers.day(manifest.data().training().from()),
                CardNumbers.day(manifest.data().training().to())));
    if (facts.isImported()) {
      lines.bullet(
          "**What it was trained on is not known.** The periods say how rows were split here;"
              + " figures flatter as far as it has seen them.");
    }
    skill(lines);
    if (facts.isDirection()) {
      probabilities(lines);
      interval(lines);
    }
    lines.bullet("**Drift:** " + new CardDrift(facts).sentence());
    lines.bullet(
        "**No figure here is a profit:** fees, slippage and the time to act are not in them.");
  }

  private String predicts() {
    Manifest.Bars bars = facts.manifest().bars();
    long ahead = BarLength.micros(bars.length()) * bars.horizon();
    String asked = bars.trigger().equals("bar") ? "at each bar close" : "at every event";
    String what =
        switch (facts.model().metadata().form().task()) {
          case DIRECTION -> "How likely the price is to be higher %s later.";
          case CLASSES -> "Into which class the move of the next %s falls.";
          case RETURN -> "The return of the next %s.";
          case VOLATILITY ->
              "How far the price moves in the next %s: the realised volatility, annualised. It says"
                  + " nothing of the side.";
          case REGIME -> "In which state the market is; its horizon is %s.";
        };
    return (what + " It is asked %s, from %d features of %s.")
        .formatted(
            BarLength.text(ahead),
            asked,
            facts.manifest().features().list().size(),
            bars.window() == 1
                ? "one bar of " + bars.length()
                : bars.window() + " bars of " + bars.length());
  }

  private void skill(CardLines lines) {
    Manifest.Metrics metrics = facts.manifest().evaluation().metrics();
    MeasuredSkill skill = facts.skill();
    if (metrics != null) {
      Manifest.Report test = metrics.test();
      List<Double> lead = test.interval95().accuracyOverAgainstLastSign();
      lines.bullet(
          "**Skill on the test period:** accuracy %s %s beside %s of always up and %s of the opposite of the last move; AUC %s %s. Its lead over that opposite is %s: %s."
              .formatted(
                  CardNumbers.of(test.accuracy()),
                  CardNumbers.interval(test.interval95().accuracy()),
                  CardNumbers.of(test.baselines().alwaysUp()),
                  CardNumbers.of(test.baselines().againstLastSign()),
                  CardNumbers.of(test.auc()),
                  CardNumbers.interval(test.interval95().auc()),
                  CardNumbers.interval(lead),
                  lead.get(0) > 0 ? "above zero" : "not shown to be above zero"));
    } else if (skill != null && skill.estimates().containsKey("qlike")) {
      volatility(lines, skill);
    } else if (skill == null) {
      lines.bullet("**Skill on later data was not measured** beyond what the notes below say.");
    }
  }

  private static void volatility(CardLines lines, MeasuredSkill skill) {
    List<Double> lead = skill.estimates().getOrDefault("qlikeUnderHar", List.of());
    String beside =
        lead.isEmpty()
            ? ""
            : " %s beside HAR's %s, a lead of %s"
                .formatted(
                    CardNumbers.estimate(estimate(skill, "qlike")),
                    CardNumbers.estimate(estimate(skill, "harQlike")),
                    CardNumbers.estimate(lead));
    lines.bullet(
        "**Skill on later data**, %s to %s: R2 of the log variance %s; QLIKE%s."
            .formatted(
                CardNumbers.day(skill.on().first()),
                CardNumbers.date(skill.on().last()),
                CardNumbers.estimate(estimate(skill, "r2TestMean")),
                beside.isEmpty() ? " " + CardNumbers.estimate(estimate(skill, "qlike")) : beside));
  }

  private static List<Double> estimate(MeasuredSkill skill, String key) {
    return Objects.requireNonNullElse(skill.estimates().get(key), List.of(Double.NaN));
  }

  private void probabilities(CardLines lines) {
    MeasuredSkill skill = facts.skill();
    CalibrationBars bars = skill == null ? null : CalibrationBars.of(skill);
    if (skill == null || bars == null || !bars.isComplete()) {
      lines.bullet(
          "**Whether its probabilities mean what they say on a later year was not measured.** Take"
              + " them as not calibrated. "
              + NOT_CALIBRATED);
    } else if (bars.missed().isEmpty()) {
      lines.bullet(
          "**Its probabilities were calibrated** on %s to %s: %s."
              .formatted(
                  CardNumbers.day(skill.on().first()),
                  CardNumbers.date(skill.on().last()),
                  words(bars.list().subList(0, 3))));
    } else {
      lines.bullet(
          "**Its probabilities are not calibrated.** On %s to %s: %s. %s"
              .formatted(
                  CardNumbers.day(skill.on().first()),
                  CardNumbers.date(skill.on().last()),
                  words(bars.missed()),
                  NOT_CALIBRATED));
    }
  }

  private static String words(List<CalibrationBars.Bar> bars) {
    return bars.stream()
        .map(
            bar ->
                "%s %s, wanted %s"
                    .formatted(bar.words(), CardNumbers.estimate(bar.numbers()), bar.wanted()))
        .collect(Collectors.joining("; "));
  }

  private void interval(CardLines lines) {
    MeasuredSkill skill = facts.skill();
    CalibrationBars.Bar coverage = skill == null ? null : CalibrationBars.of(skill).coverage();
    if (!facts.hasInterval()) {
      lines.bullet("**It has no interval:** its signals say 0 to 1.");
    } else if (coverage == null) {
      lines.bullet(
          "**Whether its interval covers what it says was not measured on a later year.** Do not"
              + " read the ends as those of 95 %.");
    } else if (coverage.isMet()) {
      lines.bullet(
          "**Its interval covers** %s of the rows where it says 95 %%."
              .formatted(CardNumbers.share(coverage.value())));
    } else {
      lines.bullet(
          "**It has no interval to rely on.** The one that signals print held for %s of the rows %s, where it says 95 %%: too %s, as far as the bins of one period tell. Do not read its ends as those of 95 %%, nor act on one of them alone."
              .formatted(
                  CardNumbers.share(coverage.value()),
                  CardNumbers.ends(coverage.numbers()),
                  coverage.value() > 0.95 ? "wide" : "narrow"));
    }
  }
}

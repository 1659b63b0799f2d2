package io.tidemark.client.drift;

import io.tidemark.client.RecordText;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import io.tidemark.core.outcome.OutcomeTest;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an alert tells.
 *
 * @param name what it is
 * @param text what is so
 */
record AlertDetail(String name, String text) {

  /** All of them, in the order in which a person asks. */
  static List<AlertDetail> of(DriftAlert alert) {
    List<AlertDetail> facts = new ArrayList<>();
    facts.add(new AlertDetail("feature", alert.tested().name()));
    facts.add(new AlertDetail("instrument", alert.instrument()));
    facts.add(
        new AlertDetail("model", alert.model().id() + ", version " + alert.model().version()));
    facts.add(
        new AlertDetail(OutcomeTest.names(alert.tested().name()) ? "sum" : "distance", far(alert)));
    DriftEvidence evidence = alert.evidence();
    if (evidence != null) {
      if (evidence.comparesSamples()) {
        addTo(facts, alert, evidence);
      } else {
        addOutcomesTo(facts, alert, evidence);
      }
    }
    facts.add(new AlertDetail("opened", RecordText.time(alert.occurrence().openedAt()) + " UTC"));
    facts.add(new AlertDetail("alert", alert.id()));
    return facts;
  }

  private static String far(DriftAlert alert) {
    String is = Figures.fraction(alert.tested().distance());
    String threshold = Figures.fraction(alert.tested().threshold());
    return OutcomeTest.names(alert.tested().name())
        ? "%s standard deviations against a threshold of %s".formatted(is, threshold)
        : "D %s against a threshold of %s".formatted(is, threshold);
  }

  /** An outcome test compares no two samples, so there is less to tell. */
  private static void addOutcomesTo(
      List<AlertDetail> facts, DriftAlert alert, DriftEvidence evidence) {
    facts.add(
        new AlertDetail(
            "outcomes", Figures.count(alert.tested().window()) + " since the tests began anew"));
    facts.add(
        new AlertDetail("changed", RecordText.time(evidence.changedAt()) + " UTC, by estimate"));
    facts.add(
        new AlertDetail(
            "reference",
            "%s outcomes of the validation period, fingerprint %s"
                .formatted(Figures.count(alert.tested().reference()), evidence.reference())));
    facts.add(new AlertDetail("false alarms", budget(evidence)));
  }

  private static void addTo(List<AlertDetail> facts, DriftAlert alert, DriftEvidence evidence) {
    facts.add(
        new AlertDetail(
            "differ most at",
            "%s: %s of the live samples are at most that, %s of the reference"
                .formatted(
                    Figures.value(evidence.difference().at()),
                    Figures.fraction(evidence.difference().live()),
                    Figures.fraction(evidence.difference().reference()))));
    facts.add(
        new AlertDetail(
            "live window",
            "%s samples, %s to %s UTC"
                .formatted(
                    Figures.count(alert.tested().window()),
                    RecordText.time(evidence.window().from()),
                    RecordText.time(evidence.window().to()))));
    facts.add(new AlertDetail("changed", changed(evidence) + ", by estimate"));
    facts.add(
        new AlertDetail(
            "reference",
            "%s samples, fingerprint %s"
                .formatted(Figures.count(alert.tested().reference()), evidence.reference())));
    facts.add(
        new AlertDetail(
            "mean", ofReference(Figures.signed(evidence.change().shift()), "reference sigmas")));
    facts.add(
        new AlertDetail(
            "spread",
            ofReference(Figures.plain(evidence.change().scale()), "times the reference's")));
    facts.add(
        new AlertDetail(
            "Wasserstein",
            ofReference(Figures.plain(evidence.change().wasserstein()), "reference sigmas")));
    facts.add(new AlertDetail("false alarms", budget(evidence)));
    facts.add(
        new AlertDetail(
            "nominal p",
            Figures.probability(NominalLevel.of(alert, evidence))
                + " (asymptotic; as if samples were independent)"));
  }

  /** Since when it is another market. */
  static String changed(DriftEvidence evidence) {
    return evidence.changedAt() <= evidence.window().from()
        ? "before the live window or at its beginning"
        : RecordText.time(evidence.changedAt()) + " UTC";
  }

  private static String budget(DriftEvidence evidence) {
    String family = "%s series".formatted(Figures.count(evidence.family()));
    return Double.isNaN(evidence.budget())
        ? "not calibrated: no rate is known; family of " + family
        : "at most one in %s samples, over %s together"
            .formatted(Figures.count(Math.round(evidence.budget())), family);
  }

  private static String ofReference(String figure, String unit) {
    return figure.equals(Figures.UNKNOWN) ? figure : figure + " " + unit;
  }
}

package io.tidemark.client.drift;

import io.tidemark.client.Words;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftEvidence;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that an alert tells.
 *
 * @param name what it is
 * @param text what is so
 */
record Fact(String name, String text) {

  /** All of them, in the order in which a person asks. */
  static List<Fact> of(DriftAlert alert) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("feature", alert.feature()));
    facts.add(new Fact("instrument", alert.instrument()));
    facts.add(new Fact("model", alert.modelId() + ", version " + alert.modelVersion()));
    facts.add(
        new Fact(
            "distance",
            "D %s against a threshold of %s"
                .formatted(
                    Figures.fraction(alert.distance()), Figures.fraction(alert.threshold()))));
    DriftEvidence evidence = alert.evidence();
    if (evidence != null) {
      addTo(facts, alert, evidence);
    }
    facts.add(new Fact("opened", Words.time(alert.openedAt()) + " UTC"));
    facts.add(new Fact("alert", alert.id()));
    return facts;
  }

  private static void addTo(List<Fact> facts, DriftAlert alert, DriftEvidence evidence) {
    facts.add(
        new Fact(
            "differ most at",
            "%s: %s of the live samples are at most that, %s of the reference"
                .formatted(
                    Figures.value(evidence.at()),
                    Figures.fraction(evidence.liveAt()),
                    Figures.fraction(evidence.referenceAt()))));
    facts.add(
        new Fact(
            "live window",
            "%s samples, %s to %s UTC"
                .formatted(
                    Figures.count(alert.window()),
                    Words.time(evidence.windowFrom()),
                    Words.time(evidence.windowTo()))));
    facts.add(new Fact("changed", changed(evidence) + ", by estimate"));
    facts.add(
        new Fact(
            "reference",
            "%s samples, fingerprint %s"
                .formatted(Figures.count(alert.reference()), evidence.reference())));
    facts.add(new Fact("mean", ofReference(Figures.signed(evidence.shift()), "reference sigmas")));
    facts.add(
        new Fact("spread", ofReference(Figures.plain(evidence.scale()), "times the reference's")));
    facts.add(
        new Fact(
            "Wasserstein", ofReference(Figures.plain(evidence.wasserstein()), "reference sigmas")));
    facts.add(new Fact("false alarms", budget(evidence)));
    facts.add(
        new Fact(
            "nominal p",
            Figures.probability(NominalLevel.of(alert, evidence))
                + " (asymptotic; as if samples were independent)"));
  }

  /** Since when it is another market. */
  static String changed(DriftEvidence evidence) {
    return evidence.changedAt() <= evidence.windowFrom()
        ? "before the live window or at its beginning"
        : Words.time(evidence.changedAt()) + " UTC";
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

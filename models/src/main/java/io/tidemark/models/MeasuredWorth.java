package io.tidemark.models;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's answers were worth on labelled rows, and whether that is so bad that the model is
 * not what it is taken for.
 *
 * <p>Two rules, on 95 % intervals that come from whole blocks of time. <b>The wrong way round:</b>
 * the upper end of the AUC is below one half on the validation rows, and the lower one not above it
 * on the training rows. <b>Random:</b> on the validation rows the interval of the AUC holds one
 * half, and even the better end of the log loss is more than {@value #ILL_SCALED} nats above the
 * base rate's; and on the training rows its log loss is not better than the base rate's. So a model
 * that has learned its training rows and nothing else passes: it is overfitted, and neither random
 * nor of the other column. A network with random weights also passes if its answers happen to go
 * with the market, or lie so close to the base rate that they do no harm.
 *
 * @param source where the rows are from; every sentence begins with it
 * @param auc that a rise was scored above a fall
 * @param lead the log loss of always answering the base rate less the model's, nats; null where
 *     answers are no probabilities of a rise
 */
public record MeasuredWorth(String source, Interval auc, @Nullable Interval lead) {

  /** More than what an honest model's probabilities lose by being too bold, nats. */
  public static final double ILL_SCALED = 0.002;

  private static final double CHANCE = 0.5;

  /**
   * A 95 % interval.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Interval(double low, double high) {}

  /** What is wrong by the manifest's own figures, one sentence each; empty when nothing is. */
  public static List<String> violations(Manifest.Metrics metrics) {
    List<String> found = new ArrayList<>();
    MeasuredWorth training = of("metrics: training", metrics.train(), found);
    MeasuredWorth validation = of("metrics: validation", metrics.validation(), found);
    return training == null || validation == null ? found : validation.violations(training);
  }

  private static @Nullable MeasuredWorth of(
      String source, Manifest.Report report, List<String> found) {
    List<Double> auc = report.interval95().auc();
    List<Double> lead = report.interval95().logLossUnderBaseRate();
    if (auc.size() != 2 || lead.size() != 2) {
      found.add(
          "%s: interval95: expected a lower and an upper end of auc and logLossUnderBaseRate, found %s and %s"
              .formatted(source, auc, lead));
      return null;
    }
    return new MeasuredWorth(
        source, new Interval(auc.get(0), auc.get(1)), new Interval(lead.get(0), lead.get(1)));
  }

  /** Whether the figures alone, of validation rows, speak against the model. */
  public boolean isSuspect() {
    return isReversed() || isTooSure();
  }

  private boolean isReversed() {
    return auc.high() < CHANCE;
  }

  private boolean isTooSure() {
    return lead != null && auc.low() <= CHANCE && lead.high() < -ILL_SCALED;
  }

  /** Whether training rows were ordered as they came out. */
  private boolean isOrdered() {
    return auc.low() > CHANCE;
  }

  /** Whether training rows were answered better than by one number. */
  private boolean isLearned() {
    return lead != null && lead.low() > 0;
  }

  /**
   * What the model must be refused for, one sentence; empty when nothing is.
   *
   * @param training what its answers were worth on the rows that it was trained on
   */
  public List<String> violations(MeasuredWorth training) {
    if (isReversed() && !training.isOrdered()) {
      return List.of(
          "%s: expected an AUC that reaches 0.5, found %.3f to %.3f: the answers run the wrong way round, as p(down) for p(up); give the other column, or 1 - p"
              .formatted(source, auc.low(), auc.high()));
    }
    if (lead != null && isTooSure() && !training.isLearned()) {
      return List.of(
          "%s: expected skill, or a log loss within %s of the base rate's, found an AUC of %.3f to %.3f and %.4f to %.4f more: the answers are no better than chance and too sure of it, as those of random weights, and on the training rows they are no better than the base rate either; train the model, or give the rows that it was trained on"
              .formatted(source, ILL_SCALED, auc.low(), auc.high(), -lead.high(), -lead.low()));
    }
    return List.of();
  }
}

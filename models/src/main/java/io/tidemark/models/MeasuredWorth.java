package io.tidemark.models;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's answers were worth on labelled rows that it was not trained on, and whether that
 * is so bad that the model is not what it is taken for.
 *
 * <p>Two rules, on 95 % intervals that come from whole blocks of time. <b>The wrong way round:</b>
 * the upper end of the AUC is below one half. <b>Random:</b> the interval of the AUC holds one
 * half, and even the better end of the log loss is more than {@value #ILL_SCALED} nats above the
 * base rate's. A model with little skill passes, and so does an honest one whose probabilities are
 * a little too bold. A network with random weights also passes if its answers happen to go with the
 * market, or lie so close to the base rate that they do no harm.
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
  private static final String OF_METRICS = "metrics: validation";

  /**
   * A 95 % interval.
   *
   * @param low its lower end
   * @param high its upper end
   */
  public record Interval(double low, double high) {}

  /** What is wrong by the manifest's own figures of the validation rows. */
  static List<String> violations(Manifest.Metrics metrics) {
    Manifest.Intervals intervals = metrics.validation().interval95();
    List<Double> auc = intervals.auc();
    List<Double> lead = intervals.logLossUnderBaseRate();
    if (auc.size() != 2 || lead.size() != 2) {
      return List.of(
          OF_METRICS
              + ": interval95: expected a lower and an upper end of auc and logLossUnderBaseRate, found "
              + auc
              + " and "
              + lead);
    }
    return new MeasuredWorth(
            OF_METRICS,
            new Interval(auc.get(0), auc.get(1)),
            new Interval(lead.get(0), lead.get(1)))
        .violations();
  }

  /** What the model must be refused for, one sentence; empty when nothing is. */
  public List<String> violations() {
    if (auc.high() < CHANCE) {
      return List.of(
          "%s: expected an AUC that reaches 0.5, found %.3f to %.3f: the answers run the wrong way round, as p(down) for p(up); export the other column, or 1 - p"
              .formatted(source, auc.low(), auc.high()));
    }
    if (lead != null && auc.low() <= CHANCE && lead.high() < -ILL_SCALED) {
      return List.of(
          "%s: expected skill, or a log loss within %s of the base rate's, found an AUC of %.3f to %.3f and %.4f to %.4f more: the answers are no better than chance and too sure of it, as those of random weights; train the model"
              .formatted(source, ILL_SCALED, auc.low(), auc.high(), -lead.high(), -lead.low()));
    }
    return List.of();
  }
}

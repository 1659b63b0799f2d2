package io.tidemark.backtest;

import io.tidemark.models.Manifest;
import java.util.List;
import java.util.Locale;

/**
 * The share of rises that a model without skill would answer.
 *
 * @param rate within 0 and 1
 * @param words where it is from, a sentence
 */
record BaseRate(double rate, String words) {

  /** As the manifest states it of training, or else of validation; or else that of the rows. */
  static BaseRate of(Manifest manifest, List<ScoredRow> rows) {
    Manifest.Evaluation evaluation = manifest.evaluation();
    if (evaluation.metrics() != null) {
      double rate = evaluation.metrics().train().baseRate();
      return of(rate, "of the model's training period, as its manifest says");
    }
    long counts = evaluation.bins().counts().stream().mapToLong(Long::longValue).sum();
    if (counts > 0) {
      long ups = evaluation.bins().ups().stream().mapToLong(Long::longValue).sum();
      return of((double) ups / counts, "of the model's validation period, as its manifest says");
    }
    long ups = rows.stream().filter(row -> row.forwardReturn() > 0).count();
    return of(
        (double) ups / rows.size(),
        "of these very rows, for the manifest says none: that flatters the base rate");
  }

  private static BaseRate of(double rate, String whose) {
    return new BaseRate(
        rate, String.format(Locale.ROOT, "The base rate is %.4f, %s.", rate, whose));
  }
}

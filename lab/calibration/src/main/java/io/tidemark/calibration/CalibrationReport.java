package io.tidemark.calibration;

import io.tidemark.core.drift.DriftCalibration;
import java.util.List;

/**
 * A calibration with all that a reader wants to know before trusting it.
 *
 * @param calibration the tails, with the margin in them
 * @param plan how it was made
 * @param rows of the export
 * @param block samples that were resampled together
 * @param samples live samples that were drawn in all
 * @param peaks that the family's tail was fitted to
 * @param spread of the mean run length over the references
 * @param series one each, in the order of the export
 */
public record CalibrationReport(
    DriftCalibration calibration,
    CalibrationPlan plan,
    int rows,
    int block,
    double samples,
    int peaks,
    Spread spread,
    List<SeriesReport> series) {

  public CalibrationReport {
    series = List.copyOf(series);
  }

  /**
   * How mean run lengths differ from one reference to the next, at the thresholds of the budget:
   * multiples of the budget. The alarms of each reference are counted where they are frequent and
   * carried to the budget along the family's tail, so that chance in the counts (ten each) is in
   * the spread, too.
   *
   * @param lowest the worst reference
   * @param tenth a tenth of the references is below
   * @param median of the references
   * @param ninetieth a tenth is above
   * @param pooled all samples over all alarms: what the budget is about
   */
  public record Spread(
      double lowest, double tenth, double median, double ninetieth, double pooled) {}
}

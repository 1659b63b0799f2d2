package io.tidemark.core.drift;

import io.tidemark.core.drift.DriftCalibration.FamilyTail;
import io.tidemark.core.outcome.OutcomeReference;
import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.score.ModelTiming;

/**
 * What a calibration learnt of a model's outcomes: how far the sum of each test rises by itself,
 * and how often that of any does. From it follow thresholds for any budget.
 *
 * @param reference what the outcomes were on the validation period
 * @param family the tail of all tests together
 */
public record OutcomeCalibration(OutcomeReference reference, FamilyTail family) {

  /**
   * The tests of a model.
   *
   * @param timing of the model
   * @param runLength outcomes of one instrument after which any test may be beyond once, on average
   */
  public OutcomeWatch watch(ModelTiming timing, double runLength) {
    return new OutcomeWatch(
        timing.horizon(), timing.barLength(), reference, family.levelAt(runLength));
  }
}

package io.tidemark.core.drift;

import io.tidemark.core.outcome.OutcomeWatch;
import io.tidemark.core.score.ModelTiming;

/**
 * The outcomes of a model that its gate watches.
 *
 * @param calibration what they were on its validation period
 * @param timing how far it looks ahead, and its bars
 */
public record WatchedOutcomes(OutcomeCalibration calibration, ModelTiming timing) {

  /** The tests within a gate's options, of whose budget {@link DriftOptions#half} is theirs. */
  OutcomeWatch watch(DriftOptions options) {
    return calibration.watch(timing, options.half().samplesPerPause());
  }
}

package io.tidemark.core.serve;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Prediction;
import io.tidemark.core.score.SamplePeriod;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.serve.ServingState.ShadowState;
import io.tidemark.core.signal.Action;
import io.tidemark.core.signal.SignalPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Asks a second model about a sample of the events, beside the one that serves. It sees every
 * event, so that its features stand as they would if it served; it is asked at each bar close and
 * at one in so many events between. Nothing of it reaches the gates.
 */
final class ShadowScoring {

  private final SignalPolicy policy;
  private final int every;

  /**
   * @param policy when a score is an action
   * @param every one event between bar closes in so many is a sample
   */
  ShadowScoring(SignalPolicy policy, int every) {
    this.policy = policy;
    this.every = every;
  }

  /**
   * Takes the event that {@code serving} has just taken.
   *
   * @param outcome what it made of it
   * @return a report if a bar closed and there is something to say
   */
  @Nullable ModelComparison step(
      ShadowState state,
      ActiveModel shadow,
      ActiveModel serving,
      LogEvent event,
      ScoreOutcome outcome) {
    Assessment assessment = outcome.assessment();
    Assessment sample = assessment != null && isSample(assessment) ? assessment : null;
    Prediction servingAnswer =
        sample == null ? Prediction.NOT_ASKED : ask(serving, sample, outcome);
    ScoreOutcome beside = shadow.scoring().step(state.scoring, event);
    Assessment other = beside.assessment();
    if (sample != null && other != null && other.scored()) {
      add(state, event, servingAnswer, serving, ask(shadow, other, beside), shadow);
    }
    return assessment != null && assessment.barClosed() && state.samples > 0
        ? report(state, shadow, serving, event)
        : null;
  }

  private boolean isSample(Assessment assessment) {
    return assessment.scored()
        && (assessment.barClosed() || Math.floorMod(assessment.logOffset(), every) == 0);
  }

  private static Prediction ask(ActiveModel model, Assessment assessment, ScoreOutcome outcome) {
    float[] answer = new float[model.scorer().width()];
    model.scorer().score(outcome.input(), 1, answer);
    return assessment.withAnswer(answer, 0).prediction();
  }

  private void add(
      ShadowState state,
      LogEvent event,
      Prediction servingAnswer,
      ActiveModel serving,
      Prediction shadowAnswer,
      ActiveModel shadow) {
    if (state.samples == 0) {
      state.since = event.fact().eventTime();
    }
    double difference = (double) shadowAnswer.score() - servingAnswer.score();
    double distance = Math.abs(difference);
    state.samples++;
    if (action(serving, servingAnswer) == action(shadow, shadowAnswer)) {
      state.agreements++;
    }
    state.differences += difference;
    state.distances += distance;
    state.farthest = Math.max(state.farthest, distance);
  }

  private Action action(ActiveModel model, Prediction prediction) {
    return policy.proposal(prediction, model.calibration().strength(prediction));
  }

  private static ModelComparison report(
      ShadowState state, ActiveModel shadow, ActiveModel serving, LogEvent event) {
    ModelComparison report =
        new ModelComparison(
            event.instrument(),
            serving.ref(),
            shadow.ref(),
            new SamplePeriod(state.since, event.fact().eventTime()),
            state.samples,
            state.agreements,
            new ScoreDifference(
                state.differences / state.samples,
                state.distances / state.samples,
                state.farthest));
    state.since = 0;
    state.samples = 0;
    state.agreements = 0;
    state.differences = 0;
    state.distances = 0;
    state.farthest = 0;
    return report;
  }
}

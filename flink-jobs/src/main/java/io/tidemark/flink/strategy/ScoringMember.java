package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ModelServing;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.OpenModels;
import io.tidemark.flink.signal.Stages;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.MicroBatch;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.io.IOException;
import java.util.IdentityHashMap;

/**
 * One model of a strategy in FEATURES + SCORE. What it is asked waits with it, and its answers are
 * found by their causes. Not thread-safe: one object serves one task.
 */
final class ScoringMember implements AutoCloseable {

  private final OpenModels models;
  private final ModelServing serving;
  private final StructState<InstrumentState> states;
  private final IdentityHashMap<Cause, Assessment> answered = new IdentityHashMap<>();

  ScoringMember(
      ModelArtefact artefact, JobConfig job, StructState<InstrumentState> states, Runnable flush)
      throws ModelRejectedException {
    this.models = new OpenModels(artefact, job, flush);
    this.serving = Stages.serving(models.own(), models.cache(), job);
    this.states = states;
  }

  /** Takes in an event. The outcome is valid until the next step. */
  ServeOutcome step(LogEvent event) throws IOException {
    InstrumentState state = states.get(event.instrument());
    ServeOutcome outcome = serving.step(state, event);
    states.changed(event.instrument());
    return outcome;
  }

  /** What it keeps of an instrument. */
  InstrumentState state(String instrument) throws IOException {
    return states.get(instrument);
  }

  /** The model that serves where the log has asked for no other. */
  OpenModels models() {
    return models;
  }

  /** Puts a question to those that wait; whether there is no room for more. */
  boolean ask(ServeOutcome outcome, Assessment assessment) {
    MicroBatch batch = models.batch(outcome.model());
    batch.add(assessment, outcome.score().input());
    return batch.isFull();
  }

  /** Asks the model all that waits. */
  void answerAll() {
    models.flush(assessment -> answered.put(assessment.cause(), assessment));
  }

  /** The assessment with its answer, once {@link #answerAll} was called; each is given once. */
  Assessment answered(Assessment assessment) {
    Assessment answer = answered.remove(assessment.cause());
    return answer == null ? assessment : answer;
  }

  @Override
  public void close() {
    models.close();
  }
}

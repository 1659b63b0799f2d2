package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
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
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * A model whose graph this task has opened. What it is asked waits with it, and its answers are
 * there at once and found by their causes: the first is the one that is looked for, unless several
 * versions were asked.
 */
final class LocalMember implements StrategyMember, PendingAnswers {

  private final OpenModels models;
  private final ModelServing serving;
  private final StructState<InstrumentState> states;
  private final ArrayDeque<Assessment> answered = new ArrayDeque<>();

  LocalMember(
      ModelArtefact artefact, JobConfig job, StructState<InstrumentState> states, Runnable flush)
      throws ModelRejectedException {
    this.models = new OpenModels(artefact, job, flush);
    this.serving = Stages.serving(models.own(), models.cache(), job);
    this.states = states;
  }

  @Override
  public ServeOutcome step(LogEvent event, boolean follows) throws IOException {
    InstrumentState state = states.get(event.instrument());
    ServeOutcome outcome = follows ? serving.step(state, event) : serving.stepBeside(state, event);
    states.changed(event.instrument());
    return outcome;
  }

  @Override
  public InstrumentState state(String instrument) throws IOException {
    return states.get(instrument);
  }

  @Override
  public ModelRef ref() {
    return models.own().ref();
  }

  @Override
  public FeatureScoring scoring() {
    return models.own().scoring();
  }

  @Override
  public boolean ask(ServeOutcome outcome, Assessment assessment) {
    MicroBatch batch = models.batch(outcome.model());
    batch.add(assessment, outcome.score().input());
    return batch.isFull();
  }

  @Override
  public PendingAnswers answers() {
    models.flush(answered::add);
    return this;
  }

  @Override
  public boolean done() {
    return true;
  }

  @Override
  public void await() {
    // they are there
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the one cause that went in comes out
  public Assessment of(Assessment assessment) {
    if (!assessment.scored()) {
      return assessment;
    }
    for (Iterator<Assessment> each = answered.iterator(); each.hasNext(); ) {
      Assessment answer = each.next();
      if (answer.cause() == assessment.cause()) {
        each.remove();
        return answer;
      }
    }
    throw new IllegalStateException("what was asked has an answer");
  }

  @Override
  public void close() {
    models.close();
  }
}

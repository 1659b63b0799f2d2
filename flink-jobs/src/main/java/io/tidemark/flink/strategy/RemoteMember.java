package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.Cause;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.Scorer;
import io.tidemark.core.serve.ActiveModel;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ModelServing;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.remote.RemoteAnswer;
import io.tidemark.flink.remote.RemoteFault;
import io.tidemark.flink.remote.RemoteModel;
import io.tidemark.flink.signal.Stages;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelDescription;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;

/**
 * A model that another process serves. Its features are made here, as of any other; all that waits
 * goes out as one question, whose answers come by another thread.
 */
final class RemoteMember implements StrategyMember {

  private static final RemoteAnswer NOTHING_ASKED = new RemoteAnswer(new float[0], null, "");

  private final RemoteModel model;
  private final ActiveModel own;
  private final ModelServing serving;
  private final StructState<InstrumentState> states;
  private final Counts counts;
  private final Runnable arrived;
  private final float[] inputs;
  private final int inputSize;
  private final int most;
  private IdentityHashMap<Cause, Integer> waiting = new IdentityHashMap<>();

  /**
   * @param model its owner is this member
   * @param arrived called by any thread when an answer that somebody may wait for is there
   */
  RemoteMember(
      RemoteModel model,
      ModelDescription description,
      JobConfig job,
      StructState<InstrumentState> states,
      Counts counts,
      Runnable arrived) {
    this.model = model;
    this.own = Stages.elsewhere(description, new UnaskedScorer(model.width()), job);
    this.serving = Stages.serving(own, new PinnedModels(), job);
    this.states = states;
    this.counts = counts;
    this.arrived = arrived;
    this.inputSize = own.scoring().inputSize();
    this.most = Math.min(job.score().batch(), RemoteModel.MOST_INPUTS);
    this.inputs = new float[most * inputSize];
    model.proveNow();
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
    return own.ref();
  }

  @Override
  public FeatureScoring scoring() {
    return own.scoring();
  }

  @Override
  public boolean ask(ServeOutcome outcome, Assessment assessment) {
    int at = waiting.size();
    System.arraycopy(outcome.score().input(), 0, inputs, at * inputSize, inputSize);
    waiting.put(assessment.cause(), at);
    return waiting.size() == most;
  }

  @Override
  public PendingAnswers answers() {
    IdentityHashMap<Cause, Integer> places = waiting;
    CompletableFuture<RemoteAnswer> answer =
        places.isEmpty()
            ? CompletableFuture.completedFuture(NOTHING_ASKED)
            : model.ask(inputs, places.size());
    if (!places.isEmpty()) {
      waiting = new IdentityHashMap<>();
    }
    if (!answer.isDone()) {
      // the answer is there before anybody is told; told once the task ends, nobody listens
      var unused = answer.whenComplete((any, failure) -> arrived.run());
    }
    return new Underway(places, answer);
  }

  @Override
  public void close() {
    model.close();
  }

  /** One question. */
  private final class Underway implements PendingAnswers {

    private final IdentityHashMap<Cause, Integer> places;
    private final CompletableFuture<RemoteAnswer> answer;

    Underway(IdentityHashMap<Cause, Integer> places, CompletableFuture<RemoteAnswer> answer) {
      this.places = places;
      this.answer = answer;
    }

    @Override
    public boolean done() {
      return answer.isDone();
    }

    @Override
    public void await() {
      answer.join();
    }

    @Override
    public Assessment of(Assessment assessment) {
      Integer place = places.get(assessment.cause());
      if (place == null) {
        return assessment;
      }
      RemoteAnswer found = answer.join();
      RemoteFault fault = found.fault();
      if (fault != null) {
        counts.add(MetricId.REMOTE_UNANSWERED, fault);
        return assessment.unanswered();
      }
      counts.add(MetricId.REMOTE_ANSWERED);
      return assessment.withAnswer(found.numbers(), place * model.width());
    }
  }

  /** Stands where a model of this task would: nobody asks it. */
  private record UnaskedScorer(int width) implements Scorer {

    @Override
    public int batch() {
      return RemoteModel.MOST_INPUTS;
    }

    @Override
    public void score(float[] inputs, int count, float[] answers) {
      throw new IllegalStateException("a model of another process has no scorer in this one");
    }
  }
}

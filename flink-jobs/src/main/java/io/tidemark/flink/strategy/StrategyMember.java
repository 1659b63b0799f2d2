package io.tidemark.flink.strategy;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelRef;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ServeOutcome;
import java.io.IOException;

/** One model of a strategy in FEATURES + SCORE. Not thread-safe: one object serves one task. */
interface StrategyMember extends AutoCloseable {

  /**
   * Takes in an event. The outcome is valid until the next step.
   *
   * @param follows whether an update of the models is for this one
   */
  ServeOutcome step(LogEvent event, boolean follows) throws IOException;

  /** What it keeps of an instrument. */
  InstrumentState state(String instrument) throws IOException;

  /** The model that serves where the log has asked for no other. */
  ModelRef ref();

  /** The features of that model. */
  FeatureScoring scoring();

  /** Puts a question to those that wait; whether there is no room for more. */
  boolean ask(ServeOutcome outcome, Assessment assessment);

  /** Asks the model all that waits. */
  PendingAnswers answers();

  @Override
  void close();
}

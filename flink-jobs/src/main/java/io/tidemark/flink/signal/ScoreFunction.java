package io.tidemark.flink.signal;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.InstrumentState;
import io.tidemark.core.score.InstrumentStateCodec;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.KeyedStructs;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.Model;
import io.tidemark.models.ModelBundle;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** FEATURES + SCORE: load, step, store, emit. */
final class ScoreFunction extends KeyedProcessFunction<String, LogEvent, Assessment> {

  private static final long serialVersionUID = 1;

  private final ModelBundle bundle;
  private final JobConfig config;

  private transient @Nullable Model model;
  private transient FeatureScoring scoring;
  private transient StructState<InstrumentState> states;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ScoreFunction(ModelBundle bundle, JobConfig config) {
    this.bundle = bundle;
    this.config = config;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    Model opened = bundle.open();
    model = opened;
    scoring = Stages.scoring(opened, config);
    states =
        KeyedStructs.open(
            getRuntimeContext(),
            "instrument",
            InstrumentState.class,
            new InstrumentStateCodec(),
            InstrumentState::new,
            config.expireAfter().multipliedBy(2));
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.FACTS,
            MetricId.LATE,
            MetricId.DUPLICATE,
            MetricId.SCORED);
  }

  @Override
  public void processElement(LogEvent event, Context context, Collector<Assessment> out)
      throws Exception {
    InstrumentState state = states.get(context.getCurrentKey());
    ScoreOutcome outcome = scoring.step(state, event);
    states.put(context.getCurrentKey(), state);
    switch (outcome.intake()) {
      case FACT -> counts.add(MetricId.FACTS);
      case LATE -> counts.add(MetricId.LATE);
      case DUPLICATE -> counts.add(MetricId.DUPLICATE);
    }
    Assessment assessment = outcome.assessment();
    if (assessment != null) {
      if (assessment.scored()) {
        counts.add(MetricId.SCORED);
      }
      out.collect(assessment);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}

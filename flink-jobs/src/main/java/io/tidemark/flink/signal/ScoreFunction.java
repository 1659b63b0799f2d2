package io.tidemark.flink.signal;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.feature.FeatureSet;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.InstrumentState;
import io.tidemark.core.score.InstrumentStateCodec;
import io.tidemark.core.score.ModelCard;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.Model;
import io.tidemark.models.ModelBundle;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** FEATURES + SCORE: load, step, store, emit. */
final class ScoreFunction extends KeyedProcessFunction<String, LogEvent, Assessment> {

  private static final long serialVersionUID = 1;

  private final ModelBundle bundle;
  private final Map<String, BarSource> sources;
  private final int maxFlat;

  private transient @Nullable Model model;
  private transient FeatureScoring scoring;
  private transient StructState<InstrumentState> states;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ScoreFunction(ModelBundle bundle, Map<String, BarSource> sources, int maxFlat) {
    this.bundle = bundle;
    this.sources = Map.copyOf(sources);
    this.maxFlat = maxFlat;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    Model opened = bundle.open();
    model = opened;
    ModelCard card = opened.card();
    scoring =
        new FeatureScoring(
            new FeatureSet(opened.featureNames(), card.barLength()),
            card.trigger(),
            instrument -> sources.getOrDefault(instrument, BarSource.TRADES),
            maxFlat,
            opened.scorer());
    states =
        StructState.open(
            getRuntimeContext(), "instrument", new InstrumentStateCodec(), InstrumentState::new);
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

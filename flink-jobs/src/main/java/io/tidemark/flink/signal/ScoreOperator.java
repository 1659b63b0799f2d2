package io.tidemark.flink.signal;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.serve.ActiveModel;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.serve.ModelServing;
import io.tidemark.core.serve.ServeOutcome;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.models.MicroBatch;
import io.tidemark.models.ModelArtefact;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** FEATURES + SCORE of one model. */
final class ScoreOperator extends ScoreStage<Assessment, InstrumentState> {

  private static final long serialVersionUID = 3;

  private final ModelArtefact artefact;
  private final OutputTag<ModelAlert> alerts = Topic.MODEL_ALERTS.tag();
  private final OutputTag<ModelComparison> comparisons = Topic.MODEL_METRICS.tag();

  private transient @Nullable OpenModels models;
  private transient ModelServing serving;
  private transient Counts counts;
  private transient ScoreGauges gauges;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ScoreOperator(ModelArtefact artefact, JobConfig job) {
    super(job);
    this.artefact = artefact;
  }

  @Override
  public void open() throws Exception {
    super.open();
    OpenModels opened = new OpenModels(artefact, job(), this::flush);
    models = opened;
    serving = Stages.serving(opened.own(), opened.cache(), job());
    openStructs(
        SignalStructs.INSTRUMENT,
        job().market().cachePercent(),
        job().market().expireAfter().multipliedBy(2));
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.FACTS,
            MetricId.TICKS,
            MetricId.LATE,
            MetricId.DUPLICATE,
            MetricId.SCORED,
            MetricId.SHADOWED,
            MetricId.MODEL_ALERTS);
    gauges =
        new ScoreGauges(
            getRuntimeContext().getMetricGroup(),
            job().market().maxSeries(),
            System::currentTimeMillis,
            job().sequence().hasTimeOfTheWall(),
            artefact.describe().metadata().timing().barLength());
    for (String instrument : ownOf(job().market().names())) {
      if (!gauges.isFull()) {
        gauges.show(instrument, load(instrument), opened.own().ref());
      }
    }
  }

  @Override
  public void processElement(StreamRecord<LogEvent> element) throws Exception {
    LogEvent event = element.getValue();
    if (event.fact() instanceof ModelUpdate) {
      flush();
    }
    InstrumentState state = load(event.instrument());
    ServeOutcome outcome = serving.step(state, event);
    store(event.instrument());
    gauges.show(event, state, outcome);
    switch (outcome.score().intake()) {
      case FACT -> {
        counts.add(MetricId.FACTS);
        if (event.fact() instanceof Tick) {
          counts.add(MetricId.TICKS);
        }
      }
      case LATE -> counts.add(MetricId.LATE);
      case DUPLICATE -> counts.add(MetricId.DUPLICATE);
    }
    Assessment assessment = outcome.score().assessment();
    if (assessment != null) {
      handOn(assessment, outcome.score().input(), outcome.model());
    }
    report(outcome);
  }

  /** What there is to say of the models, which is next to never. */
  private void report(ServeOutcome outcome) {
    for (ModelAlert alert : outcome.alerts()) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.MODEL_ALERTS);
      }
      emit(alerts, alert);
    }
    ModelComparison comparison = outcome.comparison();
    if (comparison != null) {
      counts.add(MetricId.SHADOWED, comparison.samples());
      emit(comparisons, comparison);
    }
  }

  private void handOn(Assessment assessment, float[] input, ActiveModel by) {
    MicroBatch batch = models().batch(by);
    if (assessment.scored()) {
      counts.add(MetricId.SCORED);
    } else if (batch.isEmpty()) {
      emit(assessment);
      return;
    }
    batch.add(assessment, input);
    settle(batch.isFull());
  }

  private OpenModels models() {
    if (models == null) {
      throw new IllegalStateException("not open");
    }
    return models;
  }

  @Override
  protected boolean flushAll() {
    return models().flush(this::emit);
  }

  @Override
  public void close() throws Exception {
    if (models != null) {
      models.close();
    }
    super.close();
  }
}

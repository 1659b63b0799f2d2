package io.tidemark.bench;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.serve.InstrumentState;
import io.tidemark.core.serve.InstrumentStateCodec;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.signal.Stages;
import io.tidemark.flink.state.CodecTypeInfo;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.ModelArtefact;
import java.time.Duration;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * FEATURES without SCORE, which the job does not offer: what the model would be asked is made, and
 * it is not asked. State is kept as the job's operators do, in a cache as large or small as wanted.
 */
final class FeatureOperator extends AbstractStreamOperator<Assessment>
    implements OneInputStreamOperator<LogEvent, Assessment> {

  private static final long serialVersionUID = 1;

  private static final long TIME_EVERY = 1_000;

  private final ModelArtefact artefact;
  private final JobConfig job;
  private final StateBackendVariant state;

  private transient @Nullable LoadedModel model;
  private transient FeatureScoring scoring;
  private transient StructState<InstrumentState> structs;
  private transient Counts counts;

  /**
   * Makes it.
   *
   * @param state where structs lie, and how many of them stay alive
   */
  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  FeatureOperator(ModelArtefact artefact, JobConfig job, StateBackendVariant state) {
    this.artefact = artefact;
    this.job = job;
    this.state = state;
  }

  @Override
  public void open() throws Exception {
    super.open();
    LoadedModel opened = artefact.open();
    model = opened;
    scoring = Stages.scoring(opened, job);
    Duration unheard = job.market().expireAfter().multipliedBy(2);
    ValueStateDescriptor<InstrumentState> descriptor =
        new ValueStateDescriptor<>(
            "instrument",
            CodecTypeInfo.ofMutable(InstrumentState.class, new InstrumentStateCodec()));
    descriptor.enableTimeToLive(
        StateTtlConfig.newBuilder(unheard).cleanupInRocksdbCompactFilter(TIME_EVERY).build());
    structs =
        new StructState<>(
            getRuntimeContext().getState(descriptor),
            this::setCurrentKey,
            InstrumentState::new,
            state.limits(job.market().cachePercent()),
            unheard,
            System::currentTimeMillis);
    counts = Counts.open(getRuntimeContext(), MetricId.FACTS, MetricId.LATE, MetricId.DUPLICATE);
  }

  @Override
  public void processElement(StreamRecord<LogEvent> element) throws Exception {
    LogEvent event = element.getValue();
    ScoreOutcome outcome = scoring.step(structs.get(event.instrument()).scoring, event);
    structs.changed(event.instrument());
    switch (outcome.intake()) {
      case FACT -> counts.add(MetricId.FACTS);
      case LATE -> counts.add(MetricId.LATE);
      case DUPLICATE -> counts.add(MetricId.DUPLICATE);
    }
    Assessment assessment = outcome.assessment();
    if (assessment != null) {
      output.collect(new StreamRecord<>(assessment));
    }
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    structs.flush();
  }

  @Override
  public void close() throws Exception {
    if (model != null) {
      model.close();
    }
    super.close();
  }
}

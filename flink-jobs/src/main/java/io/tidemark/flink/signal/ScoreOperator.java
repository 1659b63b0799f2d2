package io.tidemark.flink.signal;

import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.InstrumentState;
import io.tidemark.core.score.InstrumentStateCodec;
import io.tidemark.core.score.MicroBatch;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.StructOperator;
import io.tidemark.models.Model;
import io.tidemark.models.ModelBundle;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * FEATURES + SCORE. What is to be scored waits for others, a moment and up to so many, but only
 * while there is much to do: after a moment without a score the next one is scored at once. Nothing
 * waits at a barrier, so what waits is no state.
 */
final class ScoreOperator extends StructOperator<LogEvent, Assessment, InstrumentState>
    implements BoundedOneInput {

  private static final long serialVersionUID = 1;

  private final ModelBundle bundle;
  private final JobConfig job;

  private transient @Nullable Model model;
  private transient FeatureScoring scoring;
  private transient MicroBatch batch;
  private transient Counts counts;
  private transient long lastFlush;
  private transient @Nullable ScheduledFuture<?> timer;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  ScoreOperator(ModelBundle bundle, JobConfig job) {
    this.bundle = bundle;
    this.job = job;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Model opened = bundle.open();
    model = opened;
    scoring = Stages.scoring(opened, job);
    batch = new MicroBatch(opened.scorer(), scoring.inputSize(), job.score().batch());
    openStructs(
        "instrument",
        InstrumentState.class,
        new InstrumentStateCodec(),
        InstrumentState::new,
        job.expireAfter().multipliedBy(2));
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.FACTS,
            MetricId.LATE,
            MetricId.DUPLICATE,
            MetricId.SCORED);
  }

  @Override
  public void processElement(StreamRecord<LogEvent> element) throws Exception {
    LogEvent event = element.getValue();
    ScoreOutcome outcome = scoring.step(load(event.instrument()), event);
    store(event.instrument());
    switch (outcome.intake()) {
      case FACT -> counts.add(MetricId.FACTS);
      case LATE -> counts.add(MetricId.LATE);
      case DUPLICATE -> counts.add(MetricId.DUPLICATE);
    }
    Assessment assessment = outcome.assessment();
    if (assessment != null) {
      handOn(assessment);
    }
  }

  private void handOn(Assessment assessment) {
    if (assessment.scored()) {
      counts.add(MetricId.SCORED);
    } else if (batch.isEmpty()) {
      emit(assessment);
      return;
    }
    batch.add(assessment, scoring.input());
    if (batch.isFull() || isIdle()) {
      flush();
    } else if (timer == null) {
      timer = getProcessingTimeService().registerTimer(now() + moment(), time -> flushInTime());
    }
  }

  private boolean isIdle() {
    return now() - lastFlush > moment();
  }

  private void flushInTime() {
    timer = null;
    flush();
  }

  private void flush() {
    if (!batch.isEmpty()) {
      batch.flush(this::emit);
      lastFlush = now();
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }

  private long moment() {
    return job.score().longestWait().toMillis();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    flush();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void endInput() {
    flush();
  }

  @Override
  public void close() throws Exception {
    if (model != null) {
      model.close();
    }
    super.close();
  }
}

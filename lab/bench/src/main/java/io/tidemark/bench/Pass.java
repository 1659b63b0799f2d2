package io.tidemark.bench;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.core.score.ScoreOutcome;
import io.tidemark.core.score.ScoringState;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Stages;
import io.tidemark.models.LoadedModel;
import io.tidemark.models.MicroBatch;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Once over the log, record by record, as far as it is to be worked on. Not thread-safe. */
final class Pass {

  private final PipelineDepth work;
  private final TopicWriter writer;
  private final LogFormat format = new LogFormat();
  private final OutputFormat<Signal> signalFormat = Topic.SIGNALS.format();
  private final OutputFormat<DriftAlert> driftFormat = Topic.DRIFT_ALERTS.format();
  private final OutputFormat<RetrainRequest> requestFormat = Topic.RETRAIN_REQUESTS.format();
  private final OutputFormat<RiskAlert> riskFormat = Topic.RISK_ALERTS.format();
  private final Map<String, States> states = new HashMap<>();
  private final FeatureScoring scoring;
  private final MicroBatch batch;
  private final DriftGate drift;
  private final RiskGate risk;
  private final String signalTopic;
  private final String driftTopic;
  private final String requestTopic;
  private final String riskTopic;
  private long scored;
  private long signals;
  private long events;

  /** Of one instrument. */
  private record States(ScoringState instrument, DriftState drift, RiskState risk) {}

  /** Begins; model and writer stay the caller's. */
  Pass(PipelineDepth work, LoadedModel model, JobConfig config, TopicWriter writer) {
    this.work = work;
    this.scoring = Stages.scoring(model, config);
    this.batch = new MicroBatch(model.scorer(), scoring.inputSize(), config.score().batch());
    this.drift = Stages.driftGate(model.description(), config);
    this.risk = Stages.riskGate(model.description(), config);
    this.writer = writer;
    this.signalTopic = config.topic(Topic.SIGNALS.topicName());
    this.driftTopic = config.topic(Topic.DRIFT_ALERTS.topicName());
    this.requestTopic = config.topic(Topic.RETRAIN_REQUESTS.topicName());
    this.riskTopic = config.topic(Topic.RISK_ALERTS.topicName());
  }

  /** Events that were decided. */
  long events() {
    return events;
  }

  /** Events on which the model was asked. */
  long scored() {
    return scored;
  }

  /** Signals that were written. */
  long signals() {
    return signals;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    if (format.decode(record.value(), record.offset(), record.timestamp() * 1_000)
        instanceof Parsed.Valid<LogEvent> valid) {
      events++;
      if (work.has(PipelineDepth.FEATURES)) {
        take(valid.value());
      }
    }
  }

  /** Scores and hands on what waits. */
  void flush() {
    batch.flush(this::gate);
  }

  private void take(LogEvent event) {
    ScoreOutcome outcome = scoring.step(of(event.instrument()).instrument, event);
    Assessment assessment = outcome.assessment();
    if (assessment == null || !work.has(PipelineDepth.SCORE)) {
      return;
    }
    if (assessment.scored()) {
      scored++;
    } else if (batch.isEmpty()) {
      gate(assessment);
      return;
    }
    batch.add(assessment, outcome.input());
    if (batch.isFull()) {
      flush();
    }
  }

  private void gate(Assessment assessment) {
    if (!work.has(PipelineDepth.DRIFT)) {
      return;
    }
    String instrument = assessment.instrument();
    States own = of(instrument);
    DriftOutcome drifted = drift.step(own.drift, assessment);
    for (DriftAlert alert : drifted.alerts()) {
      writer.write(driftTopic, instrument, driftFormat.encode(alert), assessment.clock());
    }
    RetrainRequest request = drifted.request();
    if (request != null) {
      writer.write(requestTopic, instrument, requestFormat.encode(request), assessment.clock());
    }
    if (!work.has(PipelineDepth.SIGNALS)) {
      return;
    }
    RiskOutcome decided = risk.step(own.risk, new Gated(assessment, drifted.verdict()));
    for (RiskAlert alert : decided.alerts()) {
      writer.write(riskTopic, instrument, riskFormat.encode(alert), assessment.clock());
    }
    Signal signal = decided.signal();
    if (signal != null) {
      writer.write(signalTopic, instrument, signalFormat.encode(signal), assessment.clock());
      signals++;
    }
  }

  private States of(String instrument) {
    return states.computeIfAbsent(
        instrument, any -> new States(new ScoringState(), new DriftState(), new RiskState()));
  }
}

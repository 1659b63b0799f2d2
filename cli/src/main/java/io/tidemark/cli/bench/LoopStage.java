package io.tidemark.cli.bench;

import io.tidemark.cli.kafka.TopicReader;
import io.tidemark.cli.kafka.TopicWriter;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.Signal;
import io.tidemark.core.score.FeatureScoring;
import io.tidemark.flink.SignalJob;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Stages;
import io.tidemark.models.Model;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The job's work without Flink: one thread between a consumer and a producer, state on the heap.
 */
final class LoopStage implements Stage {

  private final Ground ground;
  private final WrittenLog log;
  private final Path model;
  private final Setup setup;

  LoopStage(Ground ground, WrittenLog log, Path model, Setup setup) {
    this.ground = ground;
    this.log = log;
    this.model = model;
    this.setup = setup;
  }

  @Override
  public Setup setup() {
    return setup;
  }

  @Override
  public Outcome run(String prefix) throws Exception {
    JobConfig config = ground.config(model, prefix, setup.assignments());
    Meter meter = new Meter(log.events());
    try (Model opened = SignalJob.model(config).open();
        TopicReader reader = ground.read(log);
        TopicWriter writer = new TopicWriter(ground.client())) {
      Pass pass = new Pass(opened, config, writer);
      long read = 0;
      while (read < log.events()) {
        read += reader.poll(pass::take);
        meter.mark(read);
      }
      writer.flush();
      meter.mark(read);
      return new Outcome(
          pass.events, pass.scored, ground.committedSignals(prefix), pass.signals, meter.rate());
    }
  }

  /** Once over the log. */
  private static final class Pass {

    private final Supplier<InstrumentFold> fresh;
    private final TopicWriter writer;
    private final LogFormat format = new LogFormat();
    private final OutputFormat<Signal> signalFormat = OutputFormat.signals();
    private final OutputFormat<DriftAlert> driftFormat = OutputFormat.driftAlerts();
    private final OutputFormat<RiskAlert> riskFormat = OutputFormat.riskAlerts();
    private final Map<String, InstrumentFold> folds = new HashMap<>();
    private final String signalTopic;
    private final String driftTopic;
    private final String riskTopic;
    private long scored;
    private long signals;
    private long events;

    Pass(Model model, JobConfig config, TopicWriter writer) {
      FeatureScoring scoring = Stages.scoring(model, config);
      DriftGate drift = Stages.driftGate(model.description(), config);
      RiskGate risk = Stages.riskGate(model.card(), config);
      this.fresh = () -> new InstrumentFold(scoring, model.scorer(), drift, risk);
      this.writer = writer;
      this.signalTopic = config.topic(Topic.SIGNALS.topicName());
      this.driftTopic = config.topic(Topic.DRIFT_ALERTS.topicName());
      this.riskTopic = config.topic(Topic.RISK_ALERTS.topicName());
    }

    void take(ConsumerRecord<byte[], byte[]> record) {
      if (format.decode(record.value(), record.offset(), record.timestamp() * 1_000)
          instanceof Parsed.Valid<LogEvent> valid) {
        take(valid.value());
      }
    }

    private void take(LogEvent event) {
      String instrument = event.instrument();
      events++;
      InstrumentFold.Step step = folds.computeIfAbsent(instrument, any -> fresh.get()).step(event);
      if (step == null) {
        return;
      }
      if (step.assessment().scored()) {
        scored++;
      }
      for (DriftAlert alert : step.drift().alerts()) {
        writer.write(driftTopic, instrument, driftFormat.encode(alert), event.availableAt());
      }
      for (RiskAlert alert : step.risk().alerts()) {
        writer.write(riskTopic, instrument, riskFormat.encode(alert), event.availableAt());
      }
      Signal signal = step.risk().signal();
      if (signal != null) {
        writer.write(signalTopic, instrument, signalFormat.encode(signal), event.availableAt());
        signals++;
      }
    }
  }
}

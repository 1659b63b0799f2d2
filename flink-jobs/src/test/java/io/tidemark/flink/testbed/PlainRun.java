package io.tidemark.flink.testbed;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fold.InstrumentFold;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.serve.ModelComparison;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.RawRecord;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.signal.Folds;
import io.tidemark.models.ModelRejectedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The same log folded in a plain loop, without Flink: what the job must say too. */
public final class PlainRun {

  /** The log's events, partition by partition. */
  public final List<LogEvent> events = new ArrayList<>();

  /** What the risk gate was asked, in the order of the events. */
  public final List<Gated> gated = new ArrayList<>();

  /** Signals in hexadecimal, by instrument. */
  public final Map<String, List<String>> signals = new TreeMap<>();

  /** Drift alerts in hexadecimal, by instrument. */
  public final Map<String, List<String>> driftAlerts = new TreeMap<>();

  /** Retrain requests in hexadecimal, by instrument. */
  public final Map<String, List<String>> retrainRequests = new TreeMap<>();

  /** Risk alerts in hexadecimal, by instrument. */
  public final Map<String, List<String>> riskAlerts = new TreeMap<>();

  /** Of updates of the models, in the order of the events. */
  public final List<ModelAlert> modelAlerts = new ArrayList<>();

  /** Of shadows, in the order of the events. */
  public final List<ModelComparison> modelMetrics = new ArrayList<>();

  private final OutputFormat<Signal> signalFormat = Topic.SIGNALS.format();
  private final OutputFormat<DriftAlert> driftFormat = Topic.DRIFT_ALERTS.format();
  private final OutputFormat<RetrainRequest> requestFormat = Topic.RETRAIN_REQUESTS.format();
  private final OutputFormat<RiskAlert> riskFormat = Topic.RISK_ALERTS.format();

  private PlainRun() {}

  /** Folds all instruments of the log. */
  public static PlainRun of(JobConfig config, MarketLog log) throws ModelRejectedException {
    PlainRun run = new PlainRun();
    run.events.addAll(events(log));
    try (Folds stages = Folds.open(TestModel.artefact(config), config)) {
      Map<String, InstrumentFold> folds = new HashMap<>();
      for (LogEvent event : run.events) {
        run.take(folds.computeIfAbsent(event.instrument(), any -> stages.fold()).step(event));
      }
    }
    return run;
  }

  /** The log's events, partition by partition. */
  public static List<LogEvent> events(MarketLog log) {
    LogFormat format = new LogFormat();
    List<LogEvent> events = new ArrayList<>();
    for (List<RawRecord> partition : log.partitions()) {
      for (RawRecord record : partition) {
        Parsed<LogEvent> parsed =
            format.decode(record.value(), record.offset(), record.timestamp() * 1_000);
        if (parsed instanceof Parsed.Valid<LogEvent> valid) {
          events.add(valid.value());
        }
      }
    }
    return events;
  }

  /** What the risk gate was asked of one instrument. */
  public List<Gated> gated(String instrument) {
    return gated.stream().filter(at -> at.assessment().instrument().equals(instrument)).toList();
  }

  /** What the drift gate sampled of one instrument: bar closes with warm features. */
  public List<Gated> samples(String instrument) {
    return gated(instrument).stream()
        .filter(at -> at.assessment().barClosed() && at.assessment().features().length > 0)
        .filter(at -> at.assessment().barsToWarm() == 0)
        .toList();
  }

  /** Where in an instrument's log a model was last asked for. */
  public long lastUpdate(String instrument) {
    return events.stream()
        .filter(event -> event.instrument().equals(instrument))
        .filter(event -> event.fact() instanceof ModelUpdate)
        .mapToLong(LogEvent::offset)
        .max()
        .orElseThrow();
  }

  private void take(InstrumentFold.@Nullable Step step) {
    if (step == null) {
      return;
    }
    modelAlerts.addAll(step.modelAlerts());
    ModelComparison comparison = step.comparison();
    if (comparison != null) {
      modelMetrics.add(comparison);
    }
    gated.add(new Gated(step.assessment(), step.drift().verdict()));
    for (DriftAlert alert : step.drift().alerts()) {
      add(driftAlerts, alert.instrument(), driftFormat.encode(alert));
    }
    RetrainRequest request = step.drift().request();
    if (request != null) {
      add(retrainRequests, request.instrument(), requestFormat.encode(request));
    }
    for (RiskAlert alert : step.risk().alerts()) {
      add(riskAlerts, alert.instrument(), riskFormat.encode(alert));
    }
    Signal signal = step.risk().signal();
    if (signal != null) {
      add(signals, signal.instrument(), signalFormat.encode(signal));
    }
  }

  private static void add(Map<String, List<String>> lines, String instrument, byte[] bytes) {
    lines
        .computeIfAbsent(instrument, any -> new ArrayList<>())
        .add(HexFormat.of().formatHex(bytes));
  }
}

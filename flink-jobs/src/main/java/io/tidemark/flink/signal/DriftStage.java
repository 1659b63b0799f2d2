package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.RetrainRequest;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.DriftSettings;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.InstrumentGauges;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.StructOperator;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a drift gate says beside its stream, whatever flows in it.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
public abstract class DriftStage<I, O> extends StructOperator<I, O, DriftState> {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(DriftStage.class);

  private final JobConfig job;
  private final OutputTag<DriftAlert> alerts = Topic.DRIFT_ALERTS.tag();
  private final OutputTag<RetrainRequest> requests = Topic.RETRAIN_REQUESTS.tag();

  private transient Counts counts;
  private transient InstrumentGauges gauges;
  private transient Set<String> family;
  private transient boolean warned;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  protected DriftStage(JobConfig job) {
    this.job = job;
  }

  /** The job's configuration. */
  protected final JobConfig job() {
    return job;
  }

  /** Opens metrics, and shows what is known before the first event; the structs are open. */
  protected final void openMetrics() throws IOException {
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.DRIFT_ALERTS,
            MetricId.DRIFT_UNDECLARED,
            MetricId.RETRAIN_REQUESTS);
    family = Set.copyOf(job.drift().family());
    gauges =
        InstrumentGauges.open(
            getRuntimeContext().getMetricGroup(),
            job.market().maxSeries(),
            System::currentTimeMillis,
            List.of(MetricId.PAUSED, MetricId.DRIFT_RATIO));
    for (String instrument : ownOf(job.market().names())) {
      if (!gauges.isFull()) {
        InstrumentGauges.Series series = gauges.of(instrument);
        if (series != null) {
          series.set(MetricId.PAUSED, isPaused(instrument));
        }
      }
    }
  }

  /** Whether a model is paused on an instrument. */
  protected abstract boolean isPaused(String instrument) throws IOException;

  /**
   * Shows what is after an event.
   *
   * @param ratio of the distance to the pause threshold
   */
  protected final void show(String instrument, boolean paused, double ratio) {
    InstrumentGauges.Series series = gauges.of(instrument);
    if (series != null) {
      series.set(MetricId.PAUSED, paused);
      series.set(MetricId.DRIFT_RATIO, ratio);
    }
  }

  /** Whoever is in the log without being in the family has a share of the budget all the same. */
  protected final void report(Assessment assessment) {
    if (!assessment.barClosed() || family.contains(assessment.instrument())) {
      return;
    }
    counts.add(MetricId.DRIFT_UNDECLARED);
    if (!warned) {
      warned = true;
      LOG.warn(
          "{} is watched for drift, but {} does not name it: false alarms come more often than {}"
              + " says",
          assessment.instrument(),
          DriftSettings.FAMILY.key(),
          DriftSettings.BUDGET.key());
    }
  }

  /** Writes the alerts, and asks for another version where a pause begins. */
  protected final void say(DriftOutcome outcome) {
    for (DriftAlert alert : outcome.alerts()) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.DRIFT_ALERTS);
      }
      emit(alerts, alert);
    }
    RetrainRequest request = outcome.request();
    if (request != null) {
      counts.add(MetricId.RETRAIN_REQUESTS);
      emit(requests, request);
    }
  }
}

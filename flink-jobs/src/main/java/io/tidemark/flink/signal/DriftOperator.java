package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
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
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.OutcomeFile;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** DRIFT GATE: load, step, store, emit. */
final class DriftOperator extends StructOperator<Assessment, Gated, DriftState> {

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(DriftOperator.class);

  private final ModelArtefact artefact;
  private final JobConfig job;
  private final OutputTag<DriftAlert> alerts = Topic.DRIFT_ALERTS.tag();
  private final OutputTag<RetrainRequest> requests = Topic.RETRAIN_REQUESTS.tag();

  private transient Gates<DriftGate> gates;
  private transient Counts counts;
  private transient InstrumentGauges gauges;
  private transient Set<String> family;
  private transient boolean warned;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  DriftOperator(ModelArtefact artefact, JobConfig job) {
    this.artefact = artefact;
    this.job = job;
  }

  @Override
  public void open() throws Exception {
    super.open();
    gates = Gates.ofDrift(artefact, job);
    if (artefact.describe().outcomes() == null) {
      LOG.info(
          "{} brings no {}: what comes of its answers is not watched",
          artefact.source(),
          OutcomeFile.FILE);
    }
    openStructs(
        SignalStructs.DRIFT,
        job.market().cachePercent(),
        job.market().expireAfter().multipliedBy(2));
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
        show(instrument, load(instrument));
      }
    }
  }

  @Override
  public void processElement(StreamRecord<Assessment> element) throws Exception {
    Assessment assessment = element.getValue();
    report(assessment);
    DriftOutcome outcome = gates.of(assessment).step(load(assessment.instrument()), assessment);
    store(assessment.instrument());
    show(assessment.instrument(), outcome.verdict());
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
    emit(new Gated(assessment, outcome.verdict()));
  }

  /** What is known before the task's first event of an instrument. */
  private void show(String instrument, DriftState state) {
    InstrumentGauges.Series series = gauges.of(instrument);
    if (series != null) {
      series.set(MetricId.PAUSED, state.status() == DriftStatus.PAUSED);
    }
  }

  private void show(String instrument, DriftVerdict verdict) {
    InstrumentGauges.Series series = gauges.of(instrument);
    if (series != null) {
      series.set(MetricId.PAUSED, verdict.status() == DriftStatus.PAUSED);
      series.set(MetricId.DRIFT_RATIO, verdict.distance() / verdict.threshold());
    }
  }

  /** Whoever is in the log without being in the family has a share of the budget all the same. */
  private void report(Assessment assessment) {
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

  @Override
  public void close() throws Exception {
    if (gates != null) {
      gates.close();
    }
    super.close();
  }
}

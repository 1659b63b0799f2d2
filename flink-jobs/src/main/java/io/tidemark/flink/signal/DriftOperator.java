package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** DRIFT GATE: load, step, store, emit. */
final class DriftOperator extends DriftStage<Assessment, Gated> {

  private static final long serialVersionUID = 2;

  private final ModelArtefact artefact;

  private transient Gates<DriftGate> gates;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  DriftOperator(ModelArtefact artefact, JobConfig job) {
    super(job);
    this.artefact = artefact;
  }

  @Override
  public void open() throws Exception {
    super.open();
    gates = Gates.ofDrift(artefact, job(), null);
    openStructs(
        SignalStructs.DRIFT,
        job().market().cachePercent(),
        job().market().expireAfter().multipliedBy(2));
    openMetrics();
  }

  @Override
  public void processElement(StreamRecord<Assessment> element) throws Exception {
    Assessment assessment = element.getValue();
    report(assessment);
    DriftOutcome outcome = gates.of(assessment).step(load(assessment.instrument()), assessment);
    store(assessment.instrument());
    DriftVerdict verdict = outcome.verdict();
    show(
        assessment.instrument(),
        verdict.status() == DriftStatus.PAUSED,
        verdict.distance() / verdict.threshold());
    say(outcome);
    emit(new Gated(assessment, verdict));
  }

  @Override
  protected boolean isPaused(String instrument) throws IOException {
    return load(instrument).status() == DriftStatus.PAUSED;
  }

  @Override
  public void close() throws Exception {
    if (gates != null) {
      gates.close();
    }
    super.close();
  }
}

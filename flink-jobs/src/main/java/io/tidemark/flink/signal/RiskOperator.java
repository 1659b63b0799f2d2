package io.tidemark.flink.signal;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.models.ModelArtefact;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** RISK GATE: load, step, store, emit. */
final class RiskOperator extends RiskStage<Gated> {

  private static final long serialVersionUID = 2;

  private final ModelArtefact artefact;

  private transient Gates<RiskGate> gates;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  RiskOperator(ModelArtefact artefact, JobConfig job) {
    super(job);
    this.artefact = artefact;
  }

  @Override
  public void open() throws Exception {
    super.open();
    gates = Gates.ofRisk(artefact, job(), null);
    openGate();
  }

  @Override
  public void processElement(StreamRecord<Gated> element) throws Exception {
    Gated gated = element.getValue();
    String instrument = gated.assessment().instrument();
    RiskState state = load(instrument);
    RiskOutcome outcome = gates.of(gated.assessment()).step(state, gated);
    store(instrument);
    say(state, gated, outcome);
  }

  @Override
  public void close() throws Exception {
    if (gates != null) {
      gates.close();
    }
    super.close();
  }
}

package io.tidemark.flink.strategy;

import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.risk.StrategyMark;
import io.tidemark.core.strategy.Decided;
import io.tidemark.core.strategy.Strategy;
import io.tidemark.core.strategy.StrategyDecision;
import io.tidemark.core.strategy.StrategyState;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.Gates;
import io.tidemark.flink.signal.RiskStage;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelArtefact;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** DECISION and RISK GATE of a strategy: load, step, store, emit. */
final class StrategyRiskOperator extends RiskStage<GatedRound> {

  private static final long serialVersionUID = 1;

  private final PackedStrategy packed;

  private transient StrategyDecision decision;
  private transient StructState<StrategyState> decisions;
  private transient List<Gates<RiskGate>> gates;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  StrategyRiskOperator(PackedStrategy packed, JobConfig job) {
    super(job);
    this.packed = packed;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Strategy strategy = packed.strategy();
    decision = new StrategyDecision(strategy);
    JobConfig job = StrategyStages.job(strategy, job());
    StrategyMark mark = StrategyStages.mark(strategy);
    gates = new ArrayList<>();
    for (ModelArtefact artefact : packed.artefacts().values()) {
      gates.add(Gates.ofRisk(artefact, job, mark));
    }
    decisions =
        openMore(
            StrategyStages.DECISION,
            job.market().cachePercent(),
            job.market().expireAfter().multipliedBy(2));
    openGate();
  }

  @Override
  public void processElement(StreamRecord<GatedRound> element) throws Exception {
    GatedRound round = element.getValue();
    String instrument = round.instrument();
    Decided decided = decision.step(decisions.get(instrument), round.answers(), round.features());
    decisions.changed(instrument);
    RiskState state = load(instrument);
    RiskOutcome outcome =
        gates
            .get(decided.member())
            .of(decided.gated().assessment())
            .step(state, decided.gated(), decided.proposal());
    store(instrument);
    say(state, decided.gated(), outcome);
  }

  @Override
  public void close() throws Exception {
    if (gates != null) {
      gates.forEach(Gates::close);
    }
    super.close();
  }
}

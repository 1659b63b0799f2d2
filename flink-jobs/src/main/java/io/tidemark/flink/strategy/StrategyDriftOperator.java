package io.tidemark.flink.strategy;

import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftMember;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStatus;
import io.tidemark.core.drift.DriftVerdict;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.score.Assessment;
import io.tidemark.core.strategy.MemberAnswer;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.signal.DriftStage;
import io.tidemark.flink.signal.Gates;
import io.tidemark.flink.signal.SignalStructs;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelArtefact;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The DRIFT GATES of all models of a strategy, each with its own state. An instrument is shown as
 * paused if any of them is, and at the largest ratio.
 */
final class StrategyDriftOperator extends DriftStage<StrategyRound, GatedRound> {

  private static final long serialVersionUID = 1;

  private final PackedStrategy packed;

  private transient List<Gates<DriftGate>> gates;
  private transient List<StructState<DriftState>> states;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  StrategyDriftOperator(PackedStrategy packed, JobConfig job) {
    super(job);
    this.packed = packed;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Duration unheard = job().market().expireAfter().multipliedBy(2);
    int models = packed.artefacts().size();
    int percent = StrategyStages.cachePercent(job(), models);
    gates = new ArrayList<>();
    states = new ArrayList<>();
    for (Map.Entry<String, ModelArtefact> each : packed.artefacts().entrySet()) {
      var spec = StrategyStages.of(SignalStructs.DRIFT, each.getKey(), job());
      states.add(openMore(spec, percent, unheard));
      DriftMember member = StrategyStages.watched(each.getKey(), models);
      gates.add(Gates.ofDrift(each.getValue(), job(), member));
    }
    openMetrics();
  }

  @Override
  public void processElement(StreamRecord<StrategyRound> element) throws Exception {
    StrategyRound round = element.getValue();
    String instrument = round.instrument();
    List<MemberAnswer> answers = new ArrayList<>(round.assessments().size());
    double ratio = Double.NaN;
    for (MemberAssessment each : round.assessments()) {
      Assessment assessment = each.assessment();
      report(assessment);
      StructState<DriftState> state = states.get(each.member());
      DriftOutcome outcome =
          gates.get(each.member()).of(assessment).step(state.get(instrument), assessment);
      state.changed(instrument);
      say(outcome);
      DriftVerdict verdict = outcome.verdict();
      double own = verdict.distance() / verdict.threshold();
      ratio = Double.isNaN(ratio) || own > ratio ? own : ratio;
      answers.add(new MemberAnswer(each.member(), new Gated(assessment, verdict)));
    }
    show(instrument, isPaused(instrument), ratio);
    emit(new GatedRound(answers, round.features()));
  }

  @Override
  protected boolean isPaused(String instrument) throws IOException {
    for (StructState<DriftState> state : states) {
      if (state.get(instrument).status() == DriftStatus.PAUSED) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws Exception {
    if (gates != null) {
      gates.forEach(Gates::close);
    }
    super.close();
  }
}

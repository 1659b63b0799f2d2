package io.tidemark.flink.signal;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.RiskGate;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskRule;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.risk.RiskStateCodec;
import io.tidemark.core.risk.Signal;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.KeyedStructs;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelBundle;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** RISK GATE: load, step, store, emit. */
final class RiskFunction extends KeyedProcessFunction<String, Gated, Signal> {

  private static final long serialVersionUID = 1;

  private final ModelBundle bundle;
  private final JobConfig config;
  private final OutputTag<RiskAlert> alerts;

  private transient RiskGate gate;
  private transient StructState<RiskState> states;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  RiskFunction(ModelBundle bundle, JobConfig config, OutputTag<RiskAlert> alerts) {
    this.bundle = bundle;
    this.config = config;
    this.alerts = alerts;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    gate = Stages.riskGate(bundle.describe().card(), config);
    // kept for ever: a kill switch that was pulled is not forgotten because a market fell silent
    states =
        KeyedStructs.open(
            getRuntimeContext(), "risk", RiskState.class, new RiskStateCodec(), RiskState::new);
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.EMITTED,
            MetricId.UNCHANGED,
            MetricId.WITHHELD,
            MetricId.REVOKED,
            MetricId.RISK_ALERTS,
            MetricId.LATENCY);
  }

  @Override
  public void processElement(Gated gated, Context context, Collector<Signal> out) throws Exception {
    RiskState state = states.get(context.getCurrentKey());
    RiskOutcome outcome = gate.step(state, gated);
    states.put(context.getCurrentKey(), state);
    count(outcome);
    for (RiskAlert alert : outcome.alerts()) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.RISK_ALERTS, alert.rule());
      }
      context.output(alerts, alert);
    }
    Signal signal = outcome.signal();
    if (signal != null) {
      out.collect(signal);
    }
    if (gated.assessment().scored()) {
      long appended = gated.assessment().appendedAt() / 1_000;
      counts.latency(Math.max(0, context.timerService().currentProcessingTime() - appended));
    }
  }

  private void count(RiskOutcome outcome) {
    switch (outcome.decision()) {
      case NONE -> {
        // nothing was scored, so nothing has to balance
      }
      case EMITTED -> counts.add(MetricId.EMITTED);
      case UNCHANGED -> counts.add(MetricId.UNCHANGED);
      case WITHHELD -> {
        RiskRule rule = Objects.requireNonNull(outcome.withheldBy(), "a rule withholds");
        counts.add(MetricId.WITHHELD, rule);
      }
    }
    if (outcome.revoked()) {
      counts.add(MetricId.REVOKED);
    }
  }
}

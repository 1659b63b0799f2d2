package io.tidemark.flink.signal;

import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.drift.DriftGate;
import io.tidemark.core.drift.DriftOutcome;
import io.tidemark.core.drift.DriftState;
import io.tidemark.core.drift.DriftStateCodec;
import io.tidemark.core.drift.Gated;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.score.Assessment;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.KeyedStructs;
import io.tidemark.flink.state.StructState;
import io.tidemark.models.ModelBundle;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** DRIFT GATE: load, step, store, emit. */
final class DriftFunction extends KeyedProcessFunction<String, Assessment, Gated> {

  private static final long serialVersionUID = 1;

  private final ModelBundle bundle;
  private final JobConfig config;
  private final OutputTag<DriftAlert> alerts;

  private transient DriftGate gate;
  private transient StructState<DriftState> states;
  private transient Counts counts;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  DriftFunction(ModelBundle bundle, JobConfig config, OutputTag<DriftAlert> alerts) {
    this.bundle = bundle;
    this.config = config;
    this.alerts = alerts;
  }

  @Override
  public void open(OpenContext context) throws Exception {
    gate = Stages.driftGate(bundle.describe(), config);
    states =
        KeyedStructs.open(
            getRuntimeContext(),
            "drift",
            DriftState.class,
            new DriftStateCodec(),
            DriftState::new,
            config.expireAfter().multipliedBy(2));
    counts = Counts.open(getRuntimeContext(), MetricId.DRIFT_ALERTS);
  }

  @Override
  public void processElement(Assessment assessment, Context context, Collector<Gated> out)
      throws Exception {
    DriftState state = states.get(context.getCurrentKey());
    DriftOutcome outcome = gate.step(state, assessment);
    states.put(context.getCurrentKey(), state);
    for (DriftAlert alert : outcome.alerts()) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.DRIFT_ALERTS);
      }
      context.output(alerts, alert);
    }
    out.collect(new Gated(assessment, outcome.verdict()));
  }
}

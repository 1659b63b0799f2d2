package io.tidemark.flink.signal;

import io.tidemark.core.drift.Gated;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.risk.RiskOutcome;
import io.tidemark.core.risk.RiskState;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.metrics.Counts;
import io.tidemark.flink.metrics.InstrumentGauges;
import io.tidemark.flink.metrics.MetricId;
import io.tidemark.flink.state.StructOperator;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.apache.flink.util.OutputTag;

/**
 * What a risk gate says, whatever it is asked about.
 *
 * @param <I> what comes in
 */
public abstract class RiskStage<I> extends StructOperator<I, Signal, RiskState> {

  private static final long serialVersionUID = 1;

  private final JobConfig job;
  private final OutputTag<RiskAlert> alerts = Topic.RISK_ALERTS.tag();

  private transient Counts counts;
  private transient InstrumentGauges gauges;

  @SuppressWarnings("NullAway.Init") // transient parts are made in open
  protected RiskStage(JobConfig job) {
    this.job = job;
  }

  /** The job's configuration. */
  protected final JobConfig job() {
    return job;
  }

  /** Opens the struct and the metrics, and shows what is known before the first event. */
  protected final void openGate() throws IOException {
    // kept for ever: a kill switch that was pulled is not forgotten because a market fell silent
    openStructs(SignalStructs.RISK, job.market().cachePercent());
    counts =
        Counts.open(
            getRuntimeContext(),
            MetricId.EMITTED,
            MetricId.UNCHANGED,
            MetricId.WITHHELD,
            MetricId.REVOKED,
            MetricId.RISK_ALERTS,
            MetricId.LATENCY);
    gauges =
        InstrumentGauges.open(
            getRuntimeContext().getMetricGroup(),
            job.market().maxSeries(),
            System::currentTimeMillis,
            List.of(
                MetricId.KILL_SWITCH,
                MetricId.STANDING_ACTION,
                MetricId.BLOCKED_BY,
                MetricId.BLOCKED_SINCE));
    // no clock is known yet: where it is not the wall's, what was said last is taken to stand
    long clock =
        job.sequence().hasTimeOfTheWall()
            ? getProcessingTimeService().getCurrentProcessingTime() * 1_000
            : Long.MIN_VALUE;
    for (String instrument : ownOf(job.market().names())) {
      if (!gauges.isFull()) {
        show(instrument, load(instrument), clock);
      }
    }
  }

  /** Writes and counts what the gate made of an event. */
  protected final void say(RiskState state, Gated gated, RiskOutcome outcome) {
    show(gated.assessment().instrument(), state, gated.assessment().clock());
    count(outcome);
    for (RiskAlert alert : outcome.alerts()) {
      if (alert.phase() == AlertPhase.OPENED) {
        counts.add(MetricId.RISK_ALERTS, alert.rule());
      }
      emit(alerts, alert);
    }
    Signal signal = outcome.signal();
    if (signal != null) {
      emit(signal);
    }
    if (gated.assessment().scored()) {
      long appended = gated.assessment().cause().appendedAt() / 1_000;
      long now = getProcessingTimeService().getCurrentProcessingTime();
      counts.latency(Math.max(0, now - appended));
    }
  }

  private void show(String instrument, RiskState state, long clock) {
    InstrumentGauges.Series series = gauges.of(instrument);
    if (series == null) {
      return;
    }
    RiskRule rule = state.blockedBy();
    series.set(MetricId.KILL_SWITCH, state.isKilled());
    series.set(MetricId.BLOCKED_BY, rule == null ? 0 : rule.place());
    series.time(MetricId.BLOCKED_SINCE, state.blockedSince());
    series.set(MetricId.STANDING_ACTION, state.standing(clock).side());
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

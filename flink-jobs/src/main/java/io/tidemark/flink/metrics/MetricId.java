package io.tidemark.flink.metrics;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.signal.RiskRule;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is measured. The table in {@code docs/reference/metrics.md} is generated from this file.
 *
 * <p>The counts balance: {@code read = facts + late + duplicate + dead}, and {@code scored =
 * emitted + unchanged + withheld}.
 */
public enum MetricId {
  READ("read", "records", "Records taken from the input topics."),
  FACTS("facts", "records", "Records that became a fact and were used."),
  LATE("late", "records", "Trades and candles that came after their bar had closed: not added."),
  DUPLICATE("duplicate", "records", "Records that had been seen before."),
  DEAD(
      "dead",
      "records",
      "Records that were refused and written as dead letters.",
      "reason",
      RejectReason.class),
  TICKS("ticks", "events", "Ticks of the clock: events without a record behind them."),
  SCORED("scored", "events", "Events on which the model was asked."),
  EMITTED("emitted", "signals", "Scored events that ended in a signal."),
  UNCHANGED("unchanged", "events", "Scored events that changed nothing, so none was written."),
  WITHHELD(
      "withheld",
      "events",
      "Scored events that a rule withheld, by the first rule.",
      "rule",
      RiskRule.class),
  REVOKED("revoked", "signals", "HOLD signals because a standing BUY or SELL lost its support."),
  DRIFT_ALERTS("drift_alerts", "alerts", "Drift alerts that were opened."),
  DRIFT_UNDECLARED(
      "drift_undeclared",
      "samples",
      "Bar closes of instruments that drift.family does not name: its budget does not count them."),
  RETRAIN_REQUESTS("retrain_requests", "requests", "Drift pauses that asked for a new version."),
  RISK_ALERTS(
      "risk_alerts", "alerts", "Risk alerts that were opened, by rule.", "rule", RiskRule.class),
  SHADOWED("shadowed", "samples", "Samples on which a shadow model was compared."),
  MODEL_ALERTS("model_alerts", "alerts", "Updates of the models that were refused."),
  LATENCY(
      "latency",
      Kind.HISTOGRAM,
      "milliseconds",
      "From the log's append to the decision: p50 and p99 since the operator started.",
      "",
      null);

  /** How a number behaves. */
  public enum Kind {
    /** Only rises, from 0 at each start of the operator. */
    COUNTER,
    /** A distribution; shown as gauges {@code p50} and {@code p99}. */
    HISTOGRAM
  }

  /** The group in which the metrics lie, within Flink's operator scope. */
  public static final String GROUP = "tidemark";

  private final String metricName;
  private final Kind kind;
  private final String unit;
  private final String meaning;
  private final String label;
  private final @Nullable Class<? extends Enum<?>> reasons;

  MetricId(String metricName, String unit, String meaning) {
    this(metricName, Kind.COUNTER, unit, meaning, "", null);
  }

  MetricId(
      String metricName,
      String unit,
      String meaning,
      String label,
      Class<? extends Enum<?>> reasons) {
    this(metricName, Kind.COUNTER, unit, meaning, label, reasons);
  }

  MetricId(
      String metricName,
      Kind kind,
      String unit,
      String meaning,
      String label,
      @Nullable Class<? extends Enum<?>> reasons) {
    this.metricName = metricName;
    this.kind = kind;
    this.unit = unit;
    this.meaning = meaning;
    this.label = label;
    this.reasons = reasons;
  }

  /** Its name within {@link #GROUP}, and as an accumulator without a reason. */
  public String metricName() {
    return metricName;
  }

  /** How it behaves. */
  public Kind kind() {
    return kind;
  }

  /** What is counted, or the unit of the distribution. */
  public String unit() {
    return unit;
  }

  /** One sentence for people. */
  public String meaning() {
    return meaning;
  }

  /** The label that tells the reasons apart; empty if there are none. */
  public String label() {
    return label;
  }

  /** The closed enum of reasons; null if it is counted without. */
  public @Nullable Class<? extends Enum<?>> reasons() {
    return reasons;
  }

  /** How a reason is written as a label's value: {@code FEED_SILENCE} as {@code feed_silence}. */
  public static String labelValue(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /** The accumulator by which a job client reads the final number for one reason. */
  public String accumulator(Enum<?> reason) {
    return metricName + "." + labelValue(reason);
  }

  /** The accumulator by which a job client reads the final number. */
  public String accumulator() {
    return metricName;
  }
}

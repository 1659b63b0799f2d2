package io.tidemark.flink.metrics;

import io.tidemark.core.fact.RejectReason;
import io.tidemark.core.signal.RiskRule;
import io.tidemark.flink.remote.RemoteFault;
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
  REPEATED(
      "repeated",
      "events",
      "Events that the sequence job left out of an instrument's log, because another record had"
          + " said the same before: a second collector, or a producer that tried again. Also order"
          + " books of a collector that is behind."),
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
  REMOTE_ANSWERED(
      "remote_answered",
      "answers",
      "Answers of models that another process serves, one for each event and model."),
  REMOTE_UNANSWERED(
      "remote_unanswered",
      "events",
      "Events of which such a model gave no answer in time and abstained, by the reason.",
      "reason",
      RemoteFault.class),
  MODEL_ALERTS("model_alerts", "alerts", "Updates of the models that were refused."),
  LATENCY(
      "latency",
      Kind.HISTOGRAM,
      "milliseconds",
      "From the log's append to the decision: p50 and p99 since the operator started.",
      "",
      null),
  WITHOUT_SERIES(
      "without_series",
      Kind.GAUGE,
      "instruments",
      "Instruments of the task that have no gauges of their own: it has more of them than"
          + " `metrics.max-instruments`.",
      "",
      null),
  PARTITIONS_LEFT_OUT(
      "partitions_left_out",
      "partitions",
      "Input partitions that have records, gave none for `sequence.idle-after`, and are no longer"
          + " waited for: what they give later is late.",
      ""),
  PARTITIONS_HELD_BACK(
      "partitions_held_back",
      "partitions",
      "Input partitions that wait because their next record is far ahead of all others.",
      ""),
  READ_AHEAD(
      "read_ahead",
      "records",
      "Records that were read and wait for their turn in the log; at most some"
          + " `sequence.max-read-ahead`.",
      ""),
  JUMPS(
      "jumps",
      "records",
      "How many records far ahead of all other partitions were let through, since the job started,"
          + " because the others had been silent for `sequence.idle-after`.",
      ""),
  KILL_SWITCH("kill_switch", "0 or 1", "1 while the kill switch is on.", MetricId.INSTRUMENT),
  PAUSED("paused", "0 or 1", "1 while the drift gate has paused the model.", MetricId.INSTRUMENT),
  DRIFT_RATIO(
      "drift_ratio",
      "times the threshold",
      "Distance of the feature that is nearest to its pause threshold, or farthest beyond it,"
          + " divided by that threshold; NaN while the windows fill.",
      MetricId.INSTRUMENT),
  WARM_UP_LEFT(
      "warm_up_left",
      "bars",
      "Closed bars that are missing before the model can be asked; -1 if an input was never there;"
          + " NaN before the first event that could tell.",
      MetricId.INSTRUMENT),
  UNSCORED(
      "unscored",
      "bars",
      "Bars of the job's own model, by the instrument's clock, since the model was last asked, or"
          + " since the operator first saw the instrument.",
      MetricId.INSTRUMENT),
  PRICE_AGE(
      "price_age",
      "seconds",
      "Time since the newest price could be known, by the instrument's clock; NaN before the"
          + " first.",
      MetricId.INSTRUMENT),
  CLOCK(
      "clock",
      "seconds since the epoch",
      "The instrument's clock: the largest time at which one of its facts could be known.",
      MetricId.INSTRUMENT),
  CLOCK_AHEAD(
      "clock_ahead",
      "seconds",
      "The instrument's clock less the wall clock: negative where nothing has come for so long."
          + " NaN where the market's time is not the wall clock's (`sequence.tick` is 0).",
      MetricId.INSTRUMENT),
  LATE_SHARE(
      "late_share",
      "fraction",
      "Share of the newest 256 to 512 trades and candles that were late; repetitions aside.",
      MetricId.INSTRUMENT),
  DUPLICATE_SHARE(
      "duplicate_share",
      "fraction",
      "Share of the newest 256 to 512 events, ticks aside, that had been seen before.",
      MetricId.INSTRUMENT),
  REPEATED_SHARE(
      "repeated_share",
      "fraction",
      "Share of the newest 256 to 512 arrivals that the sequence job left out of the log because"
          + " they had been said before: near 0.5 with two collectors.",
      MetricId.INSTRUMENT),
  SERVING_VERSION(
      "serving_version",
      "version",
      "Version of the model that serves; a signal names the model, too.",
      MetricId.INSTRUMENT),
  UPDATE_REFUSED(
      "update_refused",
      "0 or 1",
      "1 while the alert about a refused update of the models is open.",
      MetricId.INSTRUMENT),
  STANDING_ACTION(
      "standing_action",
      "-1, 0, 1",
      "What stands and may be acted on, by the instrument's clock at its last event: 1 BUY, -1"
          + " SELL, of the price or of volatility, 0 neither.",
      MetricId.INSTRUMENT),
  BLOCKED_BY(
      "blocked_by",
      "place of a rule",
      "The first risk rule whose alert is open, as its place in the table of [risk"
          + " rules](risk-rules.md), from 1; 0 if none is.",
      MetricId.INSTRUMENT),
  BLOCKED_SINCE(
      "blocked_since",
      "seconds since the epoch",
      "Event time at which that rule's alert opened; 0 if none is open.",
      MetricId.INSTRUMENT);

  /** How a number behaves. */
  public enum Kind {
    /** Only rises, from 0 at each start of the operator. */
    COUNTER,
    /** What is; rises and falls. */
    GAUGE,
    /** A distribution; shown as gauges {@code p50} and {@code p99}. */
    HISTOGRAM
  }

  /** The group in which the metrics lie, within Flink's operator scope. */
  public static final String GROUP = "tidemark";

  /** The label of what is told of each instrument. */
  public static final String INSTRUMENT = "instrument";

  private final String metricName;
  private final Kind kind;
  private final String unit;
  private final String meaning;
  private final String label;
  private final @Nullable Class<? extends Enum<?>> reasons;

  MetricId(String metricName, String unit, String meaning) {
    this(metricName, Kind.COUNTER, unit, meaning, "", null);
  }

  MetricId(String metricName, String unit, String meaning, String label) {
    this(metricName, Kind.GAUGE, unit, meaning, label, null);
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

  /** The label that tells reasons or instruments apart; empty if there are none. */
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

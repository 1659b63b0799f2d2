package io.tidemark.flink.config;

import io.tidemark.core.risk.RiskLimits;
import io.tidemark.flink.config.text.OptionSource;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A job's whole configuration: checked, immutable, ready for the pipelines. It never prints a
 * secret.
 *
 * @param kafka how Kafka is reached
 * @param market which instruments are followed
 * @param sequence how the log is written
 * @param model which model is scored, and how it is changed
 * @param score how the model is asked
 * @param gates what a score must pass
 * @param faultTolerance what a failure leaves whole
 * @param effective every option that applies, by key; secrets are hidden
 */
public record JobConfig(
    KafkaConfig kafka,
    MarketConfig market,
    SequenceConfig sequence,
    ModelConfig model,
    ScoreConfig score,
    GateConfig gates,
    FaultToleranceConfig faultTolerance,
    SortedMap<String, EffectiveOption> effective)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public JobConfig {
    effective = Collections.unmodifiableSortedMap(new TreeMap<>(effective));
  }

  /** How the drift gate judges. */
  public DriftConfig drift() {
    return gates.drift();
  }

  /** The risk gate's limits. */
  public RiskLimits risk() {
    return gates.risk();
  }

  /** When signals are written. */
  public SignalConfig signal() {
    return gates.signal();
  }

  /** The same where another strength is the least for an action. */
  public JobConfig withMinStrength(double percentile) {
    SignalConfig signal = new SignalConfig(percentile, signal().emit(), signal().reasons());
    GateConfig changed = new GateConfig(gates.drift(), gates.risk(), signal);
    return new JobConfig(kafka, market, sequence, model, score, changed, faultTolerance, effective);
  }

  /** What the sinks promise. */
  public DeliveryConfig delivery() {
    return faultTolerance.delivery();
  }

  /** How state is saved. */
  public CheckpointConfig checkpoint() {
    return faultTolerance.checkpoint();
  }

  /** How a job comes back after a failure. */
  public RestartConfig restart() {
    return faultTolerance.restart();
  }

  /** Whether somebody gave this option a value; if not, it has its default. */
  public boolean isGiven(Setting<?> setting) {
    EffectiveOption option = effective.get(setting.key());
    return option != null && option.source() != OptionSource.DEFAULT;
  }

  /** A topic's name as this deployment calls it. */
  public String topic(String name) {
    return kafka.topicPrefix() + name;
  }

  /** The instruments that are followed, in the order given. */
  public List<InstrumentConfig> instruments() {
    return market.instruments();
  }

  /** The configuration of one instrument; empty if it is not followed. */
  public Optional<InstrumentConfig> instrument(String name) {
    return instruments().stream().filter(each -> each.instrument().equals(name)).findFirst();
  }
}

package io.tidemark.flink.config;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A job's whole configuration: checked, immutable, ready for the pipelines. It never prints a
 * secret.
 *
 * @param kafka how Kafka is reached
 * @param topicPrefix put in front of every topic's name
 * @param instruments those that are followed, in the order given
 * @param maxFlatBars bars in a row without a trade that are taken as flat
 * @param expireAfter silence of a market after which its state expires
 * @param modelDirectory directory of the model version; null where the job needs none
 * @param serving how models are changed while the job runs
 * @param score how the model is asked
 * @param signal when signals are written
 * @param drift how the drift gate judges
 * @param risk the risk gate's limits
 * @param sequence how the log is written
 * @param delivery what the sinks promise
 * @param checkpoint how state is saved
 * @param effective every option that applies, by key; secrets are hidden
 */
public record JobConfig(
    KafkaConfig kafka,
    String topicPrefix,
    List<InstrumentConfig> instruments,
    int maxFlatBars,
    Duration expireAfter,
    @Nullable String modelDirectory,
    ServingConfig serving,
    ScoreConfig score,
    SignalConfig signal,
    DriftConfig drift,
    RiskConfig risk,
    SequenceConfig sequence,
    DeliveryConfig delivery,
    CheckpointConfig checkpoint,
    SortedMap<String, EffectiveOption> effective)
    implements Serializable {

  /** Copies what could be changed from outside. */
  public JobConfig {
    instruments = List.copyOf(instruments);
    effective = Collections.unmodifiableSortedMap(new TreeMap<>(effective));
  }

  /** A topic's name as this deployment calls it. */
  public String topic(String name) {
    return topicPrefix + name;
  }

  /** The configuration of one instrument; empty if it is not followed. */
  public Optional<InstrumentConfig> instrument(String name) {
    return instruments.stream().filter(each -> each.instrument().equals(name)).findFirst();
  }
}

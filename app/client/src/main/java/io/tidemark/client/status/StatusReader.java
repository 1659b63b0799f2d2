package io.tidemark.client.status;

import io.tidemark.client.model.ModelRegistry;
import io.tidemark.client.order.MarketTime;
import io.tidemark.client.status.InstrumentStatus.Alerts;
import io.tidemark.client.topic.BrokerUnavailableException;
import io.tidemark.client.topic.TopicReader;
import io.tidemark.core.drift.DriftAlert;
import io.tidemark.core.fact.DeadLetter;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.risk.RiskAlert;
import io.tidemark.core.score.PhasedAlert;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.core.signal.Signal;
import io.tidemark.flink.config.InstrumentConfig;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.OutputTopic;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.models.ModelArtefact;
import io.tidemark.models.ModelRejectedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads how an instrument stands from the newest records of the topics: of those that have the
 * instrument as their key, only in its partition. What is older than these is not known here.
 */
public final class StatusReader {

  /** Offsets before the end that are looked at; markers of transactions have one, too. */
  private static final long FIRST_LOOK = 5_000;

  /** The same where the first ones were all about others. */
  private static final long LONGEST_LOOK = 50_000;

  private static final long ALERTS = 20_000;

  /** Of each partition; each may hold half a MiB. */
  private static final long LETTERS = 500;

  private final JobConfig config;
  private final InstantSource wall;
  private final LogFormat log = new LogFormat();

  /** Of the deployment that this configuration describes. */
  public StatusReader(JobConfig config, InstantSource wall) {
    this.config = config;
    this.wall = wall;
  }

  /**
   * Reads.
   *
   * @param limit for the brokers to answer
   * @throws BrokerUnavailableException if they do not, or have no such topics
   */
  public InstrumentStatus read(InstrumentConfig instrument, Duration limit) {
    requireBrokers(limit);
    String name = instrument.instrument();
    long now = MarketTime.micros(wall.instant());
    OptionalLong market = MarketTime.ofLog(config);
    // what follows from the log is read after it, or it would look older than it is
    LogEvidence evidence = log(name);
    Refusals refusals = refusals(name);
    OpenAlerts<RiskAlert> risk = new OpenAlerts<>();
    OpenAlerts<DriftAlert> drift = new OpenAlerts<>();
    OpenAlerts<ModelAlert> model = new OpenAlerts<>();
    boolean whole = alerts(Topic.RISK_ALERTS, name, risk);
    whole &= alerts(Topic.DRIFT_ALERTS, name, drift);
    whole &= alerts(Topic.MODEL_ALERTS, name, model);
    Signal signal = signal(name);
    return new InstrumentStatus(
        instrument,
        new Moment(Math.max(market.orElse(now), evidence.clock()), now, market.isPresent()),
        signal,
        new Alerts(risk.list(), drift.list(), model.list(), whole),
        models(name, signal),
        evidence,
        refusals);
  }

  /** A consumer would try for a minute. */
  private void requireBrokers(Duration limit) {
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), limit)) {
      cluster.brokers();
    } catch (ClusterViewException e) {
      throw new BrokerUnavailableException(
          "nothing can be said, the brokers at %s do not answer: %s"
              .formatted(config.kafka().bootstrapServers(), e.getMessage()),
          e);
    }
  }

  private @Nullable Signal signal(String name) {
    OutputFormat<Signal> format = Topic.SIGNALS.format();
    AtomicReference<@Nullable Signal> newest = new AtomicReference<>();
    Consumer<ConsumerRecord<byte[], byte[]>> take =
        record -> {
          if (format.decode(record.value()) instanceof Parsed.Valid<Signal> valid
              && valid.value().instrument().equals(name)) {
            newest.set(valid.value());
          }
        };
    try (TopicReader reader = ofKey(Topic.SIGNALS, name)) {
      if (!reader.drainLast(FIRST_LOOK, take) && newest.get() == null) {
        reader.drainLast(LONGEST_LOOK, take);
      }
    }
    return newest.get();
  }

  private LogEvidence log(String name) {
    try (TopicReader reader = ofKey(Topic.EVENTS, name)) {
      LogEvidence evidence = new LogEvidence();
      if (!reader.drainLast(FIRST_LOOK, record -> take(record, name, evidence))
          && evidence.records() == 0) {
        reader.drainLast(LONGEST_LOOK, record -> take(record, name, evidence));
      }
      return evidence;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record, String name, LogEvidence evidence) {
    if (log.decode(record.value(), record.offset(), record.timestamp() * 1_000)
            instanceof Parsed.Valid<LogEvent> valid
        && valid.value().instrument().equals(name)) {
      evidence.take(valid.value());
    }
  }

  /** Whether these were all. */
  private <T extends PhasedAlert> boolean alerts(
      OutputTopic<T> topic, String name, OpenAlerts<T> open) {
    OutputFormat<T> format = topic.format();
    try (TopicReader reader = ofKey(topic, name)) {
      return reader.drainLast(
          ALERTS,
          record -> {
            if (format.decode(record.value()) instanceof Parsed.Valid<T> valid
                && valid.value().instrument().equals(name)) {
              open.take(valid.value());
            }
          });
    }
  }

  private Models models(String name, @Nullable Signal signal) {
    ModelRegistry registry = ModelRegistry.read(config); // compacted, a few records
    String signed =
        signal == null ? "" : signal.basis().modelId() + "/" + signal.basis().modelVersion();
    return new Models(signed, registry.serving(name), registry.shadow(name), barLength());
  }

  /** Only the warm-up that is left is told with it; a directory of another machine is no fault. */
  private long barLength() {
    String directory = config.model().directory();
    if (directory == null) {
      return 0;
    }
    try {
      return ModelArtefact.read(Path.of(directory)).describe().metadata().timing().barLength();
    } catch (ModelRejectedException notHere) {
      return 0;
    }
  }

  private Refusals refusals(String name) {
    Refusals refusals = new Refusals(name, config.kafka().topicPrefix());
    OutputFormat<DeadLetter> format = Topic.DEAD_LETTERS.format();
    List<String> topics = List.of(config.topic(Topic.DEAD_LETTERS.topicName()));
    try (TopicReader reader = new TopicReader(config.kafka().clientProperties(), topics)) {
      reader.drainLast(
          LETTERS,
          record -> {
            if (format.decode(record.value()) instanceof Parsed.Valid<DeadLetter> valid) {
              refusals.take(valid.value());
            }
          });
    }
    return refusals;
  }

  private TopicReader ofKey(Topic topic, String key) {
    return TopicReader.ofKey(
        config.kafka().clientProperties(), List.of(config.topic(topic.topicName())), key);
  }
}

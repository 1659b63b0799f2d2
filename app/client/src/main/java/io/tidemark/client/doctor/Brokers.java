package io.tidemark.client.doctor;

import io.tidemark.flink.config.Delivery;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.Topic;
import io.tidemark.flink.preflight.AdminClusterView;
import io.tidemark.flink.preflight.ClusterViewException;
import io.tidemark.flink.preflight.Preflight;
import io.tidemark.flink.topology.JobTopics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.server.common.MetadataVersion;

/** What the brokers say of themselves, of the topics and of the time. */
public final class Brokers {

  private static final String TRIED = "4.2";

  /** Between two machines that keep their clocks by the network. */
  private static final long CLOCK_TOLERANCE_MILLIS = 1_000;

  /** A record that is older says little about the broker's clock of now. */
  private static final long FRESH_MILLIS = 60_000;

  private final JobConfig config;
  private final AdminClusterView cluster;
  private final InstantSource wall;
  private final Preflight preflight;

  /** How many topics the jobs read and write. */
  private final int needed;

  private final List<Finding> findings = new ArrayList<>();

  public Brokers(JobConfig config, AdminClusterView cluster, InstantSource wall) {
    this.config = config;
    this.cluster = cluster;
    this.wall = wall;
    List<String> inputs = new ArrayList<>(JobTopics.of(Job.SEQUENCE).reads(config));
    inputs.addAll(JobTopics.of(Job.SIGNAL).reads(config));
    List<String> outputs = JobTopics.of(Job.SIGNAL).writes(config);
    this.preflight = new Preflight(config, inputs, outputs);
    this.needed = inputs.size() + outputs.size();
  }

  public List<Finding> look() {
    Optional<String> unreachable = preflight.broker(cluster);
    if (unreachable.isPresent()) {
      findings.add(Finding.problem("brokers", unreachable.get()));
      findings.add(
          Finding.cannotTell("topics", "no broker answers, so nor does it say more about itself"));
      return findings;
    }
    ask("brokers", this::brokers);
    ask("Kafka", this::version);
    List<String> missing = preflight.topics(cluster);
    missing.forEach(problem -> findings.add(Finding.problem("topics", problem)));
    if (missing.isEmpty()) {
      findings.add(Finding.ok("topics", needed + " topics, all there"));
      new TopicSettings(config, cluster, findings).look();
      positions();
      ask("topic ids", () -> new LogOrigins(config, cluster).look());
      ask("clock", this::clock);
    }
    ask("transactions", this::transactions);
    return findings;
  }

  private interface Question {
    Finding answer() throws ClusterViewException;
  }

  private void ask(String check, Question question) {
    try {
      findings.add(question.answer());
    } catch (ClusterViewException e) {
      findings.add(Finding.cannotTell(check, "the brokers do not say: " + e.getMessage()));
    }
  }

  /** Where each job would go on without a checkpoint. */
  private void positions() {
    List<String> passed = new ArrayList<>();
    for (Job job : Job.values()) {
      passed.addAll(Preflight.of(job, config).positions(cluster));
    }
    if (passed.isEmpty()) {
      findings.add(Finding.ok("positions", "no group has read farther than its topics go"));
    }
    passed.forEach(words -> findings.add(Finding.problem("positions", words)));
  }

  private Finding brokers() throws ClusterViewException {
    int count = cluster.brokers();
    return Finding.ok(
        "brokers",
        (count == 1 ? "1 broker" : count + " brokers")
            + " behind "
            + config.kafka().bootstrapServers());
  }

  private Finding version() throws ClusterViewException {
    OptionalInt level = cluster.metadataLevel();
    if (level.isEmpty()) {
      return Finding.cannotTell(
          "Kafka", "the brokers do not tell their metadata.version; tried: " + TRIED);
    }
    String found;
    try {
      found = MetadataVersion.fromFeatureLevel((short) level.getAsInt()).version();
    } catch (IllegalArgumentException e) {
      found = "newer than " + MetadataVersion.latestTesting();
    }
    return found.startsWith(TRIED)
        ? Finding.ok("Kafka", "the brokers run with metadata.version " + found)
        : Finding.cannotTell(
            "Kafka", "the brokers run with metadata.version " + found + "; tried: " + TRIED);
  }

  private Finding transactions() throws ClusterViewException {
    if (config.delivery().delivery() != Delivery.EXACTLY_ONCE) {
      return Finding.ok("transactions", "delivery is at-least-once, none are used");
    }
    Optional<String> problem = preflight.transactions(cluster);
    if (problem.isPresent()) {
      return Finding.problem("transactions", problem.get());
    }
    OptionalLong limit = cluster.transactionMaxTimeoutMillis();
    Duration wanted = config.delivery().transactionTimeout();
    return limit.isPresent()
        ? Finding.ok(
            "transactions",
            "delivery.transaction-timeout %d s, the brokers allow %d s"
                .formatted(wanted.toSeconds(), limit.getAsLong() / 1_000))
        : Finding.cannotTell(
            "transactions",
            "this user may not read transaction.max.timeout.ms (DescribeConfigs on the cluster);"
                + " it must be at least "
                + wanted.toMillis());
  }

  /**
   * Kafka tells nobody the time. But where the broker stamps the log's records, the newest one says
   * what time it was there; it cannot lie ahead of now.
   */
  private Finding clock() throws ClusterViewException {
    String log = config.topic(Topic.EVENTS.topicName());
    if (!TopicSettings.isStampedByBroker(cluster.topicConfig(log))) {
      return Finding.cannotTell(
          "clock", "the broker does not stamp " + log + " (message.timestamp.type)");
    }
    OptionalLong newest = cluster.newestMillis(log);
    if (newest.isEmpty()) {
      return Finding.cannotTell("clock", log + " is empty, so it holds no time of the broker's");
    }
    long age = wall.millis() - newest.getAsLong();
    if (age < -CLOCK_TOLERANCE_MILLIS) {
      return Finding.problem(
          "clock",
          "this machine's clock is at least %d ms behind the broker's: set both by the network's time"
              .formatted(-age));
    }
    return age <= FRESH_MILLIS
        ? Finding.ok(
            "clock",
            "this machine's is at most %d ms ahead of the broker's".formatted(Math.max(0, age)))
        : Finding.cannotTell(
            "clock",
            "the newest record of %s is %d s old by this machine's clock: either nothing is written, or"
                    .formatted(log, age / 1_000)
                + " the clocks differ");
  }
}

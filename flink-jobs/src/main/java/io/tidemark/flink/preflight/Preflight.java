package io.tidemark.flink.preflight;

import io.tidemark.flink.config.Delivery;
import io.tidemark.flink.config.Job;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.config.StartOffsets;
import io.tidemark.flink.topology.JobTopics;
import io.tidemark.flink.topology.TopicLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks, at submit and before anything starts, at what the job will need: brokers, topics, the
 * transaction limit and the checkpoint path.
 */
public final class Preflight {

  /** How long the cluster may take to answer one question. */
  public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private final JobConfig config;
  private final List<String> inputs;
  private final List<String> outputs;
  private final @Nullable Job job;

  /**
   * @param config of the job
   * @param inputs topics that are read, as this deployment calls them
   * @param outputs topics that are written, as this deployment calls them
   */
  public Preflight(JobConfig config, List<String> inputs, List<String> outputs) {
    this(config, null, inputs, outputs);
  }

  private Preflight(
      JobConfig config, @Nullable Job job, List<String> inputs, List<String> outputs) {
    this.config = config;
    this.job = job;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /** For the topics of a job. */
  public static Preflight of(Job job, JobConfig config) {
    JobTopics topics = JobTopics.of(job);
    return new Preflight(config, job, topics.reads(config), topics.writes(config));
  }

  /**
   * Asks the real cluster.
   *
   * @throws PreflightException listing every problem
   */
  public void run() {
    List<String> problems;
    try (AdminClusterView cluster = new AdminClusterView(config.kafka(), TIME_LIMIT)) {
      problems = problems(cluster);
    }
    if (!problems.isEmpty()) {
      throw new PreflightException(problems);
    }
  }

  /** Everything that keeps the job from running, one sentence each; empty if nothing does. */
  public List<String> problems(ClusterView cluster) {
    List<String> problems = new ArrayList<>();
    broker(cluster)
        .ifPresentOrElse(
            problems::add,
            () -> {
              problems.addAll(topics(cluster));
              if (config.kafka().startOffsets() == StartOffsets.GROUP) {
                problems.addAll(positions(cluster));
              }
              transactions(cluster).ifPresent(problems::add);
            });
    checkpoints().ifPresent(problems::add);
    return problems;
  }

  /** Why no broker can be used; empty if one can. */
  public Optional<String> broker(ClusterView cluster) {
    try {
      cluster.brokers();
      return Optional.empty();
    } catch (ClusterViewException e) {
      return Optional.of(
          "No broker of kafka.bootstrap-servers ("
              + config.kafka().bootstrapServers()
              + ") could be used: "
              + e.getMessage()
              + ". Check that Kafka runs, that the address is right, and kafka.properties.* for"
              + " SASL and TLS.");
    }
  }

  /**
   * Which of its inputs the job's group has read farther than they go, one sentence a topic; empty
   * if none. A consumer that asks for such an offset is put somewhere else without a word.
   */
  public List<String> positions(ClusterView cluster) {
    if (job == null) {
      return List.of();
    }
    String group = config.kafka().groupId(job);
    try {
      Map<String, PassedEnd> first = new LinkedHashMap<>();
      cluster.passedEnds(group, inputs).forEach(each -> first.putIfAbsent(each.topic(), each));
      return first.values().stream().map(each -> words(group, each)).toList();
    } catch (ClusterViewException e) {
      return List.of(
          "The positions of group "
              + group
              + " cannot be read: "
              + e.getMessage()
              + ". Give this user the right to describe the group.");
    }
  }

  private String words(String group, PassedEnd passed) {
    return "Group %s would go on at offset %d of %s-%d, which ends at %d: the topic was created anew since, or these are the brokers of another cluster. Check kafka.bootstrap-servers and topics.prefix. If it is meant, begin with what is there: kafka-consumer-groups --bootstrap-server %s --group %s --topic %s --reset-offsets --to-earliest --execute"
        .formatted(
            group,
            passed.committed(),
            passed.topic(),
            passed.partition(),
            passed.end(),
            config.kafka().bootstrapServers(),
            group,
            passed.topic());
  }

  /** What is wrong with each topic; empty if nothing is. */
  public List<String> topics(ClusterView cluster) {
    List<String> problems = new ArrayList<>();
    inputs.forEach(topic -> topic("Input", topic, cluster, problems));
    outputs.forEach(topic -> topic("Output", topic, cluster, problems));
    if (problems.isEmpty()) {
      leaders(cluster).ifPresent(problems::add);
    }
    return problems;
  }

  /**
   * Why records could be lost at the start; empty if none are. A topic that was just created has
   * partitions that nobody leads yet, and of a producer that comes that soon the first batch may be
   * refused for ever, after a later one was taken (KAFKA-15591).
   */
  private Optional<String> leaders(ClusterView cluster) {
    try {
      List<String> leaderless = cluster.leaderless(outputs);
      return leaderless.isEmpty()
          ? Optional.empty()
          : Optional.of(
              "No leader answers for "
                  + String.join(", ", leaderless)
                  + ". Try again when their brokers are up: kafka-topics --describe"
                  + " --bootstrap-server "
                  + config.kafka().bootstrapServers()
                  + " --unavailable-partitions");
    } catch (ClusterViewException e) {
      return Optional.of(
          "The leaders of the output topics cannot be asked: " + e.getMessage() + ". Try again.");
    }
  }

  private void topic(String role, String topic, ClusterView cluster, List<String> problems) {
    try {
      OptionalInt partitions = cluster.partitions(topic);
      if (partitions.isEmpty()) {
        problems.add(
            role + " topic " + topic + " does not exist. Create it: " + create(topic, cluster));
      } else if (partitions.getAsInt() == 0) {
        problems.add(
            role
                + " topic "
                + topic
                + " has no partition. Delete it and create it anew: "
                + create(topic, cluster));
      } else if (partitions.getAsInt() != 1 && hasOneOrder(topic)) {
        problems.add(
            "%s topic %s has %d partitions, but must have 1: its records need one order, and of two partitions nobody knows which record came first. Note what it holds, delete it and create it anew: kafka-topics --delete --bootstrap-server %s --topic %s && %s"
                .formatted(
                    role,
                    topic,
                    partitions.getAsInt(),
                    config.kafka().bootstrapServers(),
                    topic,
                    create(topic, cluster)));
      }
    } catch (ClusterViewException e) {
      problems.add(
          role
              + " topic "
              + topic
              + " cannot be looked at: "
              + e.getMessage()
              + ". Give this user the right to describe it.");
    }
  }

  private boolean hasOneOrder(String topic) {
    return TopicLayout.named(topic, config).map(TopicLayout::onePartition).orElse(false);
  }

  private String create(String topic, ClusterView cluster) throws ClusterViewException {
    int replication = Math.max(1, Math.min(TopicLayout.REPLICATION, cluster.brokers()));
    return TopicLayout.named(topic, config)
        .map(layout -> layout.create(config, TopicLayout.PARTITIONS, replication))
        .orElseGet(
            () ->
                "kafka-topics --create --bootstrap-server %s --topic %s --partitions %d --replication-factor %d"
                    .formatted(
                        config.kafka().bootstrapServers(),
                        topic,
                        TopicLayout.PARTITIONS,
                        replication));
  }

  /** What is wrong with the transactions' time limit; empty if nothing is, or if none are used. */
  public Optional<String> transactions(ClusterView cluster) {
    if (config.delivery().delivery() != Delivery.EXACTLY_ONCE) {
      return Optional.empty();
    }
    long wanted = config.delivery().transactionTimeout().toMillis();
    try {
      OptionalLong limit = cluster.transactionMaxTimeoutMillis();
      if (limit.isEmpty() || limit.getAsLong() >= wanted) {
        return Optional.empty();
      }
      return Optional.of(
          "delivery.transaction-timeout is "
              + wanted
              + " ms, but the brokers allow at most "
              + limit.getAsLong()
              + " ms. Lower it, or raise transaction.max.timeout.ms on the brokers.");
    } catch (ClusterViewException e) {
      return Optional.of(
          "The brokers' transaction.max.timeout.ms cannot be read: "
              + e.getMessage()
              + ". Try again, or set delivery to at-least-once.");
    }
  }

  /** Why checkpoints cannot be kept; empty if they can, or if Flink's configuration decides. */
  public Optional<String> checkpoints() {
    String path = config.checkpoint().path();
    return path == null ? Optional.empty() : CheckpointPath.problem(path);
  }
}

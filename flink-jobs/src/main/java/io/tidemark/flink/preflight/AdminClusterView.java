package io.tidemark.flink.preflight;

import io.tidemark.flink.config.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real cluster, seen through Kafka's admin client. */
public final class AdminClusterView implements ClusterView, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AdminClusterView.class);
  private static final String LIMIT = "transaction.max.timeout.ms";

  private final Properties properties;
  private final long limitMillis;
  private @Nullable Admin admin;

  /** Connects at the first question; each one may take {@code limit}. */
  public AdminClusterView(KafkaConfig kafka, Duration limit) {
    this(kafka.clientProperties(), limit);
  }

  /** The same by client properties, which name the brokers. */
  public AdminClusterView(Properties clientProperties, Duration limit) {
    limitMillis = limit.toMillis();
    properties = new Properties();
    properties.putAll(clientProperties);
    properties.setProperty("request.timeout.ms", String.valueOf(limitMillis));
    properties.setProperty("default.api.timeout.ms", String.valueOf(limitMillis));
  }

  @Override
  public int brokers() throws ClusterViewException {
    return nodes().size();
  }

  @Override
  public OptionalInt partitions(String topic) throws ClusterViewException {
    return described(topic)
        .map(found -> OptionalInt.of(found.partitions().size()))
        .orElse(OptionalInt.empty());
  }

  private Optional<TopicDescription> described(String topic) throws ClusterViewException {
    try {
      return ask(client -> client.describeTopics(List.of(topic)).allTopicNames()).values().stream()
          .findFirst();
    } catch (ClusterViewException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * How many copies there are of the partition that has the fewest; empty if there is no such
   * topic.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public OptionalInt replication(String topic) throws ClusterViewException {
    return described(topic)
        .map(found -> found.partitions().stream().mapToInt(each -> each.replicas().size()).min())
        .orElse(OptionalInt.empty());
  }

  @Override
  public List<String> leaderless(List<String> topics) throws ClusterViewException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      int count = partitions(topic).orElse(0);
      for (int i = 0; i < count; i++) {
        partitions.add(new TopicPartition(topic, i));
      }
    }
    return leaderlessOf(partitions);
  }

  /**
   * Those of {@code partitions} whose leaders do not answer, in that order.
   *
   * @throws ClusterViewException if this user may not ask
   */
  public List<String> leaderlessOf(List<TopicPartition> partitions) throws ClusterViewException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    ListOffsetsResult answers = client().listOffsets(ends); // only a leader answers
    List<String> leaderless = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      try {
        var unused = answer(answers.partitionResult(partition));
      } catch (ClusterViewException e) {
        if (e.getCause() instanceof AuthorizationException) {
          throw e;
        }
        leaderless.add(partition.toString());
      }
    }
    return leaderless;
  }

  @Override
  public List<PassedEnd> passedEnds(String group, List<String> topics) throws ClusterViewException {
    Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
    committed.keySet().removeIf(partition -> !topics.contains(partition.topic()));
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicPartition each : committed.keySet()) {
      if (each.partition() < partitions(each.topic()).orElse(0)) {
        ends.put(each, OffsetSpec.latest());
      }
    }
    List<PassedEnd> passed = new ArrayList<>();
    ask(client -> client.listOffsets(ends).all())
        .forEach(
            (partition, end) -> {
              long position = Objects.requireNonNull(committed.get(partition)).offset();
              if (position > end.offset()) {
                passed.add(
                    new PassedEnd(
                        partition.topic(), partition.partition(), position, end.offset()));
              }
            });
    passed.sort(Comparator.comparing(PassedEnd::topic).thenComparing(PassedEnd::partition));
    return passed;
  }

  /**
   * Of all partitions that a group has committed, its positions; none if there is no such group.
   */
  private Map<TopicPartition, OffsetAndMetadata> committed(String group)
      throws ClusterViewException {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    try {
      ask(client -> client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
          .forEach(
              (partition, position) -> {
                if (position != null) { // null where it never committed
                  committed.put(partition, position);
                }
              });
    } catch (ClusterViewException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
    return committed;
  }

  /**
   * The id that Kafka gave a topic when it was created, as Kafka writes it; empty if there is no
   * such topic.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public Optional<String> topicId(String topic) throws ClusterViewException {
    return described(topic).map(found -> found.topicId().toString());
  }

  @Override
  public OptionalLong transactionMaxTimeoutMillis() throws ClusterViewException {
    ConfigResource broker =
        new ConfigResource(ConfigResource.Type.BROKER, nodes().iterator().next().idString());
    try {
      Map<ConfigResource, Config> configs =
          ask(client -> client.describeConfigs(List.of(broker)).all());
      return configs.values().stream()
          .flatMap(each -> each.entries().stream())
          .filter(each -> each.name().equals(LIMIT))
          .mapToLong(each -> Long.parseLong(each.value()))
          .findFirst();
    } catch (ClusterViewException e) {
      if (e.getCause() instanceof AuthorizationException) {
        LOG.warn("This user may not read {} of the brokers: it is not checked.", LIMIT);
        return OptionalLong.empty();
      }
      throw e;
    }
  }

  /**
   * The configuration of a topic, defaults included.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public Map<String, String> topicConfig(String topic) throws ClusterViewException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<ConfigResource, Config> configs =
        ask(client -> client.describeConfigs(List.of(resource)).all());
    Map<String, String> values = new HashMap<>();
    configs.values().stream()
        .flatMap(each -> each.entries().stream())
        .filter(each -> each.value() != null)
        .forEach(each -> values.put(each.name(), each.value()));
    return values;
  }

  /**
   * The level of the feature {@code metadata.version}, which rises with Kafka's versions; empty if
   * the brokers do not tell.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public OptionalInt metadataLevel() throws ClusterViewException {
    FinalizedVersionRange range =
        ask(client -> client.describeFeatures().featureMetadata())
            .finalizedFeatures()
            .get("metadata.version");
    return range == null ? OptionalInt.empty() : OptionalInt.of(range.maxVersionLevel());
  }

  /**
   * The largest Kafka time of a topic's records, milliseconds since the epoch; empty if it holds
   * none.
   *
   * @throws ClusterViewException if the cluster does not say
   */
  public OptionalLong newestMillis(String topic) throws ClusterViewException {
    int partitions = partitions(topic).orElse(0);
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (int i = 0; i < partitions; i++) {
      wanted.put(new TopicPartition(topic, i), OffsetSpec.maxTimestamp());
    }
    return ask(client -> client.listOffsets(wanted).all()).values().stream()
        .mapToLong(ListOffsetsResultInfo::timestamp)
        .filter(millis -> millis >= 0)
        .max();
  }

  /**
   * Creates topics.
   *
   * @throws ClusterViewException if one is refused, or nobody answers; others may have been created
   */
  public void create(List<NewTopic> topics) throws ClusterViewException {
    var unused = ask(client -> client.createTopics(topics).all());
  }

  /** Lets go of the connection; pending questions are dropped. */
  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }

  private Collection<Node> nodes() throws ClusterViewException {
    return ask(client -> client.describeCluster().nodes());
  }

  private <T> T ask(Function<Admin, KafkaFuture<T>> question) throws ClusterViewException {
    return answer(question.apply(client()));
  }

  private Admin client() throws ClusterViewException {
    try {
      if (admin == null) {
        admin = Admin.create(properties);
      }
      return admin;
    } catch (KafkaException e) {
      throw new ClusterViewException(FailureWords.of(e, limitMillis), e);
    }
  }

  private <T> T answer(KafkaFuture<T> question) throws ClusterViewException {
    try {
      return question.get(limitMillis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ClusterViewException(FailureWords.of(cause, limitMillis), cause);
    } catch (KafkaException e) {
      throw new ClusterViewException(FailureWords.of(e, limitMillis), e);
    } catch (TimeoutException e) {
      throw new ClusterViewException(FailureWords.noAnswer(limitMillis), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterViewException("it was interrupted", e);
    }
  }
}

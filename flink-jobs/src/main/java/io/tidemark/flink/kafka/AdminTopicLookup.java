package io.tidemark.flink.kafka;

import io.tidemark.core.fact.Origin;
import io.tidemark.flink.config.KafkaConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a real cluster through Kafka's admin client, with the job's own client properties. A
 * question that fails is asked again, each time with a warning, until {@code patience} is over.
 */
final class AdminTopicLookup implements TopicLookup {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(AdminTopicLookup.class);

  /** How long all attempts of one question may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int ATTEMPT_MILLIS = 10_000;
  private static final int PAUSE_MILLIS = 1_000;

  private final KafkaConfig kafka;
  private final Duration patience;
  private transient @Nullable Admin admin;

  AdminTopicLookup(KafkaConfig kafka) {
    this(kafka, PATIENCE);
  }

  AdminTopicLookup(KafkaConfig kafka, Duration patience) {
    this.kafka = kafka;
    this.patience = patience;
  }

  @Override
  public String id(String topic) {
    Uuid id =
        ask(
                "the id of topic " + topic,
                client ->
                    Objects.requireNonNull(
                        client.describeTopics(List.of(topic)).topicNameValues().get(topic), topic))
            .topicId();
    return id.equals(Uuid.ZERO_UUID) ? Origin.NO_ID : id.toString();
  }

  @Override
  public long firstOffset(String topic, int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    return ask(
            "the first offset of " + asked,
            client ->
                client.listOffsets(Map.of(asked, OffsetSpec.earliest())).partitionResult(asked))
        .offset();
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  private <T> T ask(String what, Function<Admin, KafkaFuture<T>> question) {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      Exception failure;
      try {
        return question.apply(client()).get(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException | KafkaException e) {
        failure = e;
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
      if (System.nanoTime() - until > 0) {
        throw new TopicLookupException(
            "The cluster did not tell " + what + " within " + patience.toSeconds() + " s.",
            failure);
      }
      LOG.warn("The cluster does not tell {}; it is asked again.", what, failure);
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        throw interrupted(what, e);
      }
    }
  }

  private static TopicLookupException interrupted(String what, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new TopicLookupException("It was interrupted while it asked " + what + ".", e);
  }

  private Admin client() {
    Admin client = admin;
    if (client == null) {
      Properties properties = kafka.clientProperties();
      properties.setProperty("request.timeout.ms", String.valueOf(ATTEMPT_MILLIS));
      properties.setProperty("default.api.timeout.ms", String.valueOf(ATTEMPT_MILLIS));
      client = Admin.create(properties);
      admin = client;
    }
    return client;
  }
}

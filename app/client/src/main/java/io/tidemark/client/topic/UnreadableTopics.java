package io.tidemark.client.topic;

import io.tidemark.flink.preflight.FailureWords;
import io.tidemark.flink.preflight.Preflight;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * What to say where topics cannot be read.
 *
 * @param topics their names in Kafka
 * @param brokers as they were named
 * @param limit how long an answer is waited for, ms, as the client was told
 */
record UnreadableTopics(List<String> topics, String brokers, String limit) {

  static BrokerUnavailableException missing(String topic) {
    return new BrokerUnavailableException(
        "topic "
            + topic
            + " does not exist on these brokers: check kafka.bootstrap-servers"
            + " and topics.prefix");
  }

  BrokerUnavailableException because(KafkaException failure) {
    return new BrokerUnavailableException(
        String.join(", ", topics)
            + " cannot be read from "
            + brokers
            + ": "
            + FailureWords.of(failure, limitMillis())
            + ". Check that Kafka runs, that kafka.bootstrap-servers is right, and"
            + " kafka.properties.* for SASL and TLS.",
        failure);
  }

  private long limitMillis() {
    try {
      return Long.parseLong(limit.trim());
    } catch (NumberFormatException e) { // then that is the failure, and nobody waited
      return Preflight.TIME_LIMIT.toMillis();
    }
  }
}

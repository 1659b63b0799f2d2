package io.tidemark.cli;

import io.tidemark.client.topic.TopicWriter;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.Origin;
import io.tidemark.flink.io.LogFormat;
import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.util.Map;

/** The log, as a sequence job would have written it. */
final class MarketTopic {

  private MarketTopic() {}

  /** With three partitions, of which some stay empty. */
  static void create(EmbeddedBroker broker) {
    create(broker, "");
  }

  static void create(EmbeddedBroker broker, String prefix) {
    String topic = prefix + Topic.EVENTS.topicName();
    broker.createTopics(
        Map.of(topic, 3), Map.of(topic, Map.of("message.timestamp.type", "LogAppendTime")));
  }

  static void write(EmbeddedBroker broker, Fact... facts) {
    write(broker, "", facts);
  }

  static void write(EmbeddedBroker broker, String prefix, Fact... facts) {
    try (TopicWriter writer = TopicWriter.to(broker.bootstrapServers())) {
      for (Fact fact : facts) {
        long at = fact.availableAt();
        LogEvent event = new LogEvent(fact.instrument(), at, new Origin("any", 0, at), -1, 0, fact);
        writer.write(
            prefix + Topic.EVENTS.topicName(),
            fact.instrument(),
            new LogFormat().encode(event),
            at);
      }
      writer.flush();
    }
  }
}

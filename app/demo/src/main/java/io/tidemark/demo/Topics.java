package io.tidemark.demo;

import io.tidemark.flink.io.Topic;
import io.tidemark.testbed.EmbeddedBroker;
import java.util.HashMap;
import java.util.Map;

/** The topics as the demo makes them: recorded times lie years back, so nothing may expire. */
final class Topics {

  static final int LOG_PARTITIONS = 3;

  private Topics() {}

  static void create(EmbeddedBroker broker) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Map<String, String>> configs = new HashMap<>();
    for (Topic topic : Topic.ALL) {
      boolean log = topic.role() == Topic.Role.LOG;
      partitions.put(topic.topicName(), log ? LOG_PARTITIONS : 1);
      configs.put(
          topic.topicName(),
          Map.of(
              "cleanup.policy",
              topic == Topic.MODEL_UPDATES ? "compact" : "delete",
              "retention.ms",
              "-1",
              "message.timestamp.type",
              log ? "LogAppendTime" : "CreateTime",
              "max.message.bytes",
              "2097152"));
    }
    broker.createTopics(partitions, configs);
  }
}

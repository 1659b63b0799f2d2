package io.tidemark.demo;

import io.tidemark.flink.io.Topic;
import io.tidemark.flink.topology.TopicLayout;
import io.tidemark.testbed.EmbeddedBroker;
import java.util.HashMap;
import java.util.Map;

/** The topics as the demo makes them: recorded times lie years back, so nothing may expire. */
final class Topics {

  static final int LOG_PARTITIONS = 3;

  private Topics() {}

  /**
   * Creates those that are not there.
   *
   * @param timeOfTheWall whether the market runs in real time
   */
  static void create(EmbeddedBroker broker, boolean timeOfTheWall) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Map<String, String>> configs = new HashMap<>();
    for (TopicLayout layout : TopicLayout.all(timeOfTheWall)) {
      String name = layout.topic().topicName();
      partitions.put(name, layout.topic().role() == Topic.Role.LOG ? LOG_PARTITIONS : 1);
      Map<String, String> settings = new HashMap<>();
      layout.settings().forEach(setting -> settings.put(setting.key(), setting.value()));
      settings.put("max.message.bytes", "2097152");
      configs.put(name, settings);
    }
    broker.createTopics(partitions, configs);
  }
}

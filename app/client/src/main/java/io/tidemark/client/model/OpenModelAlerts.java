package io.tidemark.client.model;

import io.tidemark.client.topic.TopicReader;
import io.tidemark.client.topic.TopicSource;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.score.AlertPhase;
import io.tidemark.core.serve.ModelAlert;
import io.tidemark.flink.config.JobConfig;
import io.tidemark.flink.io.OutputFormat;
import io.tidemark.flink.io.Topic;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code model-alerts.v1} says of updates that are refused at present. */
final class OpenModelAlerts {

  private OpenModelAlerts() {}

  /** Of each instrument the alert that is open. */
  static Map<String, ModelAlert> read(JobConfig config, TopicSource source) {
    Map<String, ModelAlert> open = new TreeMap<>();
    OutputFormat<ModelAlert> format = Topic.MODEL_ALERTS.format();
    List<String> topics = List.of(config.topic(Topic.MODEL_ALERTS.topicName()));
    try (TopicReader reader = source.open(topics)) {
      reader.drain(
          record -> {
            if (format.decode(record.value()) instanceof Parsed.Valid<ModelAlert> valid) {
              ModelAlert alert = valid.value();
              if (alert.phase() == AlertPhase.OPENED) {
                open.put(alert.instrument(), alert);
              } else {
                open.remove(alert.instrument());
              }
            }
          });
    }
    return open;
  }
}

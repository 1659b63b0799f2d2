package io.tidemark.flink.io;

/**
 * A topic that others write, or the log.
 *
 * @param topicName its name in Kafka, before any prefix
 * @param role what it is for
 * @param recordName the record that stands on it
 */
record PlainTopic(String topicName, Topic.Role role, String recordName) implements Topic {

  static PlainTopic input(String topicName, String recordName) {
    return new PlainTopic(topicName, Topic.Role.INPUT, recordName);
  }

  @Override
  public String toString() {
    return topicName;
  }
}

package io.tidemark.flink.kafka;

import java.io.Serializable;

/** What {@link KafkaTopicIds} asks a cluster; every question takes bounded time. */
interface TopicLookup extends Serializable {

  /**
   * The id that the topic of this name has now; empty if the brokers give none.
   *
   * @throws TopicLookupException if the cluster did not say in time
   */
  String id(String topic);

  /**
   * The first offset that the partition still holds.
   *
   * @throws TopicLookupException if the cluster did not say in time
   */
  long firstOffset(String topic, int partition);

  /** Lets go of the connection. */
  void close();
}

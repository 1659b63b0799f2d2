package io.tidemark.flink.io;

import io.tidemark.core.fact.Origin;
import java.io.Serializable;

/**
 * Tells by which id a topic goes, so that one of the same name that was created anew is another
 * one. It travels to each task and connects there, at the first question. Not thread-safe.
 */
public interface TopicIds extends Serializable {

  /**
   * The id of the topic that a record was read from; {@link Origin#NO_ID} where there is none. A
   * task asks for every record, and for those of one partition in the order in which it read them.
   *
   * @param topic its name in Kafka
   */
  String of(String topic, int partition, long offset);

  /** Lets go of connections. */
  void close();

  /** For a source without a broker: no topic has an id. */
  static TopicIds none() {
    return new None();
  }

  /** See {@link #none}. */
  record None() implements TopicIds {

    @Override
    public String of(String topic, int partition, long offset) {
      return Origin.NO_ID;
    }

    @Override
    public void close() {}
  }
}

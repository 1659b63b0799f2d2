package io.tidemark.flink.kafka;

/**
 * A topic was created anew and Kafka's client does not go on at its first record. The job restarts
 * at its last checkpoint, whose offset lies behind the new topic's end: then it reads all of it.
 */
public final class TopicCreatedAnewException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TopicCreatedAnewException(String message) {
    super(message);
  }
}

package io.tidemark.flink.kafka;

/** A cluster did not say what a topic is; the job restarts and asks again. */
public final class TopicLookupException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TopicLookupException(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.tidemark.flink.preflight;

import org.apache.kafka.common.errors.TimeoutException;

/** What a Kafka client's failure says to people: its innermost cause is what names the trouble. */
public final class FailureWords {

  private FailureWords() {}

  /**
   * Words that may follow a colon, without a full stop.
   *
   * @param limitMillis how long an answer was waited for, ms
   */
  public static String of(Throwable failure, long limitMillis) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    if (innermost instanceof TimeoutException) {
      return noAnswer(limitMillis);
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }

  static String noAnswer(long limitMillis) {
    return "no answer within " + limitMillis + " ms";
  }
}

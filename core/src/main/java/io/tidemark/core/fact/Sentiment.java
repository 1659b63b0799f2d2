package io.tidemark.core.fact;

/**
 * A sentiment score of one source.
 *
 * @param instrument the instrument it speaks of, or {@link Instruments#ALL}
 * @param eventTime when it was published, µs since the epoch
 * @param availableAt when it could be known, µs since the epoch
 * @param source who scored it
 * @param score -1 (as bad as can be) to 1 (as good as can be)
 * @param weight above 0; 1 for an ordinary item
 */
public record Sentiment(
    String instrument, long eventTime, long availableAt, String source, double score, double weight)
    implements Fact {

  /** Validates; {@code availableAt} becomes the larger of receive and publication time. */
  public static Parsed<Sentiment> of(
      String instrument,
      long eventTime,
      long receivedAt,
      String source,
      double score,
      double weight) {
    return new Check()
        .instrumentOrAll(instrument)
        .within("score", score, -1, 1)
        .positive("weight", weight)
        .orElseReject(
            new Sentiment(
                instrument, eventTime, Math.max(eventTime, receivedAt), source, score, weight));
  }

  @Override
  public EventKind kind() {
    return EventKind.SENTIMENT;
  }
}

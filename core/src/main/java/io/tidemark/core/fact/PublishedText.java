package io.tidemark.core.fact;

/**
 * A text of a news or social feed before anybody scored it. No instrument's log holds it, so it is
 * no {@link Fact}: its score is one.
 *
 * @param instrument the instrument it speaks of, or {@link Instruments#ALL}
 * @param eventTime when it was published, µs since the epoch
 * @param availableAt when it could be known, µs since the epoch
 * @param source the name of its feed
 * @param category such as news or social
 * @param item what it says
 */
public record PublishedText(
    String instrument,
    long eventTime,
    long availableAt,
    String source,
    String category,
    TextItem item) {

  /** Validates; {@code availableAt} becomes the larger of receive and publication time. */
  public static Parsed<PublishedText> of(
      String instrument,
      long eventTime,
      long receivedAt,
      String source,
      String category,
      TextItem item) {
    return new Check()
        .instrumentOrAll(instrument)
        .that(!item.id().isBlank(), RejectReason.INCONSISTENT, "the text has no id")
        .that(
            !item.title().isBlank() || !item.text().isBlank(),
            RejectReason.EMPTY,
            "the item has neither a title nor a text")
        .orElseReject(
            new PublishedText(
                instrument, eventTime, Math.max(eventTime, receivedAt), source, category, item));
  }
}

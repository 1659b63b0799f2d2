package io.tidemark.exchange;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Deribit's book: a snapshot, then changes; each names the {@code change_id} that it follows. Many
 * options have no bids or no asks.
 */
final class DeribitBook {

  private final String channel;
  private final TrackedBook book;
  private long last;

  DeribitBook(Listing listing, String channel) {
    this.channel = channel;
    this.book = new TrackedBook(listing, true);
  }

  /** The subscription that the book is built from; another one of the same name repeats it. */
  String channel() {
    return channel;
  }

  /** Reads a notification of {@link #channel()}. */
  Outcome read(JsonNode data, long at) throws BadMessageException {
    try {
      String type = Json.text(data, "type");
      return switch (type) {
        case "snapshot" -> {
          book.begin();
          yield apply(data, at);
        }
        case "change" ->
            book.isKnown() ? change(data, at) : new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
        default -> throw new BadMessageException("type is '" + type + "', which is not known");
      };
    } catch (BadMessageException e) {
      book.forget();
      throw e;
    }
  }

  private Outcome change(JsonNode data, long at) throws BadMessageException {
    if (Json.whole(data, "change_id") <= last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    long follows = Json.whole(data, "prev_change_id");
    if (follows != last) {
      return book.broken(
          "a change follows change_id " + follows + ", but the one before was " + last);
    }
    return apply(data, at);
  }

  private Outcome apply(JsonNode data, long at) throws BadMessageException {
    side(true, Json.array(data, "bids"));
    side(false, Json.array(data, "asks"));
    last = Json.whole(data, "change_id");
    return book.outcome(EventTime.ofMillis(data, "timestamp"), at);
  }

  private void side(boolean bid, JsonNode levels) throws BadMessageException {
    for (JsonNode level : levels) {
      boolean deleted = level.path(0).asText().equals("delete");
      book.set(bid, Json.number(level, 1), deleted ? 0 : Json.number(level, 2));
    }
  }
}

package io.tidemark.exchange.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ChosenBook;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;

/**
 * MEXC's book: changes that are numbered without a hole, whose snapshot comes by request; and small
 * whole books. Of spot and futures alike.
 */
final class MexcBook {

  private final ChosenBook book;

  MexcBook(Listing listing) {
    this.book =
        new ChosenBook(
            NumberedBook.snapshotByRequest(listing),
            new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING));
  }

  /** A connection was opened. */
  void reconnected() {
    book.reconnected();
  }

  /**
   * A change.
   *
   * @param channel its subscription
   * @param data with bids and asks; a side that did not change may be missing
   */
  Outcome change(String channel, long first, long last, JsonNode data, long time, long at) {
    return book.isOf(channel)
        ? book.numbered().change(first, last, () -> read(book.numbered().levels(), data, time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** The answer to a request for the book. */
  Outcome snapshot(long number, JsonNode data, long time, long at) {
    return book.plain().isKnown()
        ? new Outcome.Passed(NoFact.REPEATED)
        : book.numbered().snapshot(number, () -> read(book.numbered().levels(), data, time, at));
  }

  /** The whole of a small book. */
  Outcome whole(String channel, JsonNode data, long time, long at) {
    return book.isOfWhole(channel)
        ? book.plain().snapshot(() -> read(book.plain(), data, time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  private static Outcome read(TrackedBook levels, JsonNode data, long time, long at)
      throws BadMessageException {
    set(levels, true, data.path("bids"));
    set(levels, false, data.path("asks"));
    return levels.outcome(time, at);
  }

  /** Levels are {@code [price, size, ...]}, {@code {"price", "quantity"}} or {@code {"p", "v"}}. */
  private static void set(TrackedBook levels, boolean bid, JsonNode rows)
      throws BadMessageException {
    for (JsonNode row : rows) {
      if (row.isArray()) {
        levels.set(bid, Json.number(row, 0), Json.number(row, 1));
      } else if (row.has("price")) {
        levels.set(bid, Json.number(row, "price"), Json.number(row, "quantity"));
      } else {
        levels.set(bid, Json.number(row, "p"), Json.number(row, "v"));
      }
    }
  }
}

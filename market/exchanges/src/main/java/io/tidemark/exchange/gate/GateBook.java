package io.tidemark.exchange.gate;

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
 * Gate's book in its dialects. {@code order_book_update} numbers its changes from U to u and has
 * its snapshot by request; {@code obu} numbers them the same way and sends the whole first; {@code
 * order_book} and version 3 have no numbers, so that a crossed book is the only sign of a gap.
 */
final class GateBook {

  private static final String BY_REQUEST = "order_book_update";
  private static final String PLAIN = "order_book";

  private final ChosenBook book;

  GateBook(Listing listing) {
    this.book =
        new ChosenBook(
            NumberedBook.snapshotByRequest(listing),
            new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING));
  }

  /** A connection was opened. */
  void reconnected() {
    book.reconnected();
  }

  /** Something was received that cannot be read: without numbers, it may have been a change. */
  void forgetUnnumbered() {
    book.plain().forget();
  }

  /**
   * A numbered change, or a whole book that says so.
   *
   * @param channel its last part; of {@code obu}, whose depths have numbers of their own, the
   *     stream
   * @param data with U and u, b and a
   * @param time µs since the epoch
   * @param at when it was received, µs since the epoch
   */
  Outcome update(String channel, JsonNode data, long time, long at) throws BadMessageException {
    if (!book.isOf(channel)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    NumberedBook numbered = book.numbered();
    long last = Json.whole(data, "u");
    TrackedBook.Reading reading =
        () -> read(numbered.levels(), data.path("b"), data.path("a"), time, at);
    if (data.path("full").asBoolean()) {
      numbered.forget();
      return numbered.snapshot(last, reading);
    }
    return numbered.change(Json.whole(data, "U"), last, reading);
  }

  /**
   * The answer to a request for the book that changes wait for.
   *
   * @param number of its last update
   * @param data with bids and asks
   */
  Outcome snapshot(long number, JsonNode data, long time, long at) {
    NumberedBook numbered = book.numbered();
    return book.isOf(BY_REQUEST)
        ? numbered.snapshot(
            number, () -> read(numbered.levels(), data.path("bids"), data.path("asks"), time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** A whole book, as {@code order_book} and version 3 send it. */
  Outcome whole(JsonNode data, long time, long at) {
    TrackedBook plain = book.plain();
    return book.isOfWhole(PLAIN)
        ? plain.snapshot(() -> read(plain, data.path("bids"), data.path("asks"), time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** A change of version 3: bids, asks or both. */
  Outcome change(JsonNode data, long time, long at) {
    TrackedBook plain = book.plain();
    return book.isOf(PLAIN)
        ? plain.change(() -> read(plain, data.path("bids"), data.path("asks"), time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** A change of futures: sizes are below 0 for asks; 0 does not say of which side. */
  Outcome signed(Iterable<JsonNode> rows, long time, long at) {
    TrackedBook plain = book.plain();
    return book.isOf(PLAIN)
        ? plain.change(
            () -> {
              for (JsonNode row : rows) {
                setSigned(plain, Json.number(row, "p"), Json.number(row, "s"));
              }
              return plain.outcome(time, at);
            })
        : new Outcome.Passed(NoFact.REPEATED);
  }

  private static void setSigned(TrackedBook plain, double price, double size)
      throws BadMessageException {
    if (size >= 0) {
      plain.set(true, price, size);
    }
    if (size <= 0) {
      plain.set(false, price, size == 0 ? 0 : -size);
    }
  }

  private static Outcome read(TrackedBook levels, JsonNode bids, JsonNode asks, long time, long at)
      throws BadMessageException {
    set(levels, true, bids);
    set(levels, false, asks);
    return levels.outcome(time, at);
  }

  /** Levels are {@code [price, size]} or {@code {"p", "s"}}. */
  private static void set(TrackedBook levels, boolean bid, JsonNode rows)
      throws BadMessageException {
    for (JsonNode row : rows) {
      if (row.isArray()) {
        levels.set(bid, Json.number(row, 0), Json.number(row, 1));
      } else {
        levels.set(bid, Json.number(row, "p"), Json.number(row, "s"));
      }
    }
  }
}

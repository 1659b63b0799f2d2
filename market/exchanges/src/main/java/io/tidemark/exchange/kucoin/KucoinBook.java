package io.tidemark.exchange.kucoin;

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
 * KuCoin's book: {@code level2} numbers each change of a level, and its snapshot comes by request;
 * {@code level2Depth5} and {@code level2Depth50} are the whole of a small book each time. A change
 * at price 0 moves the number only.
 */
final class KucoinBook {

  private static final String CHANGES = "level2";

  private final ChosenBook book;

  /** Number of the snapshot: changes that it holds may come in one message with later ones. */
  private long snapshotNumber;

  KucoinBook(Listing listing) {
    this.book =
        new ChosenBook(
            NumberedBook.snapshotByRequest(listing),
            new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING));
  }

  /** A connection was opened. */
  void reconnected() {
    book.reconnected();
  }

  /** The answer to a request for the whole book; futures say ts in ns, spot time in ms. */
  Outcome snapshot(JsonNode data, long at) throws BadMessageException {
    if (!book.isOf(CHANGES)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    long number = Json.whole(data, "sequence");
    TrackedBook levels = book.numbered().levels();
    return book.numbered()
        .snapshot(
            number,
            () -> {
              snapshotNumber = number;
              levels.setAll(true, data.path("bids"));
              levels.setAll(false, data.path("asks"));
              return levels.outcome(time(data, at), at);
            });
  }

  /** A change of a spot book: levels of {@code [price, size, number]}. */
  Outcome change(JsonNode data, long at) throws BadMessageException {
    JsonNode changes = data.path("changes");
    return change(
        Json.whole(data, "sequenceStart"),
        Json.whole(data, "sequenceEnd"),
        () -> {
          TrackedBook levels = book.numbered().levels();
          int count =
              set(levels, true, changes.path("bids")) + set(levels, false, changes.path("asks"));
          return ofLevels(count, levels, time(data, at), at);
        });
  }

  private int set(TrackedBook levels, boolean bid, JsonNode rows) throws BadMessageException {
    int count = 0;
    for (JsonNode row : rows) {
      double price = Json.number(row, 0);
      if (price != 0 && Json.whole(row, 2) > snapshotNumber) {
        levels.set(bid, price, Json.number(row, 1));
        count++;
      }
    }
    return count;
  }

  /** A change of a futures book: {@code price,side,size}. */
  Outcome changeOfFutures(JsonNode data, long at) throws BadMessageException {
    long number = Json.whole(data, "sequence");
    return change(
        number,
        number,
        () -> {
          TrackedBook levels = book.numbered().levels();
          KucoinLevel level = KucoinLevel.of(Json.text(data, "change"));
          if (level.price() != 0) {
            levels.set(level.bid(), level.price(), level.size());
          }
          return ofLevels(level.price() == 0 ? 0 : 1, levels, time(data, at), at);
        });
  }

  private Outcome change(long first, long last, TrackedBook.Reading reading) {
    return book.isOf(CHANGES)
        ? book.numbered().change(first, last, reading)
        : new Outcome.Passed(NoFact.REPEATED);
  }

  private static Outcome ofLevels(int count, TrackedBook levels, long time, long at) {
    return count == 0 ? new Outcome.Passed(NoFact.BEYOND_DEPTH) : levels.outcome(time, at);
  }

  /** The whole of a small book. */
  Outcome whole(String channel, JsonNode data, long at) {
    TrackedBook levels = book.plain();
    return book.isOfWhole(channel)
        ? levels.snapshot(
            () -> {
              levels.setAll(true, Json.array(data, "bids"));
              levels.setAll(false, Json.array(data, "asks"));
              return levels.outcome(time(data, at), at);
            })
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** Older changes of spot have no time. */
  private static long time(JsonNode data, long at) throws BadMessageException {
    for (String field : new String[] {"timestamp", "time", "ts"}) {
      if (data.has(field)) {
        return KucoinTimes.any(data, field);
      }
    }
    return at;
  }
}

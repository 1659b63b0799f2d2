package io.tidemark.exchange.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.ChosenBook;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.NumberedBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.Unit;

/**
 * HTX's book in its forms. {@code mbp} of spot names the number of the change before, and its
 * snapshot is asked for on the socket. {@code high_freq} of contracts sends the whole first, then
 * changes whose version rises by 1. {@code depth.step0} is the whole each time; some recordings
 * have changes of it instead, which have no numbers.
 */
final class HtxBook {

  private final ChosenBook book;

  HtxBook(Listing listing) {
    this.book =
        new ChosenBook(
            listing.unit() == Unit.BASE
                ? NumberedBook.snapshotByRequest(listing)
                : NumberedBook.snapshotInStream(listing),
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

  /** {@code depth.step0}: the whole book, or a change of it. */
  Outcome plain(String channel, boolean change, JsonNode tick, long time, long at) {
    TrackedBook levels = book.plain();
    TrackedBook.Reading reading = () -> read(levels, tick, time, at);
    if (change) {
      return book.isOf(channel) ? levels.change(reading) : new Outcome.Passed(NoFact.REPEATED);
    }
    return book.isOfWhole(channel) ? levels.snapshot(reading) : new Outcome.Passed(NoFact.REPEATED);
  }

  /**
   * {@code high_freq}: the whole book, or a change.
   *
   * @throws BadMessageException if it does not say which, or has no version
   */
  Outcome versioned(String channel, JsonNode tick, long time, long at) throws BadMessageException {
    if (!book.isOf(channel)) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    NumberedBook numbered = book.numbered();
    long version = Json.whole(tick, "version");
    TrackedBook.Reading reading = () -> read(numbered.levels(), tick, time, at);
    String event = tick.path("event").asText();
    return switch (event) {
      case "snapshot" -> numbered.snapshot(version, reading);
      case "update" -> numbered.change(version, version, reading);
      default -> throw new BadMessageException("event is '" + event + "', which is not known");
    };
  }

  /**
   * {@code mbp}: a change.
   *
   * @throws BadMessageException if it has no numbers
   */
  Outcome change(String channel, JsonNode tick, long time, long at) throws BadMessageException {
    NumberedBook numbered = book.numbered();
    long last = Json.whole(tick, "seqNum");
    long first = Json.whole(tick, "prevSeqNum") + 1;
    return book.isOf(channel)
        ? numbered.change(first, last, () -> read(numbered.levels(), tick, time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /**
   * {@code mbp}: the whole book, as it was asked for.
   *
   * @throws BadMessageException if it has no number
   */
  Outcome snapshot(String channel, JsonNode data, long time, long at) throws BadMessageException {
    NumberedBook numbered = book.numbered();
    long number = Json.whole(data, "seqNum");
    return book.isOf(channel)
        ? numbered.snapshot(number, () -> read(numbered.levels(), data, time, at))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  /** A message without any level states none. */
  private static Outcome read(TrackedBook levels, JsonNode tick, long time, long at)
      throws BadMessageException {
    levels.setAll(true, tick.path("bids"));
    levels.setAll(false, tick.path("asks"));
    if (!tick.path("bids").isEmpty() || !tick.path("asks").isEmpty()) {
      return levels.outcome(time, at);
    }
    return new Outcome.Passed(
        levels.levels().isOneSided() ? NoFact.ONE_SIDED : NoFact.BEYOND_DEPTH);
  }
}

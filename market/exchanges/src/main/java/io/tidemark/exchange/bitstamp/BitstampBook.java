package io.tidemark.exchange.bitstamp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.Json;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Bitstamp's book. Changes wait for the answer to a request; those after its time go on from it.
 * They have no number: a crossed book is the only sign of a lost one. Where nobody asks, the
 * channel of the best 100 levels tells the book, whole each time.
 */
final class BitstampBook {

  private static final int MOST_WAITING = 1_000;

  private record Change(long time, JsonNode data) {}

  private final TrackedBook book;
  private final ArrayDeque<Change> waiting = new ArrayDeque<>();

  /** Whether changes go on from the book; otherwise it is told whole. */
  private boolean changes;

  /** The venue's time of the book, µs since the epoch. */
  private long last;

  /** The time of the last change that was not kept; 0 where all were. */
  private long forgotten;

  BitstampBook(Listing listing) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CROSSING);
  }

  /** Changes are told anew: those before are not what they go on from. */
  void restart() {
    waiting.clear();
    forgotten = 0;
    if (changes) {
      book.forget();
    }
  }

  /** Something that could have been a change cannot be read. */
  void forget() {
    if (changes) {
      book.forget();
    }
  }

  /** The best 100 levels a side. */
  Outcome whole(JsonNode data, long at) throws BadMessageException {
    if (book.isKnown() && changes) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    long time = BitstampTime.of(data);
    if (book.isKnown() && time < last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    changes = false;
    last = time;
    return book.snapshot(() -> levels(data, time, at));
  }

  /** A change; kept until the answer to a request has come. */
  Outcome change(JsonNode data, long at) throws BadMessageException {
    if (book.isKnown() && changes) {
      return book.change(() -> next(data, at));
    }
    if (waiting.size() == MOST_WAITING) {
      forgotten = waiting.remove().time();
    }
    waiting.add(new Change(BitstampTime.of(data), data));
    return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT);
  }

  private Outcome next(JsonNode data, long at) throws BadMessageException {
    long time = BitstampTime.of(data);
    if (time <= last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    last = time;
    return levels(data, time, at);
  }

  /** The answer to a request, and the changes that waited for it. */
  List<Outcome> snapshot(JsonNode data, long at) throws BadMessageException {
    long time = BitstampTime.of(data);
    if (book.isKnown() && changes && time < last) {
      return List.of(new Outcome.Passed(NoFact.SUPERSEDED));
    }
    changes = true;
    last = time;
    List<Outcome> outcomes = new ArrayList<>(1 + waiting.size());
    outcomes.add(book.snapshot(() -> levels(data, time, at)));
    boolean isGap = forgotten > time;
    forgotten = 0;
    if (isGap) {
      waiting.clear();
      outcomes.add(book.lost("too many changes came before the snapshot to keep them all"));
    }
    while (!waiting.isEmpty()) {
      Change change = waiting.remove();
      if (change.time() > last) {
        last = change.time();
        outcomes.add(book.change(() -> levels(change.data(), change.time(), at)));
      }
    }
    return outcomes;
  }

  private Outcome levels(JsonNode data, long time, long at) throws BadMessageException {
    book.setAll(true, Json.array(data, "bids"));
    book.setAll(false, Json.array(data, "asks"));
    return book.outcome(time, at);
  }
}

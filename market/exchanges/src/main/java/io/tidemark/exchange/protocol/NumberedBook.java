package io.tidemark.exchange.protocol;

import java.util.ArrayDeque;

/**
 * An order book whose updates are numbered: each change covers a range of numbers, and the next one
 * begins where it ended. A venue that names the change before instead, such as {@code prevSeqId},
 * covers the range from the number after that.
 *
 * <p>The first change after a snapshot may overlap it. Where the snapshot is asked for by REST,
 * changes wait for it.
 */
public final class NumberedBook {

  /** Changes that wait for a snapshot; beyond them the oldest is forgotten. */
  static final int MOST_WAITING = 1_000;

  private record Change(long first, long last, TrackedBook.Reading reading) {}

  private final TrackedBook book;
  private final boolean waits;
  private final ArrayDeque<Change> waiting = new ArrayDeque<>();

  /** Whether no change was applied since the snapshot. */
  private boolean fromSnapshot;

  /** Whether there was a snapshot: until then a change waits, and is stated as part of it. */
  private boolean begun;

  /** Number of the last update that the book holds. */
  private long last;

  private NumberedBook(Listing listing, boolean waits) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
    this.waits = waits;
  }

  /** The venue sends the snapshot before the changes. */
  public static NumberedBook snapshotInStream(Listing listing) {
    return new NumberedBook(listing, false);
  }

  /** The snapshot is the answer to a request: changes come before it. */
  public static NumberedBook snapshotByRequest(Listing listing) {
    return new NumberedBook(listing, true);
  }

  /** The levels, for a {@link TrackedBook.Reading} to set. */
  public TrackedBook levels() {
    return book;
  }

  /** A new connection: what an older one told is over. */
  public void restart() {
    book.restart();
    waiting.clear();
    begun = false;
  }

  /** Something else showed that a message is missing. */
  public void forget() {
    book.forget();
    waiting.clear();
  }

  /**
   * Begins anew from a snapshot, and goes on with the changes that waited for it.
   *
   * @param number of the last update that it holds
   */
  public Outcome snapshot(long number, TrackedBook.Reading reading) {
    if (waits && book.isKnown() && number < last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    Outcome outcome = book.snapshot(reading);
    last = number;
    fromSnapshot = true;
    begun = true;
    while (!waiting.isEmpty() && book.isKnown()) {
      Change change = waiting.element();
      if (!isPast(change)) {
        if (!follows(change)) {
          Statement stated = outcome.statement();
          return book.lost(
                  "the snapshot ends at "
                      + last
                      + ", the changes that wait begin at "
                      + change.first)
              .stating(stated);
        }
        outcome = joined(outcome, book.goOn(change.reading));
        taken(change);
      }
      waiting.remove();
    }
    return outcome;
  }

  /** The newer book, and what both state as one: the levels are the newer ones. */
  private static Outcome joined(Outcome snapshot, Outcome next) {
    boolean tellsNothing =
        next instanceof Outcome.Passed passed && passed.why() == NoFact.BEYOND_DEPTH;
    Outcome newer = tellsNothing ? snapshot : next;
    return next.statement() instanceof Statement.BookChange levels
            && snapshot.statement() instanceof Statement.BookChange first
        ? newer.stating(
            new Statement.BookChange(
                levels.instrument(), first.eventTime(), true, levels.bids(), levels.asks()))
        : newer;
  }

  /**
   * Applies a change, or keeps it until the snapshot has come.
   *
   * @param first number of its first update
   * @param number of its last update
   */
  public Outcome change(long first, long number, TrackedBook.Reading reading) {
    Change change = new Change(first, number, reading);
    if (!book.isKnown()) {
      if (waits) {
        keep(change);
      }
      return waits && !begun ? book.awaited() : book.change(reading);
    }
    if (isPast(change)) {
      return new Outcome.Passed(NoFact.SUPERSEDED, waits ? null : book.stated(reading));
    }
    if (!follows(change)) {
      Statement statement = book.stated(reading);
      Outcome lost =
          book.lostBefore(
              "the change from " + first + " to " + number + " does not follow " + last, reading);
      if (waits) {
        keep(change);
      }
      return statement == null ? lost : lost.stating(statement);
    }
    Outcome outcome = book.change(reading);
    taken(change);
    return outcome;
  }

  private boolean isPast(Change change) {
    return change.last <= last && change.first != last + 1;
  }

  private boolean follows(Change change) {
    return change.first == last + 1 || (fromSnapshot && change.first <= last);
  }

  private void taken(Change change) {
    last = change.last;
    fromSnapshot = false;
  }

  private void keep(Change change) {
    Change before = waiting.peekLast();
    if (before != null && change.first != before.last + 1) {
      waiting.clear();
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.remove();
    }
    waiting.add(change);
  }
}

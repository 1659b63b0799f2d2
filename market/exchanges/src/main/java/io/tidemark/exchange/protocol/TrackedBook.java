package io.tidemark.exchange.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.core.fact.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * An order book that is known from its snapshot on, until something turns out to be missing: then
 * it is forgotten, and waits for the next snapshot.
 */
public final class TrackedBook {

  /** What shows that a message is missing. */
  public enum Loss {
    /** The venue's own chain or checksum. A crossed book is no fact, but may be the venue's own. */
    BY_CHAIN,
    /** There is no chain: a crossed book is the only sign. */
    BY_CROSSING,
    /** There is no chain, and the venue always sends both sides: an empty one is a sign too. */
    BY_CROSSING_OR_EMPTY_SIDE
  }

  /** Reads a message of the book, and sets what it says. */
  @FunctionalInterface
  public interface Reading {

    /**
     * What the message means.
     *
     * @throws BadMessageException if it cannot be read: then it is missing
     */
    Outcome read() throws BadMessageException;
  }

  private final OrderBook levels;
  private final Loss loss;
  private final StatedLevels stated = new StatedLevels();
  private String subscription = "";
  private boolean known;

  /**
   * Whether a connection was opened since the last snapshot, so that its subscription may begin.
   */
  private boolean reconnected;

  /** Whether a change is read of a book that is not known: it is stated, and changes nothing. */
  private boolean aside;

  public TrackedBook(Listing listing, Loss loss) {
    this.levels = new OrderBook(listing);
    this.loss = loss;
  }

  public Listing listing() {
    return levels.listing();
  }

  public OrderBook levels() {
    return levels;
  }

  /** Whether there was a snapshot, and nothing was missing since. */
  public boolean isKnown() {
    return known;
  }

  /**
   * Whether the book is built from this subscription: the first that tells it. Another one of the
   * same instrument repeats it.
   */
  public boolean isOf(String name) {
    if (subscription.isEmpty()) {
      subscription = name;
    }
    return subscription.equals(name);
  }

  /**
   * The same, but another subscription takes the place of one whose book is lost.
   *
   * @param begins whether the message is a snapshot that changes follow
   */
  public boolean isOf(String name, boolean begins) {
    if (begins && !known) {
      subscription = name;
    }
    return isOf(name);
  }

  /** A new connection: what an older one told is over. */
  public void restart() {
    forget();
    subscription = "";
  }

  /** A connection was opened, which may be the book's or another: its next snapshot decides. */
  public void mayRestart() {
    reconnected = true;
  }

  /**
   * Whether the book begins with a snapshot of this subscription: it is the book's own, or the
   * first since a connection was opened, or the book is not known.
   */
  public boolean beginsWith(String name) {
    if (reconnected || !known) {
      reconnected = false;
      subscription = name;
    }
    return isOf(name);
  }

  /** Begins anew with the levels of a snapshot. */
  public Outcome snapshot(Reading reading) {
    begin();
    return read(reading);
  }

  /** Applies a change, if the book is known; if it is not, the change is stated only. */
  public Outcome change(Reading reading) {
    if (!known) {
      return state(reading);
    }
    beginChange();
    return read(reading);
  }

  /** States a change that the book does not go on with, such as one of another connection. */
  public Outcome state(Reading reading) {
    return new Outcome.Passed(NoFact.AWAITING_SNAPSHOT, stated(reading));
  }

  /** What a change says that is not applied, because it is past or does not follow. */
  @Nullable Statement stated(Reading reading) {
    beginChange();
    aside = true;
    try {
      return reading.read().statement();
    } catch (BadMessageException e) {
      return null;
    } finally {
      aside = false;
    }
  }

  /** Applies a change that belongs to the snapshot before it: both are stated as one. */
  public Outcome goOn(Reading reading) {
    return read(reading);
  }

  private Outcome read(Reading reading) {
    try {
      return reading.read();
    } catch (BadMessageException e) {
      return unreadable(String.valueOf(e.getMessage()));
    }
  }

  /** A message that cannot be read is missing too. */
  public Outcome unreadable(String why) {
    return refused(RejectReason.UNDECODABLE, why);
  }

  /** A snapshot's levels follow. */
  public void begin() {
    levels.clear();
    stated.whole();
    known = true;
  }

  /** The levels of a change follow; for venues whose changes may wait for a snapshot. */
  public void beginChange() {
    stated.clear();
  }

  /** The levels that were set since the book, or its change, began. */
  public Statement statement(long eventTime) {
    return stated.of(levels, eventTime);
  }

  /** The book is not known any more. */
  public void forget() {
    levels.clear();
    known = false;
  }

  /** Something is missing: the book is forgotten until the next snapshot. */
  public Outcome lost(String why) {
    return refused(RejectReason.OUT_OF_SEQUENCE, why);
  }

  /** A change is kept until the snapshot comes. */
  public Outcome awaited() {
    return new Outcome.Passed(
        NoFact.AWAITING_SNAPSHOT, new Statement.BookAwaited(listing().instrument()));
  }

  /** Something is missing before a change, which is stated; see {@link #lost}. */
  public Outcome lostBefore(String why, Reading change) {
    Statement statement = stated(change);
    Outcome lost = lost(why);
    return statement == null ? lost : lost.stating(statement);
  }

  private Outcome refused(RejectReason reason, String why) {
    forget();
    String instrument = listing().instrument();
    return new Outcome.Refused(
        reason,
        instrument + ": " + why + "; the book waits for a snapshot",
        new Statement.BookAwaited(instrument));
  }

  public boolean has(boolean bid, double price) {
    return (bid ? levels.bids() : levels.asks()).has(price);
  }

  /**
   * Sets a level's size, in the venue's unit; 0 removes it.
   *
   * @throws BadMessageException if no level can have this price or size
   */
  public void set(boolean bid, double price, double size) throws BadMessageException {
    OrderBook.checkLevel(price, size);
    apply(bid, price, size);
  }

  /**
   * The same of a level whose text a checksum is over.
   *
   * @param text as {@link BookSide#text} gives it back
   * @throws BadMessageException if no level can have this price or size
   */
  public void set(boolean bid, double price, double size, byte[] text) throws BadMessageException {
    OrderBook.checkLevel(price, size);
    stated.add(bid, price, size);
    if (!aside) {
      levels.set(bid, price, size, text);
    }
  }

  /** Sets a level that may be; see {@link #set}. */
  public void apply(boolean bid, double price, double size) {
    stated.add(bid, price, size);
    if (!aside) {
      levels.set(bid, price, size);
    }
  }

  /**
   * Sets levels of the form {@code [price, size, ...]}.
   *
   * @throws BadMessageException if they have another
   */
  public void setAll(boolean bid, JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      set(bid, Json.number(row, 0), Json.number(row, 1));
    }
  }

  /**
   * Sets levels of the form {@code ["buy" or "sell", price, size]}.
   *
   * @throws BadMessageException if they have another
   */
  public void setSided(JsonNode rows) throws BadMessageException {
    for (JsonNode row : rows) {
      set(Json.buys(row, 0), Json.number(row, 1), Json.number(row, 2));
    }
  }

  /**
   * The best levels, if they changed; a sign that something is missing, if there is one. With it
   * what the message states.
   */
  public Outcome outcome(long eventTime, long receivedAt) {
    Statement statement = statement(eventTime);
    return aside
        ? new Outcome.Passed(NoFact.AWAITING_SNAPSHOT, statement)
        : ofLevels(eventTime, receivedAt).stating(statement);
  }

  private Outcome ofLevels(long eventTime, long receivedAt) {
    if (!levels.changed()) {
      return new Outcome.Passed(NoFact.BEYOND_DEPTH);
    }
    if (!levels.isDeepEnough()) {
      return lost("too many levels went, and those beyond them were not kept");
    }
    if (levels.isOneSided()) {
      return loss == Loss.BY_CROSSING_OR_EMPTY_SIDE
          ? lost("no " + (levels.bids().count() == 0 ? "bids" : "asks") + " are left")
          : new Outcome.Passed(NoFact.ONE_SIDED);
    }
    if (levels.isCrossed() && loss != Loss.BY_CHAIN) {
      return lost(levels.crossing());
    }
    return Outcome.of(levels.top(eventTime, receivedAt));
  }
}

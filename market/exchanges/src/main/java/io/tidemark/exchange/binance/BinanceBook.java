package io.tidemark.exchange.binance;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.RejectReason;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.NoFact;
import io.tidemark.exchange.protocol.OrderBook;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.TrackedBook;
import io.tidemark.exchange.protocol.Unit;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One instrument's order book, from snapshot, changes and best quotes.
 *
 * <p>The chain is Binance's own, from its documentation "How to manage a local order book
 * correctly" ({@link BinanceMarket#isPast}, {@link BinanceMarket#follows}). Quotes carry the same
 * update ids: one with the id that the book has come to must show the book's best levels; a newer
 * one is what the exchange knows beyond the book, and the book is seen through it. The snapshot
 * comes by REST, so changes wait for it here.
 */
final class BinanceBook {

  /** Changes that wait for a snapshot; beyond them the oldest is forgotten. */
  static final int MOST_WAITING = 1_000;

  /** Quotes newer than the book; beyond them the oldest is not compared. */
  static final int MOST_QUOTES = 1_000;

  private final BinanceMarket market;
  private final TrackedBook book;
  private final ArrayDeque<BinanceDiff> waiting = new ArrayDeque<>();
  private final ArrayDeque<BinanceQuote> quotes = new ArrayDeque<>();

  /** Whether there was a snapshot: what waits for the first one is stated with it. */
  private boolean begun;

  /** Whether no change was applied since the snapshot. */
  private boolean fromSnapshot;

  /** Id of the last update that the book holds. */
  private long last;

  private long lastQuote = BinanceDiff.NONE;

  /** The last fact; null where the book was lost since. */
  private @Nullable Book shown;

  private boolean shownThroughQuote;
  private long shownAt;

  BinanceBook(BinanceMarket market, Listing listing) {
    this.market = market;
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
  }

  /** What was known of the book is over, and its snapshot has not come. */
  void restart() {
    forget();
    begun = false;
  }

  /** Begins anew from a snapshot, and goes on with the changes that waited for it. */
  Outcome snapshot(BinanceDiff snapshot) {
    if (book.isKnown() && snapshot.last() < last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    book.begin();
    snapshot.applyTo(book);
    begun = true;
    fromSnapshot = true;
    last = snapshot.last();
    BinanceDiff newest = snapshot;
    String difference = compareQuotes();
    for (BinanceDiff diff : waiting) {
      if (difference == null && !market.isPast(diff, last, fromSnapshot)) {
        if (!market.follows(diff, last, fromSnapshot)) {
          return book.lost(
              "the snapshot ends at "
                  + last
                  + ", before the changes that wait, from U="
                  + diff.first());
        }
        difference = apply(diff);
        newest = diff;
      }
    }
    waiting.clear();
    Statement statement = book.statement(snapshot.happened());
    Outcome outcome =
        difference == null ? show(newest.happened(), newest.known()) : lost(difference);
    return outcome.stating(statement);
  }

  /**
   * Applies a change, or keeps it until the snapshot has come. It is stated with the time of its
   * message: the book that it makes is as old as the engine says.
   */
  Outcome change(BinanceDiff diff) {
    if (!book.isKnown()) {
      return await(diff);
    }
    if (market.isPast(diff, last, fromSnapshot)) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (!market.follows(diff, last, fromSnapshot)) {
      Outcome lost = lost(gap(diff));
      return lost.stating(await(diff).statement());
    }
    book.beginChange();
    String difference = apply(diff);
    Statement statement = book.statement(diff.said());
    Outcome outcome = difference == null ? show(diff.happened(), diff.known()) : lost(difference);
    return outcome.stating(statement);
  }

  private Outcome await(BinanceDiff diff) {
    keep(diff);
    return begun
        ? book.change(
            () -> {
              diff.applyTo(book);
              return book.outcome(diff.said(), diff.known());
            })
        : book.awaited();
  }

  /** Holds a quote against the book, or the book against a quote that is newer. */
  Outcome quote(BinanceQuote quote) {
    if (quote.isCrossed()) {
      return new Outcome.Refused(
          RejectReason.INCONSISTENT, "the quote is crossed: " + quote.words());
    }
    if (quote.update() <= lastQuote) {
      return new Outcome.Passed(quote.update() == lastQuote ? NoFact.REPEATED : NoFact.SUPERSEDED);
    }
    lastQuote = quote.update();
    if (book.isKnown() && quote.update() < last) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    if (book.isKnown() && quote.update() == last) {
      return quote.isTopOf(book.levels())
          ? new Outcome.Passed(NoFact.REPEATED)
          : lost(differs(quote));
    }
    if (quotes.size() == MOST_QUOTES) {
      quotes.removeFirst();
    }
    quotes.addLast(quote);
    if (shown != null && isTopOf(shown, quote)) {
      shownThroughQuote = true;
      return new Outcome.Passed(NoFact.REPEATED);
    }
    return show(quote.happened(), quote.known());
  }

  private void keep(BinanceDiff diff) {
    BinanceDiff before = waiting.peekLast();
    if (before != null && !market.follows(diff, before.last(), false)) {
      waiting.clear();
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
    }
    waiting.addLast(diff);
  }

  /** What the quote of the same update says otherwise; null where there is none or it agrees. */
  private @Nullable String apply(BinanceDiff diff) {
    diff.applyTo(book);
    last = diff.last();
    fromSnapshot = false;
    return compareQuotes();
  }

  private @Nullable String compareQuotes() {
    String difference = null;
    BinanceQuote quote = quotes.peekFirst();
    while (quote != null && quote.update() <= last) {
      if (quote.update() == last && !quote.isTopOf(book.levels())) {
        difference = differs(quote);
      }
      quotes.removeFirst();
      quote = quotes.peekFirst();
    }
    return difference;
  }

  private Outcome show(long happened, long known) {
    OrderBook levels = book.levels();
    BinanceQuote newer = quotes.peekLast();
    if (newer == null && !shownThroughQuote && !levels.changed()) {
      return new Outcome.Passed(NoFact.BEYOND_DEPTH);
    }
    if (!levels.isDeepEnough()) {
      return lost("too many levels went, and those beyond them were not kept");
    }
    if (newer == null && levels.isCrossed()) {
      return lost(levels.crossing());
    }
    shownThroughQuote = newer != null;
    if (newer == null ? levels.isOneSided() : newer.isOneSided()) {
      shown = null;
      return new Outcome.Passed(NoFact.ONE_SIDED);
    }
    // A later update cannot have happened earlier, whatever the clock of its receipt says.
    long eventTime = Math.max(happened, shownAt);
    Parsed<Book> top =
        newer == null
            ? levels.top(eventTime, known)
            : levels.top(
                newer.bid(), newer.bidSize(), newer.ask(), newer.askSize(), eventTime, known);
    if (top instanceof Parsed.Valid<Book> valid) {
      if (shown != null && haveSameLevels(shown, valid.value())) {
        return new Outcome.Passed(NoFact.BEYOND_DEPTH);
      }
      shown = valid.value();
      shownAt = eventTime;
    } else {
      shown = null;
    }
    return Outcome.of(top);
  }

  private boolean isTopOf(Book fact, BinanceQuote quote) {
    Unit unit = book.listing().unit();
    return fact.bidPrices()[0] == quote.bid()
        && fact.askPrices()[0] == quote.ask()
        && fact.bidSizes()[0] == unit.base(quote.bidSize(), quote.bid())
        && fact.askSizes()[0] == unit.base(quote.askSize(), quote.ask());
  }

  private static boolean haveSameLevels(Book one, Book other) {
    return Arrays.equals(one.bidPrices(), other.bidPrices())
        && Arrays.equals(one.bidSizes(), other.bidSizes())
        && Arrays.equals(one.askPrices(), other.askPrices())
        && Arrays.equals(one.askSizes(), other.askSizes());
  }

  private String gap(BinanceDiff diff) {
    if (market.isSpot() && diff.first() > last) {
      return (diff.first() - last - 1)
          + " updates are missing between u="
          + last
          + " and U="
          + diff.first();
    }
    return "the change U="
        + diff.first()
        + ", u="
        + diff.last()
        + (diff.previous() == BinanceDiff.NONE ? "" : ", pu=" + diff.previous())
        + " does not follow u="
        + last;
  }

  private String differs(BinanceQuote quote) {
    return "after update " + last + " the exchange quotes " + quote.words() + ", the book another";
  }

  private Outcome lost(String why) {
    forget();
    return book.lost(why);
  }

  private void forget() {
    shown = null;
    shownThroughQuote = false;
    waiting.clear();
    book.forget();
  }
}

package io.tidemark.exchange.kraken;

import io.tidemark.exchange.protocol.BadMessageException;
import io.tidemark.exchange.protocol.BookSide;
import io.tidemark.exchange.protocol.Listing;
import io.tidemark.exchange.protocol.Outcome;
import io.tidemark.exchange.protocol.Statement;
import io.tidemark.exchange.protocol.TrackedBook;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A book of Kraken, with the digits with which its levels were sent: a message carries the CRC-32
 * of those of the ten best levels a side, asks first ("Book checksum" in Kraken's documentation of
 * either version).
 */
final class KrakenBook {

  private static final int SUMMED = 10;

  /** Depths that can be subscribed, levels a side. */
  private static final int[] DEPTHS = {10, 25, 100, 500, 1_000};

  private final TrackedBook book;
  private final Supplier<@Nullable KrakenPrecision> precision;
  private int depth;

  /** What the snapshot's checksum proves, where its numbers were written anew; null elsewhere. */
  private @Nullable KrakenPrecision proven;

  KrakenBook(Listing listing, Supplier<@Nullable KrakenPrecision> precision) {
    this.book = new TrackedBook(listing, TrackedBook.Loss.BY_CHAIN);
    this.precision = precision;
  }

  TrackedBook tracked() {
    return book;
  }

  /**
   * Begins anew.
   *
   * @param subscribed levels a side; 0 where nobody said, then what its levels can be the least of
   */
  Outcome snapshot(KrakenUpdate.Reading reading, int subscribed, long at) {
    return book.snapshot(
        () -> {
          KrakenUpdate update = reading.read();
          proven = null;
          depth = subscribed > 0 ? subscribed : leastDepth(update);
          return apply(update, at);
        });
  }

  /** Applies a change; one of a book that is not known is stated only. */
  Outcome change(KrakenUpdate.Reading reading, long at) {
    boolean known = book.isKnown();
    return book.change(
        () -> {
          KrakenUpdate update = reading.read();
          return known ? apply(update, at) : state(update, at);
        });
  }

  private static int leastDepth(KrakenUpdate update) {
    long bids = update.levels().stream().filter(KrakenLevel::bid).count();
    long most = Math.max(bids, update.levels().size() - bids);
    for (int each : DEPTHS) {
      if (most <= each) {
        return each;
      }
    }
    return BookSide.MOST_LEVELS;
  }

  private Outcome state(KrakenUpdate update, long at) throws BadMessageException {
    for (KrakenLevel level : update.levels()) {
      book.set(level.bid(), level.price(), level.size());
    }
    return book.outcome(update.time(), at);
  }

  private Outcome apply(KrakenUpdate update, long at) throws BadMessageException {
    for (KrakenLevel level : update.levels()) {
      book.set(level.bid(), level.price(), level.size(), level.digits());
    }
    // Levels beyond the subscribed depth are not told of any more.
    book.levels().bids().keep(depth);
    book.levels().asks().keep(depth);
    Long said = update.checksum();
    if (said != null && !isSum(said) && !proves(said, update)) {
      Statement stated = book.statement(update.time());
      return book.lost("the checksum is " + said + ", that of the book " + sum(null))
          .stating(stated);
    }
    return book.outcome(update.time(), at);
  }

  private boolean isSum(long said) {
    KrakenPrecision listed = precision.get();
    return sum(null) == said
        || (listed != null && sum(listed) == said)
        || (proven != null && sum(proven) == said);
  }

  /** Whether it is the sum if numbers had the decimals that the levels suggest. */
  private boolean proves(long said, KrakenUpdate update) {
    KrakenPrecision likely = KrakenPrecision.likely(update.levels());
    if (!update.snapshot() || sum(likely) != said) {
      return false;
    }
    proven = likely;
    return true;
  }

  /** Over the digits as they were sent, or as this precision writes them. */
  private long sum(@Nullable KrakenPrecision written) {
    CRC32 sum = new CRC32();
    add(sum, book.levels().asks(), written);
    add(sum, book.levels().bids(), written);
    return sum.getValue();
  }

  private static void add(CRC32 sum, BookSide side, @Nullable KrakenPrecision written) {
    for (int i = 0; i < Math.min(SUMMED, side.count()); i++) {
      sum.update(written == null ? side.text(i) : written.digits(side.price(i), side.size(i)));
    }
  }
}

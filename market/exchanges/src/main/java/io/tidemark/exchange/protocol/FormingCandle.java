package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Parsed;
import org.jspecify.annotations.Nullable;

/**
 * An instrument's candles of one length where the venue says the one that forms again and again,
 * and not when it has closed: it has when a later one begins.
 */
public final class FormingCandle {

  private final Listing listing;
  private final long length;

  /** What was said last; null before the first. */
  private @Nullable Candle last;

  /** Candles of this length, µs. */
  public FormingCandle(Listing listing, long length) {
    this.listing = listing;
    this.length = length;
  }

  /** A new connection: what was not heard may have changed the candle. */
  public void restart() {
    last = null;
  }

  /**
   * The candle before, where this one is later and so the other has closed.
   *
   * @param start of this one, µs since the epoch
   * @param at when it was received, µs since the epoch
   * @param volume in the base currency
   */
  public Outcome candle(
      long start, long at, double open, double high, double low, double close, double volume) {
    Parsed<Candle> said =
        Candle.of(listing.instrument(), start, length, at, open, high, low, close, volume);
    if (!(said instanceof Parsed.Valid<Candle> valid)) {
      return Outcome.of(said);
    }
    Candle before = last;
    if (before != null && start < before.start()) {
      return new Outcome.Passed(NoFact.SUPERSEDED);
    }
    last = valid.value();
    return before == null || before.start() == start
        ? new Outcome.Passed(NoFact.FORMING)
        : Outcome.of(
            Candle.of(
                before.instrument(),
                before.start(),
                length,
                at,
                before.open(),
                before.high(),
                before.low(),
                before.close(),
                before.volume()));
  }
}

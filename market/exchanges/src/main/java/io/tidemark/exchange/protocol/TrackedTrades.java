package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Parsed;
import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;

/** An instrument's trades, each a fact once: venues say some twice. One without an id is new. */
public final class TrackedTrades {

  /** Trades that are remembered; what is said again is said again soon. */
  static final int MOST = 1_000;

  private final String instrument;
  private final RememberedTrades memory = new RememberedTrades(MOST);
  private boolean renumbered;

  public TrackedTrades(Listing listing) {
    this.instrument = listing.instrument();
  }

  /** The trade, made before the connection was opened. */
  public Outcome history(String id) {
    boolean repeated = memory.see(id) == RememberedTrades.Seen.REPEATED;
    return new Outcome.Passed(repeated ? NoFact.REPEATED : NoFact.HISTORY);
  }

  /**
   * The trade, if it was not said before. The first under the id of another states that the venue
   * numbers its trades anew.
   *
   * @param time µs since the epoch
   * @param at when it was received, µs since the epoch
   * @param base its quantity, in the base currency
   */
  public Outcome trade(String id, long time, long at, double price, double base, Side taker) {
    Parsed<Trade> parsed = Trade.of(instrument, time, at, id, price, base, taker);
    RememberedTrades.Seen seen =
        parsed instanceof Parsed.Valid<Trade> valid
            ? memory.see(id, valid.value())
            : memory.see(id);
    if (seen == RememberedTrades.Seen.REPEATED) {
      return new Outcome.Passed(NoFact.REPEATED);
    }
    boolean first = seen == RememberedTrades.Seen.OTHER && !renumbered;
    renumbered |= first;
    Outcome outcome = Outcome.of(parsed);
    return first ? outcome.stating(new Statement.TradesRenumbered(instrument)) : outcome;
  }
}

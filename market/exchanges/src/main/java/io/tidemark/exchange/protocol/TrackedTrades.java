package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Side;
import io.tidemark.core.fact.Trade;
import java.util.LinkedHashMap;
import java.util.Map;

/** An instrument's trades, each a fact once: venues say some twice. One without an id is new. */
public final class TrackedTrades {

  /** Ids that are remembered; what is said again is said again soon. */
  static final int MOST = 1_000;

  private final String instrument;
  private final Map<String, Boolean> ids =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST;
        }
      };

  public TrackedTrades(Listing listing) {
    this.instrument = listing.instrument();
  }

  /** The trade, made before the connection was opened. */
  public Outcome history(String id) {
    return new Outcome.Passed(isNew(id) ? NoFact.HISTORY : NoFact.REPEATED);
  }

  /**
   * The trade, if it was not said before.
   *
   * @param time µs since the epoch
   * @param at when it was received, µs since the epoch
   * @param base its quantity, in the base currency
   */
  public Outcome trade(String id, long time, long at, double price, double base, Side taker) {
    return isNew(id)
        ? Outcome.of(Trade.of(instrument, time, at, id, price, base, taker))
        : new Outcome.Passed(NoFact.REPEATED);
  }

  private boolean isNew(String id) {
    return id.isEmpty() || ids.put(id, Boolean.TRUE) == null;
  }
}

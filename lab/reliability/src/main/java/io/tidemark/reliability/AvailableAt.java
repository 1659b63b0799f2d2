package io.tidemark.reliability;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Control;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.ModelUpdate;
import io.tidemark.core.fact.Sentiment;
import io.tidemark.core.fact.Tick;
import io.tidemark.core.fact.Trade;

/** The same fact, known at another time. */
final class AvailableAt {

  private AvailableAt() {}

  /**
   * A copy; a tick, which has one time only, tells that one.
   *
   * @param at µs since the epoch
   */
  static Fact of(Fact fact, long at) {
    if (fact instanceof Trade f) {
      return new Trade(
          f.instrument(), f.eventTime(), at, f.tradeId(), f.price(), f.quantity(), f.takerSide());
    } else if (fact instanceof Candle f) {
      return new Candle(
          f.instrument(),
          f.start(),
          f.length(),
          at,
          f.open(),
          f.high(),
          f.low(),
          f.close(),
          f.volume());
    } else if (fact instanceof Book f) {
      return new Book(
          f.instrument(),
          f.eventTime(),
          at,
          f.bidPrices(),
          f.bidSizes(),
          f.askPrices(),
          f.askSizes());
    } else if (fact instanceof Funding f) {
      return new Funding(f.instrument(), f.eventTime(), at, f.rate());
    } else if (fact instanceof Sentiment f) {
      return new Sentiment(f.instrument(), f.eventTime(), at, f.source(), f.score(), f.weight());
    } else if (fact instanceof Metric f) {
      return new Metric(f.instrument(), f.eventTime(), at, f.name(), f.value());
    } else if (fact instanceof Control f) {
      return new Control(f.instrument(), f.eventTime(), at, f.command(), f.by(), f.why());
    } else if (fact instanceof ModelUpdate f) {
      return new ModelUpdate(f.instrument(), f.eventTime(), at, f.action(), f.model(), f.by());
    }
    return new Tick(fact.instrument(), at);
  }
}

package io.tidemark.dataset;

import io.tidemark.core.bar.BarSource;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.LogEvent;
import io.tidemark.core.fact.PriceScale;
import io.tidemark.core.fact.Trade;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs in which the prices of each instrument stay in one unit; else they are refused. */
public final class OneUnitLog implements EventLog {

  private final EventLog log;
  private final Map<String, Double> prices = new HashMap<>();

  /**
   * The same logs.
   *
   * @param log is closed with this one
   */
  public OneUnitLog(EventLog log) {
    this.log = log;
  }

  @Override
  public boolean hasNext() {
    return log.hasNext();
  }

  /**
   * The next event.
   *
   * @throws ExportException if its price is a power of ten of the one before, as after a
   *     redenomination
   */
  @Override
  public LogEvent next() {
    LogEvent event = log.next();
    if (event.fact() instanceof Trade trade) {
      price(trade.instrument(), trade.eventTime(), trade.price());
    } else if (event.fact() instanceof Candle bar && bar.instrument().equals(event.instrument())) {
      price(bar.instrument(), bar.start(), bar.open());
      price(bar.instrument(), bar.eventTime(), bar.close());
    }
    return event;
  }

  private void price(String instrument, long time, double price) {
    Double before = prices.put(instrument, price);
    if (before != null && PriceScale.power(before, price) != 0) {
      throw new ExportException(
          "The price of "
              + instrument
              + " at "
              + Instant.ofEpochMilli(time / 1_000)
              + " is "
              + price
              + " after "
              + before
              + ", a power of ten as much, as where a coin is redenominated, and that was to be"
              + " refused: export the data before and after it on their own.");
    }
  }

  @Override
  public BarSource barSource(String instrument) {
    return log.barSource(instrument);
  }

  @Override
  public long refused() {
    return log.refused();
  }

  @Override
  public List<String> ignored() {
    return log.ignored();
  }

  @Override
  public void close() {
    log.close();
  }
}

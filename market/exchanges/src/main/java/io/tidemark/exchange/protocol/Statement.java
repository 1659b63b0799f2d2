package io.tidemark.exchange.protocol;

import io.tidemark.core.fact.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a message states where the fact that is made of it says less: a book is the best levels, not
 * their change; a funding rate is a fact when it has settled; a liquidation is an amount without a
 * price. Jobs read facts; people and tests that ask what a message means read these, too.
 */
public sealed interface Statement {

  /** The instrument that it speaks of; empty where it speaks of all of a connection. */
  String instrument();

  /**
   * Levels of an order book.
   *
   * @param instrument {@code BTC-USDT@binance}
   * @param eventTime µs since the epoch
   * @param snapshot whether these levels are the whole book; otherwise those that changed
   * @param bids in the order in which they are stated, the best first in a snapshot
   * @param asks in the same order
   */
  record BookChange(String instrument, long eventTime, boolean snapshot, Levels bids, Levels asks)
      implements Statement {}

  /**
   * Something of an order book is missing, or its changes wait: it wants a snapshot.
   *
   * @param instrument {@code BTC-USDT@binance}
   */
  record BookAwaited(String instrument) implements Statement {}

  /**
   * Trades of an instrument are missing.
   *
   * @param instrument {@code BTC-USDT@binance}
   * @param count how many
   */
  record TradesMissing(String instrument, long count) implements Statement {}

  /**
   * Messages of a connection are missing: trades of any of its instruments may be.
   *
   * @param count of messages
   */
  record MessagesMissing(long count) implements Statement {

    @Override
    public String instrument() {
      return "";
    }
  }

  /**
   * A trade has the number of another one, or a smaller one: the venue numbers its trades anew.
   *
   * @param instrument {@code BTC-USDT@binance}
   */
  record TradesRenumbered(String instrument) implements Statement {}

  /**
   * Prices and what there is at them.
   *
   * @param prices quote per base
   * @param sizes base; 0 where the level is gone
   */
  @SuppressWarnings("ArrayRecordComponent") // read once, by whoever asked
  record Levels(double[] prices, double[] sizes) {}

  /**
   * The rate that will settle next, as it stands.
   *
   * @param instrument {@code BTC-USDT-PERP@binance}
   * @param eventTime when the venue said it, µs since the epoch
   * @param rate fraction per interval; positive: longs pay shorts
   * @param settles µs since the epoch; null where the venue does not say
   */
  record FundingRate(String instrument, long eventTime, double rate, @Nullable Long settles)
      implements Statement {}

  /**
   * A position that the venue closed.
   *
   * @param instrument {@code BTC-USDT-PERP@binance}
   * @param eventTime µs since the epoch
   * @param id the venue's; empty where it has none
   * @param price quote per base
   * @param quantity base
   * @param side of the order that closes it: one that sells ends a long position
   */
  record Liquidation(
      String instrument, long eventTime, String id, double price, double quantity, Side side)
      implements Statement {}
}

package io.tidemark.collector.feed;

import io.tidemark.core.fact.Book;
import io.tidemark.core.fact.Candle;
import io.tidemark.core.fact.Fact;
import io.tidemark.core.fact.Funding;
import io.tidemark.core.fact.Metric;
import io.tidemark.core.fact.Trade;
import io.tidemark.exchange.protocol.WatchedTrades;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the past of one instrument meets what comes live. Live facts are held back until the past
 * is known. The two are joined where both have the same trade: what the answer has before the first
 * live trade goes before it, and the rest comes live, so no trade is missing and none comes twice.
 * Before the bar in which trades begin, and in it, candles stand for trades.
 *
 * <p>Times of facts are µs since the epoch; what is waited for is counted in ticks. See
 * RATIONALE.md, "Where does history end and the live market begin?"
 */
final class Seam {

  /** What is waited for. */
  enum Stage {
    /** Live facts, so that the past reaches up to them. */
    LIVE,
    /** An answer with past trades. */
    TRADES,
    /** An answer with candles. */
    CANDLES,
    /** That the past stands in Kafka well before what came live. */
    SETTLED,
    /** The end of the bar in which trades began: only then there is its candle. */
    FIRST_BAR,
    /** Nothing. */
    DONE
  }

  private static final long SECOND = 1_000_000;

  /** So long after the first live fact its subscription to trades stands, though none came. */
  private static final long QUIET = 10 * SECOND;

  /** Longer than the clocks of venues differ, whose records share partitions. */
  private static final long SETTLING = 2 * SECOND;

  private static final long NONE = Long.MIN_VALUE;

  private final long length;
  private final int bars;
  private final List<Fact> held = new ArrayList<>();

  private Stage stage = Stage.LIVE;

  /** When the first live fact came: what the wall's clock would say now, were it never set. */
  private @Nullable FeedMoment begunAt;

  private List<Trade> trades = List.of();
  private long heldSince;
  private long firstTrade = NONE;
  private long lastCandle = NONE;
  private long askFrom;
  private long settledAt;
  private boolean hasCandles = true;

  /** Bars between the candles of which there is none. */
  private long holes;

  Seam(BarHistory wanted) {
    this.length = wanted.length();
    this.bars = wanted.bars();
  }

  Stage stage() {
    return stage;
  }

  /** Whether live facts are held back. */
  boolean isHolding() {
    return stage != Stage.FIRST_BAR && stage != Stage.DONE;
  }

  /** Whether nothing was handed on yet. */
  boolean isUnsaid() {
    return isHolding() && stage != Stage.SETTLED;
  }

  /** Whether what was held back may go. */
  boolean isSettled(long now) {
    return stage == Stage.SETTLED && now >= settledAt;
  }

  int heldFacts() {
    return held.size();
  }

  /** Whether the fact is held back until the past before it is known. */
  boolean holds(Fact fact, FeedMoment now) {
    begunAt = begunAt == null ? now : begunAt;
    if (isHolding()) {
      held.add(fact);
      return true;
    }
    if (fact instanceof Trade trade && firstTrade == NONE) {
      beginTrades(trade.eventTime(), now);
    }
    return false;
  }

  /** Time passes: live facts may have been there for long enough to ask for what was before. */
  void passed(long now, boolean hasTrades) {
    if (stage != Stage.LIVE || held.isEmpty()) {
      return;
    }
    heldSince = heldSince == 0 ? now : heldSince;
    if (firstHeld() != null || now - heldSince >= QUIET) {
      stage = hasTrades ? Stage.TRADES : Stage.CANDLES;
    }
  }

  /** Whether an answer is wanted by now. */
  boolean wantsAnswer(long now) {
    return now >= askFrom
        && (stage == Stage.TRADES
            || stage == Stage.CANDLES
            || (stage == Stage.FIRST_BAR && firstTrade != NONE));
  }

  /** Since when an answer is wanted; those that were not asked for yet come first. */
  long askFrom() {
    return askFrom;
  }

  /** Not before then is anything asked again. */
  void askFrom(long time) {
    askFrom = time;
  }

  /**
   * Past trades, the oldest first.
   *
   * @return whether they reach up to what came live
   */
  boolean trades(List<Trade> answer) {
    Trade live = firstHeld();
    int until = live == null ? answer.size() : find(live, answer);
    if (until < 0) {
      return false;
    }
    trades = List.copyOf(answer.subList(0, until));
    stage = Stage.CANDLES;
    return true;
  }

  /** No past trades can be had. */
  void noTrades() {
    stage = Stage.CANDLES;
  }

  /** The venue has no candles: that of the first bar is not waited for. */
  void noCandles() {
    hasCandles = false;
  }

  /** How many bars between the candles have none. */
  long holes() {
    return holes;
  }

  /** How many candles are missing still up to the bar in which trades began, that one included. */
  long behind() {
    return lastCandle == NONE || firstTrade == NONE
        ? 1
        : Math.max(0, (firstTrade - lastCandle) / length);
  }

  private static int find(Trade live, List<Trade> answer) {
    for (int i = 0; i < answer.size(); i++) {
      Trade past = answer.get(i);
      boolean same =
          past.eventTime() == live.eventTime()
              && past.price() == live.price()
              && past.quantity() == live.quantity();
      if (same && past.tradeId().equals(live.tradeId())) {
        return i;
      }
    }
    return -1;
  }

  /** The first trade that came live and is held back; null if none did. */
  @Nullable Trade firstHeld() {
    for (Fact fact : held) {
      if (fact instanceof Trade trade) {
        return trade;
      }
    }
    return null;
  }

  /**
   * Closed candles, the oldest first: those of bars that trades do not make.
   *
   * @return what goes before {@link #trades}
   */
  List<Candle> candles(List<Candle> answer, long now) {
    Trade first = trades.isEmpty() ? firstHeld() : trades.get(0);
    if (first != null) {
      firstTrade = bar(first.eventTime());
    }
    List<Candle> before =
        answer.stream()
            .filter(candle -> firstTrade == NONE || candle.start() <= firstTrade)
            .toList();
    List<Candle> wanted = newest(before);
    trades = afterCandles();
    stage = Stage.SETTLED;
    settledAt = now + SETTLING;
    return wanted;
  }

  private List<Candle> newest(List<Candle> candles) {
    List<Candle> wanted = candles.subList(Math.max(0, candles.size() - bars), candles.size());
    for (Candle candle : wanted) {
      holes += lastCandle == NONE ? 0 : (candle.start() - lastCandle) / length - 1;
      lastCandle = candle.start();
    }
    return wanted;
  }

  /**
   * Where a candle stands for the bar in which past trades begin, the last of its trades remains:
   * it says that the market was watched when the next bar began. It counts as known at that moment,
   * so that it follows the candle whichever is read first.
   */
  private List<Trade> afterCandles() {
    long end = firstTrade + length;
    if (firstTrade == NONE || lastCandle < firstTrade) {
      return trades;
    }
    List<Trade> after = new ArrayList<>();
    for (Trade trade : trades) {
      if (trade.eventTime() < end) {
        after.clear();
        after.add(WatchedTrades.knownAt(end, trade));
      } else {
        after.add(trade);
      }
    }
    return after;
  }

  /** The past trades that go before what was held back. */
  List<Trade> joined() {
    return trades;
  }

  /**
   * What was held back; it is no longer. Facts of other topics than that of trades were known to
   * nobody before: with the time of receipt they would go before the past of this instrument where
   * that stands in its partition behind live trades of others.
   */
  List<Fact> release(FeedMoment now) {
    List<Fact> released = held.stream().map(fact -> handedOnAt(fact, now.stamp())).toList();
    held.clear();
    trades = List.of();
    stage = Stage.FIRST_BAR;
    awaitFirstBar(now);
    return released;
  }

  private static Fact handedOnAt(Fact fact, long now) {
    long at = Math.max(fact.availableAt(), now);
    if (fact instanceof Book book) {
      return new Book(
          book.instrument(),
          book.eventTime(),
          at,
          book.bidPrices(),
          book.bidSizes(),
          book.askPrices(),
          book.askSizes());
    }
    if (fact instanceof Funding funding) {
      return new Funding(funding.instrument(), funding.eventTime(), at, funding.rate());
    }
    if (fact instanceof Metric metric) {
      return new Metric(metric.instrument(), metric.eventTime(), at, metric.name(), metric.value());
    }
    return fact;
  }

  private void beginTrades(long time, FeedMoment now) {
    firstTrade = bar(time);
    awaitFirstBar(now);
  }

  private void awaitFirstBar(FeedMoment now) {
    if (!hasCandles) {
      stage = Stage.DONE;
    } else if (firstTrade != NONE) {
      stage = lastCandle >= firstTrade ? Stage.DONE : Stage.FIRST_BAR;
      askFrom = now.tick() + Math.max(0, firstTrade + length + 3 * SECOND - time(now));
    }
  }

  /** µs since the epoch, by a clock that nobody sets meanwhile. */
  long time(FeedMoment now) {
    return begunAt == null ? now.stamp() : begunAt.stamp() + now.tick() - begunAt.tick();
  }

  private long bar(long time) {
    return Math.floorDiv(time, length) * length;
  }

  /**
   * Candles that came after the bar in which trades began had ended.
   *
   * @param time that has passed by all clocks, µs since the epoch
   * @return those that were missing between the first candles and the trades
   */
  List<Candle> firstBar(List<Candle> answer, FeedMoment now, long time) {
    List<Candle> missing =
        newest(
                answer.stream()
                    .filter(each -> each.start() > lastCandle && each.start() <= firstTrade)
                    .toList())
            .stream()
            .map(candle -> received(candle, now.stamp()))
            .toList();
    boolean over = lastCandle >= firstTrade || time >= firstTrade + 3 * length;
    stage = over ? Stage.DONE : Stage.FIRST_BAR;
    askFrom = now.tick() + Math.max(5 * SECOND, length / 10);
    return missing;
  }

  private static Candle received(Candle candle, long now) {
    return new Candle(
        candle.instrument(),
        candle.start(),
        candle.length(),
        Math.max(candle.eventTime(), now),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume());
  }
}

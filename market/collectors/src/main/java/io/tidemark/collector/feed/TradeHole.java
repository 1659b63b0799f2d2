package io.tidemark.collector.feed;

import io.tidemark.core.fact.Trade;
import java.net.URI;
import java.util.List;

/** A hole in the trades of one instrument. Times are ticks. */
final class TradeHole {

  private final URI uri;

  /** How many are missing; {@link FeedMetric#UNKNOWN} if nobody knows. */
  private long count;

  /** The time of the last trade before the hole, µs since the epoch. */
  private long after;

  /** The time of the first trade behind the hole, µs since the epoch; 0 if none came. */
  private long before;

  /** The id of that trade. */
  private String first = "";

  private long since;
  private boolean asked;
  private boolean holding = true;

  /** What is missing behind what was asked for; 0 if nothing is. */
  private long countBehind;

  TradeHole(URI uri, long count, long after, long now) {
    this.uri = uri;
    this.count = count;
    this.after = after;
    this.since = now;
  }

  /** How many are missing of what is asked for; {@link FeedMetric#UNKNOWN} if nobody knows. */
  long count() {
    return count;
  }

  /** The same with what is asked for afterwards. */
  long total() {
    return sum(count, countBehind);
  }

  /** How long it is open, µs. */
  long age(long now) {
    return now - since;
  }

  /** More is missing: the same request asks for it if it was not sent yet, else another one. */
  void grow(long more, long now) {
    if (asked) {
      countBehind = sum(countBehind, more);
      if (!holding) {
        holding = true;
        since = now;
      }
    } else {
      count = sum(count, more);
    }
  }

  private static long sum(long some, long more) {
    return some == FeedMetric.UNKNOWN || more == FeedMetric.UNKNOWN
        ? FeedMetric.UNKNOWN
        : some + more;
  }

  /**
   * Whether it is to be asked for: as soon as no further trades are missed.
   *
   * @param subscribed whether all comes that is wanted; a trade behind the hole shows that this
   *     instrument's do
   */
  boolean isToBeAsked(boolean subscribed) {
    return !asked && (subscribed || before != 0);
  }

  /** The request is sent. */
  URI ask() {
    asked = true;
    return uri;
  }

  boolean asks(URI request) {
    return asked && uri.equals(request);
  }

  /** A trade comes. Returns whether it is held back until the answer comes. */
  boolean holds(Trade trade) {
    if (before == 0) {
      before = trade.eventTime();
      first = trade.tradeId();
    }
    return holding;
  }

  boolean isHolding() {
    return holding;
  }

  /** Nothing is held back any more. */
  void letGo() {
    holding = false;
  }

  /**
   * How many are missing still. An answer that reaches over both ends of the hole says that there
   * were no others.
   *
   * @param trades the answer, the oldest first
   * @param brought those of them that were not known
   */
  long missingAfter(List<Trade> trades, List<Trade> brought) {
    if (reachesOver(trades, brought)) {
      return 0;
    }
    if (count == FeedMetric.UNKNOWN) {
      return FeedMetric.UNKNOWN;
    }
    long inside =
        brought.stream().filter(each -> before == 0 || each.eventTime() <= before).count();
    return Math.max(count - inside, 0);
  }

  private boolean reachesOver(List<Trade> trades, List<Trade> brought) {
    if (trades.isEmpty()) {
      return false;
    }
    Trade oldest = trades.get(0);
    boolean begins =
        oldest.eventTime() < after || (oldest.eventTime() == after && !brought.contains(oldest));
    return begins && reachesTheEnd(trades);
  }

  /**
   * Whether nothing can be missing behind the answer. It may know the second only in which a trade
   * was made, or none after the first.
   */
  boolean reachesTheEnd(List<Trade> trades) {
    return before == 0
        || (!trades.isEmpty()
            && (trades.get(trades.size() - 1).eventTime() >= before
                || (!first.isEmpty()
                    && trades.stream().anyMatch(each -> each.tradeId().equals(first)))));
  }

  /** If more was missed since it was asked, that is asked for next. Returns whether it is. */
  boolean askAgain(long last, long now) {
    if (countBehind == 0) {
      return false;
    }
    count = countBehind;
    countBehind = 0;
    after = last;
    before = 0;
    first = "";
    since = now;
    asked = false;
    return true;
  }
}
